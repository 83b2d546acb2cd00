import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { kubernetesObject } from "../../cli/lib/manifests.ts";
import { render, type Rendered, type RenderedResource, stackConfig } from "../../cli/lib/render.ts";
import { stackNames } from "../../cli/lib/stacks.ts";
import { configPrefix, parseConfig } from "../../config/parse.ts";
import { zoneNames } from "../../config/regions.ts";
import { at, record, withValue } from "./json.ts";

/** Every stack of the project. */
export const stacks: readonly string[] = await stackNames();

const rendered = new Map<string, Promise<Rendered>>();

/** The program of a stack as it is committed; rendered once for all tests of a run. */
export function graphOf(stack: string): Promise<Rendered> {
  const known = rendered.get(stack);
  if (known) return known;
  const made = render(stack);
  rendered.set(stack, made);
  return made;
}

const onClusters = new Map<string, Promise<Rendered>>();

/** Likewise on one cluster that is given, where every store is in the cluster: how any stack may be configured. */
export function clusterGraphOf(stack: string): Promise<Rendered> {
  const made = onClusters.get(stack) ?? onOneCluster(stack).then((config) => render(stack, { config }));
  onClusters.set(stack, made);
  return made;
}

/** Configuration that takes a stack's regions away, and gives it one cluster in the zones of the primary one. */
export async function onOneCluster(stack: string): Promise<Record<string, unknown>> {
  const { regions } = parseConfig(stack, await rawConfig(stack));
  const primary = regions?.find(({ role }) => role === "primary");
  if (!primary) return {};
  return {
    "plumbline:regions": undefined,
    "plumbline:account": undefined,
    "plumbline:subscription": undefined,
    "plumbline:hostedZone": undefined,
    "plumbline:cluster": { context: stack, zones: zoneNames(primary) },
  };
}

/** Configuration of a stack with one system and nothing else, on one cluster: another stack has the platform. */
export const alone = async (system: string, stack: string) => ({
  ...(await onOneCluster(stack)),
  "plumbline:platform": { mode: "shared" },
  "plumbline:systems": [system],
});

/** The program of a stack on one cluster, with one value of its configuration changed; the path starts below `plumbline:`. */
export async function clusterGraphWith(stack: string, path: string, value: unknown): Promise<Rendered> {
  const config = { ...record(await stackConfig(stack)), ...(await onOneCluster(stack)) };
  return render(stack, { config: { ...config, ...changedAt(config, path, value) } });
}

/** The program of a stack with one value of its configuration changed; the path starts below `plumbline:`. */
export async function graphWith(stack: string, path: string, value: unknown): Promise<Rendered> {
  return render(stack, { config: changedAt(record(await stackConfig(stack)), path, value) });
}

function changedAt(config: Readonly<Record<string, unknown>>, path: string, value: unknown): Record<string, unknown> {
  const [key = "", ...rest] = path.split(".");
  const full = configPrefix + key;
  return { [full]: rest.length === 0 ? value : withValue(config[full], rest, value) };
}

/** What a stack file says below `plumbline:`, the way `parseConfig` takes it. */
export async function rawConfig(stack: string): Promise<Record<string, unknown>> {
  const entries = Object.entries(await stackConfig(stack));
  return Object.fromEntries(
    entries.flatMap(([key, value]) => (key.startsWith(configPrefix) ? [[key.slice(configPrefix.length), value]] : [])),
  );
}

export const isProvider = ({ type }: RenderedResource) => type.startsWith("pulumi:providers:");
export const isComponent = ({ type }: RenderedResource) => type.startsWith("plumbline:");
export const isCustom = (resource: RenderedResource) => !isProvider(resource) && !isComponent(resource);

/** `type name`: what makes a resource the same one over two updates. */
export const identity = ({ type, name }: RenderedResource) => `${type} ${name}`;

/** The one resource of a type's last part and a name. */
export function resource({ resources }: Rendered, kind: string, name: string): RenderedResource {
  const found = resources.filter((each) => each.type.endsWith(`:${kind}`) && each.name === name);
  const [only] = found;
  assert.ok(only && found.length === 1, `one ${kind} ${name}, found ${found.length}`);
  return only;
}

/** A Kubernetes object of a stack, as the API server would get it. */
export interface KubernetesObject {
  readonly resource: RenderedResource;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string | undefined;
  readonly labels: Readonly<Record<string, unknown>>;
  readonly body: Readonly<Record<string, unknown>>;
}

/** Every Kubernetes object of a stack. */
export function objectsOf({ resources }: Rendered): KubernetesObject[] {
  return resources.flatMap((each) => {
    const object = kubernetesObject(each);
    if (!object) return [];
    const { name = "", namespace } = object.metadata;
    const labels = record(at(object, "metadata", "labels"));
    return [{ resource: each, kind: object.kind, name, namespace, labels, body: record(object) }];
  });
}

/** An object with pods, and the template that they are made from. */
export interface PodOwner extends KubernetesObject {
  readonly template: unknown;
}

/** Kinds whose pods are their template; what an operator's own kind says of pods is a part, which the operator completes. */
const podKinds = ["Deployment", "StatefulSet", "DaemonSet", "Rollout", "Job", "CronJob"];

/** Every Deployment, StatefulSet, Rollout, Job and the like of a stack. */
export function podOwners(graph: Rendered): PodOwner[] {
  return objectsOf(graph).flatMap((object) => {
    if (!podKinds.includes(object.kind)) return [];
    const templates = [at(object.body, "spec", "template"), at(object.body, "spec", "jobTemplate", "spec", "template")];
    const template = templates.find((each) => at(each, "spec", "containers") !== undefined);
    return template === undefined ? [] : [{ ...object, template }];
  });
}

/** Names of the resources that `dependsOn` of a resource lists. */
export async function dependencies({ opts }: RenderedResource): Promise<string[]> {
  const listed = await promiseOf(
    pulumi.output(opts.dependsOn ?? []).apply((each) => (Array.isArray(each) ? each : [each])),
  );
  const urns = await Promise.all(listed.map(({ urn }) => promiseOf(urn)));
  return urns.map((urn) => urn.split("::").at(-1) ?? "");
}

function promiseOf<T>(output: pulumi.Output<T>): Promise<T> {
  return new Promise((resolve) => output.apply(resolve));
}

/** Resources that differ between two graphs: added, removed, or with other inputs. */
export function changes(before: Rendered, after: Rendered): { readonly [what: string]: string[] } {
  const old = new Map(before.resources.map((each) => [identity(each), JSON.stringify(each.inputs)]));
  const now = new Map(after.resources.map((each) => [identity(each), JSON.stringify(each.inputs)]));
  return {
    added: [...now.keys()].filter((key) => !old.has(key)).sort(),
    removed: [...old.keys()].filter((key) => !now.has(key)).sort(),
    changed: [...now].flatMap(([key, inputs]) => (old.has(key) && old.get(key) !== inputs ? [key] : [])).sort(),
  };
}
