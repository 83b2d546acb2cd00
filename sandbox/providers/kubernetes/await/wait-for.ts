import type { Json } from "../../lib/values.ts";
import { at } from "../../lib/values.ts";
import { parsePath } from "../../lib/paths.ts";
import type { KubeObject } from "../objects.ts";
import { condition, done, waiting } from "./progress.ts";
import type { Progress } from "./progress.ts";

/**
 * The annotation `pulumi.com/waitFor`: `condition=Ready`, `condition=Synced=False`, `jsonpath={.status.phase}=Running`,
 * `jsonpath={.status.ip}`, or a JSON array of these, all of which have to hold.
 * @throws when it is none of them, with the text
 */
export function waitFor(annotation: string): (live: KubeObject) => Progress {
  const tests = parse(annotation).map((expression) => ({ expression, holds: test(expression) }));
  return (live) => {
    const open = tests.filter(({ holds }) => !holds(live)).map(({ expression }) => expression);
    return open.length === 0 ? done : waiting(`waiting for ${open.join(" and ")}`);
  };
}

function parse(annotation: string): string[] {
  if (!annotation.trim().startsWith("[")) {
    return [annotation];
  }
  try {
    const all = JSON.parse(annotation) as Json;
    if (Array.isArray(all) && all.every((each) => typeof each === "string")) {
      return all;
    }
  } catch {
    // reported below, as any other text that is none of the forms
  }
  throw invalid(annotation);
}

function test(expression: string): (live: KubeObject) => boolean {
  const [, type, status = "True"] = /^condition=([^=]+)(?:=(.+))?$/.exec(expression) ?? [];
  if (type !== undefined) {
    return (live) => condition(live, type).status.toLowerCase() === status.toLowerCase();
  }
  const [, path, value] = /^jsonpath=\{\.([^}]+)\}(?:=(.+))?$/.exec(expression) ?? [];
  if (path === undefined) {
    throw invalid(expression);
  }
  return (live) => {
    const found = at(live, parsePath(path));
    if (found === undefined || found === null) {
      return false;
    }
    return value === undefined || (typeof found === "object" ? JSON.stringify(found) : String(found)) === value;
  };
}

const invalid = (text: string) =>
  new Error(
    `pulumi.com/waitFor: ${text} is not understood; write condition=TYPE[=STATUS], jsonpath={.PATH}[=VALUE], or a JSON array of these`,
  );
