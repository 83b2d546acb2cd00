import { isAbsolute, relative } from "node:path";
import { z } from "zod";
import type { ResourceEvidence } from "./report.ts";

/** A resource as the engine writes it into its state, and into the JSON of a preview. */
export const stateResourceSchema = z.looseObject({
  urn: z.string().startsWith("urn:pulumi:"),
  type: z.string(),
  delete: z.boolean().optional(),
  propertyDependencies: z.record(z.string(), z.array(z.string()).nullable()).nullish(),
  sourcePosition: z.string().optional(),
  stackTrace: z.array(z.looseObject({ sourcePosition: z.string().optional() })).nullish(),
});
export type StateResource = z.infer<typeof stateResourceSchema>;

/** A resource of the stack that is reported on. */
export interface ObservedResource extends ResourceEvidence {
  /** URNs of the resources whose outputs a property is made of, by the property. */
  readonly madeOf: Readonly<Record<string, readonly string[]>>;
}

/** The parts of a URN, `urn:pulumi:STACK::PROJECT::TYPES::NAME`. */
export function partsOf(urn: string): { stack: string; project: string; types: readonly string[]; name: string } {
  const [head = "", project = "", types = "", ...name] = urn.split("::");
  return { stack: head.slice("urn:pulumi:".length), project, types: types.split("$"), name: name.join("::") };
}

/**
 * Reads a resource.
 *
 * @param root the program's folder, from which files are named
 * @param systems ids of the systems; the component of one is `<project>:systems:<Id>`
 */
export function observe(resource: StateResource, root: string, systems: ReadonlySet<string>): ObservedResource {
  const { urn, type, propertyDependencies, sourcePosition, stackTrace } = resource;
  const { types, name } = partsOf(urn);
  const system = types.map(systemOf).find((id) => id !== undefined && systems.has(id));
  const positions = [sourcePosition, ...(stackTrace ?? []).map((frame) => frame.sourcePosition)];
  const source = bestPosition(positions.flatMap((position) => place(position, root) ?? []));
  const madeOf = Object.entries(propertyDependencies ?? {}).map(([key, urns]) => [key, urns ?? []] as const);
  return { urn, type, name, ...(system && { system }), ...(source && { source }), madeOf: Object.fromEntries(madeOf) };
}

/** `plumbline:systems:Cap` is the component of the system cap. */
function systemOf(type: string): string | undefined {
  return /^[^:]+:systems:(\w+)$/.exec(type)?.[1]?.toLowerCase();
}

type Place = NonNullable<ResourceEvidence["source"]>;

/** `project:///file:/srv/plumbline/systems/cap.ts#102,5`, as the SDK writes it for an ES module, or `project:///systems/cap.ts#102,5`. */
function place(position: string | undefined, root: string): Place | undefined {
  const [, path, line] = /^project:\/\/\/(?:file:(?:\/\/)?)?(.+)#(\d+)(?:,\d+)?$/.exec(position ?? "") ?? [];
  if (path === undefined) return undefined;
  const file = isAbsolute(path) ? relative(root, path) : path;
  const isForeign = file.startsWith("..") || file.split("/").includes("node_modules");
  return isForeign ? undefined : { file, line: Number(line) };
}

/** Where somebody would change it: in the system that asks for it, rather than in the component that makes it. */
function bestPosition(places: readonly Place[]): Place | undefined {
  return places.find(({ file }) => file.startsWith("systems/")) ?? places[0];
}
