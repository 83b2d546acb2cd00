import assert from "node:assert/strict";
import { parse } from "yaml";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { alone, type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, type Json, record, withValue } from "../lib/json.ts";

export const services = ["user-service", "product-service", "cart-service", "order-service"] as const;
export const workloads = [...services, "api-gateway"] as const;
export type Workload = (typeof workloads)[number];

/** Port of each workload. */
export const ports = {
  "user-service": 8081,
  "product-service": 8082,
  "cart-service": 8083,
  "order-service": 8084,
  "api-gateway": 8080,
} as const satisfies Record<Workload, number>;

/** Stage of each stack. */
export const stages = { dev: "dev", staging: "staging", prod: "prod", "prod-azure": "prod" } as const;

/** Name of the Deployment that serves in a stack: one of two colours from staging on. */
export const serving = (stack: string, name: Workload) => (stack === "dev" ? name : `${name}-blue`);

/** Name of its autoscaler, as the guide has it; a colour has one of its own (ECO-052). */
export const autoscaler = (stack: string, name: Workload) => (stack === "dev" ? `${name}-hpa` : `${name}-hpa-blue`);

/** The settings of ecommerce in a stack's file. */
export async function settings(stack: string): Promise<Json> {
  const given = (await stackConfig(stack))["plumbline:ecommerce"];
  assert.ok(given !== undefined, `Pulumi.${stack}.yaml has plumbline:ecommerce`);
  return record(given);
}

/** Both colours of every workload, side by side. */
export const warm: Record<string, unknown> = Object.fromEntries(
  workloads.map((name) => [`services.${name}.release.idle`, "warm"]),
);

const known = new Map<string, Promise<Rendered>>();

/** The stack with this system alone, and some of its settings replaced by path; the same question is answered once for all tests. */
export function graph(stack: string, changes: Record<string, unknown> = {}): Promise<Rendered> {
  const key = JSON.stringify([stack, changes]);
  const answer = known.get(key) ?? changed(stack, changes);
  known.set(key, answer);
  return answer;
}

async function changed(stack: string, changes: Record<string, unknown>): Promise<Rendered> {
  const ecommerce = Object.entries(changes).reduce<Json>(
    (value, [path, replacement]) => withValue(value, path.split("."), replacement),
    await settings(stack),
  );
  return render(stack, { config: { ...(await alone("ecommerce", stack)), "plumbline:ecommerce": ecommerce } });
}

/** The one object of a kind and name in the system's namespace. */
export function object(rendered: Rendered, kind: string, name: string): KubernetesObject {
  const found = objectsOf(rendered).filter(
    (each) => each.kind === kind && each.name === name && each.namespace === "ecommerce",
  );
  const [only] = found;
  assert.ok(only && found.length === 1, `one ${kind} ${name}, found ${found.length}`);
  return only;
}

export const spec = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "spec");
export const data = (rendered: Rendered, kind: string, name: string) => at(object(rendered, kind, name).body, "data");

/** The one container of a Deployment. */
export const container = (rendered: Rendered, name: string) =>
  record(at(spec(rendered, "Deployment", name), "template", "spec", "containers", 0));

/** A YAML file of a ConfigMap, read the way its reader does. */
export function yamlFile(rendered: Rendered, configMap: string, file: string): unknown {
  const text = at(data(rendered, "ConfigMap", configMap), file);
  assert.equal(typeof text, "string", `${configMap} has ${file}`);
  const parsed: unknown = parse(String(text));
  return parsed;
}

/** Name of a workload's ConfigMap with files. */
export const filesOf = (name: Workload) => (name === "api-gateway" ? "gateway-config" : `${name}-config`);

/** Objects whose body differs between two graphs, as `Kind name`. */
export function changedObjects(before: Rendered, after: Rendered): string[] {
  const bodies = (rendered: Rendered) =>
    new Map(objectsOf(rendered).map(({ kind, name, body }) => [`${kind} ${name}`, JSON.stringify(body)]));
  const [old, now] = [bodies(before), bodies(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key)).sort();
}
