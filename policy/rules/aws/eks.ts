import type { AddonArgs } from "@pulumi/aws/eks/addon.js";
import type { ClusterArgs } from "@pulumi/aws/eks/cluster.js";
import type { NodeGroupArgs } from "@pulumi/aws/eks/nodeGroup.js";
import { fsbp } from "../../lib/aws/standards.ts";
import { type Given, includes, is, isSet, oneOf } from "../../lib/demands.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { cisKubernetes, guides } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show, type Violation } from "../../lib/violation.ts";

const on = ["aws:eks/cluster:Cluster"];
const nodeGroup = "aws:eks/nodeGroup:NodeGroup";
type Cluster = Given<ClusterArgs>;

export const privateEndpoint = rule({
  name: "aws-eks-private-endpoint",
  severity: "critical",
  level: "M!",
  description: "The API of a cluster must not be open to the whole internet.",
  remediationSteps: "Set endpointPublicAccess to false, or list the ranges that may in publicAccessCidrs.",
  framework: fsbp("EKS.1"),
  tags: ["fsbp:EKS.1", "ckv:CKV_AWS_38", "ckv:CKV_AWS_39", "trivy:AWS-0040", "trivy:AWS-0041"],
  requirements: ["FTE-013", "REC-002"],
  on,
  check: ({ vpcConfig }: Cluster) => {
    const { endpointPublicAccess, publicAccessCidrs } = vpcConfig ?? {};
    if (endpointPublicAccess === false) return [];
    const cidrs = publicAccessCidrs ?? [];
    const open = cidrs.length === 0 || cidrs.includes("0.0.0.0/0") || cidrs.includes("::/0");
    const path = "vpcConfig.endpointPublicAccess";
    const expected = "false, or publicAccessCidrs without the whole internet";
    return open ? [{ path, expected, found: show(endpointPublicAccess), fix: false }] : [];
  },
});

export const secretsCmk = rule({
  name: "aws-eks-secrets-cmk",
  severity: "high",
  level: "M",
  description: "The Secrets of a cluster must be encrypted in its database with a key of ours.",
  remediationSteps: 'Set encryptionConfig with resources ["secrets"] and a provider.keyArn.',
  framework: fsbp("EKS.3"),
  tags: ["fsbp:EKS.3", "ckv:CKV_AWS_58", "trivy:AWS-0039"],
  requirements: ["FTE-019"],
  on,
  check: ({ encryptionConfig }: Cluster) =>
    allOf(
      () => includes("encryptionConfig.resources", encryptionConfig?.resources, ["secrets"]),
      () => isSet("encryptionConfig.provider.keyArn", encryptionConfig?.provider?.keyArn, "the ARN of a key of ours"),
    ),
});

export const controlPlaneLogs = rule({
  name: "aws-eks-control-plane-logs",
  severity: "medium",
  level: "M",
  description: "The control plane of a cluster must write all five kinds of logs.",
  remediationSteps: "List api, audit, authenticator, controllerManager and scheduler in enabledClusterLogTypes.",
  framework: fsbp("EKS.8"),
  tags: ["fsbp:EKS.8", "ckv:CKV_AWS_37", "trivy:AWS-0038"],
  requirements: ["CAP-015", "FTE-079"],
  on,
  check: ({ enabledClusterLogTypes }: Cluster) =>
    includes("enabledClusterLogTypes", enabledClusterLogTypes, [
      "api",
      "audit",
      "authenticator",
      "controllerManager",
      "scheduler",
    ]),
});

/** Those that AWS supports without a surcharge; each is for fourteen months. */
const supported = ["1.33", "1.34", "1.35", "1.36"];

export const supportedVersion = rule({
  name: "aws-eks-supported-version",
  severity: "high",
  level: "M",
  description: "A cluster must run a version of Kubernetes that still gets patches.",
  remediationSteps: "Move to the newest version of the list, one minor version at a time.",
  framework: fsbp("EKS.2"),
  tags: ["fsbp:EKS.2", "ckv:CKV_AWS_339"],
  requirements: ["ONB-001", "REC-057"],
  on,
  thresholds: {
    versions: threshold<readonly string[]>({
      description: "Versions that a cluster may run.",
      type: "array",
      values: { dev: supported, staging: supported, prod: supported, "prod-azure": supported },
    }),
  },
  check: ({ version }: Cluster, { config }) => oneOf("version", version, [...config.versions].reverse()),
});

export const accessEntries = rule({
  name: "aws-eks-access-entries",
  severity: "low",
  level: "A",
  description:
    "Who may use a cluster should be said by the cloud, and not by a ConfigMap in it, and not by who happened to make it.",
  remediationSteps:
    "Set accessConfig.authenticationMode to API and bootstrapClusterCreatorAdminPermissions to false, and make AccessEntries.",
  framework: guides("REC-055"),
  tags: [],
  requirements: ["REC-055"],
  on,
  check: ({ accessConfig }: Cluster) =>
    allOf(
      () => is("accessConfig.authenticationMode", accessConfig?.authenticationMode, "API"),
      () =>
        is(
          "accessConfig.bootstrapClusterCreatorAdminPermissions",
          accessConfig?.bootstrapClusterCreatorAdminPermissions,
          false,
        ),
    ),
});

export const deletionProtection = rule({
  name: "aws-eks-deletion-protection",
  severity: "medium",
  level: "A",
  description: "A cluster should refuse to be deleted.",
  remediationSteps: "Set deletionProtection; who means it takes it away first.",
  framework: guides("FTE-006"),
  tags: ["prowler:eks_cluster_deletion_protection_enabled"],
  requirements: ["FTE-006"],
  on,
  check: ({ deletionProtection: protection }: Cluster) => is("deletionProtection", protection, true),
});

export const nodeNoSsh = rule({
  name: "aws-eks-node-no-ssh",
  severity: "high",
  level: "M!",
  description: "Nodes must not be open to the whole internet for SSH, as EKS does with a key and no group.",
  remediationSteps: "Remove remoteAccess, or give it sourceSecurityGroupIds.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AWS_100"],
  requirements: ["FTE-013"],
  on: [nodeGroup],
  check: ({ remoteAccess }: Given<NodeGroupArgs>) =>
    remoteAccess?.ec2SshKey
      ? isSet("remoteAccess.sourceSecurityGroupIds", remoteAccess.sourceSecurityGroupIds, "the groups that may")
      : [],
});

export const cniNetworkPolicy = rule({
  name: "aws-eks-cni-network-policy",
  severity: "high",
  level: "M",
  description: "The network plugin of a cluster must see to NetworkPolicies, which are of no effect otherwise.",
  remediationSteps: 'Set enableNetworkPolicy to "true" in the configurationValues of the addon vpc-cni.',
  framework: cisKubernetes("5.3.1"),
  tags: ["cis-k8s-1.12:5.3.1", "prowler:eks_cluster_vpc_cni_network_policy_enforced"],
  requirements: ["ECO-033", "REC-045"],
  on: ["aws:eks/addon:Addon"],
  check: ({ addonName, configurationValues }: Given<AddonArgs>, { notApplicable }) =>
    addonName === "vpc-cni" ? networkPolicy(configurationValues) : notApplicable("it is another addon than vpc-cni"),
});

function networkPolicy(text: string | null | undefined): Violation[] {
  const path = "configurationValues.enableNetworkPolicy";
  try {
    const values: unknown = JSON.parse(text ?? "{}");
    const found: unknown = typeof values === "object" && values !== null && Reflect.get(values, "enableNetworkPolicy");
    return String(found) === "true" ? [] : [{ path, expected: '"true"', found: show(found || undefined), fix: "true" }];
  } catch {
    return [{ path, expected: '"true"', found: "configuration that is no JSON", fix: "true" }];
  }
}

export default [
  privateEndpoint,
  secretsCmk,
  controlPlaneLogs,
  supportedVersion,
  accessEntries,
  deletionProtection,
  nodeNoSsh,
  cniNetworkPolicy,
];
