import { isDeepStrictEqual } from "node:util";
import type {
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
} from "../lib/provider.ts";
import { at, conceal, hasUnknowns, isObject, reveal, unknown } from "../lib/values.ts";
import type { Json, JsonObject, Path } from "../lib/values.ts";
import { idOf, propertiesOf, withDefaults } from "./facts.ts";
import type { Draft } from "./facts.ts";
import type { HookContext } from "./hooks.ts";
import { defaultsKey, ownInputs } from "./naming.ts";
import { placed, projected, settle } from "./paths.ts";
import { parsePath } from "../lib/paths.ts";
import { secretPaths, withoutSecrets, withSecrets } from "./outputs.ts";
import { assertNeeds, assertUnique, assertUnused } from "./relations.ts";
import type { Session } from "./session.ts";
import { Taken } from "./store.ts";
import type { CloudRecord } from "./store.ts";
import type { Row } from "./table.ts";

interface Opened extends Draft {
  readonly row: Row;
}

export async function create(session: Session, { type, urn, inputs, preview }: CreateRequest): Promise<CreateResponse> {
  const draft = open(session, type, urn, inputs);
  const { row } = draft;
  if (preview) return { id: "", outputs: planned(session, draft) };
  assertNeeds(session, type, row, draft.place, draft.inputs);
  const record = add(session, draft);
  const { hooks } = row;
  try {
    const hook = hooks?.created && ((context: HookContext) => hooks.created?.(record, context) ?? Promise.resolve({}));
    return { id: record.id, outputs: await finish(session, draft, record, hook) };
  } catch (error) {
    session.store.remove(record); // nothing came of it: the next update tries again
    throw error;
  }
}

export async function update(session: Session, request: UpdateRequest): Promise<JsonObject> {
  const { type, urn, id, news, oldOutputs, preview } = request;
  const draft = open(session, type, urn, news);
  const { row, place } = draft;
  if (preview && hasUnknowns(draft.inputs)) {
    const known = reveal(oldOutputs).value;
    const own = Object.keys(row.computed ?? {}).filter((name) => known[name] !== undefined);
    const kept = Object.fromEntries(own.map((name) => [name, known[name] ?? null]));
    return conceal({ ...withDefaults(row, draft.inputs), ...kept }, draft.secrets);
  }
  if (preview) {
    const { hooks } = row;
    const known = reveal(oldOutputs).value;
    const told = (hooks?.outputs ?? []).map((name) => [
      name,
      hooks?.changing?.includes(name) ? unknown : (known[name] ?? null),
    ]);
    return { ...outputsOf(session, draft, id).outputs, ...(Object.fromEntries(told) as JsonObject) };
  }
  const before = session.store.get(session.placeOf(type, draft.inputs, reveal(oldOutputs).value), type, id);
  if (!before) throw new Error(`${type} ${id} does not exist any more: run pulumi refresh`);
  assertNeeds(session, type, row, place, draft.inputs);
  assertUnique(session, type, row, place, draft.inputs, id);
  const kept = keptOf(row, before);
  const made = recordOf(session, draft, id);
  const record = { ...made, properties: { ...made.properties, ...kept } };
  session.store.put(record);
  const { hooks } = row;
  const outputs = await finish(
    session,
    draft,
    record,
    hooks?.updated && ((context) => hooks.updated?.(record, before, context) ?? Promise.resolve({})),
  );
  return { ...kept, ...outputs };
}

export async function read(session: Session, request: ReadRequest): Promise<ReadResponse | undefined> {
  const { type, id, urn } = request;
  const { row, shape } = session.typeOf(type);
  const place = session.placeOf(type, {}, request.outputs && reveal(request.outputs).value);
  const record = session.store.get(place, type, id);
  if (!record) return undefined;
  const live = { ...record.properties, ...(await row.hooks?.read?.(record, contextOf(session, urn))) };
  const state = reveal(request.outputs ?? {});
  const secrets = secretPaths(live, [...record.secrets, ...state.secrets]);
  const outputs = withSecrets(live, state.value, secrets);
  const given = request.inputs && reveal(request.inputs).value;
  // What was given, as it is now, and what somebody else changed since.
  const names = given
    ? [...Object.keys(given), ...[...shape.inputs.keys()].filter((name) => isChanged(state.value, outputs, name))]
    : record.inputs;
  const inputs = Object.fromEntries(
    [...new Set(names)].flatMap((name): [string, Json][] => {
      const before = given?.[name];
      const now = name === defaultsKey ? before : outputs[name];
      return now === undefined ? [] : [[name, before === undefined ? now : projected(before, now)]];
    }),
  );
  return { id, inputs: conceal(inputs, settle(inputs, secrets)), outputs: conceal(outputs, secrets) };
}

export async function remove(session: Session, request: DeleteRequest): Promise<void> {
  const { type, id, urn } = request;
  const { row } = session.typeOf(type);
  const place = session.placeOf(type, reveal(request.inputs).value, reveal(request.outputs).value);
  const record = session.store.get(place, type, id);
  if (!record) return;
  const reason = row.keeps?.(record);
  if (reason !== undefined) throw new Error(`${type} ${id} cannot be deleted: ${reason}`);
  assertUnused(session, record);
  await row.hooks?.deleted?.(record, contextOf(session, urn));
  for (const brought of broughtBy(row, record)) session.store.remove(brought);
  session.store.remove(record);
}

const broughtBy = (row: Row, record: CloudRecord): CloudRecord[] =>
  (row.brings?.(record) ?? []).map((each) => ({ ...record, inputs: [], secrets: [], ...each }));

function open(session: Session, type: string, urn: string, bag: JsonObject): Opened {
  const { row, shape } = session.typeOf(type);
  const { value, secrets } = reveal(bag);
  const inputs = ownInputs(value);
  const regional = shape.inputs.has("region")
    ? { ...inputs, region: session.settings.placeOf(shape, inputs).region }
    : inputs;
  return { type, urn, row, inputs: regional, secrets, place: session.placeOf(type, inputs) };
}

/** What a preview can tell of a resource that is not there yet. */
function planned(session: Session, { type, row, inputs, secrets }: Opened): JsonObject {
  const own = session.typeOf(type).shape.computed.filter((name) => inputs[name] === undefined);
  const unknowns = Object.fromEntries(own.map((name) => [name, unknown]));
  const nested = Object.keys(row.nested ?? {}).map(parsePath);
  const filled = nested
    .filter((path) => isObject(inputs[String(path[0])]) && at(inputs, path) === undefined)
    .reduce((all, path) => placed(all, path, unknown), withDefaults(row, inputs));
  return conceal({ ...filled, ...unknowns }, secrets);
}

function outputsOf(
  session: Session,
  draft: Opened,
  id: string,
): { properties: JsonObject; outputs: JsonObject; secrets: Path[] } {
  const properties = propertiesOf(session, draft.row, draft, id);
  const secrets = secretPaths(properties, draft.secrets);
  return { properties, secrets, outputs: conceal(properties, secrets) };
}

function recordOf(session: Session, draft: Opened, id: string): CloudRecord {
  const { properties, secrets } = outputsOf(session, draft, id);
  const { type, urn, place, inputs } = draft;
  return {
    type,
    id,
    urn,
    ...place,
    properties: withoutSecrets(properties, secrets),
    inputs: Object.keys(inputs),
    secrets,
  };
}

function add(session: Session, draft: Opened): CloudRecord {
  const { row, type } = draft;
  let id = "";
  for (let round = 0; ; round++) {
    const next = idOf(session, row, draft, round);
    if (next === id) throw new Error(`${type} ${id} exists already${heldBy(session, draft, id)}`);
    id = next;
    assertUnique(session, type, row, draft.place, draft.inputs, id);
    const record = recordOf(session, draft, id);
    try {
      if (row.overwrites) session.store.put(record);
      else session.store.add(record);
      for (const brought of broughtBy(row, record)) session.store.put(brought);
      return record;
    } catch (error) {
      if (!(error instanceof Taken)) throw error; // an id that the cloud makes up is another in the next round
    }
  }
}

function heldBy(session: Session, { type, place }: Opened, id: string): string {
  const holder = session.store.get(place, type, id);
  return holder ? ` (${holder.urn})` : "";
}

/** Runs what a resource is besides its record, and adds what comes of it. */
async function finish(
  session: Session,
  draft: Opened,
  record: CloudRecord,
  hook: ((context: HookContext) => Promise<JsonObject>) | undefined,
): Promise<JsonObject> {
  const made = (await hook?.(contextOf(session, draft.urn))) ?? {};
  if (hook) session.store.put({ ...record, properties: { ...record.properties, ...made } });
  return { ...outputsOf(session, draft, record.id).outputs, ...made };
}

/** Outputs that only a hook knows, from when it told them. */
function keptOf(row: Row, before: CloudRecord): JsonObject {
  const names = row.hooks?.outputs ?? [];
  return Object.fromEntries(names.map((name) => [name, before.properties[name] ?? null]));
}

function contextOf(session: Session, urn: string): HookContext {
  return { store: session.store, status: (text) => session.log.status(urn, text) };
}

const isChanged = (state: JsonObject, live: JsonObject, name: string): boolean =>
  state[name] !== undefined && !isDeepStrictEqual(state[name], live[name]);
