import assert from "node:assert/strict";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { alone, type KubernetesObject, objectsOf } from "./graph.ts";
import { at, record } from "./json.ts";

const known = (entries: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

/** What tests ask of one system, deployed alone in each stack on one cluster that is given, and of its objects in its namespace. */
export function systemGraphs(system: string, namespace: string) {
  const key = `plumbline:${system}`;
  const unchanged = new Map<string, Promise<Rendered>>();

  /** The settings of the system in a stack's file. */
  async function settings(stack: string): Promise<Record<string, unknown>> {
    const given = (await stackConfig(stack))[key];
    assert.ok(given !== undefined, `Pulumi.${stack}.yaml has ${key}`);
    return { ...record(given) };
  }

  /** The stack with this system alone, once for all tests. */
  function graph(stack: string): Promise<Rendered> {
    const rendered = unchanged.get(stack) ?? changedGraph(stack, {});
    unchanged.set(stack, rendered);
    return rendered;
  }

  /** Likewise with some of the system's settings replaced; undefined takes one away. The cluster's settings may change, too. */
  async function changedGraph(
    stack: string,
    changes: Record<string, unknown>,
    cluster: Record<string, unknown> = {},
  ): Promise<Rendered> {
    const changed = known({ ...(await settings(stack)), ...changes });
    const config: Record<string, unknown> = { ...(await stackConfig(stack)), ...(await alone(system, stack)) };
    const given = record(config["plumbline:cluster"]);
    return render(stack, {
      config: { ...config, [key]: changed, "plumbline:cluster": known({ ...given, ...cluster }) },
    });
  }

  /** The one object of a kind and name in the system's namespace. */
  function object(rendered: Rendered, kind: string, name: string): KubernetesObject {
    const found = objectsOf(rendered).filter(
      (each) => each.kind === kind && each.name === name && each.namespace === namespace,
    );
    const [only] = found;
    assert.ok(only && found.length === 1, `one ${kind} ${name}, found ${found.length}`);
    return only;
  }

  const spec = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "spec");
  const data = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "data");

  return { settings, graph, changedGraph, object, spec, data };
}
