import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Rendered } from "../../cli/lib/render.ts";
import { type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";
import { systemGraphs } from "../lib/system-graph.ts";

export const namespace = "production";
export const engine = "transactional-engine";

export const { settings, graph, changedGraph, object, spec, data } = systemGraphs("firefly", namespace);

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
