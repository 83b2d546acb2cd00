import { InvalidInput } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import { canonicalCpu, canonicalMemory } from "../core/quantities.ts";
import type { CanaryStrategy, ResolvedWorkload, Resources, Strategy, WorkloadSpec } from "./spec.ts";

/** What Kubernetes takes as the name of a port (an IANA service name). */
const portName = /^(?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*$/;

/** User and group of a process that names none. */
const defaultUser = 10001;

type Must = (holds: boolean, field: string, allowed: string, given: unknown) => void;

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the workload, the field, the allowed range and the value.
 */
export function resolveWorkload(name: string, spec: WorkloadSpec): ResolvedWorkload {
  const where = `workload ${name}`;
  const must: Must = (holds, field, allowed, given) => {
    if (!holds) throw new InvalidInput(where, field, allowed, given);
  };
  assertDnsLabel(where, "name", name);
  for (const [port, { port: number }] of Object.entries(spec.ports)) {
    must(portName.test(port), `ports.${port}`, "a name of at most 15 of a-z, 0-9 and -, with a letter in it", port);
    must(Number.isInteger(number) && number >= 1024 && number <= 65535, `ports.${port}.port`, "1024 to 65535", number);
  }
  must(
    Number.isInteger(spec.replicas) && spec.replicas >= 1,
    "replicas",
    "a whole number of at least 1",
    spec.replicas,
  );
  const autoscale = resolveAutoscale(name, spec, must);
  assertDnsLabel(where, "autoscale.name", autoscale.name);
  for (const kind of ["startup", "readiness", "liveness"] as const) {
    const port = spec.probes[kind].port;
    must(port in spec.ports, `probes.${kind}.port`, `one of ${Object.keys(spec.ports).join(", ")}`, port);
  }
  if (spec.metrics) {
    const known = spec.metrics.port in spec.ports;
    must(known, "metrics.port", `one of ${Object.keys(spec.ports).join(", ")}`, spec.metrics.port);
  }
  assertStrategy(spec.strategy, must);
  if (spec.strategy?.kind === "rolling" && spec.strategy.suffix !== undefined) {
    assertDnsLabel(where, "strategy.suffix", spec.strategy.suffix);
  }
  const resolved = {
    ...spec,
    ...canonicalSizes(spec),
    labels: spec.labels ?? {},
    container: assertDnsLabel(where, "container", spec.container ?? name),
    strategy: spec.strategy ?? ({ kind: "rolling" } as const),
    secretEnv: spec.secretEnv ?? {},
    files: spec.files ?? [],
    autoscale,
    secretMounts: spec.secretMounts ?? [],
    userId: spec.userId ?? defaultUser,
    groupId: spec.groupId ?? spec.userId ?? defaultUser,
    preStopSeconds: spec.preStopSeconds ?? 5,
    terminationGraceSeconds: spec.terminationGraceSeconds ?? 30,
  };
  must(resolved.userId > 0, "userId", "a user id above 0", resolved.userId);
  must(resolved.groupId > 0, "groupId", "a group id above 0", resolved.groupId);
  must(
    resolved.terminationGraceSeconds > resolved.preStopSeconds,
    "terminationGraceSeconds",
    `more than preStopSeconds (${resolved.preStopSeconds})`,
    resolved.terminationGraceSeconds,
  );
  return resolved;
}

/**
 * The controller of a canary writes its Rollout anew, with every quantity in the canonical way. Another way of writing it would
 * be the controller's then, and the next release a conflict over it.
 */
function canonicalSizes({ strategy, resources, writable = ["/tmp"] }: WorkloadSpec) {
  if (strategy?.kind !== "canary") return { resources, writable };
  const canonical = ({ cpu, memory }: Resources["limits"]) => ({
    cpu: canonicalCpu(cpu),
    memory: canonicalMemory(memory),
  });
  return {
    resources: { requests: canonical(resources.requests), limits: canonical(resources.limits) },
    writable: writable.map((folder) =>
      typeof folder === "string" || folder.size === undefined
        ? folder
        : { ...folder, size: canonicalMemory(folder.size) },
    ),
  };
}

function resolveAutoscale(
  component: string,
  { autoscale, replicas }: WorkloadSpec,
  must: Must,
): ResolvedWorkload["autoscale"] {
  const { name = component, max, cpuPercent = 70, memoryPercent = 80, scaleDownStabilizationSeconds = 300 } = autoscale;
  const within = (field: string, least: number, most: number, given: number) => {
    const holds = Number.isInteger(given) && given >= least && given <= most;
    must(holds, `autoscale.${field}`, `a whole number from ${least} to ${most}`, given);
  };
  must(
    Number.isInteger(max) && max > replicas,
    "autoscale.max",
    `a whole number of more than replicas (${replicas})`,
    max,
  );
  within("cpuPercent", 1, 100, cpuPercent);
  if (memoryPercent !== "off") within("memoryPercent", 1, 100, memoryPercent);
  within("scaleDownStabilizationSeconds", 0, 3600, scaleDownStabilizationSeconds);
  return { name, max, cpuPercent, memoryPercent, scaleDownStabilizationSeconds };
}

function assertStrategy(strategy: Strategy | undefined, must: Must): void {
  if (strategy === undefined || strategy.kind === "rolling") return;
  const { deadlineSeconds = 600 } = strategy;
  must(deadlineSeconds > 0, "strategy.deadlineSeconds", "more than 0", deadlineSeconds);
  if (strategy.kind === "canary") assertCanary(strategy, must);
}

function assertCanary(strategy: CanaryStrategy, must: Must): void {
  must(strategy.steps.length > 0, "strategy.steps", "at least one step", strategy.steps);
  let reached = 0;
  for (const [index, { weight, pauseSeconds }] of strategy.steps.entries()) {
    const field = `strategy.steps[${index}]`;
    must(weight > reached && weight < 100, `${field}.weight`, `more than ${reached} and less than 100`, weight);
    must(pauseSeconds > 0, `${field}.pauseSeconds`, "more than 0", pauseSeconds);
    reached = weight;
  }
  const ratio = strategy.analysis.maxFailureRatio;
  must(ratio > 0 && ratio < 1, "strategy.analysis.maxFailureRatio", "more than 0 and less than 1", ratio);
}
