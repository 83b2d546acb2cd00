import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectRoot } from "../../../sandbox/lib/paths.ts";

/** Fields of a structure: the name of the structure that each one's value, or each item of it, is of; undefined where it is a plain value. */
export type Fields = ReadonlyMap<string, string | undefined>;

/** What the package of the provider says of a type of resource. */
export interface AzureType {
  /** Version of Azure's API that takes it. */
  readonly apiVersion: string;
  readonly inputs: Fields;
}

const root = join(projectRoot, "node_modules/@pulumi/azure-native");

/**
 * The inputs of a type such as `azure-native:storage:StorageAccount`, from the package's declarations.
 *
 * @throws Error if the package declares no such type
 */
export function azureType(token: string): AzureType {
  const [, module = "", kind = ""] = token.split(":");
  const known = types.get(token);
  if (known) return known;
  const file = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}.d.ts`;
  const text = readFileSync(join(root, module, file), "utf8");
  const apiVersion = /Uses Azure REST API version (\S+?)\.(\s|$)/m.exec(text)?.[1];
  const body = new RegExp(`^export interface ${kind}Args \\{\n([\\s\\S]*?)\n\\}`, "m").exec(text)?.[1];
  if (apiVersion === undefined || body === undefined) throw new Error(`the package declares no ${token}`);
  const made = { apiVersion, inputs: fieldsOf(body) };
  types.set(token, made);
  return made;
}

/** The fields of a structure by its name, such as `network.SecurityRuleArgs`. */
export function structure(name: string): Fields {
  structures ??= readStructures();
  return structures.get(name) ?? new Map<string, undefined>();
}

const types = new Map<string, AzureType>();
let structures: ReadonlyMap<string, Fields> | undefined;

function readStructures(): Map<string, Fields> {
  const text = readFileSync(join(root, "types/input.d.ts"), "utf8");
  const namespaces = [...text.matchAll(/^export declare namespace (\w+) \{\n([\s\S]*?)\n\}/gm)];
  return new Map(
    namespaces.flatMap(([, namespace = "", inner = ""]) =>
      [...inner.matchAll(/^ {4}interface (\w+) \{\n([\s\S]*?)\n {4}\}/gm)].map(
        ([, name = "", body = ""]) => [`${namespace}.${name}`, fieldsOf(body)] as const,
      ),
    ),
  );
}

function fieldsOf(body: string): Fields {
  return new Map(
    [...body.matchAll(/^ +(\w+)\??: (.*)$/gm)].map(([, name = "", type = ""]) => [
      name,
      /inputs\.(\w+\.\w+)/.exec(type)?.[1],
    ]),
  );
}
