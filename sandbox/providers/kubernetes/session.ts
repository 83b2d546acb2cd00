import { createHash } from "node:crypto";
import type { KubeConfig } from "@kubernetes/client-node";
import type { Log } from "../lib/engine.ts";
import type { JsonObject } from "../lib/values.ts";
import { Unreachable } from "./api-error.ts";
import { Cluster } from "./cluster.ts";
import { Discovery } from "./discovery.ts";
import { annotation, annotations, text } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import { Objects } from "./objects-api.ts";
import type { Rehearsal } from "./rehearse.ts";
import { defaultNamespace, loadKubeConfig } from "./settings.ts";
import type { Settings } from "./settings.ts";

/** Everything that the operations of one configured provider share. */
export class Session {
  readonly settings: Settings;
  readonly log: Log;
  readonly signal: AbortSignal;
  /** Namespace of objects that name none. */
  readonly namespace: string;
  /** What the last dry run of each resource came to, by URN. */
  readonly rehearsals = new Map<string, Rehearsal>();
  /** Resources that are in the state, by URN, as far as this update has come by them. */
  readonly managed = new Set<string>();
  readonly #cluster: Cluster | undefined;
  readonly #discovery: Discovery | undefined;
  readonly #objects: Objects | undefined;
  readonly #reason: string = "";
  readonly #said = new Set<string>();

  constructor(settings: Settings, log: Log, signal: AbortSignal) {
    this.settings = settings;
    this.log = log;
    this.signal = signal;
    let config: KubeConfig | undefined;
    try {
      config = loadKubeConfig(settings);
      this.#cluster = new Cluster(config, signal);
      this.#discovery = new Discovery(this.#cluster);
      this.#objects = new Objects(
        this.#cluster,
        this.#discovery,
        (object) => text(object, "metadata", "namespace") || this.namespace,
      );
    } catch (error) {
      this.#reason = error instanceof Error ? error.message : String(error); // a preview goes on without a cluster
    }
    this.namespace = defaultNamespace(settings, config);
  }

  /** @throws Unreachable when there is no kubeconfig */
  get cluster(): Cluster {
    return this.#need(this.#cluster);
  }
  get discovery(): Discovery {
    return this.#need(this.#discovery);
  }
  get objects(): Objects {
    return this.#need(this.#objects);
  }

  /** The name under which this resource's fields are owned in the cluster. */
  fieldManager(urn: string, inputs: KubeObject, outputs?: JsonObject): string {
    return annotation(inputs, annotations.fieldManager) ?? (text(outputs, "__fieldManager") || defaultManager(urn));
  }

  /** A warning that is said once, however often its cause comes up. */
  warnOnce(urn: string, message: string, key = `${urn} ${message}`): void {
    if (!this.#said.has(key)) {
      this.#said.add(key);
      this.log.warn(urn, message);
    }
  }

  /** Passes on what the API server remarked about an object. */
  remark(urn: string, warnings: readonly string[]): void {
    for (const warning of warnings) {
      if (!(this.settings.suppressDeprecationWarnings && warning.includes("deprecated"))) {
        this.warnOnce(urn, warning);
      }
    }
  }

  #need<T>(part: T | undefined): T {
    if (part === undefined) {
      throw new Unreachable(this.#reason);
    }
    return part;
  }
}

/**
 * One owner per resource. It follows from the URN, so that an object whose creation was cut short is recognised as this
 * resource's own.
 */
export const defaultManager = (urn: string): string =>
  `pulumi-kubernetes-${createHash("sha256").update(urn).digest("hex").slice(0, 8)}`;
