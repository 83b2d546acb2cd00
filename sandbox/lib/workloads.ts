import type { Progress } from "../providers/kubernetes/await/progress.ts";
import { done, waiting } from "../providers/kubernetes/await/progress.ts";
import { daemonSet, deployment, job, pod, statefulSet } from "../providers/kubernetes/await/workloads.ts";
import { kindOf, list, nameOf, namespaceOf, text } from "../providers/kubernetes/objects.ts";
import type { KubeObject } from "../providers/kubernetes/objects.ts";
import { isObject } from "../providers/lib/values.ts";
import type { Json } from "../providers/lib/values.ts";
import { assertRunning, clusterDir, clusterState, knownClusters } from "./clusters.ts";
import { kubectl } from "./control-plane/objects.ts";
import { layout } from "./control-plane/parts.ts";
import type { Layout } from "./control-plane/parts.ts";
import { Failure } from "./failure.ts";

const kinds: Readonly<Record<string, (live: KubeObject) => Progress>> = {
  Deployment: deployment,
  StatefulSet: statefulSet,
  DaemonSet: daemonSet,
  Job: job,
  Pod: pod,
  Rollout: rollout,
};

const resources = ["deployments", "statefulsets", "daemonsets", "jobs", "pods"];
const rolloutsCrd = "rollouts.argoproj.io";

/** How the workloads of one kind are. */
export interface KindOfWorkload {
  readonly kind: string;
  /** Those of which every pod is Ready, or which completed. */
  readonly ready: number;
  readonly all: number;
  /** One line about each of the others: which, and what it waits for. */
  readonly others: readonly string[];
}

export interface ClusterWorkloads {
  readonly cluster: string;
  readonly kinds: readonly KindOfWorkload[];
}

/**
 * What the controllers say of all workloads of every cluster of this checkout.
 *
 * @throws Failure if a cluster does not run, or none was ever started
 */
export async function workloads(): Promise<ClusterWorkloads[]> {
  const contexts = knownClusters();
  if (contexts.every((context) => clusterState(context).state === "stopped")) {
    throw new Failure("no cluster runs here: npm run -s sandbox -- start, or pulumi up of a stack");
  }
  for (const context of contexts) assertRunning(context);
  return Promise.all(
    contexts.map(async (cluster) => ({ cluster, kinds: summaryOf(await objectsOf(layout(clusterDir(cluster)))) })),
  );
}

async function objectsOf(at: Layout): Promise<KubeObject[]> {
  const hasRollouts = (await kubectl(at, ["get", "crd", rolloutsCrd, "--ignore-not-found", "-o", "name"])) !== "";
  const asked = [...resources, ...(hasRollouts ? [rolloutsCrd] : [])].join(",");
  const answer = JSON.parse(await kubectl(at, ["get", asked, "--all-namespaces", "-o", "json"])) as Json;
  return list(answer, "items").filter(isObject);
}

/** Counts objects by kind, and says what those that are not Ready wait for. */
export function summaryOf(objects: readonly KubeObject[]): KindOfWorkload[] {
  return Object.entries(kinds).flatMap(([kind, look]) => {
    const found = objects.filter((object) => kindOf(object).kind === kind);
    if (found.length === 0) return [];
    const others = found.flatMap((live) => {
      const progress = look(live);
      return progress.done ? [] : [`${namespaceOf(live)}/${nameOf(live)}: ${progress.text}`];
    });
    return [{ kind, ready: found.length - others.length, all: found.length, others }];
  });
}

/** What Argo Rollouts says of a release. */
function rollout(live: KubeObject): Progress {
  const phase = text(live, "status", "phase");
  if (phase === "Healthy") return done;
  return waiting([phase || "no controller has seen it", text(live, "status", "message")].filter(Boolean).join(": "));
}
