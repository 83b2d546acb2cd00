import type { input } from "@pulumi/azure-native/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Tags } from "../core/tags.ts";
import { azureZones } from "../../config/azure-regions.ts";
import type { AzureMachine } from "./azure-versions.ts";
import { podsPerNode } from "./instances.ts";

/** Nodes of one kind, in every zone. */
export interface AzureNodePool {
  /** Kind of machine. Structural, so never an `Input`. */
  readonly machine: AzureMachine;
  /** Nodes at all times; a multiple of three keeps the zones even. Range: 3 to 100. */
  readonly least: number;
  /** Nodes that scaling may go up to. */
  readonly most: number;
  /** Disk of a node, for images, logs and what pods write beside their volumes. Range: 30 to 1000. Unit: GiB. */
  readonly diskGiB: number;
}

/** Pools of a cluster, the first of which has room for the cluster's own pods. */
export function agentPools(
  pools: Readonly<Record<string, AzureNodePool>>,
  subnetId: pulumi.Output<string>,
  tags: Tags,
): input.containerservice.ManagedClusterAgentPoolProfileArgs[] {
  return Object.entries(pools).map(([name, { machine, least, most, diskGiB }], index) => ({
    name,
    mode: index === 0 ? "System" : "User",
    type: "VirtualMachineScaleSets",
    vmSize: machine,
    osType: "Linux",
    osSKU: "AzureLinux",
    osDiskType: "Managed",
    osDiskSizeGB: diskGiB,
    kubeletDiskType: "OS",
    vnetSubnetID: subnetId,
    availabilityZones: [...azureZones],
    enableAutoScaling: true,
    count: least,
    minCount: least,
    maxCount: most,
    maxPods: podsPerNode,
    enableEncryptionAtHost: true,
    enableNodePublicIP: false,
    // Logs of containers are rotated at ten MiB, three files of each (CAP-064).
    kubeletConfig: { containerLogMaxSizeMB: 10, containerLogMaxFiles: 3 },
    securityProfile: { enableSecureBoot: true, enableVTPM: true },
    upgradeSettings: { maxSurge: "33%", drainTimeoutInMinutes: 30 },
    nodeLabels: { "plumbline.dev/pool": name },
    tags,
  }));
}
