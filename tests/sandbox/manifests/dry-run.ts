import { setTimeout as sleep } from "node:timers/promises";
import { KubeConfig } from "@kubernetes/client-node";
import { parse } from "yaml";
import { isNotFound } from "../../../sandbox/providers/kubernetes/api-error.ts";
import { Cluster } from "../../../sandbox/providers/kubernetes/cluster.ts";
import { Discovery } from "../../../sandbox/providers/kubernetes/discovery.ts";
import { Objects } from "../../../sandbox/providers/kubernetes/objects-api.ts";
import { describe, list, map, namespaceOf, nameOf, text } from "../../../sandbox/providers/kubernetes/objects.ts";
import type { KubeObject } from "../../../sandbox/providers/kubernetes/objects.ts";
import { isObject } from "../../../sandbox/providers/lib/values.ts";
import type { Json } from "../../../sandbox/providers/lib/values.ts";

/** What the API server says of some objects: a line `OBJECT: WORDS` each. */
export interface Verdict {
  /** How many objects were sent, and how many pods. */
  readonly asked: { readonly objects: number; readonly pods: number };
  readonly rejected: readonly string[];
  readonly warnings: readonly string[];
}

/** What decides on other objects as soon as it is there; everything else is only rehearsed. */
const grounds = ["ServiceAccount", "ResourceQuota", "LimitRange", "PriorityClass"];

/** Kinds whose pods are their template; an operator's own kind says a part, which the operator completes. */
export const podKinds = ["Deployment", "StatefulSet", "DaemonSet", "Rollout", "Job", "CronJob"];

/** The namespaces that every cluster has. */
const own = ["default", "kube-system", "kube-public", "kube-node-lease"];

const patienceMs = 30_000;

/**
 * Rehearses objects on an API server. Only the namespaces and what {@link grounds} names are written. The latter is taken away again;
 * namespaces stay empty, as it takes a cluster long to be sure that nothing is left in one.
 */
export class DryRun {
  readonly #objects: Objects;

  constructor(kubeconfig: string) {
    const config = new KubeConfig();
    config.loadFromFile(kubeconfig);
    const cluster = new Cluster(config, new AbortController().signal);
    this.#objects = new Objects(cluster, new Discovery(cluster), namespaceOf);
  }

  /**
   * Applies the objects of one cluster as a dry run, and creates a pod of each template as one. An object whose namespace is not
   * among them is rejected, although an earlier rehearsal may have left such a namespace.
   */
  async rehearse(objects: readonly KubeObject[]): Promise<Verdict> {
    const namespaces = objects.filter((object) => text(object, "kind") === "Namespace");
    const bases = objects.filter((object) => grounds.includes(text(object, "kind")));
    try {
      await Promise.all(namespaces.map((each) => this.#apply(each, false)));
      await Promise.all(bases.map((each) => this.#apply(each, false)));
      await Promise.all(namespaces.map((each) => this.#settled(nameOf(each))));
      await Promise.all(bases.map((each) => this.#counted(each)));
      return await this.#ask(objects, ["", ...own, ...namespaces.map(nameOf)]);
    } finally {
      await Promise.all(bases.map((each) => this.#remove(each)));
    }
  }

  async #ask(objects: readonly KubeObject[], namespaces: readonly string[]): Promise<Verdict> {
    const pods = objects.flatMap(podOf);
    const rejected: string[] = [];
    const warnings: string[] = [];
    for (const each of objects.filter((object) => !namespaces.includes(namespaceOf(object)))) {
      rejected.push(`${describe(each)}: nothing makes its namespace`);
    }
    const note = async (object: KubeObject, answer: Promise<readonly string[]>) => {
      try {
        for (const warning of await answer) warnings.push(`${describe(object)}: ${warning}`);
      } catch (error) {
        rejected.push(`${describe(object)}: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    const create = async (pod: KubeObject) => (await this.#objects.rehearseCreate(pod)).warnings;
    await Promise.all([
      ...objects.map((each) => note(each, this.#apply(each, true))),
      ...pods.map((each) => note(each, create(each))),
    ]);
    return {
      asked: { objects: objects.length, pods: pods.length },
      rejected: rejected.sort(),
      warnings: warnings.sort(),
    };
  }

  async #apply(object: KubeObject, dryRun: boolean): Promise<readonly string[]> {
    return (await this.#objects.apply(object, { fieldManager: "rehearsal", force: true, dryRun })).warnings;
  }

  /** A namespace gets its default service account a moment later, and nothing can run before. */
  async #settled(namespace: string): Promise<void> {
    const account = { apiVersion: "v1", kind: "ServiceAccount", metadata: { name: "default", namespace } };
    await until(`${namespace} has no service account`, async () => (await this.#objects.get(account)) !== undefined);
  }

  /** Nothing is admitted before the use of a quota has been counted. */
  async #counted(object: KubeObject): Promise<void> {
    if (text(object, "kind") !== "ResourceQuota") return;
    const limits = Object.keys(map(object, "spec", "hard"));
    await until(`${describe(object)} is not counted`, async () => {
      const counted = Object.keys(map(await this.#objects.get(object), "status", "hard"));
      return limits.every((each) => counted.includes(each));
    });
  }

  async #remove(object: KubeObject): Promise<void> {
    try {
      await this.#objects.delete(object, "Background");
    } catch (error) {
      if (!isNotFound(error)) throw error;
    }
    await until(`${describe(object)} is still there`, async () => (await this.#objects.get(object)) === undefined);
  }
}

/** Manifests as kubectl reads them: YAML 1.1. */
export function parseManifest(yaml: string): KubeObject {
  const object = parse(yaml, { version: "1.1" }) as Json;
  if (!isObject(object)) throw new Error(`no object: ${yaml}`);
  return object;
}

/**
 * The pod that a controller makes of an object's template. The API server warns of a template in the kinds that it knows; what it
 * says to the pods of a Rollout, or to limits and quotas, only a pod shows.
 */
function podOf(object: KubeObject): KubeObject[] {
  if (!podKinds.includes(text(object, "kind"))) return [];
  const spec = text(object, "kind") === "CronJob" ? map(object, "spec", "jobTemplate", "spec") : map(object, "spec");
  const template = map(spec, "template");
  const podSpec = map(template, "spec");
  // A StatefulSet's controller puts its claims among the volumes.
  const claims = list(spec, "volumeClaimTemplates").map((claim) => ({
    name: text(claim, "metadata", "name"),
    emptyDir: {},
  }));
  const metadata = { ...map(template, "metadata"), name: nameOf(object), namespace: namespaceOf(object) };
  const volumes = [...list(podSpec, "volumes"), ...claims];
  return [{ apiVersion: "v1", kind: "Pod", metadata, spec: { ...podSpec, volumes } }];
}

async function until(otherwise: string, isDone: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await isDone())) {
    if (Date.now() > deadline) throw new Error(`${otherwise} after ${patienceMs / 1000} s`);
    await sleep(50);
  }
}
