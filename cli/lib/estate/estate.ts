import type { RegionRole } from "../../../components/core/place.ts";
import { regionRoles } from "../../../components/core/place.ts";
import type { Rendered, RenderedResource } from "../render.ts";

/** One resource, and where it is. */
export interface Placed extends Pick<RenderedResource, "type" | "name" | "inputs"> {
  /** Undefined of what is no region's: roles, names, and what spans regions. */
  readonly region: string | undefined;
}

/** A region that a stack names. */
export interface RegionOfStack {
  readonly name: string;
  readonly role: RegionRole;
}

/** What a stack makes, by regions. */
export interface Estate {
  /** The stack's regions, the primary first. */
  readonly regions: readonly RegionOfStack[];
  /** Resources of the cloud. */
  readonly cloud: readonly Placed[];
  /** Objects of the clusters. */
  readonly objects: readonly Placed[];
}

/** Where a resource of the cloud is; undefined of what is no region's. */
export type Where = (resource: RenderedResource) => string | undefined;

/**
 * The regions that a stack names, by the components that make them.
 *
 * @throws Error when it has none of that cloud.
 */
export function regionsOf({ stack, resources }: Rendered, component: string, cloud: string): RegionOfStack[] {
  const regions = resources.flatMap(({ type, inputs }) => {
    const role = regionRoles.find((one) => one === inputs.role);
    return type === component && role ? [{ name: textAt(inputs, "region"), role }] : [];
  });
  if (regions.length === 0) throw new Error(`the stack ${stack} has no regions of ${cloud} to describe`);
  return regions;
}

/** Sorts what a program made by where it is: resources of a cloud as `where` says, objects by the provider of their cluster. */
export function estateOf(
  { resources }: Rendered,
  regions: readonly RegionOfStack[],
  cloud: string,
  where: Where,
): Estate {
  const of = (prefix: string, placed: Where) =>
    resources
      .filter(({ type }) => type.startsWith(prefix))
      .map((one): Placed => ({ type: one.type, name: one.name, inputs: one.inputs, region: placed(one) }));
  return { regions, cloud: of(cloud, where), objects: of("kubernetes:", (one) => byProvider(one, regions)) };
}

/** The region in whose name a resource's provider ends; those of the primary one have no such ending. */
export const byProvider = ({ provider }: RenderedResource, regions: readonly RegionOfStack[]): string | undefined =>
  (regions.find(({ name }) => provider?.endsWith(`-${name}`)) ?? regions[0])?.name;

/** What is at a path of a resource's inputs; undefined where the path ends early. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (typeof value !== "object" || value === null) return undefined;
  return at(new Map(Object.entries(value)).get(String(first)), ...rest);
}

/** @throws Error when there is no number. */
export function numberAt(value: unknown, ...path: readonly (string | number)[]): number {
  const found = at(value, ...path);
  if (typeof found !== "number") throw new Error(`no number at ${path.join(".")} of what a resource was given`);
  return found;
}

/** @throws Error when there is no text. */
export function textAt(value: unknown, ...path: readonly (string | number)[]): string {
  const found = at(value, ...path);
  if (typeof found !== "string") throw new Error(`no text at ${path.join(".")} of what a resource was given`);
  return found;
}

/** The items of a list; none where there is no list. */
export function listAt(value: unknown, ...path: readonly (string | number)[]): readonly unknown[] {
  const found = at(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** All resources of a type. */
export const ofType = (estate: Estate, type: string): Placed[] => estate.cloud.filter((one) => one.type === type);

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
