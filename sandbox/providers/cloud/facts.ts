import { createHash } from "node:crypto";
import { at, hasUnknowns } from "../lib/values.ts";
import type { Json, JsonObject, Path } from "../lib/values.ts";
import { parsePath } from "../lib/paths.ts";
import { withoutSecrets } from "./outputs.ts";
import { placed } from "./paths.ts";
import type { Session } from "./session.ts";
import type { Facts, Place, Row, Template } from "./table.ts";

/** A resource on its way into the cloud. */
export interface Draft {
  readonly type: string;
  readonly urn: string;
  readonly place: Place;
  /** As the program gave them, in clear. */
  readonly inputs: JsonObject;
  readonly secrets: readonly Path[];
}

/** The inputs with what the cloud takes for those that are left out. */
export function withDefaults(row: Row, inputs: JsonObject): JsonObject {
  const filled = Object.entries(row.defaults ?? {}).flatMap(([key, value]): [string, Json][] => {
    const made = typeof value === "function" ? value(inputs) : value;
    return made === undefined ? [] : [[key, made]];
  });
  return { ...Object.fromEntries(filled), ...inputs };
}

/**
 * The id of a resource: the same for the same URN and the same inputs that cannot be changed.
 *
 * @param round how many ids made this way are taken already
 */
export function idOf(session: Session, row: Row, draft: Draft, round: number): string {
  const { secrets } = draft; // an id is no place for anything that follows from a secret
  const shown = withoutSecrets(draft.inputs, secrets);
  const fixed = (row.replaces ?? []).map((path) => at(shown, parsePath(path)) ?? null);
  const { account, region } = draft.place;
  const seed = JSON.stringify([draft.urn, account, region, fixed, round]);
  const id = expand(row.id, factsOf(session, draft, "", withDefaults(row, draft.inputs), seed));
  if (typeof id !== "string" || id === "") throw new Error(`${draft.type}: its table makes no id of these inputs`);
  return id;
}

/** Everything that the cloud says of a resource: inputs, defaults, and its own part. */
export function propertiesOf(session: Session, row: Row, draft: Draft, id: string): JsonObject {
  const { account, region } = draft.place;
  const seed = JSON.stringify([draft.type, account, region, id]);
  let properties = withDefaults(row, draft.inputs);
  for (const [name, template] of Object.entries(row.computed ?? {})) {
    properties = { ...properties, [name]: expand(template, factsOf(session, draft, id, properties, seed)) };
  }
  for (const [text, template] of Object.entries(row.nested ?? {})) {
    const path = parsePath(text);
    if (at(draft.inputs, path) !== undefined || at(draft.inputs, path.slice(0, 1)) === undefined) continue;
    properties = placed(properties, path, expand(template, factsOf(session, draft, id, properties, seed)));
  }
  return properties;
}

function expand(template: Template, facts: Facts): Json {
  return typeof template === "function" ? template(facts) : facts.fill(template);
}

function factsOf(session: Session, draft: Draft, id: string, inputs: JsonObject, seed: string): Facts {
  const { account } = draft.place;
  const region = typeof inputs["region"] === "string" ? inputs["region"] : draft.place.region;
  const hash = (digits: number, purpose = "") =>
    createHash("sha256").update(`${seed}\n${purpose}`).digest("hex").slice(0, digits);
  const fill = (template: string): string =>
    template.replaceAll(/\{(\w+)(?::(\d+))?\}/g, (whole, name: string, digits?: string) => {
      if (name === "hex") return hash(Number(digits));
      if (name === "uuid") return hash(32).replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
      const value = { id, account, region }[name] ?? inputs[name];
      if (value === undefined || value === "" || typeof value === "object" || hasUnknowns(value)) {
        throw new Error(`${draft.type}: ${template} needs ${whole.slice(1, -1)}, which these inputs do not give`);
      }
      return String(value);
    });
  return {
    urn: draft.urn,
    account,
    region,
    id,
    inputs,
    hash,
    fill,
    find: (...query) => session.find({ account, region }, ...query),
  };
}
