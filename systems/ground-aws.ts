import * as pulumi from "@pulumi/pulumi";
import { BackupStore } from "../components/backup-store/backup-store.ts";
import type { BucketArgs } from "../components/backup-store/spec.ts";
import { placedName } from "../components/core/place.ts";
import { CloudSecretStore } from "../components/identity/cloud-secret-store.ts";
import { certificateSolverIdentity, clusterBackupIdentity } from "../components/identity/platform-identities.ts";
import { archiveNames } from "../components/log-archive/aws.ts";
import { dataNetworks } from "../components/network/aws-store-access.ts";
import { Platform, type PlatformArgs } from "../components/platform/platform.ts";
import { type VolumeDriver, volumeDriver } from "../components/platform/storage-class.ts";
import type { HostedZoneConfig } from "../config/hosted-zone.ts";
import { clusterBucket } from "./cluster-backups.ts";
import type { AwsSite } from "./sites.ts";

/**
 * The platform of a region: after the region, whose identities its pods take when they start, and after the buckets that it writes to. The
 * way to Secrets Manager comes last, since it is one of External Secrets' own kinds.
 */
export function awsGround(
  { place, providers, deployed }: AwsSite,
  args: PlatformArgs,
  systems: Readonly<Record<string, BucketArgs>>,
  zone: HostedZoneConfig | undefined,
): pulumi.Resource[] {
  const name = (part: string) => placedName(place, part);
  const store = new BackupStore(
    name("backup-store"),
    // S3 has no volume and no keys.
    { place, systems, storage: "1Gi", credentialsVersion: 1, protect: place.protect },
    { providers, dependsOn: [deployed.region] },
  );
  const bucket = store.bucket(clusterBucket.system);
  const velero = clusterBackupIdentity(
    name("platform-velero-identity"),
    {
      place,
      bucket: { name: bucket, arn: pulumi.interpolate`arn:${place.partition}:s3:::${bucket}` },
      folder: clusterBucket.folder,
    },
    { providers, dependsOn: [deployed.region] },
  );
  const solver =
    zone &&
    certificateSolverIdentity(
      name("platform-cert-manager-identity"),
      { place, zoneArn: `arn:${place.partition}:route53:::hostedzone/${zone.id}` },
      { providers, dependsOn: [deployed.region] },
    );
  const platform = new Platform(
    name("platform"),
    {
      ...args,
      volumeDriver: args.volumeDriver ?? encryptedBy(place.keys.volumes, name("platform")),
      backups: { provider: "aws", bucket, prefix: clusterBucket.folder, config: { region: place.region } },
      balanced: true,
      rotation: true,
      nodeScaling: { clusterName: place.cluster.name, region: place.region },
      logArchive: { service: "s3", region: place.region, ...archiveNames(place) },
      storeNetworks: dataNetworks(place.network),
      ...(zone && { dnsChallenge: { zoneId: zone.id, region: place.region } }),
    },
    { providers, dependsOn: [deployed.region, velero, ...(solver ? [solver] : [])] },
  );
  const secrets = new CloudSecretStore(name("cloud-secrets"), { place }, { providers, dependsOn: [platform] });
  return [platform, store, secrets];
}

/** The cloud's driver, with the stack's own key instead of the account's. */
function encryptedBy(key: pulumi.Output<string>, where: string): VolumeDriver {
  const driver = volumeDriver(where, "aws");
  return { ...driver, parameters: { ...driver.parameters, kmsKeyId: key } };
}
