import jsonPatch from "fast-json-patch";
import type { Objects } from "./objects.ts";

/** Something in which two clouds differ: an object that one alone has, or the path of a value in one that both have. */
export interface Difference {
  /** `NAMESPACE/KIND/NAME`. */
  readonly object: string;
  /** Where in the object, as a JSON pointer; empty where one alone has the object. */
  readonly path: string;
}

/** In what the objects of two clouds differ. */
export function differences(one: Objects, other: Objects): Difference[] {
  const names = [...new Set([...one.keys(), ...other.keys()])].sort();
  return names.flatMap((object) => {
    const [a, b] = [one.get(object), other.get(object)];
    if (a === undefined || b === undefined) return [{ object, path: "" }];
    const paths = jsonPatch.compare({ object: a }, { object: b }).map(({ path }) => path.replace("/object", ""));
    // A key is escaped in a pointer; the slash within one is told from those between keys nowhere here.
    return [...new Set(paths)].map((path) => ({ object, path: path.replaceAll("~1", "/").replaceAll("~0", "~") }));
  });
}
