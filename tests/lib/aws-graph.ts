import assert from "node:assert/strict";
import { type Rendered, type RenderedResource } from "../../cli/lib/render.ts";
import { at, type Json, record } from "./json.ts";

/** The stacks of the project that deploy to AWS. */
export const awsStacks = ["staging", "prod"] as const;

/** A resource of AWS, and where it is. */
export interface AwsResource {
  readonly resource: RenderedResource;
  /** Its type without the provider and the file: `s3:Bucket`. */
  readonly kind: string;
  readonly inputs: Json;
  /** Region of its provider, or the one that it names itself. */
  readonly region: string;
  readonly account: string;
  /** Tags that its provider puts onto everything. */
  readonly defaultTags: Json;
}

/** Every resource of AWS in a graph; one of a provider that nobody configured is an error. */
export function awsResources({ resources }: Rendered): AwsResource[] {
  const providers = new Map(
    resources.filter(({ type }) => type === "pulumi:providers:aws").map(({ name, inputs }) => [name, inputs]),
  );
  return resources.flatMap((resource) => {
    if (!resource.type.startsWith("aws:")) return [];
    const provider = providers.get(resource.provider ?? "");
    assert.ok(provider, `${resource.name} has a provider`);
    const { inputs } = resource;
    return {
      resource,
      kind: kindOf(resource.type),
      inputs,
      region: text(inputs.region) ?? text(provider.region) ?? "",
      account: text(at(parsed(provider.allowedAccountIds), 0)) ?? "",
      defaultTags: record(at(parsed(provider.defaultTags), "tags")),
    };
  });
}

/** `s3:Bucket` of `aws:s3/bucket:Bucket`. */
export const kindOf = (type: string): string => type.slice("aws:".length).replace(/\/[^:]+/, "");

/** A string; undefined, where the value is something else or empty. */
export const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

/** What a provider's setting is: those that are no strings are JSON. */
function parsed(value: unknown): unknown {
  return JSON.parse(text(value) ?? "null");
}

/** What a test does to one resource. */
export interface Change {
  readonly kind: string;
  readonly name: string;
  /** Inputs that it gets instead of its own; undefined takes one away. */
  readonly inputs?: Json;
  /** What else of it is another. */
  readonly resource?: Partial<RenderedResource>;
}

/** A graph with one resource changed: what a slip in the program would make of it. */
export function broken(graph: Rendered, { kind, name, inputs = {}, resource = {} }: Change): Rendered {
  const hits = (each: RenderedResource) =>
    each.type.startsWith("aws:") && kindOf(each.type) === kind && each.name === name;
  assert.equal(graph.resources.filter(hits).length, 1, `one ${kind} ${name}`);
  const resources = graph.resources.map((each) =>
    hits(each) ? { ...each, inputs: { ...each.inputs, ...inputs }, ...resource } : each,
  );
  return { ...graph, resources };
}
