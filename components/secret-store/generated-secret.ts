import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { InvalidInput } from "../core/errors.ts";
import { onceMade } from "../core/known.ts";
import { assertDnsLabel } from "../core/names.ts";
import { type Identity, type Labels, objectLabels } from "../core/labels.ts";

/** Least entropy of a generated credential (CAP-002). Unit: bytes. */
export const leastSecretBytes = 32;

/** Where to read a secret value; never the value itself. */
export interface SecretReference {
  readonly namespace: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  /** Keys of the Secret object that hold the value. */
  readonly keys: readonly string[];
}

export interface GeneratedSecretArgs {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  /** Name of the Secret object. */
  readonly secretName: string;
  /** Key that holds the random value, as lower-case hexadecimal. */
  readonly key: string;
  /** Random bytes of the value. Range: 32 to 1024. @default 32 */
  readonly bytes?: number;
  /** A change replaces the value. */
  readonly version: number;
  /** Type of the Secret object, where a reader asks for one. @default "Opaque" */
  readonly type?: string;
  /** Labels besides the usual ones, by which a reader finds it. @default {} */
  readonly labels?: Labels;
  /** Further random values of the same length by key, with the version of each: a reader's other credentials. @default {} */
  readonly others?: Readonly<Record<string, number>>;
}

/**
 * A random value that only the secret store and its readers see.
 *
 * @throws InvalidInput when the value would have less entropy than a credential needs.
 */
export class GeneratedSecret extends pulumi.ComponentResource {
  static readonly token = "plumbline:secret-store:GeneratedSecret";
  readonly reference: SecretReference;

  /**
   * @param derive Further entries that contain the value, or `others` by their keys, such as a configuration file; in the same Secret object.
   */
  constructor(
    name: string,
    args: GeneratedSecretArgs,
    derive: (
      value: pulumi.Output<string>,
      others: Readonly<Record<string, pulumi.Output<string>>>,
    ) => Record<string, pulumi.Input<string>>,
    opts?: pulumi.ComponentResourceOptions,
  ) {
    assertDnsLabel(`secret ${name}`, "secretName", args.secretName);
    const length = args.bytes ?? leastSecretBytes;
    if (!Number.isInteger(length) || length < leastSecretBytes || length > 1024) {
      throw new InvalidInput(`secret ${name}`, "bytes", `${leastSecretBytes} to 1024`, length);
    }
    super(GeneratedSecret.token, name, args, opts);
    const random = (logicalName: string, version: number) =>
      new RandomBytes(logicalName, { length, keepers: { version: String(version) } }, { parent: this }).hex;
    const value = random(`${name}-value`, args.version);
    const others = Object.fromEntries(
      Object.entries(args.others ?? {}).map(([key, version]) => [key, random(`${name}-value-${key}`, version)]),
    );
    const entries: Record<string, pulumi.Input<string>> = {
      [args.key]: value,
      ...derive(value, others),
      ...others,
    };
    const secret = new Secret(
      name,
      {
        metadata: {
          name: args.secretName,
          namespace: args.namespace,
          labels: objectLabels(args.identity, args.labels),
        },
        type: args.type ?? "Opaque",
        data: pulumi.secret(pulumi.output(entries).apply(base64Values)),
      },
      { parent: this },
    );
    this.reference = {
      namespace: onceMade(secret, args.namespace),
      name: onceMade(secret, args.secretName),
      keys: Object.keys(entries),
    };
    this.registerOutputs({ reference: this.reference });
  }
}

function base64Values(entries: Record<string, string>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(entries).map(([key, value]) => [key, Buffer.from(value, "utf8").toString("base64")]),
  );
}
