import assert from "node:assert/strict";
import { JSONPath } from "jsonpath-plus";
import { render, type Rendered, type RenderedResource, type RenderOptions, stackConfig } from "../../cli/lib/render.ts";
import { alone } from "../lib/graph.ts";

/** Every stack of the project. */
export const stacks = ["dev", "staging", "prod", "prod-azure"] as const;
export type Stack = (typeof stacks)[number];

/** The settings of cap in a stack's file. */
export async function capSettings(stack: string): Promise<Record<string, unknown>> {
  const settings = (await stackConfig(stack))["plumbline:cap"];
  assert.ok(typeof settings === "object" && settings !== null, `Pulumi.${stack}.yaml has plumbline:cap`);
  return Object.fromEntries(Object.entries(settings));
}

/** Renders a stack with some of cap's settings replaced; undefined takes one away. */
export async function renderCap(stack: string, changes: Record<string, unknown> = {}): Promise<Rendered> {
  const changed = { ...(await capSettings(stack)), ...changes };
  const cap = Object.fromEntries(Object.entries(changed).filter(([, value]) => value !== undefined));
  const options: RenderOptions = { config: { ...(await alone("cap", stack)), "plumbline:cap": cap } };
  return render(stack, options);
}

/** All values that a JSONPath finds in a resource. */
export function find(resource: Pick<RenderedResource, "inputs">, path: string): unknown[] {
  return JSONPath<unknown[]>({ path, json: resource.inputs, wrap: true, eval: "safe" });
}

/** The one Kubernetes object of a kind and name in cap's namespace. */
export function capObject({ resources }: Rendered, kind: string, name: string): RenderedResource {
  const found = resources.filter(
    (resource) =>
      resource.type.startsWith("kubernetes:") &&
      resource.type.endsWith(`:${kind}`) &&
      find(resource, "$.metadata.name")[0] === name &&
      find(resource, "$.metadata.namespace")[0] === "cap",
  );
  const [object] = found;
  assert.ok(object && found.length === 1, `exactly one ${kind} ${name} in cap, got ${found.length}`);
  return object;
}

/** The data of cap's ConfigMap of a name. */
export function configMap(rendered: Rendered, name: string): unknown {
  return find(capObject(rendered, "ConfigMap", name), "$.data")[0];
}

/** Every resource that has a pod template. */
export function podOwners({ resources }: Rendered): RenderedResource[] {
  return resources.filter((resource) => find(resource, "$.spec.template.spec.containers").length > 0);
}
