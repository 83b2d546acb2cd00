import type { ClientRequest } from "node:http";
import { request } from "node:https";
import type { RequestOptions } from "node:https";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { KubeConfig } from "@kubernetes/client-node";
import { execa } from "execa";
import { toolPath } from "../../../sandbox/lib/tools.ts";
import { at, type Json, record } from "../../lib/json.ts";

/** Paths of the kinds that releases are made of, below the group's. */
const kinds = {
  Deployment: ["/apis/apps/v1", "deployments"],
  ReplicaSet: ["/apis/apps/v1", "replicasets"],
  Service: ["/api/v1", "services"],
  EndpointSlice: ["/apis/discovery.k8s.io/v1", "endpointslices"],
  HorizontalPodAutoscaler: ["/apis/autoscaling/v2", "horizontalpodautoscalers"],
  PodDisruptionBudget: ["/apis/policy/v1", "poddisruptionbudgets"],
  HTTPRoute: ["/apis/gateway.networking.k8s.io/v1", "httproutes"],
  Rollout: ["/apis/argoproj.io/v1alpha1", "rollouts"],
  AnalysisRun: ["/apis/argoproj.io/v1alpha1", "analysisruns"],
} as const satisfies Record<string, readonly [group: string, plural: string]>;
export type Kind = keyof typeof kinds;

/** A control plane, of which one namespace is watched: every state that its objects were in is seen, however short it was. */
export class Cluster {
  readonly kubeconfig: string;
  readonly #namespace: string;
  readonly #objects = new Map<string, Json>();
  readonly #listeners: (() => void)[] = [];
  readonly #watches: ClientRequest[] = [];
  #failure: Error | undefined;
  #stopped = false;

  constructor(kubeconfig: string, namespace: string) {
    this.kubeconfig = kubeconfig;
    this.#namespace = namespace;
  }

  /** Begins to watch. */
  async watch(): Promise<void> {
    const config = new KubeConfig();
    config.loadFromFile(this.kubeconfig);
    const cluster = config.getCurrentCluster();
    if (!cluster) throw new Error(`${this.kubeconfig} names no cluster`);
    for (const [kind, [group, plural]] of Object.entries(kinds)) {
      const url = new URL(`${group}/namespaces/${this.#namespace}/${plural}?watch=true`, cluster.server);
      const options: RequestOptions = { agent: false };
      await config.applyToHTTPSOptions(options);
      this.#watches.push(this.#follow(url, options, (phase, object) => this.#change(kind, phase, object)));
    }
  }

  /** The library's own watch ends after half a minute, and what happens until the next one is lost. */
  #follow(url: URL, options: RequestOptions, changed: (phase: string, object: Json) => void): ClientRequest {
    const failed = (why: string) => {
      if (!this.#stopped) this.#failure = new Error(`watching ${url.pathname}: ${why}`);
    };
    const asked = request(url, options, (response) => {
      if (response.statusCode !== 200) failed(`status ${response.statusCode}`);
      response.on("error", (error) => failed(error.message));
      response.on("end", () => failed("it ended"));
      const lines = createInterface(response).on("line", (line) => {
        const event = record(JSON.parse(line));
        changed(String(event.type), record(event.object));
      });
      // It passes on what goes wrong with the response.
      lines.on("error", (error: Error) => failed(error.message));
    });
    asked.on("error", (error) => failed(error.message)).end();
    return asked;
  }

  /** Is called after every change. */
  onChange(listener: () => void): void {
    this.#listeners.push(listener);
  }

  /** The object as it was seen last; nothing, if there is none. */
  get(kind: Kind, name: string): Json {
    return this.#objects.get(`${kind} ${name}`) ?? {};
  }

  all(kind: Kind): Json[] {
    return [...this.#objects].filter(([key]) => key.startsWith(`${kind} `)).map(([, object]) => object);
  }

  names(kind: Kind): string[] {
    return this.all(kind)
      .map((object) => String(at(object, "metadata", "name")))
      .sort();
  }

  /**
   * Waits for a state of the objects.
   *
   * @param why tells more when it does not come
   */
  async until(what: string, isSo: () => boolean, why: () => string = () => "", seconds = 120): Promise<void> {
    const deadline = Date.now() + seconds * 1000;
    while (!isSo()) {
      if (this.#failure) throw this.#failure;
      if (Date.now() > deadline) throw new Error(`${what}: not within ${seconds} s\n${why()}`);
      await sleep(50);
    }
  }

  /** Applies objects as a person would. */
  async apply(...objects: readonly object[]): Promise<void> {
    const input = JSON.stringify({ apiVersion: "v1", kind: "List", items: objects });
    await this.kubectl(["apply", "--server-side", "-f", "-"], input);
  }

  /** Refuses pods with images of these tags, as a cluster does that lets signed images in alone. */
  async refuseImages(tags: readonly string[]): Promise<void> {
    const admission = (kind: string, spec: object) => ({
      apiVersion: "admissionregistration.k8s.io/v1",
      kind,
      metadata: { name: "signed-images" },
      spec,
    });
    const isOther = tags
      .map((tag) => `object.spec.containers.all(each, !each.image.contains(":${tag}@"))`)
      .join(" && ");
    await this.apply(
      admission("ValidatingAdmissionPolicy", {
        matchConstraints: {
          resourceRules: [{ apiGroups: [""], apiVersions: ["v1"], operations: ["CREATE"], resources: ["pods"] }],
        },
        validations: [{ expression: isOther, message: "the image is not signed" }],
      }),
      admission("ValidatingAdmissionPolicyBinding", { policyName: "signed-images", validationActions: ["Deny"] }),
    );
  }

  async kubectl(args: readonly string[], input?: string): Promise<string> {
    const all = [`--kubeconfig=${this.kubeconfig}`, ...args];
    return (await execa(toolPath("kubectl"), all, { timeout: 60_000, ...(input !== undefined && { input }) })).stdout;
  }

  /** Ends the watching. */
  stop(): void {
    this.#stopped = true;
    for (const watch of this.#watches) watch.destroy();
  }

  #change(kind: string, phase: string, object: Json): void {
    const key = `${kind} ${String(at(object, "metadata", "name"))}`;
    if (phase === "DELETED") this.#objects.delete(key);
    else this.#objects.set(key, object);
    for (const listener of this.#listeners) listener();
  }
}
