import type { RegionRole } from "../../../components/core/place.ts";
import { regionRoles } from "../../../components/core/place.ts";
import { AwsRegion } from "../../../components/region/region.ts";
import type { Rendered, RenderedResource } from "../render.ts";

/** One resource, and where it is. */
export interface Placed extends Pick<RenderedResource, "type" | "name" | "inputs"> {
  /** Undefined of what is no region's: roles, names, and what spans regions. */
  readonly region: string | undefined;
}

/** What a stack makes, by regions. */
export interface Estate {
  /** The stack's regions, the primary first. */
  readonly regions: readonly { readonly name: string; readonly role: RegionRole }[];
  /** Resources of AWS. */
  readonly aws: readonly Placed[];
  /** Objects of the clusters. */
  readonly objects: readonly Placed[];
}

/** Types of AWS that belong to no region, whatever provider made them. */
const everywhere = /^aws:(iam|route53)\/|\/globalCluster:/;

/**
 * Sorts what a program made by where it is.
 *
 * @throws Error when the stack has no regions.
 */
export function estateOf({ stack, resources }: Rendered): Estate {
  const regions = resources.flatMap(({ type, inputs }) => {
    const role = regionRoles.find((one) => one === inputs.role);
    return type === AwsRegion.token && role ? [{ name: textAt(inputs, "region"), role }] : [];
  });
  if (regions.length === 0) throw new Error(`the stack ${stack} has no regions of AWS to describe`);
  const of = (prefix: string) => resources.filter(({ type }) => type.startsWith(prefix));
  const placed = ({ type, name, inputs, provider }: RenderedResource): Placed => {
    const own = typeof inputs.region === "string" && type.startsWith("aws:") ? inputs.region : undefined;
    // A region's providers end in its name, but for those of the primary one.
    const of = regions.find((region) => provider?.endsWith(`-${region.name}`)) ?? regions[0];
    return { type, name, inputs, region: everywhere.test(type) ? undefined : (own ?? of?.name) };
  };
  return { regions, aws: of("aws:").map(placed), objects: of("kubernetes:").map(placed) };
}

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
export const ofType = (estate: Estate, type: string): Placed[] => estate.aws.filter((one) => one.type === type);

/** A table of Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)];
}
