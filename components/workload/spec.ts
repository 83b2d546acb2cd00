import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import { InvalidInput } from "../core/errors.ts";
import type { Image } from "../core/images.ts";
import { assertDnsLabel } from "../core/names.ts";

/** Who besides the declared callers may open connections to a port. */
export type Audience = "gateway" | "prometheus" | "backup" | "operator";

/** A port that a workload serves on. */
export interface PortSpec {
  /** Container and Service port. Range: 1024 to 65535, as a non-root process binds it. */
  readonly port: number;
  /** Peers outside of the system's own workloads that may connect. @default - only workloads that declare a call */
  readonly from?: readonly Audience[];
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
}

/** Horizontal autoscaling by resource use; `replicas` of the workload is the lower bound. */
export interface AutoscaleSpec {
  /** Upper bound of replicas. */
  readonly max: number;
  /** Target share of the requested CPU. Unit: percent. @default 70 */
  readonly cpuPercent?: number;
  /** Target share of the requested memory. Unit: percent. @default 80 */
  readonly memoryPercent?: number;
  /** How long the highest recent recommendation holds before replicas go. Unit: seconds. @default 300 */
  readonly scaleDownStabilizationSeconds?: number;
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

/** A stateless service, as data. `Peer` is the set of names that it may call: a misspelt one does not compile. */
export interface WorkloadSpec<Peer extends string = string> {
  /** Name that the production guide uses, if Kubernetes' naming rules forced another. */
  readonly guideName?: string;
  readonly image: Image;
  readonly ports: Readonly<Record<string, PortSpec>>;
  /** Replicas without, or the least with, autoscaling. */
  readonly replicas: number;
  readonly autoscale: AutoscaleSpec;
  readonly resources: Resources;
  readonly probes: { readonly startup: ProbeSpec; readonly readiness: ProbeSpec; readonly liveness: ProbeSpec };
  /** Configuration as environment variables; kept in a ConfigMap. Secrets do not belong here. */
  readonly env: Readonly<Record<string, string>>;
  /** Further values whose change must restart the pods, such as a secret's version. @default {} */
  readonly restartOn?: Readonly<Record<string, string | number>>;
  readonly secretMounts?: readonly SecretMount[];
  /** Folders that the process writes to; the root filesystem is read-only. @default ["/tmp"] */
  readonly writable?: readonly string[];
  /** Workloads and stores that it opens connections to; everything else is denied. */
  readonly calls: readonly Peer[];
  /** Keeps a client on the same replica, while it is healthy. Unit: seconds. @default - no affinity */
  readonly sessionAffinitySeconds?: number;
  /** Prometheus scrape of a port. @default - none */
  readonly metrics?: { readonly port: string; readonly path: string; readonly intervalSeconds: number };
  /** User and group id of the process; never 0. @default 10001 */
  readonly userId?: number;
  /** Wait before SIGTERM, so that endpoints and gateways forget the pod first. Unit: seconds. @default 5 */
  readonly preStopSeconds?: number;
  /** Time from the start of termination to SIGKILL, `preStopSeconds` included. Unit: seconds. @default 30 */
  readonly terminationGraceSeconds?: number;
}

/** A spec with every default filled in. */
export interface ResolvedWorkload extends WorkloadSpec {
  readonly autoscale: Required<AutoscaleSpec>;
  readonly writable: readonly string[];
  readonly secretMounts: readonly SecretMount[];
  readonly userId: number;
  readonly preStopSeconds: number;
  readonly terminationGraceSeconds: number;
}

/** What a workload needs to know of its surroundings. */
export interface WorkloadContext {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly zoneSpread: ZoneSpread;
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

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the workload, the field, the allowed range and the value.
 */
export function resolveWorkload(name: string, spec: WorkloadSpec): ResolvedWorkload {
  const where = `workload ${name}`;
  const must = (holds: boolean, field: string, allowed: string, given: unknown) => {
    if (!holds) throw new InvalidInput(where, field, allowed, given);
  };
  assertDnsLabel(where, "name", name);
  for (const [port, { port: number }] of Object.entries(spec.ports)) {
    assertDnsLabel(where, `ports.${port}`, port);
    must(Number.isInteger(number) && number >= 1024 && number <= 65535, `ports.${port}.port`, "1024 to 65535", number);
  }
  must(
    Number.isInteger(spec.replicas) && spec.replicas >= 1,
    "replicas",
    "a whole number of at least 1",
    spec.replicas,
  );
  const autoscale = { cpuPercent: 70, memoryPercent: 80, scaleDownStabilizationSeconds: 300, ...spec.autoscale };
  must(autoscale.max > spec.replicas, "autoscale.max", `more than replicas (${spec.replicas})`, autoscale.max);
  for (const kind of ["startup", "readiness", "liveness"] as const) {
    const port = spec.probes[kind].port;
    must(port in spec.ports, `probes.${kind}.port`, `one of ${Object.keys(spec.ports).join(", ")}`, port);
  }
  if (spec.metrics) {
    const known = spec.metrics.port in spec.ports;
    must(known, "metrics.port", `one of ${Object.keys(spec.ports).join(", ")}`, spec.metrics.port);
  }
  const resolved = {
    ...spec,
    autoscale,
    writable: spec.writable ?? ["/tmp"],
    secretMounts: spec.secretMounts ?? [],
    userId: spec.userId ?? 10001,
    preStopSeconds: spec.preStopSeconds ?? 5,
    terminationGraceSeconds: spec.terminationGraceSeconds ?? 30,
  };
  must(resolved.userId > 0, "userId", "a user id above 0", resolved.userId);
  must(
    resolved.terminationGraceSeconds > resolved.preStopSeconds,
    "terminationGraceSeconds",
    `more than preStopSeconds (${resolved.preStopSeconds})`,
    resolved.terminationGraceSeconds,
  );
  return resolved;
}
