import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";
import { systemGraphs } from "../lib/system-graph.ts";

export const { settings, graph, changedGraph, object, spec, data } = systemGraphs("reconciliation", "reconciliation");

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
