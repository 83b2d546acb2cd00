import { parse } from "yaml";
import type { Rendered } from "../../../cli/lib/render.ts";
import { objectsOf } from "../graph.ts";
import { record } from "../json.ts";
import type { RegionNames } from "./graphs.ts";

/** An object of a system's namespace, by `NAMESPACE/KIND/NAME`, in a form in which those of two clouds can be compared. */
export type Objects = ReadonlyMap<string, unknown>;

/** Objects of a namespace in the cluster of one region of a stack. */
export function systemObjects(
  graph: Rendered,
  namespace: string,
  { own, regions }: { readonly own: RegionNames; readonly regions: readonly RegionNames[] },
): Objects {
  const cluster = own.role === "primary" ? "cluster" : `cluster-${own.name}`;
  const neutral = neutralNames(own, regions);
  return new Map(
    objectsOf(graph).flatMap(({ resource, kind, name, body, ...object }) => {
      if (resource.provider !== cluster || object.namespace !== namespace) return [];
      const plain = withoutHash(name);
      const compared = { ...body, metadata: { ...record(body.metadata), name: plain } };
      return [[neutral(`${namespace}/${kind}/${plain}`), keyed(neutralTexts(compared, neutral))] as const];
    }),
  );
}

/** A job that runs once has what it is made of in its name. */
const withoutHash = (name: string): string => name.replace(/-[0-9a-f]{10}$/, "-HASH");

/** Says regions and zones by what they are for, as clouds call them otherwise. */
function neutralNames(own: RegionNames, regions: readonly RegionNames[]): (text: string) => string {
  const words = regions.flatMap(({ name, role, zones }) => {
    const word = name === own.name ? "HERE" : role.toUpperCase();
    // Zones first: on AWS, the name of a region is a part of theirs.
    return [...zones.map((zone, index) => [zone, `${word}-ZONE-${index + 1}`] as const), [name, word] as const];
  });
  return (text) => words.reduce((so, [name, word]) => so.replaceAll(name, word), text);
}

/** A copy without what must differ: names of regions, and checksums of what is compared anyway. Files of settings are what they say. */
function neutralTexts(value: unknown, neutral: (text: string) => string, key = ""): unknown {
  if (typeof value === "string") {
    if (key === "plumbline.dev/config-checksum") return "CHECKSUM";
    const text = neutral(value);
    return /\.(json|ya?ml)$/.test(key) ? parse(text) : text;
  }
  if (Array.isArray(value)) return value.map((item) => neutralTexts(item, neutral));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [neutral(field), neutralTexts(inner, neutral, field)]),
  );
}

/** Lists of objects by their items' names, and by what an item says where it has none: then one that joins moves no other. */
function keyed(value: unknown): unknown {
  if (Array.isArray(value)) {
    const items: readonly unknown[] = value;
    if (!items.every((item) => typeof item === "object" && item !== null)) return items;
    const names = items.map(record).map(({ name, secretKey }) => name ?? secretKey);
    const isNamed = names.every((name) => typeof name === "string") && new Set(names).size === names.length;
    return Object.fromEntries(items.map((item, index) => [isNamed ? names[index] : JSON.stringify(item), keyed(item)]));
  }
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, keyed(inner)]));
}
