import type { Input } from "@pulumi/pulumi";
import type { Demand } from "../cluster/instances.ts";
import type { Stage } from "../core/cloud.ts";
import type { PlatformAccount } from "../identity/platform-identities.ts";
import type { PodIdentity } from "../identity/pod-identity.ts";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { LogArchiveTarget } from "./log-archive.ts";
import type { Mesh } from "./mesh.ts";

/** What differs between the stages, side by side. */
const table = {
  /** Replicas of controllers that elect a leader, and of webhooks. */
  controllers: { dev: 1, staging: 2, prod: 2 },
  /** Two Prometheus servers scrape the same, so that one may be away (REC-083). */
  prometheus: { dev: 1, staging: 1, prod: 2 },
  alertmanagers: { dev: 1, staging: 2, prod: 3 },
  /** Replicas of the data plane of the gateway. */
  proxies: { dev: 1, staging: 2, prod: 3 },
  elasticsearch: { dev: 1, staging: 3, prod: 3 },
  kibana: { dev: 1, staging: 1, prod: 2 },
  /** Where one archives logs; each has a volume, and takes what comes while another one is away. */
  logArchivers: { dev: 1, staging: 2, prod: 2 },
  /** Volume of a year of metrics. Unit: GiB. */
  longTermVolumeGi: { dev: 20, staging: 100, prod: 300 },
} as const satisfies Record<string, Record<Stage, number>>;

/**
 * What the pods of the platform ask for together in the largest stage, with those that updates add; without those that every node has one of.
 */
export const platformDemand: Demand = { pods: 120, millicores: 14_000, mebibytes: 40 * 1024 };

/** Sizes of the platform's parts. */
export type PlatformSizes = Readonly<Record<keyof typeof table, number>>;

/** The column of a stage. */
export function platformSizes(stage: Stage): PlatformSizes {
  return {
    controllers: table.controllers[stage],
    prometheus: table.prometheus[stage],
    alertmanagers: table.alertmanagers[stage],
    proxies: table.proxies[stage],
    elasticsearch: table.elasticsearch[stage],
    kibana: table.kibana[stage],
    logArchivers: table.logArchivers[stage],
    longTermVolumeGi: table.longTermVolumeGi[stage],
  };
}

/** A cluster whose groups of nodes grow and shrink with its pods. */
export interface NodeScaling {
  readonly clusterName: Input<string>;
  readonly region: string;
}

/** Parts of the platform, by what their service accounts and pods say of who they are. */
export type PlatformIdentities = Readonly<Partial<Record<PlatformAccount, PodIdentity>>>;

/** What the charts' values are made from. */
export interface PlatformSettings {
  readonly sizes: PlatformSizes;
  readonly zoneSpread: ZoneSpread;
  /** Class of the platform's own volumes. */
  readonly storageClass: string;
  /** Protects what keeps logs and metrics, and keeps their volumes. */
  readonly protect: boolean;
  /** Object storage that Velero writes to; none of its plugins is installed without. */
  readonly backups?: { readonly provider: "aws" | "azure" };
  /** Whether the connections between services go through a mesh. */
  readonly mesh: Mesh;
  /** Whether a load balancer outside of the cluster sends requests to the nodes; else the gateway asks the cloud for one of its own. */
  readonly balanced: boolean;
  /** Private address of a load balancer of the gateway's own that those requests come by; they come by a port of the nodes without. */
  readonly gatewayAddress?: string;
  /** Who parts of the platform are to the cloud, where it does not go by their names. */
  readonly identities: PlatformIdentities;
  /** Whether secrets change by themselves, so that pods have to be replaced to read them. */
  readonly rotation: boolean;
  /** The cluster whose nodes follow its pods; nothing of the platform's changes how many there are without. */
  readonly nodeScaling?: NodeScaling;
  /** Where logs are kept beyond what can be searched; nowhere else without. */
  readonly logArchive?: LogArchiveTarget;
  /** Networks in CIDR form of the stores that the cloud runs, where Prometheus asks for metrics; nowhere without. */
  readonly storeNetworks?: readonly string[];
  /** Fields whose value never leaves a node in a log. */
  readonly maskedFields: readonly string[];
}
