import { Secret } from "@pulumi/azure-native/keyvault/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import type { AzurePlace, AzurePlaceSecrets } from "../core/azure-place.ts";
import { azureKept, type AzureScope, azureWhere } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";
import { copiedSecret, type CopiedSecretArgs } from "./aws-secret.ts";
import { leastSecretBytes, type SecretReference } from "./generated-secret.ts";

export interface StoredVaultSecretArgs {
  readonly identity: Identity;
  readonly place: AzurePlace;
  /** Part of the name in the vault. */
  readonly secretName: string;
  /** Keys with values that are no secret, such as a user's name. @default {} */
  readonly plain?: Readonly<Record<string, string>>;
  /** Keys that hold one random value, as lower-case hexadecimal. */
  readonly keys: readonly [string, ...string[]];
  /** What that value begins with, where a service asks for kinds of characters that hexadecimal has none of. @default "" */
  readonly prefix?: string;
  /** A change replaces that value. */
  readonly version: number;
  /** Further random values by key, with the version of each. @default {} */
  readonly others?: Readonly<Record<string, number>>;
  /** Whether the stack's other regions have the same values, each in a vault of its own. */
  readonly shared: boolean;
}

/** `secretName` is the name of the Secret object, too. */
export type VaultSecretArgs = StoredVaultSecretArgs & Pick<CopiedSecretArgs, "namespace" | "derived" | "type">;

/** A secret in a vault. */
export interface StoredVaultSecret {
  /** Name in the vault, the same in every region. */
  readonly name: string;
  /** The random value of `keys`. */
  readonly value: pulumi.Output<string>;
  readonly resources: readonly pulumi.Resource[];
}

/** A secret in a vault and its copy in the cluster. */
export interface VaultSecret {
  readonly reference: SecretReference;
  /** Name in the vault, the same in every region. */
  readonly name: string;
  /** The random value of `keys`; `undefined` where the primary region makes it. */
  readonly value: pulumi.Output<string> | undefined;
  readonly resources: readonly pulumi.Resource[];
}

/**
 * Random values in the vault of secrets, copied into the cluster. One that is shared is made in the primary region, which writes it to the vaults of
 * the others, too.
 */
export function vaultSecret(parent: pulumi.Resource, name: string, args: VaultSecretArgs): VaultSecret {
  const { place, plain = {}, others = {} } = args;
  const made = args.shared && place.role !== "primary" ? undefined : storedVaultSecret(parent, name, args);
  const stored = storedName(args);
  const [first, ...further] = args.keys;
  const keys = [first, ...Object.keys(plain), ...further, ...Object.keys(others)];
  const reference = copiedSecret(parent, `${name}-copy`, {
    ...args,
    version: newestOf(args),
    values: Object.fromEntries(keys.map((key) => [key, { secret: stored, property: key }])),
    after: made?.resources ?? [],
  });
  return { reference, name: stored, value: made?.value, resources: made?.resources ?? [] };
}

const storedName = ({ identity, secretName }: StoredVaultSecretArgs) =>
  physicalName("vault secret", identity.system, secretName);

/** A change of any of a secret's versions is one of the whole. */
const newestOf = ({ version, others = {} }: StoredVaultSecretArgs) =>
  [version, ...Object.values(others)].reduce((sum, each) => sum + each, 0);

/** Random values in the vault of secrets, and in those of the other regions if they are shared; nothing of it is in the cluster. */
export function storedVaultSecret(
  parent: pulumi.Resource,
  name: string,
  args: StoredVaultSecretArgs,
): StoredVaultSecret {
  const { plain = {}, keys, prefix = "", others = {} } = args;
  const random = (logicalName: string, of: number) =>
    new RandomBytes(logicalName, { length: leastSecretBytes, keepers: { version: String(of) } }, { parent }).hex;
  const value = pulumi.secret(pulumi.interpolate`${prefix}${random(`${name}-value`, args.version)}`);
  const entries = {
    ...plain,
    ...Object.fromEntries(keys.map((key) => [key, value])),
    ...Object.fromEntries(Object.entries(others).map(([key, of]) => [key, random(`${name}-value-${key}`, of)])),
  };
  const resources = writtenSecret(parent, name, { ...args, secretName: storedName(args), entries });
  return { name: storedName(args), value, resources };
}

export interface WrittenSecretArgs extends Pick<StoredVaultSecretArgs, "identity" | "place" | "shared"> {
  /** Name in the vault, the same in every region. */
  readonly secretName: string;
  /** Values by key, such as those that a service made. */
  readonly entries: Readonly<Record<string, pulumi.Input<string>>>;
}

/** Values as one JSON in the vault of secrets, and in those of the other regions if they are shared. They end when the vault's secrets do. */
export function writtenSecret(
  parent: pulumi.Resource,
  name: string,
  { identity, place, shared, secretName, entries }: WrittenSecretArgs,
): Secret[] {
  const text = pulumi.secret(pulumi.jsonStringify(entries));
  const write = (logicalName: string, scope: AzureScope, { vaultName, expires }: AzurePlaceSecrets) =>
    new Secret(
      logicalName,
      {
        resourceGroupName: scope.resourceGroupName,
        tags: azureWhere(scope, identity, "confidential").tags,
        vaultName,
        secretName,
        properties: { value: text, contentType: "application/json", attributes: { expires } },
      },
      { ...azureKept(scope, parent), additionalSecretOutputs: ["properties"] },
    );
  const own = write(name, place, place.secrets);
  const copies = shared ? place.peers.map((peer) => write(`${name}-${peer.region}`, peer.scope, peer.secrets)) : [];
  return [own, ...copies];
}
