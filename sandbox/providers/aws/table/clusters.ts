import { textOf } from "../../cloud/text.ts";
import { between, json, matching, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import { isObject } from "../../lib/values.ts";
import { controlPlane } from "../cluster.ts";
import { machines } from "../machines.ts";
import { arn, exists, holds, instant, kmsKeyArn, roleArn, securityGroup, subnet } from "./parts.ts";

const cluster = holds("aws:eks/cluster:Cluster");

const vpcOf = ({ find, inputs }: Facts): string => {
  const { vpcConfig } = inputs;
  const subnets = isObject(vpcConfig) ? vpcConfig["subnetIds"] : undefined;
  const first = Array.isArray(subnets) ? subnets[0] : undefined;
  return textOf(find("aws:ec2/subnet:Subnet", "id", first)?.properties["vpcId"] ?? "");
};

/** EKS, and the launch templates of its machines. */
export const clusters: Rows = {
  "aws:eks/cluster:Cluster": {
    id: "{name}",
    name: { property: "name", max: 100, pattern: /^[A-Za-z0-9][\w-]*$/ },
    replaces: [
      "accessConfig.bootstrapClusterCreatorAdminPermissions",
      "bootstrapSelfManagedAddons",
      "defaultAddonsToRemoves",
      "kubernetesNetworkConfig.ipFamily",
      "kubernetesNetworkConfig.serviceIpv4Cidr",
      "outpostConfig",
      "remoteNetworkConfig",
      "roleArn",
    ],
    replacesWhenRemoved: ["encryptionConfig"],
    needs: {
      roleArn,
      "vpcConfig.subnetIds.*": subnet,
      "vpcConfig.securityGroupIds.*": securityGroup,
      "encryptionConfig.provider.keyArn": kmsKeyArn,
    },
    defaults: { bootstrapSelfManagedAddons: true, deletionProtection: false, version: "1.34" },
    nested: {
      "accessConfig.bootstrapClusterCreatorAdminPermissions": () => true,
      "kubernetesNetworkConfig.serviceIpv4Cidr": "172.20.0.0/16",
      "vpcConfig.clusterSecurityGroupId": "sg-{hex:17}",
      "vpcConfig.endpointPrivateAccess": () => false,
      "vpcConfig.endpointPublicAccess": () => true,
      "vpcConfig.vpcId": vpcOf,
    },
    rules: {
      version: matching(/^1\.\d+$/, "a version of Kubernetes such as 1.34"),
      "accessConfig.authenticationMode": oneOf("API", "API_AND_CONFIG_MAP", "CONFIG_MAP"),
      "enabledClusterLogTypes.*": oneOf("api", "audit", "authenticator", "controllerManager", "scheduler"),
      "upgradePolicy.supportType": oneOf("EXTENDED", "STANDARD"),
    },
    computed: {
      arn: arn("eks", "cluster/{name}"),
      clusterId: "",
      createdAt: instant,
      platformVersion: "eks.1",
      status: "ACTIVE",
    },
    brings: ({ properties: { vpcConfig } }) => {
      if (!isObject(vpcConfig)) return [];
      const id = textOf(vpcConfig["clusterSecurityGroupId"]);
      return [{ type: "aws:ec2/securityGroup:SecurityGroup", id, properties: { vpcId: vpcConfig["vpcId"] ?? "" } }];
    },
    keeps: ({ properties }) =>
      properties["deletionProtection"] === true ? "deletionProtection is on; turn it off first" : undefined,
    hooks: controlPlane,
  },
  "aws:eks/nodeGroup:NodeGroup": {
    id: "{clusterName}:{nodeGroupName}",
    name: { property: "nodeGroupName", max: 63 },
    replaces: [
      "amiType",
      "capacityType",
      "clusterName",
      "diskSize",
      "instanceTypes",
      "launchTemplate.id",
      "launchTemplate.name",
      "nodeRoleArn",
      "remoteAccess",
      "subnetIds",
    ],
    needs: {
      clusterName: cluster,
      nodeRoleArn: roleArn,
      "subnetIds.*": subnet,
      "launchTemplate.id": holds("aws:ec2/launchTemplate:LaunchTemplate"),
    },
    defaults: { capacityType: "ON_DEMAND", instanceTypes: ["t3.medium"], labels: {}, taints: [] },
    rules: {
      capacityType: oneOf("CAPACITY_BLOCK", "ON_DEMAND", "SPOT"),
      "taints.*.effect": oneOf("NO_EXECUTE", "NO_SCHEDULE", "PREFER_NO_SCHEDULE"),
    },
    validate: ({ scalingConfig }) => {
      if (!isObject(scalingConfig)) return undefined;
      const [min, desired, max] = ["minSize", "desiredSize", "maxSize"].map((name) => Number(scalingConfig[name])) as [
        number,
        number,
        number,
      ];
      return min <= desired && desired <= max
        ? undefined
        : `scalingConfig: minSize ${String(min)}, desiredSize ${String(desired)}, maxSize ${String(max)} are not in order`;
    },
    computed: {
      arn: arn("eks", "nodegroup/{clusterName}/{nodeGroupName}/{uuid}"),
      resources: ({ fill }) => [
        { autoscalingGroups: [{ name: fill("eks-{nodeGroupName}-{uuid}") }], remoteAccessSecurityGroupId: "" },
      ],
      status: "ACTIVE",
    },
    hooks: machines,
  },
  "aws:eks/addon:Addon": {
    id: "{clusterName}:{addonName}",
    replaces: ["addonName", "clusterName"],
    needs: { clusterName: cluster, serviceAccountRoleArn: roleArn, "podIdentityAssociations.*.roleArn": roleArn },
    rules: {
      addonVersion: matching(/^v\d+\.\d+\.\d+-eksbuild\.\d+$/, "a version such as v1.2.3-eksbuild.1"),
      configurationValues: json(4096),
      resolveConflictsOnCreate: oneOf("NONE", "OVERWRITE"),
      resolveConflictsOnUpdate: oneOf("NONE", "OVERWRITE", "PRESERVE"),
    },
    computed: { arn: arn("eks", "addon/{clusterName}/{addonName}/{uuid}"), createdAt: instant, modifiedAt: instant },
  },
  "aws:eks/accessEntry:AccessEntry": {
    id: "{clusterName}:{principalArn}",
    replaces: ["clusterName", "principalArn", "type"],
    needs: { clusterName: cluster },
    defaults: { kubernetesGroups: [], type: "STANDARD", userName: ({ principalArn }) => principalArn },
    rules: { principalArn: matching(/^arn:aws:iam::\d{12}:/, "the ARN of a role or a user") },
    computed: {
      accessEntryArn: arn("eks", "access-entry/{clusterName}/{uuid}"),
      createdAt: instant,
      modifiedAt: instant,
    },
  },
  "aws:eks/accessPolicyAssociation:AccessPolicyAssociation": {
    id: "{clusterName}#{principalArn}#{policyArn}",
    replaces: ["accessScope", "clusterName", "policyArn", "principalArn"],
    needs: { clusterName: cluster, principalArn: exists("aws:eks/accessEntry:AccessEntry", "principalArn") },
    rules: {
      policyArn: matching(/^arn:aws:eks::aws:cluster-access-policy\/\w+$/, "the ARN of a cluster access policy"),
      "accessScope.type": oneOf("cluster", "namespace"),
    },
    computed: { associatedAt: instant, modifiedAt: instant },
  },
  "aws:eks/podIdentityAssociation:PodIdentityAssociation": {
    id: "a-{hex:17}",
    replaces: ["clusterName", "namespace", "serviceAccount"],
    unique: ["clusterName", "namespace", "serviceAccount"],
    needs: { clusterName: cluster, roleArn },
    defaults: { disableSessionTags: false },
    computed: {
      associationArn: arn("eks", "podidentityassociation/{clusterName}/{id}"),
      associationId: "{id}",
      externalId: "",
    },
  },
  "aws:ec2/launchTemplate:LaunchTemplate": {
    id: "lt-{hex:17}",
    name: { property: "name", max: 125, min: 3, pattern: /^[\w().\-/]+$/ },
    unique: ["name"],
    needs: { "vpcSecurityGroupIds.*": securityGroup },
    defaults: { defaultVersion: 1 },
    rules: {
      "metadataOptions.httpPutResponseHopLimit": between(1, 64),
      "metadataOptions.httpTokens": oneOf("optional", "required"),
    },
    computed: { arn: arn("ec2", "launch-template/{id}") },
    hooks: {
      outputs: ["latestVersion"],
      changing: ["latestVersion"],
      created: () => Promise.resolve({ latestVersion: 1 }),
      updated: (_record, before) => Promise.resolve({ latestVersion: Number(before.properties["latestVersion"]) + 1 }),
    },
  },
};
