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
  const lines = result.error.issues.flatMap((issue) => {
    if (issue.code === "unrecognized_keys") {
      return issue.keys.map((key) => `${fieldName([...issue.path, key])}: unknown key; remove it or correct its name`);
    }
    return [`${fieldName(issue.path)}: expected ${issue.message}, got ${describe(valueAt(raw, issue.path))}`];
  });
  throw new pulumi.RunError(lines.map((line) => `stack ${stack}: ${line}`).join("\n"));
}

function fieldName(path: readonly PropertyKey[]): string {
  return (
    configPrefix +
    path.reduce<string>((name, part) => {
      if (typeof part === "number") return `${name}[${part}]`;
      return name === "" ? String(part) : `${name}.${String(part)}`;
    }, "")
  );
}

function valueAt(raw: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>((value, part) => {
    if (typeof value !== "object" || value === null) return undefined;
    return new Map(Object.entries(value)).get(String(part));
  }, raw);
}
