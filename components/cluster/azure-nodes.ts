import type { input } from "@pulumi/azure-native/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../core/tags.ts";
import { azureZones } from "../../config/azure-regions.ts";
import { surgePercent } from "./azure-capacity.ts";
import type { AzureMachine } from "./azure-versions.ts";
import { podsPerNode } from "./instances.ts";

/** Nodes of one kind, as many of them in each zone. */
export interface AzureNodePool {
  /** Kind of machine. Structural, so never an `Input`. */
  readonly machine: AzureMachine;
  /** Nodes at all times, rounded up to as many in each zone. Range: 3 to 100. */
  readonly least: number;
  /** Nodes that scaling may go up to, rounded up likewise. Range: `least` to `mostOfAks`. */
  readonly most: number;
  /** Disk of a node, for images, logs and what pods write beside their volumes. Range: 30 to 1000. Unit: GiB. */
  readonly diskGiB: number;
}

/**
 * Pools of a cluster, those of the first kind with room for the cluster's own pods. Each kind has a pool in each zone, and not one over all zones:
 * whoever asks for a node says in which pool, and has to know that it will be in the zone that a pod's spread asks for.
 */
export function agentPools(
  pools: Readonly<Record<string, AzureNodePool>>,
  subnetId: pulumi.Output<string>,
  tags: Tags,
): input.containerservice.ManagedClusterAgentPoolProfileArgs[] {
  const inEach = (nodes: number) => Math.ceil(nodes / azureZones.length);
  const pool = (kind: string, zone: string, { machine, least, most, diskGiB }: AzureNodePool, first: boolean) => ({
    name: `${kind}${zone}`,
    mode: first ? "System" : "User",
    type: "VirtualMachineScaleSets",
    vmSize: machine,
    osType: "Linux",
    osSKU: "AzureLinux",
    osDiskType: "Managed",
    osDiskSizeGB: diskGiB,
    kubeletDiskType: "OS",
    vnetSubnetID: subnetId,
    availabilityZones: [zone],
    enableAutoScaling: true,
    count: inEach(least),
    minCount: inEach(least),
    maxCount: inEach(most),
    maxPods: podsPerNode,
    enableEncryptionAtHost: true,
    enableNodePublicIP: false,
    // Logs of containers are rotated at ten MiB, three files of each (CAP-064).
    kubeletConfig: { containerLogMaxSizeMB: 10, containerLogMaxFiles: 3 },
    securityProfile: { enableSecureBoot: true, enableVTPM: true },
    upgradeSettings: { maxSurge: `${surgePercent}%`, drainTimeoutInMinutes: 30 },
    nodeLabels: { "plumbline.dev/pool": kind },
    tags,
  });
  return Object.entries(pools).flatMap(([kind, settings], index) =>
    azureZones.map((zone) => pool(kind, zone, settings, index === 0)),
  );
}
