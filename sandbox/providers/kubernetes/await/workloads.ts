import { at } from "../../lib/values.ts";
import { integer, list, map, text } from "../objects.ts";
import type { KubeObject } from "../objects.ts";
import { condition, done, failed, waiting } from "./progress.ts";
import type { Progress } from "./progress.ts";

const replicas = (count: number): string => `${String(count)} ${count === 1 ? "replica" : "replicas"}`;

/** Counters of a status that speak of an older version of the object are worth nothing. */
function isStale(live: KubeObject): boolean {
  return (integer(live, "status", "observedGeneration") ?? 0) < (integer(live, "metadata", "generation") ?? 0);
}

export function deployment(live: KubeObject): Progress {
  const wanted = integer(live, "spec", "replicas") ?? 1;
  const count = (key: string) => integer(live, "status", key) ?? 0;
  if (at(live, ["spec", "paused"]) === true) {
    return done;
  }
  if (isStale(live)) {
    return waiting("[1/2] waiting for the deployment controller");
  }
  const progressing = condition(live, "Progressing");
  if (progressing.reason === "ProgressDeadlineExceeded") {
    return failed(progressing.message);
  }
  if (count("updatedReplicas") < wanted) {
    return waiting(`[1/2] waiting for the new pods: ${String(count("updatedReplicas"))} of ${replicas(wanted)} made`);
  }
  if (count("availableReplicas") < wanted) {
    return waiting(
      `[2/2] waiting for ${String(wanted - count("availableReplicas"))} of ${replicas(wanted)} to be available`,
    );
  }
  const old = count("replicas") - count("updatedReplicas");
  return old > 0 ? waiting(`[2/2] waiting for ${String(old)} old pods to end`) : done;
}

export function statefulSet(live: KubeObject): Progress {
  const wanted = integer(live, "spec", "replicas") ?? 1;
  const count = (key: string) => integer(live, "status", key) ?? 0;
  if (isStale(live)) {
    return waiting("[1/2] waiting for the stateful set controller");
  }
  const rolling = text(live, "spec", "updateStrategy", "type") !== "OnDelete";
  const partition = integer(live, "spec", "updateStrategy", "rollingUpdate", "partition") ?? 0;
  const toUpdate = Math.max(wanted - partition, 0);
  const isUpdated = text(live, "status", "currentRevision") === text(live, "status", "updateRevision");
  if (rolling && !isUpdated && count("updatedReplicas") < toUpdate) {
    return waiting(
      `[1/2] waiting for the new version: ${String(count("updatedReplicas"))} of ${replicas(toUpdate)} updated`,
    );
  }
  if (count("readyReplicas") < wanted) {
    return waiting(`[2/2] waiting for ${String(wanted - count("readyReplicas"))} of ${replicas(wanted)} to be ready`);
  }
  return done;
}

export function daemonSet(live: KubeObject): Progress {
  const count = (key: string) => integer(live, "status", key) ?? 0;
  const wanted = count("desiredNumberScheduled");
  if (isStale(live)) {
    return waiting("[1/2] waiting for the daemon set controller");
  }
  const rolling = text(live, "spec", "updateStrategy", "type") !== "OnDelete";
  if (rolling && count("updatedNumberScheduled") < wanted) {
    return waiting(
      `[1/2] waiting for the new pods: ${String(count("updatedNumberScheduled"))} on ${String(wanted)} nodes`,
    );
  }
  return count("numberAvailable") < wanted
    ? waiting(
        `[2/2] waiting for pods on ${String(wanted - count("numberAvailable"))} of ${String(wanted)} nodes to be available`,
      )
    : done;
}

export function job(live: KubeObject): Progress {
  const failure = condition(live, "Failed");
  if (failure.status === "True") {
    return failed(`the job failed: ${failure.message || failure.reason}`);
  }
  if (condition(live, "Complete").status === "True" || at(live, ["spec", "suspend"]) === true) {
    return done;
  }
  const completions = integer(live, "spec", "completions") ?? 1;
  return waiting(
    `waiting for the job: ${String(integer(live, "status", "succeeded") ?? 0)} of ${String(completions)} completed`,
  );
}

export function pod(live: KubeObject): Progress {
  const phase = text(live, "status", "phase");
  if (phase === "Failed") {
    return failed(`the pod failed: ${podProblem(live)}`);
  }
  return phase === "Succeeded" || condition(live, "Ready").status === "True"
    ? done
    : waiting(`waiting for the pod to be ready: ${podProblem(live)}`);
}

/** Why a pod is not ready, in a few words. */
export function podProblem(live: KubeObject): string {
  const scheduled = condition(live, "PodScheduled");
  if (scheduled.status === "False") {
    return scheduled.message || scheduled.reason;
  }
  const containers = [...list(live, "status", "initContainerStatuses"), ...list(live, "status", "containerStatuses")];
  const problems = containers.flatMap((container) => {
    const state = { ...map(container, "state", "waiting"), ...map(container, "state", "terminated") };
    const reason = text(state, "reason");
    const message = text(state, "message");
    const restarts = integer(container, "restartCount") ?? 0;
    const ok = at(container, ["ready"]) === true || reason === "Completed";
    const detail = [reason || "not ready", message].filter(Boolean).join(": ");
    return ok
      ? []
      : [`container ${text(container, "name")}: ${detail}${restarts > 0 ? ` (${String(restarts)} restarts)` : ""}`];
  });
  const ready = condition(live, "Ready");
  return (
    problems.join("; ") ||
    text(live, "status", "message") ||
    ready.message ||
    text(live, "status", "phase") ||
    "not started"
  );
}
