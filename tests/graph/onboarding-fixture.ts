import assert from "node:assert/strict";
import { parse } from "yaml";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { alone, type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";

export const namespace = "onboarding";
export const engine = "onboarding-workflow";

/** The settings of onboarding in a stack's file. */
export async function settings(stack: string): Promise<Record<string, unknown>> {
  const given = (await stackConfig(stack))["plumbline:onboarding"];
  assert.ok(given !== undefined, `Pulumi.${stack}.yaml has plumbline:onboarding`);
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
  const onboarding = known({ ...(await settings(stack)), ...changes });
  const given = record((await stackConfig(stack))["plumbline:cluster"]);
  return render(stack, {
    config: {
      ...alone("onboarding"),
      "plumbline:onboarding": onboarding,
      "plumbline:cluster": known({ ...given, ...cluster }),
    },
  });
}

const known = (entries: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(entries).filter(([, value]) => value !== undefined));

/** The objects in the system's namespace. */
export const ownObjects = (rendered: Rendered) => objectsOf(rendered).filter((each) => each.namespace === namespace);

/** The one object of a kind and name in the system's namespace. */
export function object(rendered: Rendered, kind: string, name: string): KubernetesObject {
  const found = ownObjects(rendered).filter((each) => each.kind === kind && each.name === name);
  const [only] = found;
  assert.ok(only && found.length === 1, `one ${kind} ${name}, found ${found.length}`);
  return only;
}

export const spec = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "spec");
export const data = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "data");

/** Names of the system's objects of a kind, in the order of their registration. */
export const namesOf = (rendered: Rendered, kind: string) =>
  ownObjects(rendered).flatMap((each) => (each.kind === kind ? [each.name] : []));

/** The engine's pod. */
export const enginePod = (rendered: Rendered) => at(spec(rendered, "Deployment", engine), "template", "spec");

/** The engine's one container. */
export function container(rendered: Rendered) {
  const pod = enginePod(rendered);
  assert.equal(at(pod, "containers", 1), undefined);
  return record(at(pod, "containers", 0));
}

/** The Job of a task: its component and a hash of what it runs. */
export function taskJob(rendered: Rendered, component: string): KubernetesObject {
  const jobs = ownObjects(rendered).filter(
    ({ kind, labels }) => kind === "Job" && labels["app.kubernetes.io/name"] === component,
  );
  const [job] = jobs;
  assert.ok(job && jobs.length === 1, `one Job of ${component}, found ${jobs.length}`);
  return job;
}

/** A file of the engine as Spring reads it: in YAML 1.1. */
export function application(rendered: Rendered, file = "application.yaml"): unknown {
  const text = at(data(rendered, "ConfigMap", "onboarding-config"), file);
  assert.equal(typeof text, "string", file);
  const parsed: unknown = parse(String(text), { version: "1.1" });
  return parsed;
}
