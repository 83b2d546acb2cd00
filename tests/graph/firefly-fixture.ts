import assert from "node:assert/strict";
import { parse } from "yaml";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { alone, type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";

export const namespace = "production";
export const engine = "transactional-engine";

/** The settings of firefly in a stack's file. */
export async function settings(stack: string): Promise<Record<string, unknown>> {
  const given = (await stackConfig(stack))["plumbline:firefly"];
  assert.ok(given !== undefined, `Pulumi.${stack}.yaml has plumbline:firefly`);
  return { ...record(given) };
}

const unchanged = new Map<string, Promise<Rendered>>();

/** The stack with this system alone, once for all tests. */
export function graph(stack: string): Promise<Rendered> {
  const known = unchanged.get(stack) ?? changedGraph(stack, {});
  unchanged.set(stack, known);
  return known;
}

/** Likewise with some of the system's settings replaced; undefined takes one away. The cluster's settings may change, too. */
export async function changedGraph(
  stack: string,
  changes: Record<string, unknown>,
  cluster: Record<string, unknown> = {},
): Promise<Rendered> {
  const firefly = known({ ...(await settings(stack)), ...changes });
  const given = record((await stackConfig(stack))["plumbline:cluster"]);
  return render(stack, {
    config: {
      ...alone("firefly"),
      "plumbline:firefly": firefly,
      "plumbline:cluster": known({ ...given, ...cluster }),
    },
  });
}

const known = (entries: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

const image = (tag: string, digit: string) => ({
  registry: "registry.example.com",
  repository: "firefly/transactional-engine",
  tag,
  digest: `sha256:${digit.repeat(64)}`,
});

/** Releases of all modes, each with images of its own. */
export const releases = {
  rolling: { mode: "rolling", image: image("v1.2.0", "1") },
  canary: { mode: "canary", image: image("v1.3.0", "2") },
  "blue-green": { mode: "blue-green", active: "blue", blue: image("v1.2.0", "3"), green: image("v1.3.0", "4") },
} as const;

/** The one object of a kind and name in the system's namespace. */
export function object(rendered: Rendered, kind: string, name: string): KubernetesObject {
  const found = objectsOf(rendered).filter(
    (each) => each.kind === kind && each.name === name && each.namespace === namespace,
  );
  const [only] = found;
  assert.ok(only && found.length === 1, `one ${kind} ${name}, found ${found.length}`);
  return only;
}

export const spec = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "spec");
export const data = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "data");

/** Names of the objects of a kind, in the order of their registration. */
export const namesOf = (rendered: Rendered, kind: string) =>
  objectsOf(rendered).flatMap((each) => (each.kind === kind ? [each.name] : []));

/** Every object with pods of the engine, whatever the release. */
export function engineOwners(rendered: Rendered): KubernetesObject[] {
  return objectsOf(rendered).filter(
    ({ kind, labels }) => ["Deployment", "Rollout"].includes(kind) && labels["app.kubernetes.io/name"] === engine,
  );
}

/** Pod specs of the engine, one for each version of it. */
export function enginePods(rendered: Rendered): unknown[] {
  const owners = engineOwners(rendered);
  assert.notEqual(owners.length, 0);
  return owners.map(({ body }) => at(body, "spec", "template", "spec"));
}

/** The engine's one container. */
export const container = (pod: unknown) => {
  assert.equal(at(pod, "containers", 1), undefined);
  return record(at(pod, "containers", 0));
};

/** `application-production.yml` as Spring reads it: in YAML 1.1. */
export function application(rendered: Rendered): unknown {
  const files = record(data(rendered, "ConfigMap", "transactional-engine-config"));
  assert.deepEqual(Object.keys(files), ["application-production.yml"]);
  const parsed: unknown = parse(String(files["application-production.yml"]), { version: "1.1" });
  return parsed;
}
