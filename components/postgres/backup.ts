import * as pulumi from "@pulumi/pulumi";
import type { BackupTarget } from "../backup-store/target.ts";
import { onceMade } from "../core/known.ts";
import type { Labels } from "../core/labels.ts";
import { ObjectStore } from "../crds/generated/barman-cloud.ts";
import { type ClusterPlugin, ScheduledBackup } from "../crds/generated/cloudnative-pg.ts";
import type { PostgresBackupArgs } from "./spec.ts";

/** Name under which the Barman Cloud plugin registers with the operator. */
const plugin = "barman-cloud.cloudnative-pg.io";

interface Metadata {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly labels: Labels;
}

/** Where base backups and WAL go, and how long they stay. Returns the name of the object. */
export function objectStore(
  parent: pulumi.Resource,
  name: string,
  metadata: Metadata,
  { target, retentionDays }: Required<PostgresBackupArgs>,
): pulumi.Output<string> {
  const store = new ObjectStore(
    `${name}-store`,
    {
      metadata: { ...metadata, name: `${metadata.name}-backup` },
      spec: {
        retentionPolicy: `${retentionDays}d`,
        configuration: {
          ...placeOf(target),
          ...accessTo(target),
          wal: { compression: "gzip", maxParallel: 4 },
          data: { compression: "gzip", jobs: 2 },
        },
        instanceSidecarConfiguration: {
          ...(target.service !== "blob" && { env: [{ name: "AWS_DEFAULT_REGION", value: target.region }] }),
          resources: archiverResources,
        },
      },
    },
    { parent },
  );
  return onceMade(store, `${metadata.name}-backup`);
}

/** Where it writes to; Blob storage is found by a path alone. */
const placeOf = (target: BackupTarget) =>
  target.service === "blob"
    ? { destinationPath: pulumi.interpolate`${target.endpoint}/${target.bucket}/${target.prefix}` }
    : {
        destinationPath: pulumi.interpolate`s3://${target.bucket}/${target.prefix}`,
        endpointURL: target.endpoint,
      };

/** How the plugin shows who it is, and whom it trusts. */
function accessTo(target: BackupTarget) {
  if (target.service === "blob") return { azureCredentials: { inheritFromAzureAD: true } };
  // By the identity of the instances' pods, at a server whose certificate everybody trusts.
  if (target.credentials === undefined) return { s3Credentials: { inheritFromIAMRole: true } };
  const [accessKeyId, secretAccessKey] = target.credentials.keys;
  const key = (secret: pulumi.Input<string>, entry: string | undefined) => ({ name: secret, key: entry ?? "" });
  return {
    endpointCA: key(target.authority.name, target.authority.keys[0]),
    s3Credentials: {
      accessKeyId: key(target.credentials.name, accessKeyId),
      secretAccessKey: key(target.credentials.name, secretAccessKey),
    },
  };
}

/** Of the container that the plugin adds to each instance. */
export const archiverResources = {
  requests: { cpu: "100m", memory: "128Mi" },
  limits: { cpu: "1", memory: "512Mi" },
} as const;

/** Has every WAL segment go to the object store as it is closed. */
export function archivingPlugin(store: pulumi.Input<string>): ClusterPlugin {
  return { name: plugin, enabled: true, isWALArchiver: true, parameters: { barmanObjectName: store } };
}

/** Regular base backups, from a standby where there is one; the first as soon as the cluster runs. */
export function baseBackups(
  parent: pulumi.Resource,
  name: string,
  metadata: Metadata,
  cluster: pulumi.Input<string>,
  { schedule }: Required<PostgresBackupArgs>,
): void {
  new ScheduledBackup(
    `${name}-backups`,
    {
      metadata: { ...metadata, name: `${metadata.name}-backup` },
      spec: {
        cluster: { name: cluster },
        schedule,
        immediate: true,
        target: "prefer-standby",
        backupOwnerReference: "none",
        method: "plugin",
        pluginConfiguration: { name: plugin },
      },
    },
    { parent },
  );
}
