import { generatedName } from "../lib/names.ts";
import type { CheckRequest, Failure } from "../lib/provider.ts";
import { isUnknown, withoutNulls } from "../lib/values.ts";
import type { JsonObject } from "../lib/values.ts";
import type { ClassShape } from "./sdk.ts";
import type { NameRule, Row } from "./table.ts";

/** Beside the inputs, as the official providers keep it: which of them nobody gave. */
export const defaultsKey = "__defaults";

/** The inputs without nulls, and without what is kept beside them. */
export function ownInputs(inputs: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(withoutNulls(inputs)).filter(([name]) => name !== defaultsKey));
}

/** How many hexadecimal digits end a generated name. */
const digits = 7;

/** How resources of this type are named; undefined where the program alone names them, or they have no name. */
export function nameRule(row: Row, shape: ClassShape): NameRule | undefined {
  if (row.name !== undefined) return row.name || undefined;
  return shape.inputs.has("name") ? { property: "name", max: 255 } : undefined;
}

/** True when the name was made up here. */
export function isGenerated(inputs: JsonObject, { property }: NameRule): boolean {
  const defaults = inputs[defaultsKey];
  return Array.isArray(defaults) && defaults.includes(property);
}

/** The inputs with a name: the program's own, the one from last time, or a new one. */
export function withName(
  rule: NameRule,
  { name, olds, seed, autonaming }: Pick<CheckRequest, "name" | "olds" | "seed" | "autonaming">,
  inputs: JsonObject,
): { inputs: JsonObject; failures: Failure[] } {
  const { property } = rule;
  const refuse = (reason: string) => ({ inputs, failures: [{ property, reason: `${property} ${reason}` }] });
  const prefix = `${property}Prefix`;
  if (inputs[prefix] !== undefined) {
    const reason = `${prefix} is not supported by the sandbox: give ${property}, or leave both out`;
    return { inputs, failures: [{ property: prefix, reason }] };
  }
  if (inputs[property] !== undefined) return { inputs, failures: nameFailures(rule, inputs) };
  const before = olds && isGenerated(olds, rule) ? olds[property] : undefined;
  if (autonaming?.mode === "disable" && before === undefined) return refuse("is required: generated names are off");
  const plain = autonaming?.proposedName || generatedName(name, seed, digits);
  const made = (rule.start ?? "") + (rule.lower ? plain.toLowerCase() : plain) + (rule.suffix?.(inputs) ?? "");
  const named = { ...inputs, [property]: before ?? made, [defaultsKey]: [property] };
  return { inputs: named, failures: nameFailures(rule, named) };
}

function nameFailures({ property, min = 1, max, pattern }: NameRule, inputs: JsonObject): Failure[] {
  const name = inputs[property];
  if (name === undefined || isUnknown(name) || typeof name !== "string") return [];
  const reason =
    name.length > max || name.length < min
      ? `has ${String(name.length)} characters, and has to have ${String(min)} to ${String(max)}`
      : pattern && !pattern.test(name)
        ? `has to match ${pattern.source}`
        : undefined;
  return reason === undefined ? [] : [{ property, reason: `${property} "${name}" ${reason}` }];
}
