import type { Field } from "./model.ts";

/** A kind to define: its class and the type of its spec. */
export interface KindDefinition {
  readonly kind: string;
  readonly apiVersion: string;
  readonly spec: string;
  readonly doc: string;
}

const kubernetesGroups = ["apps", "batch", "core", "meta"];

/** The TypeScript module with the types and classes of one operator's kinds. */
export function printModule(
  source: string,
  kinds: readonly KindDefinition[],
  interfaces: ReadonlyMap<string, readonly Field[]>,
): string {
  const body = [...kinds.map(printKind), ...[...interfaces].map(([name, fields]) => printInterface(name, fields))].join(
    "\n",
  );
  const groups = kubernetesGroups.filter((group) => new RegExp(`<${group}\\.v`).test(body));
  const imports = [
    groups.length > 0 ? `import type { ${groups.join(", ")} } from "@pulumi/kubernetes/types/input.js";` : "",
    `import type { Input } from "@pulumi/pulumi";`,
    `import { defineKind } from "../define.ts";`,
    /Input<Json\b/.test(body) ? `import type { Json } from "../define.ts";` : "",
  ].filter((line) => line !== "");
  return `// Generated from ${source} by npm run generate:crds; do not edit.\n${imports.join("\n")}\n\n${body}`;
}

function printKind({ kind, apiVersion, spec, doc }: KindDefinition): string {
  return `${comment("", doc)}export class ${kind} extends defineKind<${spec}>(${JSON.stringify(apiVersion)}, "${kind}") {}\n`;
}

function printInterface(name: string, fields: readonly Field[]): string {
  return `export interface ${name} {\n${fields.map(printField).join("")}}\n`;
}

function printField({ name, type, required, doc }: Field): string {
  const key = /^[A-Za-z_$][\w$]*$/.test(name) ? name : JSON.stringify(name);
  // As in the official SDK, an optional field takes an output that may be undefined.
  const value = required ? `${key}: ${type}` : `${key}?: ${type.replace(/>$/, " | undefined>")}`;
  return `${comment("  ", doc)}  ${value};\n`;
}

/** Nothing in a description may end the comment. */
const comment = (indent: string, text: string): string =>
  text === "" ? "" : `${indent}/** ${text.replaceAll("*/", "*\\/")} */\n`;
