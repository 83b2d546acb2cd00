import { createHash } from "node:crypto";
import { z } from "zod";
import type { Facts } from "../../lib/facts.ts";
import type { StateExport, StateResource } from "../state/deployment.ts";

/** What is known of a secret; never its value. */
export const secretSchema = z.strictObject({
  /** Where it lives: a namespace of Kubernetes, or a service of a cloud. */
  place: z.string(),
  name: z.string(),
  kind: z.enum(["Secret", "ExternalSecret", "SecretsManager", "KeyVault"]),
  /** Names of its entries, sorted; none where the service has only one value. */
  keys: z.array(z.string()),
  /** Versions by what they are of: what is raised to rotate a value. */
  versions: z.record(z.string(), z.string()),
});
export type SecretMetadata = z.infer<typeof secretSchema>;

export const inventorySchema = z.strictObject({ format: z.literal(1), secrets: z.array(secretSchema) });

const inputsOf = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }).optional(),
  data: z.record(z.string(), z.unknown()).optional(),
  stringData: z.record(z.string(), z.unknown()).optional(),
  name: z.string().optional(),
  secretName: z.string().optional(),
  keepers: z.record(z.string(), z.string()).optional(),
});
const specOf = z.looseObject({
  spec: z.looseObject({
    target: z.looseObject({ name: z.string().optional() }).optional(),
    data: z.array(z.looseObject({ secretKey: z.string() })).default([]),
  }),
});
const secretOf = z.looseObject({ parent: z.string().optional(), inputs: inputsOf.default({}) });

const kindByType: Readonly<Record<string, SecretMetadata["kind"]>> = {
  "kubernetes:core/v1:Secret": "Secret",
  "kubernetes:external-secrets.io/v1:ExternalSecret": "ExternalSecret",
  "aws:secretsmanager/secret:Secret": "SecretsManager",
  "azure-native:keyvault:Secret": "KeyVault",
};

/** Every secret that a stack made, from its state: no right to read a secret is needed, and no value is looked at. */
export function inventory({ deployment: { resources } }: StateExport): SecretMetadata[] {
  const versions = versionsByParent(resources);
  const found = resources.flatMap((resource): SecretMetadata[] => {
    const kind = kindByType[resource.type];
    if (kind === undefined) return [];
    const { parent, inputs } = secretOf.parse(resource);
    const fallback = resource.urn.split("::").at(-1) ?? "";
    return [
      {
        place: inputs.metadata?.namespace ?? resource.type.split(":")[0] ?? "",
        name: inputs.metadata?.name ?? inputs.name ?? inputs.secretName ?? fallback,
        kind,
        keys: keysOf(kind, inputs),
        versions: versions.get(parent ?? "") ?? {},
      },
    ];
  });
  const order = ({ kind, place, name }: SecretMetadata) => `${place}/${name} ${kind}`;
  return found.sort((one, other) => (order(one) < order(other) ? -1 : 1));
}

/** One fact for each: how many entries it has, and the names and versions by a checksum. */
export function inventoryFacts(secrets: readonly SecretMetadata[]): Facts {
  const checksum = (secret: SecretMetadata) => createHash("sha256").update(JSON.stringify(secret)).digest("hex");
  return Object.fromEntries(
    secrets.map((secret) => [
      `${secret.kind} ${secret.place}/${secret.name}`,
      { count: secret.keys.length, checksum: checksum(secret) },
    ]),
  );
}

function keysOf(kind: SecretMetadata["kind"], inputs: z.infer<typeof inputsOf>): string[] {
  const own = Object.keys({ ...inputs.data, ...inputs.stringData });
  const copied = kind === "ExternalSecret" ? specOf.parse(inputs).spec.data.map(({ secretKey }) => secretKey) : [];
  return [...own, ...copied].sort();
}

/** Versions of the random values beside a secret, by their common parent. */
function versionsByParent(resources: readonly StateResource[]): Map<string, Record<string, string>> {
  const versions = new Map<string, Record<string, string>>();
  for (const resource of resources.filter(({ type }) => type.startsWith("random:"))) {
    const { parent = "", inputs } = secretOf.parse(resource);
    const version = inputs.keepers?.["version"];
    if (version === undefined) continue;
    const name = resource.urn.split("::").at(-1) ?? "";
    versions.set(parent, { ...versions.get(parent), [name]: version });
  }
  return versions;
}
