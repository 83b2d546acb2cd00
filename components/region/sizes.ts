import type { AzureNodePool } from "../cluster/azure-nodes.ts";
import type { ClusterArgs, NodePool } from "../cluster/spec.ts";
import type { Stage } from "../core/cloud.ts";
import type { NatMode } from "../network/spec.ts";

/** What differs between the stages, side by side. */
const table = {
  /** Ways out to the internet. */
  nat: { dev: "one", staging: "one", prod: "each-zone" },
  /** Nodes for everything; least is a multiple of three zones, and what the systems of a stack ask for may raise most. */
  nodes: {
    dev: { instanceType: "m7i.2xlarge", least: 3, most: 6, diskGiB: 100 },
    staging: { instanceType: "m7i.2xlarge", least: 3, most: 9, diskGiB: 100 },
    prod: { instanceType: "m7i.2xlarge", least: 6, most: 24, diskGiB: 100 },
  },
  /** Days that the logs of the control plane can be searched. */
  controlPlaneLogDays: { dev: 30, staging: 90, prod: 365 },
} as const satisfies {
  readonly nat: Record<Stage, NatMode>;
  readonly nodes: Record<Stage, NodePool>;
  readonly controlPlaneLogDays: Record<Stage, ClusterArgs["logRetentionDays"]>;
};

/** Sizes of a region's parts. */
export interface RegionSizes {
  readonly nat: NatMode;
  readonly nodes: NodePool;
  readonly controlPlaneLogDays: ClusterArgs["logRetentionDays"];
}

/** The column of a stage. */
export function regionSizes(stage: Stage): RegionSizes {
  return {
    nat: table.nat[stage],
    nodes: table.nodes[stage],
    controlPlaneLogDays: table.controlPlaneLogDays[stage],
  };
}

/** Nodes of a region of Azure, as many and as large as those of AWS. */
export function azureNodes(stage: Stage): AzureNodePool {
  const { least, most, diskGiB } = table.nodes[stage];
  return { machine: "Standard_D8s_v6", least, most, diskGiB };
}

/** Requests of the largest pod of any system, which every stage has to hold: the tuned engine of firefly (FTE-002). */
export const largestPod = { cpu: "4000m", memory: "11Gi" } as const;
