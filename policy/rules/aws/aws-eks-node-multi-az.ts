import type { ClusterArgs } from "@pulumi/aws/eks/cluster.js";
import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import type { Given } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { against, missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const nodeGroup = "aws:eks/nodeGroup:NodeGroup" as ResourceType<Given<NodeGroupArgs>>;

/** Zones that nodes must be in; a subnet is in one. */
const zones = 3;

/** Whether one group is over all zones or each zone has its own, as autoscaling by zone needs it, is the stack's choice. */
export default stackRule({
  name: "aws-eks-node-multi-az",
  severity: "high",
  level: "Mp",
  description: "The nodes of a cluster must be in three zones, and one in each at least.",
  remediationSteps:
    "Give the cluster's node groups subnetIds of three zones together, and each group a scalingConfig.minSize of as many as it has subnets.",
  framework: guides("FTE-035"),
  tags: [],
  requirements: ["FTE-004", "ONB-072", "FTE-035"],
  on: ["aws:eks/cluster:Cluster"],
  check(cluster: Resource<Given<ClusterArgs>>, stack, { notApplicable }) {
    if (cluster.props.computeConfig?.enabled === true) return notApplicable("its nodes come and go with the pods");
    const groups = stack.companions(cluster, nodeGroup, "clusterName", () => [cluster.props.name]);
    if (groups.length === 0) return [missing("NodeGroup", `groups of nodes in ${zones} zones`)];
    const subnets = new Set(groups.flatMap(subnetsOf));
    const tooFew = collect(groups, (group) => {
      const each = subnetsOf(group).length;
      const least = group.props.scalingConfig?.minSize ?? 0;
      if (least >= each) return [];
      const path = "scalingConfig.minSize";
      return [against(group, { path, expected: `${each} or more`, found: show(least), fix: each })];
    });
    if (subnets.size >= zones) return tooFew;
    const path = "NodeGroup[].subnetIds";
    return [{ path, expected: `${zones} subnets or more together`, found: String(subnets.size) }, ...tooFew];
  },
});

/** The subnets of a group: by the resources that they are, whose ids a preview does not know, or by the ids that are written out. */
function subnetsOf({ props, propertyDependencies }: Resource<Given<NodeGroupArgs>>): readonly unknown[] {
  const made = (propertyDependencies["subnetIds"] ?? []).filter(({ type }) => type === "aws:ec2/subnet:Subnet");
  return made.length > 0 ? made.map(({ urn }) => urn) : (props.subnetIds ?? []);
}
