import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { type KubeObject, type KubernetesApi, without } from "./api.ts";

/** What of a schedule's template says which objects are backed up. */
export const coverageOf = z.object({
  includedNamespaces: z.array(z.string()).min(1),
  labelSelector: z.object({ matchLabels: z.record(z.string(), z.string()) }),
  excludedResources: z.array(z.string()).default([]),
});
export type Coverage = z.infer<typeof coverageOf>;

/** Objects as they are compared, by `KIND NAMESPACE/NAME`. */
export type Objects = ReadonlyMap<string, KubeObject>;

/** A kind as the API server lists it. */
interface Served {
  /** Path of the group and version. */
  readonly path: string;
  readonly plural: string;
  readonly group: string;
}

const groups = z.object({
  groups: z.array(z.object({ name: z.string(), preferredVersion: z.object({ groupVersion: z.string() }) })),
});
const resources = z.object({
  resources: z.array(z.object({ name: z.string(), namespaced: z.boolean(), verbs: z.array(z.string()) })),
});
const named = z.object({
  kind: z.string().optional(),
  metadata: z.looseObject({ name: z.string(), namespace: z.string().optional() }),
});

/** Every object that a schedule covers, its namespaces among them, as it is now. */
export async function coveredObjects(api: KubernetesApi, coverage: Coverage): Promise<Objects> {
  const kinds = (await servedKinds(api)).filter((kind) => !isExcluded(kind, coverage));
  const labels = Object.entries(coverage.labelSelector.matchLabels).map((pair) => pair.join("="));
  const found = new Map<string, KubeObject>();
  const note = (kind: Served, object: KubeObject) => {
    const { metadata } = named.parse(object);
    const what = kind.group === "" ? kind.plural : `${kind.plural}.${kind.group}`;
    found.set(
      `${what} ${metadata.namespace === undefined ? "" : `${metadata.namespace}/`}${metadata.name}`,
      comparable(object),
    );
  };
  for (const namespace of coverage.includedNamespaces) {
    const own = await api.find(`/api/v1/namespaces/${namespace}`);
    if (own) note({ path: "/api/v1", plural: "namespaces", group: "" }, own);
    for (const kind of kinds) {
      const objects = await api.list(`${kind.path}/namespaces/${namespace}/${kind.plural}`, labels.join(","));
      for (const object of objects) note(kind, object);
    }
  }
  return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
}

/** What is otherwise than it was, a line each; nothing if all is equal. */
export function differences(before: Objects, after: Objects): string[] {
  const all = [...new Set([...before.keys(), ...after.keys()])].sort();
  return all.flatMap((key) => {
    const [was, is] = [before.get(key), after.get(key)];
    if (was === undefined) return [`${key}: it was not there before`];
    if (is === undefined) return [`${key}: it is missing`];
    return changedPaths(was, is).map((path) => `${key}: ${path} is otherwise`);
  });
}

/** Kinds of namespaced objects that can be listed and made, each in the version that the API server prefers. */
async function servedKinds(api: KubernetesApi): Promise<Served[]> {
  const named = groups.parse(await api.get("/apis")).groups.map(({ name, preferredVersion }) => ({
    group: name,
    path: `/apis/${preferredVersion.groupVersion}`,
  }));
  const kinds: Served[] = [];
  for (const { group, path } of [{ group: "", path: "/api/v1" }, ...named]) {
    // An aggregated group may be down: its kinds are measurements, and nobody backs them up.
    const found = await api.find(path);
    if (!found) continue;
    for (const { name, namespaced, verbs } of resources.parse(found).resources) {
      const isKept = namespaced && !name.includes("/") && verbs.includes("list") && verbs.includes("create");
      if (isKept) kinds.push({ path, plural: name, group });
    }
  }
  return kinds;
}

function isExcluded({ plural, group }: Served, { excludedResources }: Coverage): boolean {
  return excludedResources.includes(group === "" ? plural : `${plural}.${group}`);
}

/** Labels that Velero puts on what it restores. */
const restoreLabels = ["velero.io/backup-name", "velero.io/restore-name"];

/** Fields of the metadata that somebody says; the others are the API server's own. */
const saidMetadata = ["name", "namespace", "labels", "annotations"];

/** An object without what the API server and controllers write into each copy anew. */
export function comparable({ metadata, ...object }: KubeObject): KubeObject {
  const rest = without(object, "status");
  const kept = Object.entries(asObject(metadata)).filter(([key]) => saidMetadata.includes(key));
  const { labels, ...said } = Object.fromEntries(kept);
  const ownLabels = Object.entries(asObject(labels)).filter(([key]) => !restoreLabels.includes(key));
  const spec = asObject(rest["spec"]);
  const isService = rest["kind"] === "Service" || "clusterIPs" in spec;
  return {
    ...rest,
    metadata: { ...said, labels: Object.fromEntries(ownLabels) },
    ...(isService && { spec: withoutAddresses(spec) }),
  };
}

/** A Service gets an address of its own each time, unless it asks for none. */
function withoutAddresses(spec: KubeObject): KubeObject {
  return spec["clusterIP"] === "None" ? without(spec, "clusterIPs") : without(spec, "clusterIP", "clusterIPs");
}

function changedPaths(was: unknown, is: unknown, path = ""): string[] {
  if (isDeepStrictEqual(was, is)) return [];
  if (!isObject(was) || !isObject(is)) return [path === "" ? "everything" : path];
  const keys = [...new Set([...Object.keys(was), ...Object.keys(is)])].sort();
  return keys.flatMap((key) => changedPaths(was[key], is[key], path === "" ? key : `${path}.${key}`));
}

function asObject(value: unknown): KubeObject {
  return isObject(value) ? value : {};
}

function isObject(value: unknown): value is KubeObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
