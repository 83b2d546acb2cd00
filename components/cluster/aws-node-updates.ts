import type { Cluster } from "@pulumi/aws/eks/cluster.js";
import type { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { serviceTrust } from "../core/aws-policy.ts";
import { scheduledCall } from "../core/aws-schedule.ts";
import { weeklyStarts } from "../core/aws-windows.ts";
import { arnOf } from "../core/place.ts";
import { makeRole } from "../identity/aws-roles.ts";
import type { ClusterSpec } from "./spec.ts";
import { eksVersions } from "./versions.ts";

/**
 * Brings the nodes of each group to the stack's release in the weekly window, one zone after the other (ECO-069). EKS has no window for managed
 * nodes: an update of the stack changes what is asked for on Sunday, and makes no node anew by itself. Nothing happens to nodes that are of
 * that release.
 *
 * @param groups By pool and zone, in the order in which they are updated.
 */
export function nodeUpdates(
  parent: pulumi.Resource,
  name: string,
  cluster: Cluster,
  spec: ClusterSpec,
  groups: Readonly<Record<string, NodeGroup>>,
): void {
  const role = makeRole(parent, `${name}-node-updates`, {
    identity: { system: "platform", component: "node-updates" },
    description: `Updates of the nodes of ${spec.clusterName}`,
    trust: serviceTrust(spec, "scheduler.amazonaws.com"),
    statements: [
      {
        Sid: "UpdateGroups",
        Effect: "Allow",
        Action: ["eks:UpdateNodegroupVersion"],
        Resource: [arnOf(spec, "eks", `nodegroup/${spec.clusterName}/*`)],
      },
    ],
  });
  const entries = Object.entries(groups);
  const starts = weeklyStarts(entries.length);
  entries.forEach(([group, { nodeGroupName }], index) => {
    scheduledCall(parent, `${name}-update-${group}`, {
      place: spec,
      description: `Brings the nodes ${group} of ${spec.clusterName} to the stack's release`,
      at: starts[index] ?? "",
      call: "eks:updateNodegroupVersion",
      input: {
        ClusterName: cluster.name,
        NodegroupName: nodeGroupName,
        Version: eksVersions.kubernetes,
        ReleaseVersion: eksVersions.nodes,
      },
      role,
    });
  });
}
