import { LogGroup } from "@pulumi/aws/cloudwatch/logGroup.js";
import { AccessEntry } from "@pulumi/aws/eks/accessEntry.js";
import { AccessPolicyAssociation } from "@pulumi/aws/eks/accessPolicyAssociation.js";
import { Cluster } from "@pulumi/aws/eks/cluster.js";
import type { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { tagsFor } from "../core/tags.ts";
import { addonsBeforeNodes, addonsOnNodes } from "./aws-addons.ts";
import { nodeUpdates } from "./aws-node-updates.ts";
import { nodeGroups } from "./aws-nodes.ts";
import { controlPlaneRole } from "./aws-roles.ts";
import { eksKubeconfig } from "./kubeconfig.ts";
import type { ClusterOutputs, ClusterSpec } from "./spec.ts";
import { eksVersions } from "./versions.ts";

const tags = tagsFor({ system: "platform", component: "cluster" });

/** EKS with managed nodes. Managed nodes and not Auto Mode, whose kubelets cannot be told how to rotate logs (CAP-064). */
export function awsCluster(parent: pulumi.Resource, name: string, spec: ClusterSpec): ClusterOutputs {
  const cluster = controlPlane(parent, name, spec);
  administrators(parent, name, cluster, spec);
  const addons = addonsBeforeNodes(parent, name, cluster, spec);
  const nodes = nodeGroups(parent, name, cluster, spec, addons);
  addonsOnNodes(parent, name, cluster, spec, Object.values(nodes));
  nodeUpdates(parent, name, cluster, spec, nodes);
  return {
    name: cluster.name,
    arn: cluster.arn,
    kubeconfig: eksKubeconfig({
      region: spec.region,
      name: cluster.name,
      endpoint: cluster.endpoint,
      certificateAuthority: cluster.certificateAuthority.data,
    }),
    machines: Object.fromEntries(Object.entries(nodes).map(([pool, group]) => [pool, machinesOf(group)])),
  };
}

function controlPlane(parent: pulumi.Resource, name: string, spec: ClusterSpec): Cluster {
  // EKS would make it itself, with no end to its logs and no key of ours.
  const logs = new LogGroup(
    `${name}-logs`,
    {
      name: `/aws/eks/${spec.clusterName}/cluster`,
      retentionInDays: spec.logRetentionDays,
      kmsKeyId: spec.keys.logs,
      tags: tagsFor({ system: "platform", component: "cluster" }, "internal"),
    },
    { parent, retainOnDelete: spec.protect },
  );
  const role = controlPlaneRole(parent, name, spec);
  const open = spec.apiCidrs.length > 0;
  return new Cluster(
    name,
    {
      name: spec.clusterName,
      version: eksVersions.kubernetes,
      roleArn: role.arn,
      accessConfig: { authenticationMode: "API", bootstrapClusterCreatorAdminPermissions: false },
      bootstrapSelfManagedAddons: false,
      deletionProtection: spec.protect,
      enabledClusterLogTypes: ["api", "audit", "authenticator", "controllerManager", "scheduler"],
      encryptionConfig: { resources: ["secrets"], provider: { keyArn: spec.keys.cluster } },
      kubernetesNetworkConfig: { ipFamily: "ipv4", serviceIpv4Cidr: spec.serviceCidr },
      upgradePolicy: { supportType: "STANDARD" },
      vpcConfig: {
        subnetIds: [...spec.network.privateSubnetIds],
        securityGroupIds: [spec.network.controlPlaneSecurityGroupId],
        endpointPrivateAccess: true,
        endpointPublicAccess: open,
        ...(open && { publicAccessCidrs: [...spec.apiCidrs] }),
      },
      zonalShiftConfig: { enabled: true },
      tags,
    },
    { parent, protect: spec.protect, dependsOn: [logs, ...role.policies] },
  );
}

/** A group of nodes is one autoscaling group. */
const machinesOf = ({ resources }: NodeGroup): pulumi.Output<string> =>
  resources.apply(([first]) => first?.autoscalingGroups[0]?.name ?? "");

/** Who administers the cluster: those that the stack names, and nobody because they happened to make it. */
function administrators(parent: pulumi.Resource, name: string, cluster: Cluster, spec: ClusterSpec): void {
  for (const principalArn of spec.administrators) {
    // A role's own name is unique in its account.
    const entryName = `${name}-admin-${principalArn.slice(principalArn.lastIndexOf("/") + 1).toLowerCase()}`;
    const entry = new AccessEntry(
      entryName,
      { clusterName: cluster.name, principalArn, type: "STANDARD", tags },
      { parent },
    );
    new AccessPolicyAssociation(
      `${entryName}-policy`,
      {
        clusterName: cluster.name,
        principalArn: entry.principalArn,
        policyArn: `arn:${spec.partition}:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy`,
        accessScope: { type: "cluster" },
      },
      { parent },
    );
  }
}
