import { at, isObject } from "../lib/values.ts";
import type { Json, Path } from "../lib/values.ts";
import type { ApiError } from "./api-error.ts";
import { annotations, describe, isTrue, list, text } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import type { Settings } from "./settings.ts";

/** True when this manager owns fields of the object, or nobody does: it was applied with nothing but a name. */
export function ownedBy(live: KubeObject, manager: string): boolean {
  const owners = list(live, "metadata", "managedFields").map((entry) => text(entry, "manager"));
  return owners.length === 0 || owners.includes(manager);
}

/** Whether fields that others own are to be taken over. */
export const forces = (object: KubeObject, settings: Settings): boolean =>
  isTrue(object, annotations.patchForce) || settings.enablePatchForce;

/**
 * kubectl's own applies and scalings are a person's, who is overruled by the next update of the program; `kubectl edit`
 * and controllers are not.
 */
export const onlyKubectl = (error: ApiError): boolean =>
  error.causes.length > 0 &&
  error.causes.every(({ message }) => /conflict with "(kubectl|before-first-apply)"/.test(message));

/** A conflict of owners, with what to do about it. */
export function conflictMessage(object: KubeObject, error: ApiError): string {
  const fields = error.causes.map(({ field, message }) => `${field.replace(/^\./, "")} (${owner(message)})`);
  return (
    `${describe(object)}: others own fields that this update changes: ${fields.join(", ") || error.message}; ` +
    `leave them out of the program, list them in ignoreChanges, or take them over with the annotation ${annotations.patchForce}: "true"`
  );
}

const owner = (message: string): string => /"([^"]+)"/.exec(message)?.[1] ?? message;

/**
 * What is sent for fields that the program ignores: nothing where another manager has them, so that it keeps them;
 * otherwise what is there now.
 */
export function ignoring(object: KubeObject, live: KubeObject, manager: string, paths: readonly Path[]): KubeObject {
  let result: Json = object;
  for (const path of paths) {
    const now = at(live, path);
    if (now === undefined) {
      continue;
    }
    const owners = ownersOf(live, path);
    result = put(result, path, owners.length > 0 && !owners.includes(manager) ? undefined : now);
  }
  return isObject(result) ? result : object;
}

/** Managers that own a field; fields inside of lists are not looked for. */
function ownersOf(live: KubeObject, path: Path): string[] {
  const fields = path.map((step) => `f:${String(step)}`);
  return list(live, "metadata", "managedFields")
    .filter((entry) => at(entry, ["fieldsV1", ...fields]) !== undefined)
    .map((entry) => text(entry, "manager"));
}

/** A copy with the value at a path set, or taken out; a path that leads nowhere changes nothing. */
function put(target: Json, [step, ...rest]: Path, value: Json | undefined): Json {
  if (step === undefined) {
    return target;
  }
  if (Array.isArray(target) && typeof step === "number" && step < target.length) {
    return target.flatMap((item, index) => (index === step ? replaced(item, rest, value) : [item]));
  }
  if (!isObject(target) || (rest.length > 0 && target[step] === undefined)) {
    return target;
  }
  const others = Object.entries(target).filter(([key]) => key !== String(step));
  const [now] = replaced(target[step] ?? null, rest, value);
  return Object.fromEntries(now === undefined ? others : [...others, [String(step), now]]);
}

const replaced = (item: Json, rest: Path, value: Json | undefined): Json[] =>
  rest.length > 0 ? [put(item, rest, value)] : value === undefined ? [] : [value];
