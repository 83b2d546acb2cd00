import { isDeepStrictEqual } from "node:util";
import { isObject } from "./values.ts";
import type { Json, JsonObject, Path } from "./values.ts";

export type ChangeKind = "add" | "delete" | "update";

/** One property that differs, at the deepest level at which it can be named. */
export interface Change {
  readonly path: Path;
  readonly kind: ChangeKind;
}

/** What has to change to get from `before` to `after`. */
export function changes(before: JsonObject, after: JsonObject): Change[] {
  const found: Change[] = [];
  const compare = (old: Json | undefined, now: Json | undefined, path: Path): void => {
    if (isDeepStrictEqual(old, now)) {
      return;
    }
    if (isObject(old) && isObject(now)) {
      for (const key of new Set([...Object.keys(old), ...Object.keys(now)])) {
        compare(old[key], now[key], [...path, key]);
      }
    } else if (Array.isArray(old) && Array.isArray(now)) {
      for (let index = 0; index < Math.max(old.length, now.length); index++) {
        compare(old[index], now[index], [...path, index]);
      }
    } else {
      found.push({ path, kind: old === undefined ? "add" : now === undefined ? "delete" : "update" });
    }
  };
  compare(before, after, []);
  return found;
}
