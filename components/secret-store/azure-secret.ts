import { Secret } from "@pulumi/azure-native/keyvault/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import type { AzurePlace } from "../core/azure-place.ts";
import { azureKept, azureWhere } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";
import { copiedSecret, type CopiedSecretArgs } from "./aws-secret.ts";
import { leastSecretBytes, type SecretReference } from "./generated-secret.ts";

export interface VaultSecretArgs extends Pick<CopiedSecretArgs, "namespace" | "derived" | "type"> {
  readonly identity: Identity;
  readonly place: AzurePlace;
  /** Name of the Secret object, and part of the name in the vault. */
  readonly secretName: string;
  /** Keys with values that are no secret, such as a user's name. @default {} */
  readonly plain?: Readonly<Record<string, string>>;
  /** Keys that hold one random value, as lower-case hexadecimal. */
  readonly keys: readonly [string, ...string[]];
  /** A change replaces that value. */
  readonly version: number;
  /** Further random values by key, with the version of each. @default {} */
  readonly others?: Readonly<Record<string, number>>;
  /** Whether the stack's other regions have the same values, each in a vault of its own. */
  readonly shared: boolean;
}

/** A secret in a vault and its copy in the cluster. */
export interface VaultSecret {
  readonly reference: SecretReference;
  /** Name in the vault, the same in every region. */
  readonly name: string;
  /** The random value; `undefined` where the primary region makes it. */
  readonly value: pulumi.Output<string> | undefined;
  readonly resources: readonly pulumi.Resource[];
}

/**
 * Random values in the vault of secrets, copied into the cluster. One that is shared is made in the primary region, which writes it to the vaults of
 * the others, too.
 */
export function vaultSecret(parent: pulumi.Resource, name: string, args: VaultSecretArgs): VaultSecret {
  const { place, plain = {}, others = {}, identity } = args;
  const secretName = physicalName("vault secret", identity.system, args.secretName);
  const made = args.shared && place.role !== "primary" ? undefined : writeSecret(parent, name, secretName, args);
  const [first, ...further] = args.keys;
  const keys = [first, ...Object.keys(plain), ...further, ...Object.keys(others)];
  const reference = copiedSecret(parent, `${name}-copy`, {
    ...args,
    version: newestOf(args),
    values: Object.fromEntries(keys.map((key) => [key, { secret: secretName, property: key }])),
    after: made?.resources ?? [],
  });
  return { reference, name: secretName, value: made?.value, resources: made?.resources ?? [] };
}

/** A change of any of a secret's versions is one of the whole. */
const newestOf = ({ version, others = {} }: VaultSecretArgs) =>
  [version, ...Object.values(others)].reduce((sum, each) => sum + each, 0);

function writeSecret(
  parent: pulumi.Resource,
  name: string,
  secretName: string,
  { place, identity, plain = {}, keys, version, others = {}, shared }: VaultSecretArgs,
) {
  const random = (logicalName: string, of: number) =>
    pulumi.secret(
      new RandomBytes(logicalName, { length: leastSecretBytes, keepers: { version: String(of) } }, { parent }).hex,
    );
  const value = random(`${name}-value`, version);
  const text = pulumi.secret(
    pulumi.jsonStringify({
      ...plain,
      ...Object.fromEntries(keys.map((key) => [key, value])),
      ...Object.fromEntries(Object.entries(others).map(([key, of]) => [key, random(`${name}-value-${key}`, of)])),
    }),
  );
  const write = (
    logicalName: string,
    scope: AzurePlace | AzurePlace["peers"][number]["scope"],
    vault: pulumi.Output<string>,
  ) =>
    new Secret(
      logicalName,
      {
        resourceGroupName: scope.resourceGroupName,
        tags: azureWhere(scope, identity, "confidential").tags,
        vaultName: vault,
        secretName,
        properties: { value: text, contentType: "application/json" },
      },
      { ...azureKept(scope, parent), additionalSecretOutputs: ["properties"] },
    );
  const own = write(name, place, place.secrets.vaultName);
  const copies = shared
    ? place.peers.map((peer) => write(`${name}-${peer.region}`, peer.scope, peer.secrets.vaultName))
    : [];
  return { value, resources: [own, ...copies] };
}
