import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";
import type { Place } from "../core/place.ts";
import { ExternalSecret, type ExternalSecretTemplate, SecretStore } from "../crds/external-secrets.ts";
import { awsBackupAccess } from "./aws-access.ts";
import { azureBackupAccess } from "./azure-access.ts";
import { clusterBackupPlace } from "./cluster-place.ts";
import { type BackupAccessOutputs, bucketName, type PrefixArgs } from "./spec.ts";
import { type BackupTarget, credentialKeys } from "./target.ts";

/** Account in a system's namespace that may read what the store keeps for the system. */
export const readerAccount = "backup-reader";

/** Secret in the store's namespace with a system's credentials. */
export const accountSecret = (system: string) => `account-${system}`;

/** Secret in the store's namespace with the certificate of the authority that signed the server's. */
export const authoritySecret = "s3-authority";

/** Key of the credentials as a file, in the form that the SDKs of S3 read. */
export const credentialsFileKey = "cloud";

/** Secret, and secret store, in the system's namespace. */
export const accessSecret = "backup-access";

/** Key of the authority's certificate in it. */
export const authorityKey = "ca.crt";

export interface BackupAccessArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  /** Where the system is. */
  readonly place: Place;
  /** The system's folders by name, as the store knows them. */
  readonly prefixes: Readonly<Record<string, PrefixArgs>>;
  /** @default - `<system>-backups` */
  readonly bucket?: string;
  /** Folder of the receipts, one of `prefixes`: drills write there, and backups do not. @default - none */
  readonly receipts?: string;
  /** Service accounts whose pods save, where pods are known by their identity and not by a key. @default [] */
  readonly writers?: readonly string[];
  /** Service accounts whose pods add to what was saved, likewise. @default [] */
  readonly adders?: readonly string[];
  /** Service accounts whose pods drill restores, likewise. @default [] */
  readonly drillers?: readonly string[];
  /** Service accounts whose pods restore, likewise. @default [] */
  readonly readers?: readonly string[];
  /** Service accounts whose pods tell what backups there are, likewise. @default [] */
  readonly observers?: readonly string[];
}

/**
 * A system's way into the backup store, which may be another stack's. In the cluster: its credentials and the authority's certificate in its
 * own namespace, fetched anew every hour by External Secrets in the name of an account that may read these and nothing else. In a cloud: an
 * identity for the pods that save, and one for those that restore.
 */
export class BackupAccess extends pulumi.ComponentResource implements BackupAccessOutputs {
  static readonly token = "plumbline:backup-store:BackupAccess";
  readonly targets: Readonly<Record<string, BackupTarget>>;
  readonly #name: string;

  constructor(name: string, args: BackupAccessArgs, opts?: pulumi.ComponentResourceOptions) {
    super(BackupAccess.token, name, args, opts);
    this.#name = name;
    this.targets = targetsIn(this, name, args);
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

function targetsIn(
  parent: pulumi.Resource,
  name: string,
  args: BackupAccessArgs,
): Readonly<Record<string, BackupTarget>> {
  const { place, writers = [], adders = [], drillers = [], readers = [], observers = [], ...given } = args;
  switch (place.cloud) {
    case "kubernetes":
      return targetsOf(args, fetchedSecret(parent, name, args));
    case "aws":
      return awsBackupAccess(parent, name, {
        ...given,
        place,
        accounts: { writers, adders, drillers, readers, observers },
      });
    case "azure":
      return azureBackupAccess(parent, name, {
        ...given,
        place,
        accounts: { writers, adders, drillers, readers, observers },
      });
  }
}

/** Returns the name of the Secret, through the object that fetches it. */
function fetchedSecret(parent: pulumi.Resource, name: string, args: BackupAccessArgs): pulumi.Output<string> {
  const { system, namespace } = args;
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
            remoteNamespace: clusterBackupPlace.namespace,
            auth: { serviceAccount: { name: onceMade(account, readerAccount) } },
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
        secretStoreRef: { kind: "SecretStore", name: onceMade(source, accessSecret) },
        target: {
          name: accessSecret,
          creationPolicy: "Owner",
          template: credentialsFile,
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
  return onceMade(secret, accessSecret);
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
    endpoint: pulumi.output(clusterBackupPlace.endpoint),
    region: clusterBackupPlace.region,
    bucket: pulumi.output(bucketName(args.system, args.bucket)),
    credentials: reference(credentialKeys),
    credentialsFile: reference([credentialsFileKey]),
    authority: reference([authorityKey]),
  };
  return Object.fromEntries(
    Object.entries(args.prefixes).map(([prefix, { retentionDays }]) => [
      prefix,
      { ...common, prefix, ...(retentionDays !== undefined && { retentionDays }) },
    ]),
  );
}
