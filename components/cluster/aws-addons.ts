import { Addon } from "@pulumi/aws/eks/addon.js";
import type { Cluster } from "@pulumi/aws/eks/cluster.js";
import type { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import { tagsFor } from "../core/tags.ts";
import { podRole } from "../identity/workload-identity.ts";
import { networkPluginPolicy, volumeDriverPolicy } from "./aws-addon-policies.ts";
import type { ClusterSpec } from "./spec.ts";
import { type AddonName, eksVersions } from "./versions.ts";

interface AddonSettings {
  /** What it is told, as its own schema has it. */
  readonly configuration?: object;
  /** Service account, in kube-system, and what it may do. */
  readonly identity?: { readonly serviceAccount: string; readonly statements: readonly PolicyStatement[] };
}

/** Addons that nodes need to become ready. */
const beforeNodes = ["vpc-cni", "eks-pod-identity-agent", "kube-proxy"] as const satisfies readonly AddonName[];

/** Addons whose pods need nodes. */
const afterNodes = ["coredns", "aws-ebs-csi-driver"] as const satisfies readonly AddonName[];

function settingsOf(spec: ClusterSpec): Readonly<Record<AddonName, AddonSettings>> {
  const zones = spec.network.privateSubnetIds.length;
  return {
    "vpc-cni": {
      configuration: {
        // NetworkPolicies are of no effect without.
        enableNetworkPolicy: "true",
        // Prefixes of sixteen addresses, so that a node has room for as many pods as the kubelet takes.
        env: { ENABLE_PREFIX_DELEGATION: "true", WARM_PREFIX_TARGET: "1" },
      },
      identity: { serviceAccount: "aws-node", statements: networkPluginPolicy(spec) },
    },
    "eks-pod-identity-agent": {},
    "kube-proxy": {},
    coredns: { configuration: { autoScaling: { enabled: true, minReplicas: zones, maxReplicas: 10 } } },
    "aws-ebs-csi-driver": {
      // The platform brings its own class.
      configuration: { defaultStorageClass: { enabled: false } },
      identity: { serviceAccount: "ebs-csi-controller-sa", statements: volumeDriverPolicy(spec) },
    },
  };
}

/** Makes the addons that come before the nodes. */
export function addonsBeforeNodes(parent: pulumi.Resource, name: string, cluster: Cluster, spec: ClusterSpec): Addon[] {
  return beforeNodes.map((addon) => makeAddon(parent, name, addon, cluster, spec, []));
}

/** Makes the addons that run on the nodes. */
export function addonsOnNodes(
  parent: pulumi.Resource,
  name: string,
  cluster: Cluster,
  spec: ClusterSpec,
  nodes: readonly NodeGroup[],
): Addon[] {
  return afterNodes.map((addon) => makeAddon(parent, name, addon, cluster, spec, nodes));
}

function makeAddon(
  parent: pulumi.Resource,
  name: string,
  addonName: AddonName,
  cluster: Cluster,
  spec: ClusterSpec,
  dependsOn: readonly pulumi.Resource[],
): Addon {
  const { configuration, identity } = settingsOf(spec)[addonName];
  const component = { system: "platform", component: addonName };
  const role =
    identity &&
    podRole(parent, `${name}-${addonName}`, {
      identity: component,
      namespace: "kube-system",
      serviceAccount: identity.serviceAccount,
      statements: identity.statements,
      place: { ...spec, cluster: { name: cluster.name, arn: cluster.arn } },
    });
  return new Addon(
    `${name}-addon-${addonName}`,
    {
      clusterName: cluster.name,
      addonName,
      addonVersion: eksVersions.addons[addonName],
      // What is set here holds, whatever was there before.
      resolveConflictsOnCreate: "OVERWRITE",
      resolveConflictsOnUpdate: "OVERWRITE",
      configurationValues: configuration && JSON.stringify(configuration),
      podIdentityAssociations: role && [{ serviceAccount: identity.serviceAccount, roleArn: role.arn }],
      tags: tagsFor(component),
    },
    { parent, dependsOn: [...dependsOn, ...(role?.policies ?? [])] },
  );
}
