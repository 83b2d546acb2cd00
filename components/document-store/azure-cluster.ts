import { MongoCluster, type MongoClusterArgs } from "@pulumi/azure-native/mongocluster/mongoCluster.js";
import type * as pulumi from "@pulumi/pulumi";
import { azureStoreAlarms } from "../alarms/azure-store-alarms.ts";
import { deleteLock } from "../core/azure-lock.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { type AzureScope, azureKept, azureWhere, worldwideName } from "../core/azure-scope.ts";
import { standbyOf } from "../core/place.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import type { StoredVaultSecret } from "../secret-store/azure-secret.ts";
import { clusterDisk, clusterTier } from "./azure-sizes.ts";
import type { DocumentStoreSpec } from "./spec.ts";

/** The server's administrator, who makes users and indexes and does nothing else. */
export const administrator = "plumblineadmin";

/** Port of the service; clients learn it from DNS. */
export const documentPort = 10_260;

/** The line that runs in the cluster elsewhere, too. */
const serverVersion = "7.0";

/** What a cluster is reached by, and what is there before it can be. */
export interface MadeDocuments {
  /** Name whose records tell the servers; it follows a promotion. */
  readonly host: string;
  /** Id of the cluster and of its copy, by their regions. */
  readonly ids: Readonly<Record<string, pulumi.Output<string>>>;
  readonly clusters: readonly MongoCluster[];
}

/**
 * A cluster with a standby in another zone, and its copy in the region that stands by. Azure keeps backups of 35 days by which each moment can be had
 * back, and encrypts with a key of its own: the API of this provider's clusters (2024-07-01) takes none of ours.
 */
export function documentClusters(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  place: AzurePlace,
  password: StoredVaultSecret,
): MadeDocuments {
  const mongoClusterName = clusterName(place, spec);
  const standby = standbyOf(place.peers);
  const cluster = new MongoCluster(
    name,
    {
      ...azureWhere(place, { system: spec.system, component: spec.component }, "personal"),
      mongoClusterName,
      properties: {
        ...propertiesOf(spec),
        administrator: { userName: administrator, password: password.value },
      },
    },
    azureKept(place, parent),
  );
  guard(parent, name, spec, place, cluster);
  const copy = standby && documentCopy(parent, `${name}-${standby.region}`, spec, place, cluster, standby.scope);
  return {
    host: `${mongoClusterName}.global.mongocluster.cosmos.azure.com`,
    ids: { [place.region]: cluster.id, ...(standby && copy && { [standby.region]: copy.id }) },
    clusters: copy ? [cluster, copy] : [cluster],
  };
}

/** What a cluster that takes writes is like, without who administers it. */
export function propertiesOf(spec: Pick<DocumentStoreSpec, "members" | "resources" | "volume">) {
  return {
    createMode: "Default",
    serverVersion,
    compute: { tier: clusterTier(spec.resources.limits.memory) },
    storage: { sizeGb: clusterDisk(spec.volume) },
    sharding: { shardCount: 1 },
    highAvailability: { targetMode: spec.members > 1 ? "ZoneRedundantPreferred" : "Disabled" },
    publicNetworkAccess: "Disabled",
    // Can be had from the beginning alone, and a stack may gain a region.
    previewFeatures: ["GeoReplicas"],
  } satisfies MongoClusterArgs["properties"];
}

const clusterName = (scope: AzureScope, { system, component }: DocumentStoreSpec) =>
  worldwideName("document cluster", scope, system, component);

/** The copy of a cluster in another region, from which clients only read until it is promoted. Azure wants it in the group of its source. */
function documentCopy(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  place: AzurePlace,
  source: MongoCluster,
  scope: AzureScope,
): MongoCluster {
  const { location, tags } = azureWhere(scope, { system: spec.system, component: spec.component }, "personal");
  const copy = new MongoCluster(
    name,
    {
      resourceGroupName: place.resourceGroupName,
      location,
      tags,
      mongoClusterName: clusterName(scope, spec),
      properties: {
        createMode: "GeoReplica",
        replicaParameters: { sourceLocation: place.region, sourceResourceId: source.id },
        publicNetworkAccess: "Disabled",
      },
    },
    azureKept(place, parent),
  );
  guard(parent, name, spec, place, copy);
  return copy;
}

function guard(
  parent: pulumi.Resource,
  name: string,
  { system, component }: DocumentStoreSpec,
  place: AzurePlace,
  cluster: MongoCluster,
): void {
  const identity = { system, component };
  azureStoreAlarms(parent, name, { identity, scope: place, kind: "documents", resourceId: cluster.id });
  recordAccess(parent, name, cluster.id, place.workspaceId);
  deleteLock(parent, name, place, cluster.id);
}
