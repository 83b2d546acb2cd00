import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { objectLabels } from "../core/labels.ts";
import { ExternalSecret, type ExternalSecretTemplate, SecretStore } from "../crds/external-secrets.ts";
import { type BackupAccessOutputs, type BackupPlace, bucketName, type PrefixArgs } from "./spec.ts";
import { type BackupTarget, credentialKeys } from "./target.ts";

/** Account in a system's namespace that may read what the store keeps for the system. */
export const readerAccount = "backup-reader";

/** Secret in the store's namespace with a system's credentials. */
export const accountSecret = (system: string) => `account-${system}`;

/** Secret in the store's namespace with the certificate of the authority that signed the server's. */
export const authoritySecret = "s3-authority";

/** Key of the credentials as a file, in the form that the SDKs of S3 read; where it was asked for. */
export const credentialsFileKey = "cloud";

/** Secret, and secret store, in the system's namespace. */
export const accessSecret = "backup-access";

/** Key of the authority's certificate in it. */
export const authorityKey = "ca.crt";

export interface BackupAccessArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** Where the store is. */
  readonly store: BackupPlace;
  /** The system's folders by name, as the store knows them. */
  readonly prefixes: Readonly<Record<string, PrefixArgs>>;
  /** @default - `<system>-backups` */
  readonly bucket?: string;
  /** The credentials as a file, too, under the key `cloud`. @default false */
  readonly credentialsFile?: boolean;
}

/**
 * A system's way into the backup store: its credentials and the authority's certificate in its own namespace, fetched anew every hour by
 * External Secrets in the name of an account that may read these and nothing else. The store may be another stack's.
 */
export class BackupAccess extends pulumi.ComponentResource implements BackupAccessOutputs {
  static readonly token = "plumbline:backup-store:BackupAccess";
  readonly targets: Readonly<Record<string, BackupTarget>>;
  readonly #name: string;

  constructor(name: string, args: BackupAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(BackupAccess.token, name, args, opts);
    this.#name = name;
    this.targets = targetsOf(args, fetchedSecret(this, name, args));
    this.registerOutputs({ targets: this.targets });
  }

  /**
   * One of the system's folders.
   *
   * @throws InvalidInput naming the folders that there are.
   */
  target(prefix: string): BackupTarget {
    const target = this.targets[prefix];
    if (target === undefined) {
      const known = Object.keys(this.targets).join(", ");
      throw new InvalidInput(`backup access ${this.#name}`, "target", `one of ${known}`, prefix);
    }
    return target;
  }
}

/** Returns the name of the Secret, through the object that fetches it. */
function fetchedSecret(parent: pulumi.Resource, name: string, args: BackupAccessArgs): pulumi.Output<string> {
  const { system, namespace, store } = args;
  const labels = objectLabels({ system, component: accessSecret });
  const account = new ServiceAccount(
    `${name}-reader`,
    { metadata: { name: readerAccount, namespace, labels }, automountServiceAccountToken: false },
    { parent },
  );
  const source = new SecretStore(
    `${name}-source`,
    {
      metadata: { name: accessSecret, namespace, labels },
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: store.namespace,
            auth: { serviceAccount: { name: account.metadata.name } },
            server: {
              url: "https://kubernetes.default.svc",
              caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", key: "ca.crt" },
            },
          },
        },
      },
    },
    { parent },
  );
  const secret = new ExternalSecret(
    name,
    {
      metadata: { name: accessSecret, namespace, labels },
      spec: {
        refreshInterval: "1h",
        secretStoreRef: { kind: "SecretStore", name: source.metadata.apply(() => accessSecret) },
        target: {
          name: accessSecret,
          creationPolicy: "Owner",
          ...(args.credentialsFile === true && { template: credentialsFile }),
        },
        data: [
          ...credentialKeys.map((key) => ({
            secretKey: key,
            remoteRef: { key: accountSecret(system), property: key },
          })),
          { secretKey: authorityKey, remoteRef: { key: authoritySecret, property: authorityKey } },
        ],
      },
    },
    { parent },
  );
  return secret.metadata.apply(() => accessSecret);
}

const [accessKey, secretKey] = credentialKeys;

/** Beside the entries, what a client wants that takes a file. */
const credentialsFile: ExternalSecretTemplate = {
  engineVersion: "v2",
  mergePolicy: "Merge",
  data: {
    [credentialsFileKey]: `[default]\naws_access_key_id={{ .${accessKey} }}\naws_secret_access_key={{ .${secretKey} }}\n`,
  },
};

function targetsOf(args: BackupAccessArgs, secret: pulumi.Output<string>): Record<string, BackupTarget> {
  const reference = (keys: readonly string[]) => ({ namespace: pulumi.output(args.namespace), name: secret, keys });
  const common = {
    endpoint: pulumi.output(args.store.endpoint),
    region: args.store.region,
    bucket: pulumi.output(bucketName(args.system, args.bucket)),
    credentials: reference(credentialKeys),
    authority: reference([authorityKey]),
  };
  return Object.fromEntries(
    Object.entries(args.prefixes).map(([prefix, { retentionDays }]) => [
      prefix,
      { ...common, prefix, ...(retentionDays !== undefined && { retentionDays }) },
    ]),
  );
}
