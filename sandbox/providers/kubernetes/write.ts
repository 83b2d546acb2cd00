import { setTimeout as sleep } from "node:timers/promises";
import { parsePath } from "../lib/paths.ts";
import { InitFailed } from "../lib/provider.ts";
import type { CreateRequest, CreateResponse, UpdateRequest } from "../lib/provider.ts";
import { hasUnknowns, reveal, withoutNulls } from "../lib/values.ts";
import type { JsonObject } from "../lib/values.ts";
import { NoSuchKind, Unreachable, isConflict, isNotFound } from "./api-error.ts";
import { awaitReady } from "./await/await.ts";
import type { ApiResponse } from "./cluster.ts";
import { describe, idOf, kindOf, text } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import { outputsOf, previewOutputs } from "./outputs.ts";
import type { Inputs } from "./outputs.ts";
import { conflictMessage, forces, ignoring, onlyKubectl, ownedBy } from "./ownership.ts";
import { comesLater, taken } from "./rehearse.ts";
import type { Session } from "./session.ts";
import { resourceType } from "./tokens.ts";

/** Milliseconds that a namespace or a CRD which an object needs may come after it. */
const misorder = 10_000;
/** Milliseconds that an object may take to go before one of its name is made. */
const leaving = 120_000;

export async function create(session: Session, request: CreateRequest): Promise<CreateResponse> {
  const inputs = parse(request.inputs);
  const manager = session.fieldManager(request.urn, inputs.value);
  if (request.preview) {
    const rehearsal = session.rehearsals.get(request.urn);
    const expected = rehearsal?.outcome === "accepted" ? rehearsal.object : inputs.value;
    return { id: "", outputs: previewOutputs(expected, inputs, manager) };
  }
  await session.discovery.require(kindOf(inputs.value), misorder);
  await makeRoom(session, request, inputs.value, manager);
  const applied = await applyWhenPossible(session, request.urn, inputs.value, manager);
  return { id: idOf(applied), outputs: await settle(session, request, applied, inputs, manager) };
}

export async function update(session: Session, request: UpdateRequest): Promise<JsonObject> {
  const inputs = parse(request.news);
  const oldOutputs = reveal(request.oldOutputs).value;
  const manager = session.fieldManager(request.urn, inputs.value, oldOutputs);
  if (request.preview && hasUnknowns(inputs.value)) {
    return previewOutputs(inputs.value, inputs, manager, oldOutputs);
  }
  try {
    const body = await withoutIgnored(session, inputs.value, manager, request.ignoreChanges);
    const applied = await apply(session, request.urn, body, manager, request.preview);
    return request.preview
      ? previewOutputs(applied, inputs, manager, oldOutputs)
      : await settle(session, request, applied, inputs, manager, oldOutputs);
  } catch (error) {
    if (request.preview && (error instanceof Unreachable || error instanceof NoSuchKind)) {
      return previewOutputs(inputs.value, inputs, manager, oldOutputs);
    }
    throw error;
  }
}

function parse(properties: JsonObject): Inputs {
  const { value, secrets } = reveal(properties);
  return { value: withoutNulls(value), secrets };
}

/** Waits for readiness; whatever comes of it, the object is there and belongs into the state. */
async function settle(
  session: Session,
  { urn, timeout }: CreateRequest | UpdateRequest,
  applied: KubeObject,
  inputs: Inputs,
  manager: string,
  oldOutputs?: JsonObject,
): Promise<JsonObject> {
  const { live, reasons } = await awaitReady(session, urn, applied, inputs.value, timeout);
  const outputs = outputsOf(live, inputs, manager, oldOutputs);
  if (reasons.length > 0) {
    throw new InitFailed(idOf(live), outputs, reasons);
  }
  return outputs;
}

/** Makes sure that creating does not silently take over an object that somebody else made. */
async function makeRoom(
  session: Session,
  { urn, type }: CreateRequest,
  object: KubeObject,
  manager: string,
): Promise<void> {
  if (session.rehearsals.get(urn)?.outcome === "accepted") {
    return; // a moment ago there was none
  }
  const deadline = Date.now() + leaving;
  let live = await session.objects.get(object);
  while (live && text(live, "metadata", "deletionTimestamp") !== "" && Date.now() < deadline) {
    session.log.status(urn, `waiting for the old ${describe(object)} to go`);
    await sleep(250, undefined, { signal: session.signal });
    live = await session.objects.get(object);
  }
  if (resourceType(type, object).patch) {
    if (!live) {
      throw new Error(`${describe(object)} does not exist, so it cannot be patched`);
    }
  } else if (live && !session.settings.upsertExistingObjects) {
    if (!ownedBy(live, manager) || session.managed.has(urn)) {
      throw new Error(taken(object));
    }
    session.log.info(urn, `${describe(object)} was already made by an update that was cut short; carrying on with it`);
  }
}

/** A namespace, its service account or a CRD's kind may be a moment behind the object that needs it. */
async function applyWhenPossible(
  session: Session,
  urn: string,
  object: KubeObject,
  manager: string,
): Promise<KubeObject> {
  const deadline = Date.now() + misorder;
  for (let pause = 250; ; pause *= 2) {
    try {
      return await apply(session, urn, object, manager, false);
    } catch (error) {
      if (!(isNotFound(error) || comesLater(error)) || Date.now() + pause > deadline) {
        throw error;
      }
      session.log.status(urn, `waiting: ${error instanceof Error ? error.message : ""}`);
      await sleep(pause, undefined, { signal: session.signal });
    }
  }
}

async function apply(
  session: Session,
  urn: string,
  object: KubeObject,
  fieldManager: string,
  dryRun: boolean,
): Promise<KubeObject> {
  const force = forces(object, session.settings);
  const attempt = (forced: boolean): Promise<ApiResponse> =>
    session.objects.apply(object, { fieldManager, force: forced, dryRun });
  const { body, warnings } = await attempt(force).catch((error: unknown) => {
    if (!isConflict(error)) {
      throw error;
    }
    if (onlyKubectl(error)) {
      return attempt(true);
    }
    throw new Error(conflictMessage(object, error), { cause: error });
  });
  session.remark(urn, warnings);
  return body;
}

async function withoutIgnored(
  session: Session,
  object: KubeObject,
  manager: string,
  ignoreChanges: readonly string[],
): Promise<KubeObject> {
  const live = ignoreChanges.length > 0 ? await session.objects.get(object) : undefined;
  return live ? ignoring(object, live, manager, ignoreChanges.map(parsePath)) : object;
}
