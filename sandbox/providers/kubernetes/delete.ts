import { setTimeout as sleep } from "node:timers/promises";
import type { DeleteRequest } from "../lib/provider.ts";
import { reveal } from "../lib/values.ts";
import { ApiError, NoSuchKind, Unreachable, isNotFound } from "./api-error.ts";
import { limit } from "./await/await.ts";
import {
  annotation,
  annotations,
  describe,
  isTrue,
  kindOf,
  list,
  nameOf,
  parseId,
  text,
  withMetadata,
} from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import type { Session } from "./session.ts";
import { resourceType } from "./tokens.ts";

/** Deletes an object and waits until it, and what it owns, is gone. An object that is gone already is fine. */
export async function remove(session: Session, request: DeleteRequest): Promise<void> {
  const inputs = reveal(request.inputs).value;
  const outputs = reveal(request.outputs).value;
  const { namespace, name } = parseId(request.id);
  const { apiVersion, kind, patch } = resourceType(request.type, outputs);
  const bare: KubeObject = { apiVersion, kind, metadata: { name } };
  const object = namespace === "" ? bare : withMetadata(bare, "namespace", namespace);
  try {
    if (patch) {
      await relinquish(session, object, session.fieldManager(request.urn, inputs, outputs));
      return;
    }
    await session.objects.delete(object, annotation(inputs, annotations.deletionPropagation) ?? "Foreground");
    if (!isTrue(inputs, annotations.skipAwait)) {
      await awaitGone(session, request, object, inputs, text(outputs, "metadata", "uid"));
    }
  } catch (error) {
    if (isNotFound(error) || error instanceof NoSuchKind) {
      return;
    }
    if (error instanceof Unreachable && session.settings.deleteUnreachable) {
      session.warnOnce(request.urn, `${error.message}; taken out of the state, as deleteUnreachable says`);
      return;
    }
    if (error instanceof ApiError && error.code === 403 && error.message.includes("may not be deleted")) {
      await relinquish(session, object, session.fieldManager(request.urn, inputs, outputs)); // the cluster's own namespaces
      return;
    }
    throw error;
  }
}

/** Gives up the fields that this resource owns; the object stays. */
async function relinquish(session: Session, object: KubeObject, fieldManager: string): Promise<void> {
  if (await session.objects.get(object)) {
    await session.objects.apply(object, { fieldManager, force: false, dryRun: false });
  }
}

async function awaitGone(
  session: Session,
  { urn, timeout }: DeleteRequest,
  object: KubeObject,
  inputs: KubeObject,
  uid: string,
): Promise<void> {
  const seconds = limit({ ...object, kind: "" }, inputs, timeout);
  const deadline = Date.now() + seconds * 1000;
  for (let pause = 50; ; pause = Math.min(pause * 1.5, 1000)) {
    const live = await session.objects.get(object);
    if (live === undefined || (uid !== "" && text(live, "metadata", "uid") !== uid)) {
      session.log.status(urn, "");
      return; // another one of its name is not ours
    }
    if (Date.now() + pause > deadline) {
      throw new Error(`${describe(object)} is not gone after ${String(seconds)} s: ${holdUp(live)}`);
    }
    session.log.status(urn, `waiting for ${kindOf(object).kind} ${nameOf(object)} to go`);
    await sleep(pause, undefined, { signal: session.signal });
  }
}

/** What keeps an object from going. */
function holdUp(live: KubeObject): string {
  const finalizers = [...list(live, "metadata", "finalizers"), ...list(live, "spec", "finalizers")].filter(
    (each) => typeof each === "string",
  );
  const remaining = list(live, "status", "conditions").flatMap((each) =>
    text(each, "status") === "True" && text(each, "message") !== "" ? [text(each, "message")] : [],
  );
  return [finalizers.length > 0 ? `finalizers ${finalizers.join(", ")}` : "no finalizer holds it", ...remaining].join(
    "; ",
  );
}
