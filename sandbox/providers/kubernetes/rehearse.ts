import { isDeepStrictEqual } from "node:util";
import { formatPath, parsePath } from "../lib/paths.ts";
import type { Failure } from "../lib/provider.ts";
import { hasUnknowns } from "../lib/values.ts";
import { ApiError, NoSuchKind, Unreachable, alreadyExists, isImmutable, isNotFound } from "./api-error.ts";
import { groupOf, kindOf, nameOf, namespaceOf } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import { ownedBy } from "./ownership.ts";
import type { Session } from "./session.ts";

/** What a dry run of some inputs against the API server came to. */
export type Rehearsal = Outcome & { readonly inputs: KubeObject; readonly manager: string };
type Outcome =
  /** What the object would be. */
  | { readonly outcome: "accepted"; readonly object: KubeObject }
  /** Only possible as a new object. */
  | { readonly outcome: "immutable"; readonly error: ApiError }
  /** Nobody can tell before the update. */
  | { readonly outcome: "skipped" }
  | { readonly outcome: "refused"; readonly failures: readonly Failure[] };

/**
 * Asks the API server what it thinks of a new object, or of changes to an old one. What it said last of the same inputs
 * is not asked again.
 * @param manager owner of the fields
 * @param old inputs of the object that is there; undefined for a new one
 */
export async function rehearse(
  session: Session,
  urn: string,
  inputs: KubeObject,
  manager: string,
  old?: KubeObject,
): Promise<Rehearsal> {
  const last = session.rehearsals.get(urn);
  if (last && last.manager === manager && isDeepStrictEqual(last.inputs, inputs)) {
    return last;
  }
  const outcome: Outcome = hasUnknowns(inputs) ? { outcome: "skipped" } : await ask(session, urn, inputs, manager, old);
  const rehearsal = { ...outcome, inputs, manager };
  session.rehearsals.set(urn, rehearsal);
  return rehearsal;
}

async function ask(
  session: Session,
  urn: string,
  inputs: KubeObject,
  manager: string,
  old: KubeObject | undefined,
): Promise<Outcome> {
  const inPlace = old !== undefined && sameIdentity(old, inputs);
  try {
    const { body, warnings } = inPlace
      ? await session.objects.apply(inputs, { fieldManager: manager, force: true, dryRun: true })
      : await session.objects.rehearseCreate(inputs);
    session.remark(urn, warnings);
    return { outcome: "accepted", object: body };
  } catch (error) {
    if (inPlace && isImmutable(error)) {
      return { outcome: "immutable", error };
    }
    if (!inPlace && alreadyExists(error)) {
      return occupied(session, urn, inputs, manager);
    }
    if (error instanceof Unreachable) {
      session.warnOnce(urn, `${error.message}; this preview does without the API server's checks`, "unreachable");
      return { outcome: "skipped" };
    }
    if (error instanceof NoSuchKind || isNotFound(error)) {
      return { outcome: "skipped" }; // its CRD or its namespace is created in the same update
    }
    if (!(error instanceof ApiError)) {
      throw error;
    }
    if (isTemporary(error)) {
      session.warnOnce(urn, `not checked by the API server: ${error.message}`, error.message);
      return { outcome: "skipped" };
    }
    return comesLater(error) ? { outcome: "skipped" } : { outcome: "refused", failures: failures(error) };
  }
}

/** True when both are versions of one object: a change of the rest can be made in place. */
export function sameIdentity(a: KubeObject, b: KubeObject): boolean {
  return (
    kindOf(a).kind === kindOf(b).kind &&
    groupOf(kindOf(a)) === groupOf(kindOf(b)) &&
    nameOf(a) === nameOf(b) &&
    namespaceOf(a) === namespaceOf(b)
  );
}

/** A new object whose name is taken. The API server says so only after it found everything else in order. */
async function occupied(session: Session, urn: string, inputs: KubeObject, manager: string): Promise<Outcome> {
  const replaced = session.managed.has(urn); // the one that is there goes first
  if (replaced || session.settings.upsertExistingObjects) {
    return { outcome: "skipped" };
  }
  const live = await session.objects.get(inputs);
  if (live === undefined || ownedBy(live, manager)) {
    return { outcome: "skipped" };
  }
  return { outcome: "refused", failures: [{ property: "", reason: taken(inputs) }] };
}

export const taken = (object: KubeObject): string =>
  `${kindOf(object).kind} ${[namespaceOf(object), nameOf(object)].filter(Boolean).join("/")} already exists in the cluster; ` +
  "import it, give the resource an alias if it was renamed, or set upsertExistingObjects on the provider";

/** The API server, in its words, a line per field. */
export function failures(error: ApiError): Failure[] {
  const fields = error.causes.filter(({ field }) => field !== "" && field !== "<nil>");
  if (fields.length > 0) {
    return fields.map(({ field, message }) => {
      const property = formatPath(parsePath(field));
      return { property, reason: `${property}: ${message}` };
    });
  }
  return [{ property: /field "([^"]+)"/.exec(error.message)?.[1] ?? "", reason: error.message }];
}

/** What the object leans on may be part of the same update. */
export const comesLater = (error: unknown): boolean =>
  error instanceof ApiError &&
  error.code === 403 &&
  /serviceaccount "[^"]*" not found|no PriorityClass with name/.test(error.message);

/** A webhook that is not up, or that refuses dry runs; credentials that have run out, or do not allow to write. */
const isTemporary = ({ code, message }: ApiError): boolean =>
  (code >= 500 && !message.includes("failed to create typed patch object")) ||
  code === 401 ||
  code === 429 ||
  (code === 400 && message.includes("does not support dry run")) ||
  (code === 403 && /User "[^"]*" cannot (create|patch) resource/.test(message));
