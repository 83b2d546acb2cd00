import { formatPath, parsePath } from "../lib/paths.ts";
import { at } from "../lib/values.ts";
import type { Json, JsonObject } from "../lib/values.ts";
import { valuesAt } from "./paths.ts";
import type { Session } from "./session.ts";
import type { CloudRecord } from "./store.ts";
import type { Need, Place, Row } from "./table.ts";

const named = (type: string, id: string): string => `${type.slice(type.lastIndexOf(":") + 1)} ${id}`;

/**
 * A cloud makes nothing of what does not exist.
 * @throws when something that the inputs name is not there
 */
export function assertNeeds(session: Session, type: string, row: Row, place: Place, inputs: JsonObject): void {
  for (const [text, need] of Object.entries(row.needs ?? {})) {
    for (const { path, value } of valuesAt(inputs, parsePath(text))) {
      if (typeof value !== "string" || need.except?.test(value)) continue;
      if (find(session, place, need, value)) continue;
      const what = named(typesOf(need)[0] ?? "", value);
      throw new Error(`${type}: ${formatPath(path)} names ${what}, which does not exist in account ${place.account}`);
    }
  }
}

/**
 * A cloud deletes nothing that is in use.
 * @throws with the names of up to three that use it
 */
export function assertUnused(session: Session, record: CloudRecord): void {
  const accounts = session.cloud.rows[record.type]?.worldwide ? session.store.accounts() : [record.account];
  const users = holdersOf(session, record.type).flatMap(({ type, path, need }) =>
    accounts
      .flatMap((account) => session.store.list(account, type))
      .filter((each) => each.urn !== record.urn)
      .filter((each) =>
        valuesAt(each.properties, path).some(
          ({ value }) => keysOf(record, need).includes(value) && isInReach(record, each, need, value),
        ),
      )
      .filter(() => need.holds === true || (typeof need.holds === "function" && need.holds(record)))
      .map((each) => named(each.type, each.id)),
  );
  if (users.length === 0) return;
  const more = users.length > 3 ? ` and ${String(users.length - 3)} more` : "";
  throw new Error(
    `${named(record.type, record.id)} is in use by ${users.slice(0, 3).join(", ")}${more}: delete that first`,
  );
}

/** @throws when another resource of the type has the same values */
export function assertUnique(
  session: Session,
  type: string,
  row: Row,
  place: Place,
  inputs: JsonObject,
  id: string,
): void {
  const { unique } = row;
  if (!unique) return;
  const valueOf = (of: JsonObject, name: string): string => JSON.stringify(at(of, name.split(".")) ?? null);
  const key = (of: JsonObject): string => unique.map((name) => valueOf(of, name)).join();
  const other = session.store
    .list(place.account, type, place.region)
    .find((each) => each.id !== id && key(each.properties) === key(inputs));
  if (other) {
    const values = unique.map((name) => `${name} ${valueOf(inputs, name)}`).join(" and ");
    throw new Error(`${named(type, id)}: ${named(type, other.id)} has ${values} already (${other.urn})`);
  }
}

function find(session: Session, place: Place, need: Need, value: string): CloudRecord | undefined {
  const { by = ["id"] } = need;
  return typesOf(need)
    .flatMap((type) => by.map((name) => session.find(place, type, name, value)))
    .find((record) => record !== undefined && isInReach(record, place, need, value));
}

/** A name means what has it in the same region; an ARN says where. */
function isInReach(record: Place, from: Place, { anywhere = false }: Need, value: Json): boolean {
  const isGlobal = record.region === "global" || from.region === "global";
  return (
    anywhere || isGlobal || record.region === from.region || (typeof value === "string" && value.startsWith("arn:"))
  );
}

const typesOf = ({ type }: Need): readonly string[] => (typeof type === "string" ? [type] : type);

const keysOf = (record: CloudRecord, { by = ["id"] }: Need): (Json | undefined)[] =>
  by.map((name) => (name === "id" ? record.id : record.properties[name]));

const holders = new WeakMap<object, Map<string, { type: string; path: ReturnType<typeof parsePath>; need: Need }[]>>();

/** Types of which a resource may hold one of the given type. */
function holdersOf({ cloud }: Session, type: string) {
  let byType = holders.get(cloud.rows);
  if (!byType) {
    byType = new Map();
    for (const [holder, { needs = {} }] of Object.entries(cloud.rows)) {
      for (const [text, need] of Object.entries(needs)) {
        if (!need.holds) continue;
        for (const each of typesOf(need)) {
          byType.set(each, [...(byType.get(each) ?? []), { type: holder, path: parsePath(text), need }]);
        }
      }
    }
    holders.set(cloud.rows, byType);
  }
  return byType.get(type) ?? [];
}
