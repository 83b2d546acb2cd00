import { AzureRegion } from "../../../../components/region/azure-region.ts";
import type { Rendered, RenderedResource } from "../../render.ts";
import { at, type Estate, estateOf, regionsOf } from "../estate.ts";

/** Types that span regions or are in none, whatever group they are filed in. */
const everywhere = /^azure-native:(dns|trafficmanager):|:(DisasterRecoveryConfig|VirtualEndpoint)$/;

/** What says "nowhere in particular" where a region would be. */
const nowhere = "global";

type Inputs = RenderedResource["inputs"];

/**
 * What a stack makes on Azure. A resource is in the region that it names; else in that of what it is a part of, or is about; else in that of its group.
 * That may be another region than those of the stack: what Azure copies backups to.
 *
 * @throws Error when the stack has no regions of Azure.
 */
export function azureEstate(rendered: Rendered): Estate {
  const regions = regionsOf(rendered, AzureRegion.token, "Azure");
  const made = rendered.resources.filter(({ type }) => type.startsWith("azure-native:"));
  const places = placesByName(made);
  const where = ({ type, inputs }: RenderedResource) => {
    if (everywhere.test(type)) return undefined;
    return located(inputs) ?? partOf(inputs, places) ?? about(inputs, places);
  };
  return estateOf(rendered, regions, "azure-native:", where);
}

const located = ({ location }: Inputs) => (typeof location === "string" && location !== nowhere ? location : undefined);

const group = (name: string) => `group ${name}`;
const inGroup = (of: string, name: string) => `${of} ${name}`;

/** Regions of groups, and of what is in them by its own name: names of other groups may be the same. */
function placesByName(made: readonly RenderedResource[]): ReadonlyMap<string, string> {
  return new Map(
    made.flatMap(({ type, inputs }) => {
      const [place, of] = [located(inputs), inputs.resourceGroupName];
      if (place === undefined || typeof of !== "string") return [];
      if (type === "azure-native:resources:ResourceGroup") return [[group(of), place]];
      return namesIn(inputs).map((name): [string, string] => [inGroup(of, name), place]);
    }),
  );
}

/** The region of what a resource is in: a vault, a server, a namespace, or the group. */
function partOf(inputs: Inputs, places: ReadonlyMap<string, string>): string | undefined {
  const of = inputs.resourceGroupName;
  if (typeof of !== "string") return undefined;
  const found = namesIn(inputs).flatMap((name) => places.get(inGroup(of, name)) ?? []);
  return found[0] ?? places.get(group(of));
}

/** The region of what a right, a lock or a setting is for, by its id. */
function about({ scope, resourceUri }: Inputs, places: ReadonlyMap<string, string>): string | undefined {
  const id = [scope, resourceUri].find((one) => typeof one === "string");
  const [of = "", ...parts] = typeof id === "string" ? (id.split("/resourceGroups/")[1] ?? "").split("/") : [];
  const found = parts.flatMap((name) => places.get(inGroup(of, name)) ?? []);
  return found[0] ?? places.get(group(of));
}

/** Names that a resource was given: its own, and those of what it is in. */
const namesIn = (inputs: Inputs): string[] =>
  Object.keys(inputs)
    .filter((key) => key.endsWith("Name") && key !== "resourceGroupName")
    .flatMap((key) => {
      const name = at(inputs, key);
      return typeof name === "string" ? [name] : [];
    });
