import type * as pulumi from "@pulumi/pulumi";
import { BackupStore } from "../components/backup-store/backup-store.ts";
import { bucketName, type BucketArgs } from "../components/backup-store/spec.ts";
import { accountOf, containerId } from "../components/core/azure-storage.ts";
import { placedName } from "../components/core/place.ts";
import { azureZone } from "../components/dns/azure.ts";
import {
  azureCertificateSolverIdentity,
  azureClusterBackupIdentity,
  azureLogArchiverIdentity,
} from "../components/identity/azure-platform-identities.ts";
import { CloudSecretStore } from "../components/identity/cloud-secret-store.ts";
import { azurePodIdentity } from "../components/identity/pod-identity.ts";
import type { BackupLocation } from "../components/platform/backup-location.ts";
import { Platform, type PlatformArgs } from "../components/platform/platform.ts";
import type { VolumeDriver } from "../components/platform/storage-class.ts";
import type { HostedZoneConfig } from "../config/hosted-zone.ts";
import { clusterBucket } from "./cluster-backups.ts";
import type { AzureSite } from "./sites.ts";

/**
 * The platform of a region: after the region, whose identities its pods take when they start, and after the containers that it writes to. The
 * way to the vault comes last, since it is one of External Secrets' own kinds.
 */
export function azureGround(
  { place, providers, deployed }: AzureSite,
  args: PlatformArgs,
  systems: Readonly<Record<string, BucketArgs>>,
  zone: HostedZoneConfig | undefined,
): pulumi.Resource[] {
  const name = (part: string) => placedName(place, part);
  const opts = { providers, dependsOn: [deployed.region] };
  const store = new BackupStore(
    name("backup-store"),
    // Blob storage has no volume and no keys.
    { place, systems, storage: "1Gi", credentialsVersion: 1, protect: place.protect },
    opts,
  );
  const backups = clusterBackups(place, store);
  const velero = azureClusterBackupIdentity(
    name("platform-velero-identity"),
    { place, containerId: containerId(place, accountOf(place, "backup").name, bucketName(clusterBucket.system)) },
    { providers, dependsOn: [deployed.region, store] },
  );
  const archiver = azureLogArchiverIdentity(
    name("platform-log-archiver-identity"),
    {
      place,
      containers: {
        application: containerId(place, place.logArchive.name, "application"),
        history: containerId(place, place.logArchive.name, "history"),
        audit: containerId(place, place.auditArchive.name, "audit"),
      },
    },
    opts,
  );
  const solver =
    zone && azureCertificateSolverIdentity(name("platform-cert-manager-identity"), { place, zoneId: zone.id }, opts);
  const platform = new Platform(
    name("platform"),
    {
      ...args,
      volumeDriver: args.volumeDriver ?? zoneRedundantDisks(place),
      backups,
      balanced: true,
      gatewayAddress: place.network.gatewayAddress,
      logArchive: {
        service: "blob",
        archive: place.logArchive.endpoint,
        audit: place.auditArchive.endpoint,
        networks: [place.network.endpointCidr],
      },
      identities: {
        "external-secrets": azurePodIdentity(deployed.region.secretsReaderClientId),
        velero: azurePodIdentity(velero.clientId),
        "log-archiver": azurePodIdentity(archiver.clientId),
        ...(solver && { "cert-manager": azurePodIdentity(solver.clientId) }),
      },
      ...(zone &&
        solver && {
          dnsChallenge: {
            ...azureZone(name("platform"), zone, place),
            subscriptionId: place.subscriptionId,
            clientId: solver.clientId,
          },
        }),
    },
    { providers, dependsOn: [deployed.region, velero, archiver, ...(solver ? [solver] : [])] },
  );
  const secrets = new CloudSecretStore(name("cloud-secrets"), { place }, { providers, dependsOn: [platform] });
  return [platform, store, secrets];
}

/** Velero's container; its plugin asks Entra for a token, and nobody for a key of the account. */
function clusterBackups(place: AzureSite["place"], store: BackupStore): BackupLocation {
  return {
    provider: "azure",
    bucket: store.bucket(clusterBucket.system),
    prefix: clusterBucket.folder,
    config: {
      resourceGroup: place.resourceGroupName,
      storageAccount: accountOf(place, "backup").name,
      storageAccountURI: store.endpoint,
      subscriptionId: place.subscriptionId,
      useAAD: "true",
    },
  };
}

/**
 * Disks that are in all zones at once, so that a pod finds its own wherever it starts, encrypted with the region's key. Premium SSD v2 is in one zone,
 * and takes no set that encrypts twice.
 */
function zoneRedundantDisks({ cluster }: AzureSite["place"]): VolumeDriver {
  return {
    provisioner: "disk.csi.azure.com",
    parameters: {
      skuName: "Premium_ZRS",
      cachingMode: "None",
      diskEncryptionSetID: cluster.diskEncryptionSetId,
      diskEncryptionType: "EncryptionAtRestWithPlatformAndCustomerKeys",
      // Nobody downloads a disk by an address.
      networkAccessPolicy: "DenyAll",
    },
  };
}
