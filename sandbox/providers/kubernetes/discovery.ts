import { setTimeout as sleep } from "node:timers/promises";
import { NoSuchKind, isNotFound } from "./api-error.ts";
import type { Cluster } from "./cluster.ts";
import { at } from "../lib/values.ts";
import { list, text } from "./objects.ts";
import type { Kind, KubeObject } from "./objects.ts";

/** Where the API server keeps the objects of a kind. */
export interface ApiResource {
  readonly plural: string;
  readonly namespaced: boolean;
}

/** Knows the kinds of a cluster; asks once per group and version, and again for a kind that it has not seen. */
export class Discovery {
  readonly #cluster: Cluster;
  readonly #versions = new Map<string, Promise<ReadonlyMap<string, ApiResource>>>();
  /** Scopes of CRDs that this update will create, by `group/Kind`. */
  readonly #coming = new Map<string, boolean>();

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  /** Undefined when the cluster does not have this kind (yet). */
  async find({ apiVersion, kind }: Kind): Promise<ApiResource | undefined> {
    const known = this.#versions.get(apiVersion);
    const found = (await known)?.get(kind);
    if (found) {
      return found;
    }
    if (this.#versions.get(apiVersion) === known) {
      const fetched = this.#fetch(apiVersion);
      this.#versions.set(apiVersion, fetched);
      fetched.catch(() => this.#versions.delete(apiVersion));
    }
    return (await this.#versions.get(apiVersion))?.get(kind);
  }

  /**
   * For an object that is about to be created: the API server takes a moment to serve a new CRD's kind.
   * @throws NoSuchKind
   */
  async require(kind: Kind, patienceMs = 0): Promise<ApiResource> {
    const deadline = Date.now() + patienceMs;
    for (let pause = 100; ; pause = Math.min(pause * 2, 1000)) {
      const resource = await this.find(kind);
      if (resource) {
        return resource;
      }
      if (Date.now() + pause > deadline) {
        throw new NoSuchKind(
          `the cluster ${this.#cluster.server} does not know ${kind.kind} of ${kind.apiVersion}: is its CRD installed?`,
        );
      }
      await sleep(pause);
    }
  }

  /** Notes the scope of a CRD's kind before the cluster knows it. */
  announce(crd: KubeObject): void {
    const key = `${text(crd, "spec", "group")}/${text(crd, "spec", "names", "kind")}`;
    this.#coming.set(key, text(crd, "spec", "scope") === "Namespaced");
  }

  /** Undefined when nobody can tell yet. */
  async isNamespaced(kind: Kind): Promise<boolean | undefined> {
    const resource = await this.find(kind);
    return resource?.namespaced ?? this.#coming.get(`${kind.apiVersion.split("/")[0] ?? ""}/${kind.kind}`);
  }

  async #fetch(apiVersion: string): Promise<ReadonlyMap<string, ApiResource>> {
    try {
      const answer = await this.#cluster.get(root(apiVersion));
      const kinds = list(answer, "resources")
        .filter((resource) => !text(resource, "name").includes("/"))
        .map((resource): [string, ApiResource] => [
          text(resource, "kind"),
          { plural: text(resource, "name"), namespaced: at(resource, ["namespaced"]) === true },
        ]);
      return new Map(kinds);
    } catch (error) {
      if (isNotFound(error)) {
        return new Map();
      }
      throw error;
    }
  }
}

const root = (apiVersion: string): string => (apiVersion.includes("/") ? `/apis/${apiVersion}` : `/api/${apiVersion}`);

/** The path of a collection, or of one object in it. */
export function pathOf(kind: Kind, resource: ApiResource, namespace: string, name?: string): string {
  const scope = resource.namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : "";
  const collection = `${root(kind.apiVersion)}${scope}/${resource.plural}`;
  return name === undefined ? collection : `${collection}/${encodeURIComponent(name)}`;
}
