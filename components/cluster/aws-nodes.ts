import type { Addon } from "@pulumi/aws/eks/addon.js";
import type { Cluster } from "@pulumi/aws/eks/cluster.js";
import { NodeGroup } from "@pulumi/aws/eks/nodeGroup.js";
import { LaunchTemplate } from "@pulumi/aws/ec2/launchTemplate.js";
import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { type Tags, tagsFor } from "../core/tags.ts";
import { nodeRole } from "./aws-roles.ts";
import { podsPerNode } from "./instances.ts";
import type { ClusterSpec, NodePool } from "./spec.ts";
import { eksVersions } from "./versions.ts";

/**
 * What the kubelet of a node is told: containers' logs are rotated at ten MiB, three files of each (CAP-064), and there is
 * room for as many pods as the network plugin has addresses for.
 */
const nodeConfig = {
  apiVersion: "node.eks.aws/v1alpha1",
  kind: "NodeConfig",
  spec: {
    kubelet: { config: { containerLogMaxSize: "10Mi", containerLogMaxFiles: 3, maxPods: podsPerNode } },
  },
};

/** The settings above in the form that EKS adds its own to. */
export function nodeUserData(): string {
  const boundary = "plumbline";
  return [
    "MIME-Version: 1.0",
    `Content-Type: multipart/mixed; boundary="${boundary}"`,
    "",
    `--${boundary}`,
    "Content-Type: application/node.eks.aws",
    "",
    stringify(nodeConfig),
    `--${boundary}--`,
    "",
  ].join("\n");
}

/**
 * A group of nodes for each pool in each zone. Not one over all zones: whoever asks for a node says in which group, and has to know that it
 * will be in the zone that a pod's volume, or its spread over the zones, asks for.
 */
export function nodeGroups(
  parent: pulumi.Resource,
  name: string,
  cluster: Cluster,
  spec: ClusterSpec,
  addons: readonly Addon[],
): Record<string, NodeGroup> {
  const role = nodeRole(parent, name, spec);
  const { zones, privateSubnetIds } = spec.network;
  const inEach = (nodes: number) => Math.ceil(nodes / zones.length);
  const groups = Object.entries(spec.nodes).flatMap(([pool, settings]) => {
    const poolName = `${name}-pool-${pool}`;
    const template = launchTemplate(parent, poolName, spec, pool, settings);
    const scaling = { minSize: inEach(settings.least), maxSize: inEach(settings.most) };
    const group = (zone: string, subnetId: pulumi.Output<string>) =>
      new NodeGroup(
        `${poolName}-${zone}`,
        {
          clusterName: cluster.name,
          nodeRoleArn: role.arn,
          subnetIds: [subnetId],
          amiType: "AL2023_x86_64_STANDARD",
          capacityType: "ON_DEMAND",
          version: eksVersions.kubernetes,
          releaseVersion: eksVersions.nodes,
          instanceTypes: [settings.instanceType],
          launchTemplate: { id: template.id, version: template.latestVersion.apply(String) },
          scalingConfig: { ...scaling, desiredSize: scaling.minSize },
          // One at a time, after its pods have moved.
          updateConfig: { maxUnavailable: 1 },
          nodeRepairConfig: { enabled: true },
          labels: { "plumbline.dev/pool": pool },
          tags: nodeTags(pool),
        },
        {
          parent,
          dependsOn: [...addons, ...role.policies],
          // How many there are at the moment is up to scaling, and they get another release in the weekly window alone.
          ignoreChanges: ["scalingConfig.desiredSize", "version", "releaseVersion"],
        },
      );
    return privateSubnetIds.map((subnetId, index) => {
      // The region's own name is part of the cluster's.
      const zone = (zones[index] ?? "").slice(spec.region.length);
      return [`${pool}-${zone}`, group(zone, subnetId)] as const;
    });
  });
  return Object.fromEntries(groups);
}

const nodeTags = (pool: string, extra: Tags = {}) =>
  tagsFor({ system: "platform", component: `nodes-${pool}` }, undefined, extra);

/** How a node starts: encrypted disk, no way in, and its own credentials out of the reach of pods. */
function launchTemplate(
  parent: pulumi.Resource,
  name: string,
  spec: ClusterSpec,
  pool: string,
  { diskGiB }: NodePool,
): LaunchTemplate {
  // Tags of the provider do not reach what a template makes.
  const tags = nodeTags(pool, { Name: name, stage: spec.stage, "managed-by": "plumbline" });
  return new LaunchTemplate(
    name,
    {
      description: `Nodes of ${spec.clusterName}`,
      updateDefaultVersion: true,
      vpcSecurityGroupIds: [spec.network.nodeSecurityGroupId],
      blockDeviceMappings: [
        {
          deviceName: "/dev/xvda",
          ebs: {
            volumeType: "gp3",
            volumeSize: diskGiB,
            iops: 3000,
            throughput: 125,
            encrypted: "true",
            kmsKeyId: spec.keys.volumes,
            deleteOnTermination: "true",
          },
        },
      ],
      metadataOptions: {
        httpEndpoint: "enabled",
        httpTokens: "required",
        // An answer that travels no further than the node itself.
        httpPutResponseHopLimit: 1,
        instanceMetadataTags: "disabled",
      },
      monitoring: { enabled: true },
      userData: Buffer.from(nodeUserData(), "utf8").toString("base64"),
      tagSpecifications: ["instance", "volume", "network-interface"].map((resourceType) => ({ resourceType, tags })),
      tags,
    },
    { parent },
  );
}
