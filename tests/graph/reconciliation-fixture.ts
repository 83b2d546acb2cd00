import assert from "node:assert/strict";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { alone, type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";

/** The settings of reconciliation in a stack's file. */
export async function settings(stack: string): Promise<Record<string, unknown>> {
  const given = (await stackConfig(stack))["plumbline:reconciliation"];
  assert.ok(given !== undefined, `Pulumi.${stack}.yaml has plumbline:reconciliation`);
  return { ...record(given) };
}

const unchanged = new Map<string, Promise<Rendered>>();

/** The stack with this system alone, once for all tests. */
export function graph(stack: string): Promise<Rendered> {
  const known = unchanged.get(stack) ?? changedGraph(stack, {});
  unchanged.set(stack, known);
  return known;
}

/** Likewise with some of the system's settings replaced; undefined takes one away. */
export async function changedGraph(stack: string, changes: Record<string, unknown>): Promise<Rendered> {
  const changed = Object.entries({ ...(await settings(stack)), ...changes });
  const reconciliation = Object.fromEntries(changed.filter(([, value]) => value !== undefined));
  return render(stack, {
    config: { ...alone("reconciliation"), "plumbline:reconciliation": reconciliation },
  });
}

/** The one object of a kind and name in the system's namespace. */
export function object(rendered: Rendered, kind: string, name: string): KubernetesObject {
  const found = objectsOf(rendered).filter(
    (each) => each.kind === kind && each.name === name && each.namespace === "reconciliation",
  );
  const [only] = found;
  assert.ok(only && found.length === 1, `one ${kind} ${name}, found ${found.length}`);
  return only;
}

export const spec = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "spec");
export const data = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "data");

/** The first container of an object with pods. */
export const container = (rendered: Rendered, kind: string, name: string) =>
  record(at(spec(rendered, kind, name), "template", "spec", "containers", 0));

/** `name` of the migration's Job: its component and a hash of what it runs. */
export function migrationJob(rendered: Rendered): KubernetesObject {
  const [job, ...others] = objectsOf(rendered).filter(({ kind }) => kind === "Job");
  assert.ok(job && others.length === 0, "one Job");
  return job;
}

/** Objects whose body differs between two graphs, as `Kind name`. */
export function changedObjects(before: Rendered, after: Rendered): string[] {
  const bodies = (rendered: Rendered) =>
    new Map(objectsOf(rendered).map(({ kind, name, body }) => [`${kind} ${name}`, JSON.stringify(body)]));
  const [old, now] = [bodies(before), bodies(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key)).sort();
}
