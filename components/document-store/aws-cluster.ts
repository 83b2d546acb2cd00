import { Cluster } from "@pulumi/aws/docdb/cluster.js";
import { ClusterInstance } from "@pulumi/aws/docdb/clusterInstance.js";
import { ClusterParameterGroup } from "@pulumi/aws/docdb/clusterParameterGroup.js";
import { GlobalCluster } from "@pulumi/aws/docdb/globalCluster.js";
import { SubnetGroup } from "@pulumi/aws/docdb/subnetGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { instanceClass } from "../core/aws-instance-classes.ts";
import { serviceLogs } from "../core/aws-logs.ts";
import { lagAlarm } from "../alarms/lag-alarm.ts";
import { storeAlarms } from "../alarms/store-alarms.ts";
import { backupWindow, maintenanceWindow } from "../core/aws-windows.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { mebibytes } from "../core/quantities.ts";
import { tagsFor } from "../core/tags.ts";
import type { StoredSecret } from "../secret-store/aws-secret.ts";
import { documentMaintenance } from "./aws-maintenance.ts";
import { mongodbPorts } from "./mongodb-config.ts";
import type { DocumentStoreSpec } from "./spec.ts";

/** The server's administrator, who makes users and indexes and does nothing else; `admin` is the service's own word. */
export const administrator = "plumbline_admin";

/** The release that has text indexes; its patches come in the maintenance window. */
const engine = { engineVersion: "5.0.0", family: "docdb5.0" } as const;

/** Operations that take longer are logged. Unit: milliseconds. */
const slowOperationMilliseconds = 100;

export interface DocumentClusterArgs {
  readonly spec: DocumentStoreSpec;
  readonly place: AwsPlace;
  readonly securityGroupId: pulumi.Output<string>;
  /** Global cluster whose copy it is; `undefined` for one that takes writes. */
  readonly globalClusterId: pulumi.Output<string> | undefined;
  /** The administrator's password, where the service cannot manage it. */
  readonly password: StoredSecret | undefined;
}

export interface DocumentCluster {
  readonly cluster: Cluster;
  readonly instances: readonly ClusterInstance[];
}

/** What the cluster is called, which its log groups have to know beforehand. */
export const clusterName = (place: AwsPlace, { system, component }: DocumentStoreSpec, ...more: string[]) =>
  physicalName("document database", place.stage, system, component, ...more);

/** A cluster and its instances over the zones; the first of them writes until there is a fail-over. */
export function documentCluster(parent: pulumi.Resource, name: string, args: DocumentClusterArgs): DocumentCluster {
  const { spec, place, globalClusterId, password } = args;
  const identity = { system: spec.system, component: spec.component };
  const identifier = clusterName(place, spec);
  const tags = tagsFor(identity, "personal");
  const subnets = new SubnetGroup(
    `${name}-subnets`,
    { description: identifier, subnetIds: [...place.network.dataSubnetIds], tags: tagsFor(identity) },
    { parent },
  );
  const kinds = ["audit", "profiler"] as const;
  const logs = kinds.map((kind) =>
    serviceLogs(parent, `${name}-${kind}-logs`, {
      identity,
      place,
      group: `/aws/docdb/${identifier}/${kind}`,
      audit: kind === "audit",
    }),
  );
  const cluster = new Cluster(
    name,
    {
      clusterIdentifier: identifier,
      engine: "docdb",
      engineVersion: engine.engineVersion,
      ...(globalClusterId === undefined ? administratorOf(password) : { globalClusterIdentifier: globalClusterId }),
      port: mongodbPorts.mongodb,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [args.securityGroupId],
      dbClusterParameterGroupName: parameters(parent, name, spec),
      storageEncrypted: true,
      kmsKeyId: place.keys.data,
      enabledCloudwatchLogsExports: [...kinds],
      backupRetentionPeriod: spec.protect ? 35 : 7,
      preferredBackupWindow: backupWindow,
      preferredMaintenanceWindow: maintenanceWindow,
      deletionProtection: spec.protect,
      skipFinalSnapshot: !spec.protect,
      ...(spec.protect && { finalSnapshotIdentifier: `${identifier}-final` }),
      tags,
    },
    {
      parent,
      protect: spec.protect,
      retainOnDelete: spec.protect,
      dependsOn: logs,
      // The primary cluster becomes a member by the global cluster that is made of it.
      ignoreChanges: globalClusterId === undefined ? ["globalClusterIdentifier"] : [],
    },
  );
  const watched = { identity, place, names: [identifier] } as const;
  storeAlarms(parent, name, { ...watched, kind: "documents" });
  if (globalClusterId !== undefined || spec.members > 1) {
    const what = globalClusterId === undefined ? "documents-readers" : "documents-region";
    lagAlarm(parent, `${name}-lag`, { ...watched, what });
  }
  const instances = instancesOf(parent, name, spec, place, cluster);
  documentMaintenance(parent, name, { spec, place, instances });
  return { cluster, instances };
}

/**
 * The service manages and rotates the administrator's password, but not that of a global cluster's members. There it is a value that only
 * Secrets Manager keeps, and which is never read back.
 */
function administratorOf(password: StoredSecret | undefined) {
  const masterUsername = administrator;
  if (password === undefined) return { masterUsername, manageMasterUserPassword: true };
  return { masterUsername, masterPasswordWo: password.value, masterPasswordWoVersion: password.version };
}

function instancesOf(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  place: AwsPlace,
  cluster: Cluster,
): ClusterInstance[] {
  const { zones } = place.network;
  const steady = place.protect || place.peers.length > 0;
  const { name: instanceType } = instanceClass("db.r6g", mebibytes(spec.resources.limits.memory), steady);
  return Array.from({ length: spec.members }, (_, index) => {
    return new ClusterInstance(
      `${name}-instance-${index + 1}`,
      {
        clusterIdentifier: cluster.id,
        engine: "docdb",
        instanceClass: instanceType,
        availabilityZone: zones[index % zones.length] ?? "",
        promotionTier: index,
        autoMinorVersionUpgrade: !place.protect,
        enablePerformanceInsights: true,
        performanceInsightsKmsKeyId: place.keys.data,
        preferredMaintenanceWindow: maintenanceWindow,
        copyTagsToSnapshot: true,
        tags: tagsFor({ system: spec.system, component: spec.component }, "personal"),
      },
      { parent, protect: spec.protect },
    );
  });
}

/** TLS of today alone, who signed in and what was changed, and operations that take long. */
function parameters(parent: pulumi.Resource, name: string, spec: DocumentStoreSpec): pulumi.Output<string> {
  const group = new ClusterParameterGroup(
    `${name}-parameters`,
    {
      family: engine.family,
      description: `${spec.system} ${spec.component}`,
      parameters: [
        { name: "tls", value: "tls1.2+", applyMethod: "pending-reboot" },
        { name: "audit_logs", value: "enabled", applyMethod: "immediate" },
        { name: "profiler", value: "enabled", applyMethod: "immediate" },
        { name: "profiler_threshold_ms", value: String(slowOperationMilliseconds), applyMethod: "immediate" },
      ],
      tags: tagsFor({ system: spec.system, component: spec.component }),
    },
    { parent },
  );
  return group.name;
}

/** Makes a cluster the primary one of a global cluster, which clusters of other regions join as its copies. */
export function globalCluster(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  place: AwsPlace,
  { cluster, instances }: DocumentCluster,
): GlobalCluster {
  return new GlobalCluster(
    `${name}-global`,
    {
      globalClusterIdentifier: clusterName(place, spec, "global"),
      sourceDbClusterIdentifier: cluster.arn,
      deletionProtection: spec.protect,
    },
    { parent, protect: spec.protect, retainOnDelete: spec.protect, dependsOn: [...instances] },
  );
}
