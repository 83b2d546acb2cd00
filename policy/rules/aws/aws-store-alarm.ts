import type { ClusterArgs as DocumentArgs } from "@pulumi/aws/docdb/cluster.js";
import type { ReplicationGroupArgs } from "@pulumi/aws/elasticache/replicationGroup.js";
import { alarm, isNodeOf, isWatched, type Measured } from "../../lib/aws/alarms.ts";
import type { Given } from "../../lib/demands.ts";
import type { Resource } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

/** Clusters of Aurora and DocumentDB are alike here. */
type Store = Given<Pick<DocumentArgs, "clusterIdentifier"> & Pick<ReplicationGroupArgs, "replicationGroupId">>;

/** Volumes of clusters grow by themselves. */
const ofCluster = ({ clusterIdentifier }: Store): Measured[] => [
  { metric: "CPUUtilization", isOf: (dimension) => dimension === clusterIdentifier },
];

/** What fills up or wears out before a store stops to serve; the same names as CloudWatch's. */
const measuresOf: Readonly<Record<string, (store: Store) => Measured[]>> = {
  "aws:rds/cluster:Cluster": ofCluster,
  "aws:docdb/cluster:Cluster": ofCluster,
  "aws:elasticache/replicationGroup:ReplicationGroup": ({ replicationGroupId }) =>
    ["DatabaseMemoryUsagePercentage", "EngineCPUUtilization"].map((metric) => ({
      metric,
      isOf: isNodeOf(replicationGroupId),
    })),
};

export default stackRule({
  name: "aws-store-alarm",
  severity: "high",
  level: "Mp",
  description: "People must hear of a store that fills up, or has more to do than it can, in time.",
  remediationSteps: "Make a MetricAlarm, in the store's region, on the metric that is named, with the store's name.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:SI-4"],
  requirements: ["FTE-049", "ECO-050", "REC-080"],
  on: Object.keys(measuresOf),
  check: (subject: Resource<Store>, stack): readonly StackViolation[] =>
    collect(measuresOf[subject.type]?.(subject.props), (measured) =>
      isWatched(subject, stack, measured) ? [] : [missing(alarm, `one on its ${measured.metric}`)],
    ),
});
