import type { Rendered, RenderedResource } from "../../../cli/lib/render.ts";
import { rows } from "../../../sandbox/providers/azure-native/table/index.ts";
import { list, record } from "../../lib/json.ts";
import { azureType, structure } from "./azure-types.ts";

/** A resource as a template of Azure Resource Manager has it. */
export interface ArmResource {
  readonly type: string;
  readonly apiVersion: string;
  /** With the names of what it is a part of before its own. */
  readonly name: string;
  readonly [field: string]: unknown;
}

/** What Azure Resource Manager takes, as far as scanners read it. */
export interface ArmTemplate {
  readonly $schema: string;
  readonly contentVersion: string;
  readonly resources: readonly ArmResource[];
}

/** Everything that a program registers on Azure, as a template. */
export function templateOf({ resources }: Rendered): ArmTemplate {
  return {
    $schema: "https://schema.management.azure.com/schemas/2019-04-01/deploymentTemplate.json#",
    contentVersion: "1.0.0.0",
    resources: resources.filter(({ type }) => type.startsWith("azure-native:")).map(armResource),
  };
}

/** What a template says of a resource beside its properties. */
const envelope = ["location", "tags", "sku", "kind", "identity", "plan", "zones", "managedBy", "extendedLocation"];

/** Services whose size is one of their properties. */
const sizedByProperty = ["azure-native:network:ApplicationGateway", "azure-native:operationalinsights:Workspace"];

/** What a structure that is a resource of its own has beside its properties. */
const partEnvelope = ["id", "name", "type", "zones"];

/** Fields of types and of structures that the API calls otherwise: the provider has the names of Azure's own clients there. */
const renamed: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "keyvault.SecretAttributesArgs": { expires: "exp", notBefore: "nbf" },
  "azure-native:storage:StorageAccount": {
    networkRuleSet: "networkAcls",
    enableHttpsTrafficOnly: "supportsHttpsTrafficOnly",
  },
};

/** Types whose ids say less than that. */
const armTypes: Readonly<Record<string, string>> = {
  "azure-native:resources:ResourceGroup": "Microsoft.Resources/resourceGroups",
  "azure-native:storage:BlobContainer": "Microsoft.Storage/storageAccounts/blobServices/containers",
};

/** Inputs that say where a resource goes, and not what it is. */
const scopes = ["scope", "resourceUri"];

/** A resource with its inputs where the API has them: what is not its envelope is below `properties`. */
export function armResource({ type: token, name, inputs }: RenderedResource): ArmResource {
  const { type, named, says } = armType(token, inputs);
  const { apiVersion, inputs: fields } = azureType(token);
  const own = Object.entries(inputs).filter(
    ([key]) => ![...named, ...says, ...scopes, "resourceGroupName"].includes(key),
  );
  const unknown = own.find(([key]) => !fields.has(key));
  if (unknown) throw new Error(`the package has no input ${unknown[0]} of ${token}`);
  const converted = own.map(([key, value]) => [renamed[token]?.[key] ?? key, bodyOf(value, fields.get(key))] as const);
  const isTop = (key: string) =>
    fields.has("properties") || (envelope.includes(key) && !(key === "sku" && sizedByProperty.includes(token)));
  const scope = scopes.map((key) => inputs[key]).find((value) => value !== undefined);
  const properties = converted.filter(([key]) => !isTop(key));
  return {
    type,
    apiVersion,
    name: named.map((key) => (typeof inputs[key] === "string" ? inputs[key] : name)).join("/"),
    ...(scope !== undefined && { scope }),
    ...Object.fromEntries(converted.filter(([key]) => isTop(key))),
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
  };
}

/** What an id says of its resource. */
interface ArmType {
  /** The API's name of the type. */
  readonly type: string;
  /** Inputs that name it, and what it is a part of. */
  readonly named: readonly string[];
  /** Inputs that are a part of the type. */
  readonly says: readonly string[];
}

/** Reads the ids that the simulated provider makes: the parts of the type and the names of resources take turns. */
function armType(token: string, inputs: Readonly<Record<string, unknown>>): ArmType {
  const row = rows[token];
  if (!row) throw new Error(`the simulated provider does not know ${token}`);
  const plain = { account: "", region: "", urn: "", id: "", inputs: {}, hash: () => "", find: () => undefined };
  const template = typeof row.id === "string" ? row.id : row.id({ ...plain, fill: (text: string) => text });
  const [provider = "", ...path] = textOf(template).split("/providers/").at(-1)?.split("/") ?? [];
  const kinds = path.filter((_, index) => index % 2 === 0);
  const says = kinds.flatMap((kind) => inputOf(kind) ?? []);
  const type = [provider, ...kinds.map((kind) => textOf(inputs[inputOf(kind) ?? ""]) || kind)].join("/");
  const named = path.filter((_, index) => index % 2 === 1).flatMap((part) => inputOf(part) ?? []);
  return { type: armTypes[token] ?? type, named, says };
}

const textOf = (value: unknown): string => (typeof value === "string" ? value : "");

/** The input that stands in a part of an id. */
const inputOf = (part: string): string | undefined => /^\{(\w+)\}$/.exec(part)?.[1];

/** Structures that have an id and a name are resources of their own to the API, which has the rest below `properties`. */
function bodyOf(value: unknown, type: string | undefined): unknown {
  // Else it would be an expression.
  if (typeof value === "string") return value.startsWith("[") ? `[${value}` : value;
  if (Array.isArray(value)) return value.map((item: unknown) => bodyOf(item, type));
  if (typeof value !== "object" || value === null) return value;
  const fields = type === undefined ? undefined : structure(type);
  const names = renamed[type ?? ""];
  const entries = Object.entries(record(value)).map(
    ([key, inner]) =>
      [names?.[key] ?? key, key === identities ? keysOf(inner) : bodyOf(inner, fields?.get(key))] as const,
  );
  if (!fields?.has("id") || !fields.has("name")) return Object.fromEntries(entries);
  const properties = entries.filter(([key]) => !partEnvelope.includes(key));
  return {
    ...Object.fromEntries(entries.filter(([key]) => partEnvelope.includes(key))),
    ...(properties.length > 0 && { properties: Object.fromEntries(properties) }),
  };
}

/** A list to the provider; the API has an object for each, which it fills itself. */
const identities = "userAssignedIdentities";
const keysOf = (value: unknown) => Object.fromEntries(list(value).map((id) => [String(id), {}]));
