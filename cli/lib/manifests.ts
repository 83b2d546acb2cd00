import { glob, mkdir, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { stringify } from "yaml";
import { type Rendered, type RenderedResource, secretMarker } from "./render.ts";

/** One Kubernetes object of a stack and the place of its file. */
export interface Manifest {
  /** `CLUSTER/NAMESPACE/KIND-NAME.yaml`; objects without a namespace lie in `_cluster`. */
  readonly path: string;
  readonly text: string;
  readonly object: KubernetesObject;
}

/**
 * Every Kubernetes object of a rendered stack, as one YAML text per object, sorted by path.
 *
 * @throws Error if two resources stand for one object, or two objects would have one file
 */
export function manifestsOf(rendered: Rendered): Manifest[] {
  const manifests = new Map<string, Manifest & { readonly resource: RenderedResource }>();
  for (const resource of rendered.resources) {
    const object = kubernetesObject(resource);
    if (object === undefined) continue;
    const path = pathOf(resource, object);
    const other = manifests.get(path);
    if (other)
      throw new Error(
        `${rendered.stack}: ${path} is the file of two resources: ${other.resource.urn} and ${resource.urn}`,
      );
    manifests.set(path, { path, text: stringify(ordered(object), yamlOptions), object, resource });
  }
  return [...manifests.values()]
    .map(({ path, text, object }) => ({ path, text, object }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

/**
 * Writes the files, in place of those that an earlier run wrote for these clusters; nothing else in the folder is touched.
 */
export async function writeManifests(manifests: readonly Manifest[], dir: string): Promise<void> {
  const clusters = new Set(manifests.map(({ path }) => path.split("/")[0] ?? ""));
  for await (const stale of glob([...clusters].map((cluster) => join(dir, cluster, "*", "*.yaml")))) await rm(stale);
  for (const { path, text } of manifests) {
    const file = join(dir, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

// kubectl reads YAML 1.1, in which a bare `on` or `yes` is a boolean.
const yamlOptions = { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false } as const;

/** What every Kubernetes object has. */
export interface KubernetesObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name?: string; readonly namespace?: string };
}

/** The object that a resource stands for; other resources have none. */
export function kubernetesObject(resource: RenderedResource): KubernetesObject | undefined {
  const token = /^kubernetes:(?:(.+)\/)?([^/:]+):([A-Za-z]+)$/.exec(resource.type);
  if (!token?.[2] || !token[3] || resource.type.startsWith("kubernetes:helm.sh/")) return undefined;
  const [, group, version, kind] = token;
  const apiVersion = group === undefined || group === "core" ? version : `${group}/${version}`;
  const { metadata, ...rest } = resource.inputs;
  const named = typeof metadata === "object" && metadata !== null ? metadata : {};
  if (kind === "Secret" && apiVersion === "v1") Object.assign(rest, { data: encodedValues(rest["data"]) });
  return { ...rest, apiVersion, kind, metadata: { name: resource.name, ...named } };
}

/** The API takes a Secret's data as base64 only, the marker of a secret value too. */
function encodedValues(data: unknown): Record<string, string> {
  const keys = typeof data === "object" && data !== null ? Object.keys(data) : [];
  return Object.fromEntries(keys.map((key) => [key, Buffer.from(secretMarker).toString("base64")]));
}

/** The customary order of the first fields. */
function ordered({ apiVersion, kind, metadata, ...rest }: KubernetesObject): KubernetesObject {
  return { apiVersion, kind, metadata, ...rest };
}

function pathOf(resource: RenderedResource, object: KubernetesObject): string {
  const { name, namespace } = object.metadata;
  return [
    resource.provider ?? "default",
    namespace ?? "_cluster",
    `${object.kind.toLowerCase()}-${name ?? ""}.yaml`,
  ].join("/");
}
