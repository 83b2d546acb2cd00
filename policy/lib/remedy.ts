import { unknownCheckingProxy } from "@pulumi/policy/proxy.js";
import { evaluate } from "./evaluate.ts";
import type {} from "./sdk.ts";
import type { Context, Rule } from "./rule.ts";
import { isUnknownValue } from "./unknown.ts";
import type { Json } from "./violation.ts";

/** A value that a rule writes where the program says nothing. */
export interface Remedy {
  /** The violation's own path, such as `spec.template.spec.securityContext.runAsNonRoot`. */
  readonly path: string;
  readonly value: Json;
}

/**
 * What a rule of level R writes into a resource: the `fix` of each violation at whose path nothing is. What the program
 * says itself is never changed, so that it stays a violation.
 */
export function remedies(rule: Rule, props: object, context: Omit<Context, "notApplicable">): Remedy[] {
  return evaluate(rule, props, context).violations.flatMap(({ path, fix }) =>
    fix !== undefined && isFree(props, partsOf(path)) ? [{ path, value: fix }] : [],
  );
}

/** Writes a remedy into properties, with the objects that lead to it. */
export function write(props: object, { path, value }: Remedy): void {
  const parts = partsOf(path);
  const last = parts.pop();
  if (last === undefined) return;
  let at = props;
  for (const part of parts) {
    const next: unknown = Reflect.get(at, part);
    if (typeof next === "object" && next !== null) {
      at = next;
      continue;
    }
    Reflect.set(at, part, {});
    at = Reflect.get(at, part) as object;
  }
  Reflect.set(at, last, value);
}

/** The parts of a path: `spec.containers[0].env` and `metadata.labels["a/b"]` as their keys. */
export function partsOf(path: string): string[] {
  return [...path.matchAll(/\["((?:[^"\\]|\\.)*)"\]|\[(\d+)\]|([^.[\]]+)/g)].map(
    ([, quoted, index, plain]) =>
      (quoted === undefined ? undefined : (JSON.parse(`"${quoted}"`) as string)) ?? index ?? plain ?? "",
  );
}

/** Whether nothing is at a path, and objects can be made up to it: an item of a list is there, or is not made. */
function isFree(props: object, parts: readonly string[]): boolean {
  let at: unknown = props;
  try {
    for (const part of parts) {
      if (at === undefined || at === null) {
        if (isIndex(part)) return false;
      } else if (typeof at !== "object") return false;
      else at = Reflect.get(at, part);
    }
  } catch (error) {
    if (isUnknownValue(error)) return false; // there is something, which is not known yet
    throw error;
  }
  return at === undefined || at === null;
}

const isIndex = (part: string): boolean => /^\d+$/.test(part);

/**
 * A resource's properties as a check may read them. What the SDK gives to a remediation keeps secrets apart by proxies on
 * which a list's own methods, such as `filter`, throw a TypeError.
 */
export function readable(props: object): object {
  return unknownCheckingProxy(plain(props) as object);
}

function plain(value: unknown): unknown {
  if (typeof value !== "object" || value === null) return value;
  const target: unknown = Reflect.get(value, "__isSpecialProxy")
    ? Reflect.get(value, "__getSpecialProxyTarget")
    : value;
  if (target !== value) return plain(target);
  if (Array.isArray(value)) return value.map(plain);
  if (value.constructor.name === "Secret" && "value" in value) return plain(value.value);
  if (Object.getPrototypeOf(value) !== Object.prototype) return value; // an asset or an archive
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, plain(entry)]));
}
