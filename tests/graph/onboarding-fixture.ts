import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Rendered } from "../../cli/lib/render.ts";
import { type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";
import { systemGraphs } from "../lib/system-graph.ts";

export const namespace = "onboarding";
export const engine = "onboarding-workflow";

export const { settings, graph, changedGraph, object, spec, data } = systemGraphs("onboarding", namespace);

/** The objects in the system's namespace. */
export const ownObjects = (rendered: Rendered) => objectsOf(rendered).filter((each) => each.namespace === namespace);

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
