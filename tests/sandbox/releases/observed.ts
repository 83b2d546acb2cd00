import { at, list, record } from "../../lib/json.ts";
import type { Cluster } from "./cluster.ts";
import { engine } from "./stack.ts";

/** A new state of the traffic or of the release, and when it was seen. */
export interface Moment {
  readonly seconds: number;
  readonly what: string;
}

/** What is seen of a release while it goes on. */
export class Observed {
  /** Shares of the stable and the new version in the canary's route, each when it changed. */
  readonly weights: Moment[] = [];
  /** Steps of the canary at which it paused. */
  readonly pauses = new Set<number>();
  /** Least ready endpoints that the engine's Service had. */
  leastReady = Number.POSITIVE_INFINITY;
  /** Least pods that the version which was stable at the beginning was asked to have, until the next one was. */
  leastStable = Number.POSITIVE_INFINITY;
  /** Pods of the new version when it got each of its shares. */
  readonly canaryPods = new Map<string, number>();
  readonly #cluster: Cluster;
  readonly #stable: string;
  readonly #start = Date.now();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
    this.#stable = stableHash(cluster);
    this.#look();
    cluster.onChange(() => this.#look());
  }

  /** One line for people. */
  describe(what: string): string {
    return `    ${what}: ${this.weights.map(({ seconds, what: share }) => `${share} at ${seconds.toFixed(1)} s`).join(", ")}`;
  }

  #look(): void {
    this.leastReady = Math.min(this.leastReady, readyEndpoints(this.#cluster));
    const rollout = this.#cluster.get("Rollout", engine);
    const share = weights(this.#cluster).join("/");
    if (share !== "" && this.weights.at(-1)?.what !== share) {
      this.weights.push({ seconds: (Date.now() - this.#start) / 1000, what: share });
    }
    if (at(rollout, "status", "phase") === "Paused") this.pauses.add(Number(at(rollout, "status", "currentStepIndex")));
    if (this.#stable === "" || stableHash(this.#cluster) !== this.#stable) return;
    this.leastStable = Math.min(this.leastStable, podsOf(this.#cluster, this.#stable));
    const current = String(at(rollout, "status", "currentPodHash"));
    if (current !== this.#stable && !this.canaryPods.has(share)) {
      this.canaryPods.set(share, podsOf(this.#cluster, current));
    }
  }
}

/** Weights of the route that a canary moves: of the stable version, and of the new one. */
export const weights = (cluster: Cluster): number[] =>
  list(at(cluster.get("HTTPRoute", "engine-canary"), "spec", "rules", 0, "backendRefs")).map((backend) =>
    Number(at(backend, "weight")),
  );

/** Hash of the version that the Rollout calls stable; empty before there is one. */
export const stableHash = (cluster: Cluster): string => text(cluster.get("Rollout", engine), "status", "stableRS");

/** Pods that the ReplicaSet of a version is asked to have. */
function podsOf(cluster: Cluster, hash: string): number {
  const found = cluster
    .all("ReplicaSet")
    .find((each) => at(each, "metadata", "labels", "rollouts-pod-template-hash") === hash);
  return Number(at(found, "spec", "replicas") ?? 0);
}

/** Endpoints behind the engine's Service that take requests. */
function readyEndpoints(cluster: Cluster): number {
  return cluster
    .all("EndpointSlice")
    .filter((slice) => at(slice, "metadata", "labels", "kubernetes.io/service-name") === engine)
    .flatMap((slice) => list(slice.endpoints))
    .filter((endpoint) => record(at(endpoint, "conditions")).ready === true).length;
}

const text = (value: unknown, ...path: string[]): string => {
  const found = at(value, ...path);
  return typeof found === "string" ? found : "";
};
