import { stringify } from "yaml";
import { type Rendered, type RenderedResource, secretMarker } from "./render.ts";

/** One Kubernetes object of a stack and the place of its file. */
export interface Manifest {
  /** `CLUSTER/NAMESPACE/KIND-NAME.yaml`; objects without a namespace lie in `_cluster`. */
  readonly path: string;
  readonly text: string;
}

/** Every Kubernetes object of a rendered stack, as one YAML text per object, sorted by path. */
export function manifestsOf(rendered: Rendered): Manifest[] {
  return rendered.resources
    .flatMap((resource) => {
      const object = kubernetesObject(resource);
      return object === undefined
        ? []
        : [{ path: pathOf(resource, object), text: stringify(ordered(object), yamlOptions) }];
    })
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

// kubectl reads YAML 1.1, in which a bare `on` or `yes` is a boolean.
const yamlOptions = { version: "1.1", lineWidth: 0, aliasDuplicateObjects: false } as const;

interface KubernetesObject {
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
