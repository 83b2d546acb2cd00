import type * as pulumi from "@pulumi/pulumi";
import { accessSecret, authorityKey, BackupAccess, credentialsFileKey } from "../components/backup-store/access.ts";
import { BackupStore } from "../components/backup-store/backup-store.ts";
import { clusterBackupPlace } from "../components/backup-store/cluster-place.ts";
import { type BucketArgs, bucketName } from "../components/backup-store/spec.ts";
import { placedName } from "../components/core/place.ts";
import { ClusterBackups } from "../components/operations/backup/cluster.ts";
import { internalIssuerName, publicIssuerName } from "../components/identity/cluster-issuers.ts";
import type { BackupLocation } from "../components/platform/backup-location.ts";
import { Platform, type PlatformArgs } from "../components/platform/platform.ts";
import { fastClass } from "../components/platform/storage-class.ts";
import { azureZoneLabels } from "../config/azure-regions.ts";
import type { Profile } from "../config/profiles.ts";
import type { ClusterConfig, PlatformConfig } from "../config/schema.ts";
import { systemBackups } from "./backups.ts";
import { clusterBucket, clusterSchedules } from "./cluster-backups.ts";
import { awsGround } from "./ground-aws.ts";
import { azureGround } from "./ground-azure.ts";
import { type GivenSite, isAwsSite, isAzureSite, type Site } from "./sites.ts";
import type { EdgeContext, SystemContext } from "./system.ts";

/** What every system of a site stands on: operators, issuers, a class of volumes and a place for backups. */
export interface Ground extends Pick<SystemContext, "cluster" | "operatorIssuer" | "place" | "edge"> {
  readonly providers: pulumi.ProviderResource[];
  /** What the systems come after; nothing where another stack makes it. */
  readonly dependsOn: pulumi.Resource[];
}

/** The platform and the backup store of a site, made by this stack or, under the same names, by another one of the cluster. */
export function layGround(config: PlatformConfig, profile: Profile, site: Site): Ground {
  const { platform } = config;
  const made =
    platform.mode === "shared"
      ? []
      : isAwsSite(site)
        ? awsGround(site, sharedArgs(config, profile, platform), storedSystems(config, platform), config.hostedZone)
        : isAzureSite(site)
          ? azureGround(site, sharedArgs(config, profile, platform), storedSystems(config, platform), config.hostedZone)
          : inCluster(site, config, profile, platform);
  if (platform.mode === "own") {
    new ClusterBackups(
      placedName(site.place, "cluster-backups"),
      { schedules: clusterSchedules([...config.systems, ...platform.guests]) },
      { providers: site.providers, dependsOn: made },
    );
  }
  return {
    place: site.place,
    edge: edgeOf(site),
    providers: site.providers,
    cluster: clusterOf(config.cluster, profile, site),
    operatorIssuer: { kind: "ClusterIssuer", name: internalIssuerName },
    dependsOn: made,
  };
}

/** The load balancer of a region says who the client is, and a host of several regions has a name in each. */
function edgeOf({ place }: Site): EdgeContext {
  if (place.cloud === "kubernetes") return {};
  return { balanced: true, ...(place.peers.length > 0 && { region: place.region }) };
}

type OwnPlatform = Extract<PlatformConfig["platform"], { mode: "own" }>;

/** The cluster with the platform's own class and issuer where the stack names no others, and the zones of its region. */
function clusterOf(cluster: ClusterConfig, { publicCertificates }: Profile, site: Site): ClusterConfig {
  const publicIssuer = cluster.publicIssuer ?? (publicCertificates ? publicIssuerName : undefined);
  return {
    ...cluster,
    storageClass: cluster.storageClass ?? fastClass,
    ...(publicIssuer && { publicIssuer }),
    ...(isAwsSite(site) && { zones: [...site.place.network.zones] }),
    ...(isAzureSite(site) && { zones: azureZoneLabels(site.place.region) }),
  };
}

/** What the platform is told wherever it is. */
const sharedArgs = (
  { cloud, cluster, stage }: PlatformConfig,
  profile: Profile,
  settings: OwnPlatform,
): PlatformArgs => ({
  cloud,
  stage,
  zoneSpread: profile.zoneSpread,
  acmeEmail: settings.acmeEmail,
  volumeDriver: settings.volumeDriver,
  protect: profile.protectData,
  mesh: cluster.mesh,
  alerting: settings.alerting,
  maskedFields: settings.maskedFields,
  credentialVersion: settings.credentialVersion,
});

/** What the backup store has for Velero. */
const velero = { namespace: "velero", prefixes: { [clusterBucket.folder]: {} } } as const satisfies BucketArgs;

/** Everybody who keeps backups: Velero, the stack's systems, and those of other stacks of the cluster. */
const storedSystems = ({ systems }: PlatformConfig, { guests }: OwnPlatform): Record<string, BucketArgs> => ({
  [clusterBucket.system]: velero,
  ...Object.fromEntries([...systems, ...guests].map((system) => [system, systemBackups[system]])),
});

/** The store is in the cluster, after the platform; Velero waits for it, and for its access to it. */
function inCluster(
  { place, providers }: GivenSite,
  config: PlatformConfig,
  profile: Profile,
  settings: OwnPlatform,
): pulumi.Resource[] {
  const platform = new Platform(
    "platform",
    { ...sharedArgs(config, profile, settings), backups: clusterBackups },
    { providers },
  );
  const store = new BackupStore(
    "backup-store",
    {
      place,
      systems: storedSystems(config, settings),
      storage: profile.backupVolume,
      storageClass: config.cluster.storageClass ?? fastClass,
      credentialsVersion: settings.backupCredentialVersion,
      protect: profile.protectData,
    },
    { providers, dependsOn: [platform] },
  );
  const access = new BackupAccess(
    "backup-store-velero-access",
    { system: clusterBucket.system, place, ...velero },
    { providers, dependsOn: [store] },
  );
  return [platform, store, access];
}

const clusterBackups: BackupLocation = {
  provider: "aws",
  bucket: bucketName(clusterBucket.system),
  prefix: clusterBucket.folder,
  config: { region: clusterBackupPlace.region, s3Url: clusterBackupPlace.endpoint, s3ForcePathStyle: "true" },
  credential: { name: accessSecret, key: credentialsFileKey },
  authority: { name: accessSecret, key: authorityKey },
};
