import type { JsonObject } from "../lib/values.ts";
import { isNotFound } from "./api-error.ts";
import type { ApiResponse, Cluster } from "./cluster.ts";
import { pathOf } from "./discovery.ts";
import type { Discovery } from "./discovery.ts";
import { kindOf, list, nameOf, withMetadata } from "./objects.ts";
import type { Kind, KubeObject } from "./objects.ts";

export interface ApplyOptions {
  readonly fieldManager: string;
  /** Takes over fields that others own. */
  readonly force: boolean;
  readonly dryRun: boolean;
}

/** Reads and writes objects of any kind. Cluster-wide kinds lose a namespace that was only assumed. */
export class Objects {
  readonly #cluster: Cluster;
  readonly #discovery: Discovery;
  readonly #namespace: (object: KubeObject) => string;

  constructor(cluster: Cluster, discovery: Discovery, namespace: (object: KubeObject) => string) {
    this.#cluster = cluster;
    this.#discovery = discovery;
    this.#namespace = namespace;
  }

  /** Undefined when there is no such object. */
  async get(object: KubeObject): Promise<KubeObject | undefined> {
    const { path } = await this.#locate(object);
    try {
      return await this.#cluster.get(path);
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  /** Has the API server validate and default a new object, without making it. */
  async rehearseCreate(object: KubeObject): Promise<ApiResponse> {
    const { path, body } = await this.#locate(object);
    const collection = path.slice(0, path.lastIndexOf("/"));
    const query = { dryRun: "All", fieldValidation: "Strict" };
    return this.#cluster.request({ method: "POST", path: collection, query, body });
  }

  /** Server-side apply. */
  async apply(object: KubeObject, { fieldManager, force, dryRun }: ApplyOptions): Promise<ApiResponse> {
    const { path, body } = await this.#locate(object);
    return this.#cluster.request({
      method: "PATCH",
      path,
      query: { fieldManager, force: String(force), fieldValidation: "Strict", ...(dryRun && { dryRun: "All" }) },
      body,
      contentType: "application/apply-patch+yaml", // JSON is YAML
    });
  }

  async delete(object: KubeObject, propagationPolicy: string): Promise<void> {
    const { path } = await this.#locate(object);
    const body = { kind: "DeleteOptions", apiVersion: "v1", propagationPolicy };
    await this.#cluster.request({ method: "DELETE", path, body });
  }

  async list(kind: Kind, namespace: string, query: Readonly<Record<string, string>>): Promise<readonly KubeObject[]> {
    const resource = await this.#discovery.require(kind);
    const answer = await this.#cluster.get(pathOf(kind, resource, namespace), query);
    return list(answer, "items").filter((item): item is JsonObject => typeof item === "object" && item !== null);
  }

  async #locate(object: KubeObject): Promise<{ path: string; body: KubeObject }> {
    const kind = kindOf(object);
    const resource = await this.#discovery.require(kind);
    const namespace = resource.namespaced ? this.#namespace(object) : undefined;
    return {
      path: pathOf(kind, resource, namespace ?? "", nameOf(object)),
      body: withMetadata(object, "namespace", namespace),
    };
  }
}
