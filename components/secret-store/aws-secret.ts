import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import { SecretVersion } from "@pulumi/aws/secretsmanager/secretVersion.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { onceMade } from "../core/known.ts";
import { type Identity, domain, objectLabels } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { ExternalSecret } from "../crds/external-secrets.ts";
import { readableSecret } from "../identity/secret-access.ts";
import {
  type NeverRotated,
  rotated,
  type RotationTarget,
  rotatorOf,
  rotatorStatements,
  tagsOfRotation,
} from "./aws-rotation.ts";
import { leastSecretBytes, type SecretReference } from "./generated-secret.ts";

/** Annotation whose change has External Secrets read a value anew at once, and not within minutes. */
const versionAnnotation = `${domain}/secret-version`;

/** How old a copy is at the most: as long, a client that begins after a rotation is refused. */
const refreshInterval = "5m0s";

/** A value in Secrets Manager, or in the secret that a service manages there. */
export interface CloudValue {
  /** Name or ARN of the secret. */
  readonly secret: pulumi.Input<string>;
  /** Key in its JSON. */
  readonly property: string;
}

export interface CopiedSecretArgs {
  readonly identity: Identity;
  /** Where External Secrets reads from; the same of every cloud. */
  readonly place: { readonly secrets: Pick<AwsPlace["secrets"], "store"> };
  readonly namespace: pulumi.Input<string>;
  /** Name of the Secret object. */
  readonly secretName: string;
  /** Keys of the Secret object by the values that they hold. */
  readonly values: Readonly<Record<string, CloudValue>>;
  /** Further keys made of those values, in which `{{ .key }}` stands for one. @default {} */
  readonly derived?: Readonly<Record<string, pulumi.Input<string>>>;
  /** A change reads the values at once. @default - within minutes */
  readonly version?: number;
  /** Type of the Secret object. @default "Opaque" */
  readonly type?: string;
  /** What has to be there before it can be read. @default [] */
  readonly after?: readonly pulumi.Resource[];
}

/** A Secret of the cluster whose values External Secrets copies from Secrets Manager, and keeps up to date. */
export function copiedSecret(parent: pulumi.Resource, name: string, args: CopiedSecretArgs): SecretReference {
  const { secretName, namespace, derived = {}, version } = args;
  const copy = new ExternalSecret(
    name,
    {
      metadata: {
        name: secretName,
        namespace,
        labels: objectLabels(args.identity),
        ...(version !== undefined && { annotations: { [versionAnnotation]: String(version) } }),
      },
      spec: {
        refreshInterval,
        secretStoreRef: { kind: "ClusterSecretStore", name: args.place.secrets.store },
        target: {
          name: secretName,
          creationPolicy: "Owner",
          deletionPolicy: "Retain",
          template: {
            engineVersion: "v2",
            mergePolicy: "Merge",
            type: args.type ?? "Opaque",
            metadata: { labels: objectLabels(args.identity) },
            data: { ...derived },
          },
        },
        data: Object.entries(args.values).map(([secretKey, { secret, property }]) => ({
          secretKey,
          remoteRef: { key: secret, property },
        })),
      },
    },
    { parent, dependsOn: [...(args.after ?? [])] },
  );
  return {
    namespace: pulumi.output(namespace),
    // Through the object, so that readers come after it.
    name: onceMade(copy, secretName),
    keys: [...Object.keys(args.values), ...Object.keys(derived)],
  };
}

export interface StoredSecretArgs {
  readonly identity: Identity;
  readonly place: AwsPlace;
  /** Part of its name in Secrets Manager, after those of the stage and the system. */
  readonly secretName: string;
  /** Keys with values that are no secret, such as a user's name. @default {} */
  readonly plain?: Readonly<Record<string, string>>;
  /** Keys that hold one random value, as lower-case hexadecimal; the first is the first of the Secret, too. */
  readonly keys: readonly [string, ...string[]];
  /** A change replaces that value. */
  readonly version: number;
  /** Further random values by key, with the version of each. @default {} */
  readonly others?: Readonly<Record<string, number>>;
  /** How it is replaced by itself, or why it must not be. */
  readonly rotation: RotationTarget | NeverRotated;
  /** Whether the stack's other regions have the same values, as copies that Secrets Manager keeps. */
  readonly shared: boolean;
}

/** Random values in Secrets Manager. */
export interface StoredSecret {
  /** Name in Secrets Manager, the same in every region. */
  readonly name: string;
  readonly arn: pulumi.Output<string>;
  /** The random value of `keys`. */
  readonly value: pulumi.Output<string>;
  readonly version: number;
  /** What has to be there before somebody can read it. */
  readonly resources: readonly pulumi.Resource[];
  /** Begins its rotation, once what checks it is there. */
  rotateAfter(resources: readonly pulumi.Resource[]): void;
}

export type CloudSecretArgs = StoredSecretArgs & Pick<CopiedSecretArgs, "namespace" | "derived" | "type">;

/** A secret in Secrets Manager and its copy in the cluster. */
export interface CloudSecret {
  readonly reference: SecretReference;
  /** Name in Secrets Manager, the same in every region. */
  readonly name: string;
  /** ARN in this region; `undefined` where the primary region's is copied to. */
  readonly arn: pulumi.Output<string> | undefined;
  /** The random value; `undefined` likewise. */
  readonly value: pulumi.Output<string> | undefined;
  /** Begins its rotation, once what checks it is there; nothing where it is a copy, which follows. */
  rotateAfter(resources: readonly pulumi.Resource[]): void;
}

/**
 * Random values in Secrets Manager, encrypted by the key of secrets and copied into the cluster. One that is shared is made in
 * the primary region; the others read the copy that they have of it.
 */
export function cloudSecret(parent: pulumi.Resource, name: string, args: CloudSecretArgs): CloudSecret {
  const { place, plain = {}, others = {} } = args;
  const secret = storedName(args);
  const made = args.shared && place.role !== "primary" ? undefined : storedSecret(parent, name, args);
  const [first, ...further] = args.keys;
  const keys = [first, ...Object.keys(plain), ...further, ...Object.keys(others)];
  const reference = copiedSecret(parent, `${name}-copy`, {
    ...args,
    version: newestOf(args),
    values: Object.fromEntries(keys.map((key) => [key, { secret, property: key }])),
    after: made?.resources ?? [],
  });
  return {
    reference,
    name: secret,
    arn: made?.arn,
    value: made?.value,
    rotateAfter: (resources) => made?.rotateAfter(resources),
  };
}

const storedName = ({ identity, place, secretName }: StoredSecretArgs) =>
  physicalName("secret", place.stage, identity.system, secretName);

/** Random values in Secrets Manager, encrypted by the key of secrets, that External Secrets of every region may read. */
export function storedSecret(parent: pulumi.Resource, name: string, args: StoredSecretArgs): StoredSecret {
  const { identity, place, plain = {}, keys, version, others = {}, shared, rotation } = args;
  const random = (logicalName: string, of: number) =>
    new RandomBytes(logicalName, { length: leastSecretBytes, keepers: { version: String(of) } }, { parent }).hex;
  const value = pulumi.secret(random(`${name}-value`, version));
  const secret = new Secret(
    name,
    {
      name: storedName(args),
      description: `${identity.system} ${identity.component}`,
      kmsKeyId: place.keys.secrets,
      recoveryWindowInDays: place.protect ? 30 : 0,
      replicas: shared ? place.peers.map((peer) => ({ region: peer.region, kmsKeyId: peer.keys.secrets })) : [],
      tags: tagsFor(identity, "confidential", tagsOfRotation(rotation, Object.keys(plain))),
    },
    { parent, protect: place.protect },
  );
  const entries: Record<string, pulumi.Input<string>> = {
    ...plain,
    ...Object.fromEntries(keys.map((key) => [key, value])),
    ...Object.fromEntries(Object.entries(others).map(([key, of]) => [key, random(`${name}-value-${key}`, of)])),
  };
  const written = firstVersion(parent, `${name}-version`, secret.id, entries, rotation, newestOf(args));
  const readable = readableSecret(parent, `${name}-readers`, place, secret.arn, rotatorStatements(place, rotation));
  const resources = [written, readable];
  const rotateAfter = (stores: readonly pulumi.Resource[]) => {
    if (rotation.kind === "never") return;
    const may = rotatorOf(parent, `${name}-rotator`, place, rotation);
    rotated(parent, `${name}-rotation`, place, secret.id, [...resources, ...(may ? [may] : []), ...stores]);
  };
  if (rotation.kind === "value") rotateAfter([]);
  return { name: storedName(args), arn: secret.arn, value, version, resources, rotateAfter };
}

/** A change of any of a secret's versions is one of the whole. */
const newestOf = ({ version, others = {} }: Pick<StoredSecretArgs, "version" | "others">) =>
  [version, ...Object.values(others)].reduce((sum, each) => sum + each, 0);

/**
 * The values that the stack makes. Of a secret that is rotated they are only written, and only when a version of the configuration changes: what
 * rotation has put in their place stays.
 */
export function firstVersion(
  parent: pulumi.Resource,
  name: string,
  secretId: pulumi.Output<string>,
  entries: Readonly<Record<string, pulumi.Input<string>>>,
  rotation: RotationTarget | NeverRotated,
  version: number,
): SecretVersion {
  const text = pulumi.secret(pulumi.jsonStringify(entries));
  const values =
    rotation.kind === "never" ? { secretString: text } : { secretStringWo: text, secretStringWoVersion: version };
  return new SecretVersion(name, { secretId, ...values }, { parent });
}
