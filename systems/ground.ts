import type * as pulumi from "@pulumi/pulumi";
import { accessSecret, authorityKey, BackupAccess, credentialsFileKey } from "../components/backup-store/access.ts";
import { BackupStore } from "../components/backup-store/backup-store.ts";
import { clusterBackupPlace } from "../components/backup-store/kubernetes.ts";
import { type BucketArgs, bucketName } from "../components/backup-store/spec.ts";
import { internalIssuerName, publicIssuerName } from "../components/identity/cluster-issuers.ts";
import type { BackupLocation } from "../components/platform/backup-location.ts";
import { Platform } from "../components/platform/platform.ts";
import { fastClass } from "../components/platform/storage-class.ts";
import type { Profile } from "../config/profiles.ts";
import type { ClusterConfig, PlatformConfig } from "../config/schema.ts";
import { systemBackups } from "./backups.ts";
import { capabilityCloud, type SystemContext } from "./system.ts";

/** What every system stands on: operators, issuers, a class of volumes and a place for backups. */
export interface Ground extends Pick<SystemContext, "cluster" | "operatorIssuer" | "backupStore"> {
  /** What the systems come after; nothing where another stack makes it. */
  readonly dependsOn: pulumi.Resource[];
}

/** The platform and the backup store, made by this stack or, under the same names, by another one of the cluster. */
export function layGround(config: PlatformConfig, profile: Profile, providers: pulumi.ProviderResource[]): Ground {
  return {
    cluster: clusterOf(config.cluster, profile),
    operatorIssuer: { kind: "ClusterIssuer", name: internalIssuerName },
    backupStore: clusterBackupPlace,
    dependsOn: config.platform.mode === "own" ? make(config, config.platform, profile, providers) : [],
  };
}

/** The cluster with the platform's own class and issuer where the stack names no others. */
function clusterOf(cluster: ClusterConfig, { publicCertificates }: Profile): ClusterConfig {
  const publicIssuer = cluster.publicIssuer ?? (publicCertificates ? publicIssuerName : undefined);
  return { ...cluster, storageClass: cluster.storageClass ?? fastClass, ...(publicIssuer && { publicIssuer }) };
}

function make(
  { cloud, cluster, stage, systems }: PlatformConfig,
  settings: Extract<PlatformConfig["platform"], { mode: "own" }>,
  profile: Profile,
  providers: pulumi.ProviderResource[],
): pulumi.Resource[] {
  const platform = new Platform(
    "platform",
    {
      cloud,
      stage,
      zoneSpread: profile.zoneSpread,
      acmeEmail: settings.acmeEmail,
      volumeDriver: settings.volumeDriver,
      backups: clusterBackups,
      protect: profile.protectData,
      mesh: cluster.mesh,
      alerting: settings.alerting,
      maskedFields: settings.maskedFields,
      credentialVersion: settings.credentialVersion,
    },
    { providers },
  );
  const store = new BackupStore(
    "backup-store",
    {
      cloud: capabilityCloud,
      systems: {
        velero,
        ...Object.fromEntries(
          [...systems, ...settings.guests].flatMap((system) => {
            const backups = systemBackups[system];
            return backups ? [[system, backups]] : [];
          }),
        ),
      },
      storage: profile.backupVolume,
      storageClass: cluster.storageClass ?? fastClass,
      credentialsVersion: settings.backupCredentialVersion,
      protect: profile.protectData,
    },
    { providers, dependsOn: [platform] },
  );
  const access = new BackupAccess(
    "backup-store-velero-access",
    { system: "velero", store: clusterBackupPlace, credentialsFile: true, ...velero },
    { providers, dependsOn: [store] },
  );
  return [platform, store, access];
}

/** What Velero keeps: the cluster's objects (REC-061). It removes what is too old. */
const velero = { namespace: "velero", prefixes: { objects: {} } } as const satisfies BucketArgs;

/** Velero waits for the store and for its access to it, which come after the platform. */
const clusterBackups: BackupLocation = {
  provider: "aws",
  bucket: bucketName("velero"),
  prefix: "objects",
  config: { region: clusterBackupPlace.region, s3Url: clusterBackupPlace.endpoint, s3ForcePathStyle: "true" },
  credential: { name: accessSecret, key: credentialsFileKey },
  authority: { name: accessSecret, key: authorityKey },
};
