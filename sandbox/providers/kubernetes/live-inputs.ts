import { isDeepStrictEqual } from "node:util";
import { at, isObject } from "../lib/values.ts";
import type { Json, JsonObject } from "../lib/values.ts";
import { kindOf, map, withMetadata } from "./objects.ts";
import type { KubeObject } from "./objects.ts";

/**
 * The inputs that would make the object what it is now: those of the last update, except where the object has changed
 * since. What the inputs never said (defaults, other managers' fields) stays out.
 * @param before the object after the last update
 */
export function driftedInputs(inputs: KubeObject, before: KubeObject, live: KubeObject): KubeObject {
  const drifted = follow(inputs, withStringData(before, inputs), withStringData(live, inputs));
  return isObject(drifted) ? drifted : inputs;
}

/** Fields by which the API server tells the items of a list apart. */
const keys = ["name", "containerPort", "port", "mountPath", "key", "ip", "topologyKey", "type", "uid"];

function follow(input: Json, before: Json | undefined, now: Json | undefined): Json | undefined {
  if (isDeepStrictEqual(before, now)) {
    return input; // as the program wrote it: the API server may write `1000m` as `1`
  }
  if (isObject(input) && isObject(now)) {
    const entries = Object.entries(input).flatMap(([key, value]): [string, Json][] => {
      const followed = follow(value, at(before, [key]), now[key]);
      return followed === undefined ? [] : [[key, followed]];
    });
    return Object.fromEntries(entries);
  }
  if (Array.isArray(input) && Array.isArray(now)) {
    return followList(input, Array.isArray(before) ? before : [], now);
  }
  return now;
}

function followList(input: readonly Json[], before: readonly Json[], now: readonly Json[]): Json[] {
  const key = keys.find((each) => input.length > 0 && input.every((item) => isScalar(at(item, [each]))));
  if (key !== undefined) {
    const find = (items: readonly Json[], like: Json) =>
      items.find((item) => isDeepStrictEqual(at(item, [key]), at(like, [key])));
    return input.flatMap((item) => {
      const followed = follow(item, find(before, item), find(now, item));
      return followed === undefined ? [] : [followed];
    });
  }
  const aligned = input.length === now.length && input.length === before.length;
  return aligned ? input.map((item, index) => follow(item, before[index], now[index]) ?? item) : [...now];
}

const isScalar = (value: Json | undefined): boolean =>
  value !== undefined && value !== null && typeof value !== "object";

/** A Secret's stringData is never shown: it is what its data says in clear. */
function withStringData(object: KubeObject, inputs: KubeObject): KubeObject {
  const wanted = map(inputs, "stringData");
  if (kindOf(inputs).kind !== "Secret" || Object.keys(wanted).length === 0) {
    return object;
  }
  const data = map(object, "data");
  const clear = Object.keys(wanted).flatMap((key): [string, Json][] => {
    const value = data[key];
    return typeof value === "string" ? [[key, Buffer.from(value, "base64").toString("utf8")]] : [];
  });
  return { ...object, stringData: Object.fromEntries(clear) };
}

const bookkeeping = ["uid", "resourceVersion", "generation", "creationTimestamp", "managedFields", "selfLink"];
const derived = ["deployment.kubernetes.io/revision", "kubectl.kubernetes.io/last-applied-configuration"];

/** The inputs of an object that comes into the state: everything that somebody could have set. */
export function importedInputs(live: KubeObject): KubeObject {
  const without = (object: JsonObject, names: readonly string[]) =>
    Object.fromEntries(Object.entries(object).filter(([key]) => !names.includes(key)));
  const metadata = without(map(live, "metadata"), bookkeeping);
  const annotations = without(map(metadata, "annotations"), derived);
  const inputs = { ...without(live, ["status"]), metadata };
  return withMetadata(inputs, "annotations", Object.keys(annotations).length > 0 ? annotations : undefined);
}
