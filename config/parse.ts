import * as pulumi from "@pulumi/pulumi";
import { describe } from "../components/core/errors.ts";
import { type PlatformConfig, schema } from "./schema.ts";

/** Namespace of Plumbline's keys in a stack file. */
export const configPrefix = "plumbline:";

/**
 * Checks a stack's configuration.
 *
 * @param stack Name of the stack, for messages.
 * @param raw Values of the keys below `plumbline:`, as parsed YAML or JSON.
 * @throws pulumi.RunError with one line per wrong field: stack, field, allowed range, given value.
 */
export function parseConfig(stack: string, raw: Record<string, unknown>): PlatformConfig {
  const result = schema.safeParse(raw);
  if (result.success) return result.data;
  // A value may break two rules of its field; the first says enough.
  const lines = new Map<string, string>();
  const report = (field: string, text: string) => {
    if (!lines.has(field)) lines.set(field, `stack ${stack}: ${field}: ${text}`);
  };
  for (const issue of result.error.issues) {
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) {
        report(fieldName([...issue.path, key]), "unknown key; remove it or correct its name");
      }
    } else {
      report(fieldName(issue.path), `expected ${issue.message}, got ${describe(valueAt(raw, issue.path))}`);
    }
  }
  throw new pulumi.RunError([...lines.values()].join("\n"));
}

function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, part, depth) => {
    if (typeof part === "number") return `${name}[${part}]`;
    // Quotes keep a key with a line break or the like on the one line of its message.
    const key = /^[\w-]+$/.test(String(part)) ? String(part) : JSON.stringify(part);
    return depth === 0 ? `${name}${key}` : `${name}.${key}`;
  }, configPrefix);
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null) return undefined;
    return new Map(Object.entries(value)).get(String(part));
  }, raw);
}
