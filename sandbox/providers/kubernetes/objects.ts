import { at, isObject } from "../lib/values.ts";
import type { Json, JsonObject, Path } from "../lib/values.ts";

/** A Kubernetes object, as JSON. */
export type KubeObject = JsonObject;

export interface Kind {
  /** `apps/v1`, or `v1` of the core group. */
  readonly apiVersion: string;
  readonly kind: string;
}

export function text(object: Json | undefined, ...path: Path): string {
  const value = at(object, path);
  return typeof value === "string" ? value : "";
}

export function integer(object: Json | undefined, ...path: Path): number | undefined {
  const value = at(object, path);
  return typeof value === "number" ? value : undefined;
}

export function list(object: Json | undefined, ...path: Path): readonly Json[] {
  const value = at(object, path);
  return Array.isArray(value) ? value : [];
}

export function map(object: Json | undefined, ...path: Path): JsonObject {
  const value = at(object, path);
  return isObject(value) ? value : {};
}

export const nameOf = (object: KubeObject): string => text(object, "metadata", "name");
export const namespaceOf = (object: KubeObject): string => text(object, "metadata", "namespace");
export const kindOf = (object: KubeObject): Kind => ({
  apiVersion: text(object, "apiVersion"),
  kind: text(object, "kind"),
});
export const groupOf = ({ apiVersion }: Kind): string =>
  apiVersion.includes("/") ? (apiVersion.split("/")[0] ?? "") : "";

/** `namespace/name`, or `name` for what belongs to the whole cluster. */
export function idOf(object: KubeObject): string {
  const namespace = namespaceOf(object);
  return namespace === "" ? nameOf(object) : `${namespace}/${nameOf(object)}`;
}

export function parseId(id: string): { readonly namespace: string; readonly name: string } {
  const slash = id.indexOf("/");
  return slash < 0 ? { namespace: "", name: id } : { namespace: id.slice(0, slash), name: id.slice(slash + 1) };
}

/** The kind and name, as people write it: `deployment default/web`. */
export const describe = (object: KubeObject): string => `${text(object, "kind").toLowerCase()} ${idOf(object)}`;

export function annotation(object: KubeObject, key: string): string | undefined {
  const value = at(object, ["metadata", "annotations", key]);
  return value === undefined || value === null || typeof value === "object" ? undefined : String(value);
}

export const isTrue = (object: KubeObject, key: string): boolean => annotation(object, key)?.toLowerCase() === "true";

/** A copy with one thing in its metadata set, or taken out where undefined. */
export function withMetadata(object: KubeObject, key: string, value: Json | undefined): KubeObject {
  const others = Object.entries(map(object, "metadata")).filter(([name]) => name !== key);
  return { ...object, metadata: Object.fromEntries(value === undefined ? others : [...others, [key, value]]) };
}

/** The annotations through which a program steers the provider. */
export const annotations = {
  autonamed: "pulumi.com/autonamed",
  deletionPropagation: "pulumi.com/deletionPropagationPolicy",
  fieldManager: "pulumi.com/patchFieldManager",
  patchForce: "pulumi.com/patchForce",
  replaceUnready: "pulumi.com/replaceUnready",
  skipAwait: "pulumi.com/skipAwait",
  timeoutSeconds: "pulumi.com/timeoutSeconds",
  waitFor: "pulumi.com/waitFor",
} as const;
