import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { Image } from "../core/images.ts";
import type { Labels } from "../core/labels.ts";
import type { PodIdentity } from "../identity/pod-identity.ts";
import type { Destination } from "../platform/peers.ts";

/** Who besides the declared callers may open connections to a port. */
export type Audience = "gateway" | "prometheus" | "operator";

/** A port that a workload serves on. */
export interface PortSpec {
  /** Container and Service port. Range: 1024 to 65535, as a non-root process binds it. */
  readonly port: number;
  /** Port of the Service. @default - the container's port */
  readonly servicePort?: number;
  /** Peers outside of the system's own workloads that may connect. @default - only workloads that declare a call */
  readonly from?: readonly Audience[];
  /** Whether workloads that declare a call may connect; not to ports of metrics and management. @default true */
  readonly callers?: boolean;
}

/** Compute resources of a container, as Kubernetes quantities. */
export interface Resources {
  readonly requests: { readonly cpu: string; readonly memory: string };
  readonly limits: { readonly cpu: string; readonly memory: string };
}

/** An HTTP probe. */
export interface ProbeSpec {
  readonly path: string;
  /** Name of the port that answers. */
  readonly port: string;
  /** Unit: seconds. @default 10 */
  readonly periodSeconds?: number;
  /** Unit: seconds. @default 3 */
  readonly timeoutSeconds?: number;
  /** @default 3 */
  readonly failureThreshold?: number;
  /** Unit: seconds. @default 0 */
  readonly initialDelaySeconds?: number;
}

/** Horizontal autoscaling by resource use; `replicas` of the workload is the lower bound. */
export interface AutoscaleSpec {
  /** Name of the autoscaler; a colour's, or a suffix, follows it. @default - the component's */
  readonly name?: string;
  /** Upper bound of replicas. */
  readonly max: number;
  /** Target share of the requested CPU. Unit: percent. @default 70 */
  readonly cpuPercent?: number;
  /** Target share of the requested memory; `off` for runtimes that never give memory back. Unit: percent. @default 80 */
  readonly memoryPercent?: number | "off";
  /** How long the highest recent recommendation holds before replicas go. Unit: seconds. @default 300 */
  readonly scaleDownStabilizationSeconds?: number;
}

/** How Prometheus scrapes a workload. */
export interface MetricsSpec {
  /** Name of the port. */
  readonly port: string;
  readonly path: string;
  /** Unit: seconds. */
  readonly intervalSeconds: number;
  /**
   * Job of the series, where several workloads share one. Its targets are pods with the annotation `prometheus.io/scrape`, which the
   * workload's pods then have, with port and path beside it (ECO-014). @default - the name of the Service
   */
  readonly job?: string;
}

/** Files that come from a Secret. */
export interface SecretMount {
  /** Name of the volume, stable over changes of the list. */
  readonly name: string;
  /** Name of the Secret object, in the workload's namespace. */
  readonly secret: pulumi.Input<string>;
  /** Folder that the keys appear in. */
  readonly mountPath: string;
  /** Keys to mount. @default - all */
  readonly keys?: readonly string[];
}

/** One key of a Secret, as the value of an environment variable. */
export interface SecretKey {
  readonly secret: pulumi.Input<string>;
  readonly key: string;
}

/** Configuration files in a ConfigMap of their own. */
export interface FileMount {
  /** Name of the ConfigMap, and of the volume. */
  readonly name: string;
  /** Folder that the files appear in. */
  readonly mountPath: string;
  /** Text of each file by its name; no secrets. */
  readonly files: Readonly<Record<string, pulumi.Input<string>>>;
}

/** A folder that the process writes to, on a volume that lives as long as the pod. */
export interface WritableFolder {
  /** Name of the volume. */
  readonly name: string;
  readonly path: string;
  /** Most that it may hold; a Kubernetes quantity. @default "256Mi" */
  readonly size?: string;
}

/** Colours of a blue-green release. */
export const colours = ["blue", "green"] as const;
export type Colour = (typeof colours)[number];

/** Replaces pods step by step, without losing one. */
export interface RollingStrategy {
  readonly kind: "rolling";
  /** Part of the names of the Deployment and its companions after the component's, as a blue-green colour is. @default - none */
  readonly suffix?: string;
}

/**
 * Two colours side by side; the Service selects one.
 *
 * A switch is: deploy the new image to the idle colour with `idle: "warm"`, change `active`, later set `idle: "cold"`.
 * The active colour and a warm one are sized by their own autoscaler, a cold one has no pods, no Deployment and no autoscaler.
 * A change of `active` alone makes the other colour first, and takes the old one away when the Service has left it.
 */
export interface BlueGreenStrategy {
  readonly kind: "blue-green";
  readonly active: Colour;
  /** Whether the other colour runs at full size, ready for the switch either way, or not at all. */
  readonly idle: "warm" | "cold";
  readonly images: Readonly<Record<Colour, Image>>;
  /** Longest wait for the pods of a colour, before the update fails without having touched the Service. Unit: seconds. @default 600 */
  readonly deadlineSeconds?: number;
}

/** A step of a canary: this share of the traffic goes to the new version, for this long. */
export interface CanaryStep {
  /** Unit: percent. Range: 1 to 99. */
  readonly weight: number;
  /** Unit: seconds. */
  readonly pauseSeconds: number;
}

/** Shifts traffic to a new version in steps, and goes back by itself when the analysis fails. */
export interface CanaryStrategy {
  readonly kind: "canary";
  readonly steps: readonly CanaryStep[];
  /** HTTPRoute whose weights are moved, and which the routes of the system create. */
  readonly route: string;
  /** Longest wait for the pods of a new version, before it is given up. Unit: seconds. @default 600 */
  readonly deadlineSeconds?: number;
  readonly analysis: CanaryAnalysis;
}

/** Question to Prometheus that decides over a new version. */
export interface CanaryAnalysis {
  /** Base address of Prometheus. */
  readonly prometheus: string;
  /** PromQL for the share of failed requests; 0 to 1. */
  readonly failureRatio: string;
  /** Highest accepted share. Range: 0 to 1. */
  readonly maxFailureRatio: number;
  /** Unit: seconds. */
  readonly intervalSeconds: number;
}

export type Strategy = RollingStrategy | BlueGreenStrategy | CanaryStrategy;

/** A stateless service, as data. `Peer` is the set of names that it may call: a misspelt one does not compile. */
export interface WorkloadSpec<Peer extends string = string> {
  /** Name that the production guide uses, if Kubernetes' naming rules forced another. */
  readonly guideName?: string;
  /** Stable labels of the objects, the pods and the selectors, besides the recommended ones. @default {} */
  readonly labels?: Labels;
  /** Name of the container. @default - the component's name */
  readonly container?: string;
  readonly image: Image;
  /** Major version of the OpenJDK in the image, which the pods declare. @default - the image is of something else, or says nothing */
  readonly javaVersion?: number;
  /** @default - rolling */
  readonly strategy?: Strategy;
  readonly ports: Readonly<Record<string, PortSpec>>;
  /** Replicas without, or the least with, autoscaling. */
  readonly replicas: number;
  readonly autoscale: AutoscaleSpec;
  readonly resources: Resources;
  readonly probes: { readonly startup: ProbeSpec; readonly readiness: ProbeSpec; readonly liveness: ProbeSpec };
  /** Configuration as environment variables; kept in a ConfigMap. Secrets do not belong here. */
  readonly env: Readonly<Record<string, pulumi.Input<string>>>;
  /** Environment variables that only a Secret holds. Prefer files: variables leak into dumps and child processes. @default {} */
  readonly secretEnv?: Readonly<Record<string, SecretKey>>;
  /** Variables that contain others, as `$(NAME)`: addresses with a credential in them. The kubelet puts them together. @default {} */
  readonly composedEnv?: Readonly<Record<string, pulumi.Input<string>>>;
  /** Who its pods are to the cloud, where it does not go by their names. @default - nothing is said of it */
  readonly podIdentity?: PodIdentity;
  /** @default [] */
  readonly files?: readonly FileMount[];
  /** Further values whose change must restart the pods, such as a secret's version. @default {} */
  readonly restartOn?: Readonly<Record<string, string | number>>;
  readonly secretMounts?: readonly SecretMount[];
  /** Folders that the process writes to; the root filesystem is read-only. @default ["/tmp"] */
  readonly writable?: readonly (string | WritableFolder)[];
  /** Workloads and stores that it opens connections to; everything else is denied. */
  readonly calls: readonly Peer[];
  /** Destinations outside of the system. @default [] */
  readonly reaches?: readonly Destination[];
  /** Keeps a client on the same replica, while it is healthy. Unit: seconds. @default - no affinity */
  readonly sessionAffinitySeconds?: number;
  /** Prometheus scrape of a port. @default - none */
  readonly metrics?: MetricsSpec;
  /** User id of the process; never 0. @default 10001 */
  readonly userId?: number;
  /** Group id of the process and of its volumes; never 0. @default - the user's number */
  readonly groupId?: number;
  /** Wait before SIGTERM, so that endpoints and gateways forget the pod first. Unit: seconds. @default 5 */
  readonly preStopSeconds?: number;
  /** Time from the start of termination to SIGKILL, `preStopSeconds` included. Unit: seconds. @default 30 */
  readonly terminationGraceSeconds?: number;
}

/** A spec with every default filled in. */
export interface ResolvedWorkload extends WorkloadSpec {
  readonly autoscale: Required<AutoscaleSpec>;
  readonly labels: Labels;
  readonly container: string;
  readonly strategy: Strategy;
  readonly secretEnv: Readonly<Record<string, SecretKey>>;
  readonly files: readonly FileMount[];
  readonly writable: readonly (string | WritableFolder)[];
  readonly secretMounts: readonly SecretMount[];
  readonly userId: number;
  readonly groupId: number;
  readonly preStopSeconds: number;
  readonly terminationGraceSeconds: number;
}

/** What a workload needs to know of its surroundings. */
export interface WorkloadContext {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly zoneSpread: ZoneSpread;
  /** Zones that its pods may run in. @default - every zone of the cluster */
  readonly zones?: readonly string[];
}

/**
 * Declares the workloads of a system. `stores` are the data stores that they may call besides each other.
 *
 * @example
 * const workloads = defineWorkloads(["db"], {
 *   api: { ..., calls: ["db"] },
 *   worker: { ..., calls: ["api", "db"] },
 * });
 */
export function defineWorkloads<const Name extends string, const Store extends string>(
  _stores: readonly Store[],
  workloads: Record<Name, WorkloadSpec<NoInfer<Name | Store>>>,
): Record<Name, WorkloadSpec<Name | Store>> {
  return workloads;
}
