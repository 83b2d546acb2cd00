import assert from "node:assert/strict";
import { JSONPath } from "jsonpath-plus";
import { renderProgram, type RenderedResource } from "../../../cli/lib/render.ts";

/** The Kubernetes objects that a program registers, each by `Kind/name`, or by its logical name where it has no metadata. */
export interface Objects {
  readonly resources: readonly RenderedResource[];
  /** Sorted `Kind/name`s. */
  readonly names: readonly string[];
  /** Inputs of an object without apiVersion and kind. */
  body(name: string): Readonly<Record<string, unknown>>;
  spec(name: string): unknown;
  /** All values that a JSONPath finds in the spec of an object. */
  find(name: string, path: string): unknown[];
  resource(name: string): RenderedResource;
}

export async function renderObjects(program: () => unknown): Promise<Objects> {
  const { resources } = await renderProgram("test", {}, () => {
    program();
    return Promise.resolve({});
  });
  const objects = resources.filter(({ type }) => type.startsWith("kubernetes:"));
  const names = objects.map(nameOf).sort();
  const resource = (name: string): RenderedResource => {
    const [found, ...others] = objects.filter((object) => nameOf(object) === name);
    assert.ok(found && others.length === 0, `exactly one ${name} among ${names.join(", ")}`);
    return found;
  };
  const body = (name: string) =>
    Object.fromEntries(Object.entries(resource(name).inputs).filter(([key]) => key !== "apiVersion" && key !== "kind"));
  const spec = (name: string) => body(name).spec;
  const find = (name: string, path: string) => {
    const json = spec(name);
    assert.ok(typeof json === "object" && json !== null);
    return JSONPath<unknown[]>({ path, json, wrap: true, eval: "safe" });
  };
  return { resources, names, resource, body, spec, find };
}

function nameOf({ type, name, inputs: { metadata } }: RenderedResource): string {
  const kind = type.slice(type.lastIndexOf(":") + 1);
  const own = typeof metadata === "object" && metadata !== null && "name" in metadata ? metadata.name : name;
  return `${kind}/${String(own)}`;
}

/** Logical names of what a resource waits for. */
export function dependenciesOf(objects: Objects, name: string): string[] {
  const given: unknown = objects.resource(name).opts.dependsOn ?? [];
  const list: readonly unknown[] = Array.isArray(given) ? given : [given];
  return list.map((one) => {
    assert.ok(typeof one === "object" && one !== null && "__name" in one);
    return String(one.__name);
  });
}
