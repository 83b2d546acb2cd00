import type { ClusterArgs as DocumentArgs } from "@pulumi/aws/docdb/cluster.js";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup.js";
import type { ReplicatorArgs } from "@pulumi/aws/msk/replicator.js";
import { alarm, isNodeOf, isWatched, type Measured } from "../../lib/aws/alarms.ts";
import type { Given } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";

/** A store with copies of what is in it, or the copy: clusters of Aurora and DocumentDB are alike here. */
type Store = Given<
  Pick<DocumentArgs, "clusterIdentifier" | "globalClusterIdentifier"> &
    Pick<ReplicationGroupArgs, "numCacheClusters" | "replicasPerNodeGroup" | "replicationGroupId"> &
    Pick<ReplicatorArgs, "replicatorName">
>;

/** Of a copy in another region the way between the regions is measured; of a cluster by itself its readers. */
function clusterLag(members: string, metrics: { readonly ofRegion: string; readonly ofReaders: string }) {
  const type = members as ResourceType<Pick<Store, "clusterIdentifier">>;
  return (store: Resource<Store>, stack: Stack): Measured | undefined => {
    const name = () => store.props.clusterIdentifier;
    const isOf = (dimension: string) => dimension === name();
    const isCopy = (store.propertyDependencies["globalClusterIdentifier"] ?? []).length > 0;
    if (isCopy || store.props.globalClusterIdentifier) return { metric: metrics.ofRegion, isOf };
    const hasReaders = stack.companions(store, type, "clusterIdentifier", () => [name()]).length > 1;
    return hasReaders ? { metric: metrics.ofReaders, isOf } : undefined;
  };
}

/** What AWS measures for each type of store; nothing where it has no copy. */
const lagOf: Readonly<Record<string, (store: Resource<Store>, stack: Stack) => Measured | undefined>> = {
  "aws:rds/cluster:Cluster": clusterLag("aws:rds/clusterInstance:ClusterInstance", {
    ofRegion: "AuroraGlobalDBReplicationLag",
    ofReaders: "AuroraReplicaLagMaximum",
  }),
  "aws:docdb/cluster:Cluster": clusterLag("aws:docdb/clusterInstance:ClusterInstance", {
    ofRegion: "GlobalClusterReplicationLag",
    ofReaders: "DBClusterReplicaLagMaximum",
  }),
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ props }) => {
    const hasReplicas = (props.numCacheClusters ?? 1) > 1 || (props.replicasPerNodeGroup ?? 0) > 0;
    return hasReplicas ? { metric: "ReplicationLag", isOf: isNodeOf(props.replicationGroupId) } : undefined;
  },
  "aws:msk/replicator:Replicator": ({ props }) => ({
    metric: "ReplicationLatency",
    isOf: (dimension) => dimension === props.replicatorName,
  }),
};

export default stackRule({
  name: "aws-store-lag-alarm",
  severity: "high",
  level: "Mp",
  description: "Somebody must hear of it when the copy of a store falls behind: a failover loses what it lacks.",
  remediationSteps: "Make a MetricAlarm, in the copy's region, on the metric that is named, with the copy's name.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:CP-9", "nist-800-53:SI-4"],
  requirements: ["FTE-049", "ECO-050"],
  on: Object.keys(lagOf),
  check: (subject: Resource<Store>, stack, { notApplicable }): readonly StackViolation[] => {
    const lag = lagOf[subject.type]?.(subject, stack);
    if (!lag) return notApplicable("nothing is a copy of it in the region");
    return isWatched(subject, stack, lag) ? [] : [missing(alarm, `one on its ${lag.metric}`)];
  },
});
