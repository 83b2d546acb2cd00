import { textOf } from "../../cloud/text.ts";
import type { Facts, NameRule, Need, Row, Template } from "../../cloud/table.ts";
import type { Json } from "../../lib/values.ts";

/** An instant that is the same in every run. */
export const instant = "2025-01-01T00:00:00Z";

/** What an input names has to be there; by its id, or by another output. */
export const exists = (type: string | readonly string[], ...by: readonly string[]): Need => ({
  type,
  by: by.length > 0 ? by : ["id"],
});

/** What is named has to stay as long as whoever names it. */
export const holds = (type: string | readonly string[], ...by: readonly string[]): Need => ({
  ...exists(type, ...by),
  holds: true,
});

export const resourceGroup = "azure-native:resources:ResourceGroup";
export const identityId = exists("azure-native:managedidentity:UserAssignedIdentity");
export const workspaceId = exists("azure-native:operationalinsights:Workspace");
export const subnetId = holds("azure-native:network:Subnet");

/** Outputs that resources of Azure have in common, by their names. */
const common = {
  azureApiVersion: () => "",
  createdAt: () => instant,
  creationDate: () => instant,
  etag: 'W/"{uuid}"',
  eTag: "{uuid}",
  lastModifiedTime: () => instant,
  privateEndpointConnections: () => [],
  provisioningState: () => "Succeeded",
  resourceGuid: "{uuid}",
  status: () => "Active",
  systemData: () => ({ createdAt: instant, createdBy: "sandbox", createdByType: "Application" }),
  updatedAt: () => instant,
} as const satisfies Record<string, Template>;
export type CommonOutput = keyof typeof common;

export interface ArmRow extends Omit<Row, "id" | "name"> {
  /** Input for each part of the type that something is called by; the last one is the resource's own name. */
  readonly named: readonly string[];
  /** What its name may be. @default - 1 to 80 characters */
  readonly rule?: Omit<NameRule, "property">;
  /** Outputs that it has in common with others, besides `azureApiVersion`, `name` and `type`. */
  readonly also?: readonly CommonOutput[];
  /** The outputs `name` and `type`. @default true */
  readonly isTyped?: boolean;
  /** Group of those that the program has not made. @default - none */
  readonly foreignGroups?: RegExp;
  /** Type of what it is part of. @default - a group of resources */
  readonly owner?: string;
}

/**
 * A resource of Azure Resource Manager: its id is made of its group, its type, and the names of what it is part of.
 *
 * @param type such as `Microsoft.Network/virtualNetworks/subnets`
 */
export function arm(type: string, given: ArmRow): Row {
  const { named, rule, also = [], isTyped = true, foreignGroups, owner, ...row } = given;
  const [provider = "", ...kinds] = type.split("/");
  const path = kinds.map((kind, index) => `${kind}/{${named[index] ?? ""}}`).join("/");
  const own = named.at(-1) ?? "";
  const outer = named.at(-2);
  return {
    ...row,
    id: `/subscriptions/{account}/resourceGroups/{resourceGroupName}/providers/${provider}/${path}`,
    name: { property: own, max: 80, ...rule },
    replaces: ["resourceGroupName", ...named.slice(0, -1), ...(row.replaces ?? [])],
    needs: {
      resourceGroupName: { ...holds(resourceGroup, "name"), ...(foreignGroups && { except: foreignGroups }) },
      ...(owner !== undefined && outer !== undefined && { [outer]: holds(owner, "name") }),
      ...row.needs,
    },
    computed: {
      azureApiVersion: common.azureApiVersion,
      ...(isTyped && { name: `{${own}}`, type: () => type }),
      ...Object.fromEntries(also.map((output) => [output, common[output]])),
      ...row.computed,
    },
  };
}

/** A setting of another resource, of which there is one. */
export function settingOf(type: string, given: ArmRow): Row {
  return { ...arm(type, given), overwrites: true };
}

/** What is put onto another resource, whose id comes first. */
export function extension(type: string, on: string, given: Omit<ArmRow, "foreignGroups" | "owner">): Row {
  const { named, rule, also = [], isTyped = true, ...row } = given;
  const own = named.at(-1) ?? "";
  return {
    ...row,
    id: ({ fill }: Facts) => fill(`{${on}}/providers/${type}/{${own}}`),
    name: { property: own, max: 260, ...rule },
    replaces: [on, ...(row.replaces ?? [])],
    computed: {
      azureApiVersion: common.azureApiVersion,
      ...(isTyped && { type: () => type }),
      ...Object.fromEntries(also.map((output) => [output, common[output]])),
      ...row.computed,
    },
  };
}

/** A value of what the inputs name, or nothing. */
export const outputOf = ({ find, inputs }: Facts, type: string, by: string, input: string, output: string): Json =>
  find(type, by, inputs[input])?.properties[output] ?? textOf(undefined);

/** A name in small letters and digits, as services have that share their names with the whole world. */
export const lowerAlphanumeric = (min: number, max: number) =>
  ({ min, max, lower: true, pattern: /^[a-z0-9]+$/ }) as const;

/** A name that begins with a letter and has single hyphens. */
export const hyphenated = (min: number, max: number) =>
  ({ min, max, pattern: /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*$/ }) as const;
