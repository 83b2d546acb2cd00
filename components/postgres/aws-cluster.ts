import { Cluster } from "@pulumi/aws/rds/cluster.js";
import { ClusterInstance } from "@pulumi/aws/rds/clusterInstance.js";
import { GlobalCluster } from "@pulumi/aws/rds/globalCluster.js";
import { SubnetGroup } from "@pulumi/aws/rds/subnetGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { instanceClass } from "../core/aws-instance-classes.ts";
import { serviceLogs } from "../core/aws-logs.ts";
import { serviceTrust } from "../core/aws-policy.ts";
import { lagAlarm } from "../alarms/lag-alarm.ts";
import { storeAlarms } from "../alarms/store-alarms.ts";
import { maintenanceBeside } from "../core/aws-windows.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { mebibytes } from "../core/quantities.ts";
import { tagsFor } from "../core/tags.ts";
import { makeRole, type MadeRole } from "../identity/aws-roles.ts";
import type { StoredSecret } from "../secret-store/aws-secret.ts";
import { parameterGroups } from "./aws-parameters.ts";
import { auroraBackups, auroraFamily, auroraVersions } from "./aws-versions.ts";
import { postgresPort } from "./nodes.ts";
import type { PostgresSpec } from "./spec.ts";

/** The server's administrator, who prepares the database and does nothing else. */
export const administrator = "plumbline_admin";

const engine = "aurora-postgresql";

/** Numbers of the operating system under an instance. Unit: seconds. */
const monitoringInterval = 60;

/** Days of statements' statistics that cost nothing. */
const insightsDays = 7;

export interface AuroraArgs {
  readonly spec: PostgresSpec;
  readonly place: AwsPlace;
  readonly securityGroupId: pulumi.Output<string>;
  /** Global database whose copy it is; `undefined` for one that takes writes. */
  readonly globalClusterId: pulumi.Output<string> | undefined;
  /** The administrator's password, where Aurora cannot manage it. */
  readonly password: StoredSecret | undefined;
}

export interface Aurora {
  readonly cluster: Cluster;
  readonly instances: readonly ClusterInstance[];
}

/** What the cluster is called, which its log group has to know beforehand. */
export const clusterName = (place: AwsPlace, { system, component }: PostgresSpec, ...more: string[]) =>
  physicalName("database", place.stage, system, component, ...more);

/** A cluster and its instances over the zones; the first of them writes until there is a fail-over. */
export function auroraCluster(parent: pulumi.Resource, name: string, args: AuroraArgs): Aurora {
  const { spec, place, globalClusterId, password } = args;
  const identity = { system: spec.system, component: spec.component };
  const identifier = clusterName(place, spec);
  const tags = tagsFor(identity, "personal");
  const groups = parameterGroups(parent, name, spec);
  const backups = auroraBackups(spec);
  const subnets = new SubnetGroup(
    `${name}-subnets`,
    { description: identifier, subnetIds: [...place.network.dataSubnetIds], tags: tagsFor(identity) },
    { parent },
  );
  const logs = serviceLogs(parent, `${name}-logs`, {
    identity,
    place,
    group: `/aws/rds/cluster/${identifier}/postgresql`,
  });
  const cluster = new Cluster(
    name,
    {
      clusterIdentifier: identifier,
      engine,
      engineVersion: engineVersion(spec, place),
      ...(globalClusterId === undefined
        ? administratorOf(place, password)
        : { globalClusterIdentifier: globalClusterId }),
      port: postgresPort,
      dbSubnetGroupName: subnets.name,
      vpcSecurityGroupIds: [args.securityGroupId],
      dbClusterParameterGroupName: groups.cluster,
      storageEncrypted: true,
      kmsKeyId: place.keys.data,
      iamDatabaseAuthenticationEnabled: true,
      enabledCloudwatchLogsExports: ["postgresql"],
      backupRetentionPeriod: backups.days,
      preferredBackupWindow: backups.window,
      preferredMaintenanceWindow: maintenanceBeside(backups.window),
      copyTagsToSnapshot: true,
      deletionProtection: spec.protect,
      skipFinalSnapshot: !spec.protect,
      deleteAutomatedBackups: !spec.protect,
      ...(spec.protect && { finalSnapshotIdentifier: `${identifier}-final` }),
      tags,
    },
    {
      parent,
      protect: spec.protect,
      retainOnDelete: spec.protect,
      dependsOn: [logs],
      // The primary cluster becomes a member by the global database that is made of it, and a copy learns its source from there.
      ignoreChanges: globalClusterId === undefined ? ["globalClusterIdentifier"] : ["replicationSourceIdentifier"],
    },
  );
  const watched = { identity, place, names: [identifier] } as const;
  storeAlarms(parent, name, { ...watched, kind: "aurora" });
  if (globalClusterId !== undefined || spec.instances > 1) {
    const what = globalClusterId === undefined ? "aurora-readers" : "aurora-region";
    lagAlarm(parent, `${name}-lag`, { ...watched, what });
  }
  return { cluster, instances: auroraInstances(parent, name, args, cluster, groups.instance) };
}

/**
 * Aurora manages and rotates the administrator's password, but not that of a global database's members. There it is a value that only
 * Secrets Manager keeps, and which is never read back.
 */
function administratorOf(place: AwsPlace, password: StoredSecret | undefined) {
  const masterUsername = administrator;
  if (password === undefined) {
    return { masterUsername, manageMasterUserPassword: true, masterUserSecretKmsKeyId: place.keys.secrets };
  }
  return { masterUsername, masterPasswordWo: password.value, masterPasswordWoVersion: password.version };
}

/** The release of the table where data is protected; elsewhere what AWS makes the newest of the major version, so that it is met there first. */
const engineVersion = ({ version }: PostgresSpec, place: AwsPlace) =>
  place.protect ? auroraVersions[version].release : String(version);

function auroraInstances(
  parent: pulumi.Resource,
  name: string,
  { spec, place }: AuroraArgs,
  cluster: Cluster,
  parameterGroup: pulumi.Output<string>,
): ClusterInstance[] {
  const identity = { system: spec.system, component: spec.component };
  const monitoring = monitoringRole(parent, `${name}-monitoring`, identity, place);
  const { zones } = place.network;
  const steady = place.protect || place.peers.length > 0;
  const { name: instanceType } = instanceClass(auroraFamily, mebibytes(spec.resources.limits.memory), steady);
  return Array.from({ length: spec.instances }, (_, index) => {
    return new ClusterInstance(
      `${name}-instance-${index + 1}`,
      {
        clusterIdentifier: cluster.id,
        engine,
        engineVersion: cluster.engineVersion,
        instanceClass: instanceType,
        availabilityZone: zones[index % zones.length] ?? "",
        promotionTier: index,
        dbParameterGroupName: parameterGroup,
        publiclyAccessible: false,
        autoMinorVersionUpgrade: !place.protect,
        performanceInsightsEnabled: true,
        performanceInsightsKmsKeyId: place.keys.data,
        performanceInsightsRetentionPeriod: insightsDays,
        monitoringInterval,
        monitoringRoleArn: monitoring.arn,
        preferredMaintenanceWindow: maintenanceBeside(auroraBackups(spec).window),
        copyTagsToSnapshot: true,
        tags: tagsFor(identity, "personal"),
      },
      { parent, protect: spec.protect, dependsOn: [...monitoring.policies] },
    );
  });
}

/** Lets RDS write what it measures of an instance's operating system. */
function monitoringRole(
  parent: pulumi.Resource,
  name: string,
  identity: { system: string; component: string },
  place: AwsPlace,
): MadeRole {
  return makeRole(parent, name, {
    identity,
    description: `Monitoring of ${identity.system} ${identity.component}`,
    trust: serviceTrust(place, "monitoring.rds.amazonaws.com"),
    managed: [`arn:${place.partition}:iam::aws:policy/service-role/AmazonRDSEnhancedMonitoringRole`],
  });
}

/** Makes a cluster the primary one of a global database, which clusters of other regions join as its copies. */
export function globalDatabase(
  parent: pulumi.Resource,
  name: string,
  spec: PostgresSpec,
  place: AwsPlace,
  { cluster, instances }: Aurora,
): GlobalCluster {
  return new GlobalCluster(
    `${name}-global`,
    {
      globalClusterIdentifier: clusterName(place, spec, "global"),
      sourceDbClusterIdentifier: cluster.arn,
      deletionProtection: spec.protect,
      // Lets the members go first, where they may go at all.
      forceDestroy: !spec.protect,
      tags: tagsFor({ system: spec.system, component: spec.component }, "personal"),
    },
    { parent, protect: spec.protect, retainOnDelete: spec.protect, dependsOn: [...instances] },
  );
}
