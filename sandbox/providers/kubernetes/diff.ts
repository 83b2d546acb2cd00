import { isDeepStrictEqual } from "node:util";
import { changes } from "../lib/diff.ts";
import type { Change } from "../lib/diff.ts";
import { formatPath, isWithin, parsePath } from "../lib/paths.ts";
import type { DiffRequest, DiffResponse } from "../lib/provider.ts";
import { at, hasUnknowns, reveal, withoutNulls } from "../lib/values.ts";
import { endsHeadless, refusedChanges, replacing, setOnceChanges } from "./immutable.ts";
import { annotations, isTrue, nameOf, namespaceOf, withMetadata } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import { rehearse, sameIdentity } from "./rehearse.ts";
import type { Rehearsal } from "./rehearse.ts";
import { isReady } from "./await/await.ts";
import type { Session } from "./session.ts";
import { resourceType } from "./tokens.ts";

/**
 * Compares the new inputs to the last ones. Where they differ, a dry run tells which differences matter (`1000m` and `1`
 * are one quantity; others may own a field) and which of them the API server takes only in a new object.
 */
export async function diff(session: Session, request: DiffRequest): Promise<DiffResponse> {
  session.managed.add(request.urn);
  const outputs = reveal(request.oldOutputs).value;
  const news = withoutNulls(reveal(request.news).value);
  const olds = withKnownNamespace(withoutNulls(reveal(request.oldInputs).value), outputs);
  const type = resourceType(request.type, news);
  const ignored = request.ignoreChanges.map(parsePath);
  const differences = changes(olds, news).filter(({ path }) => !ignored.some((each) => isWithin(path, each)));
  const unready = await replacesUnready(session, news, outputs);
  if (differences.length === 0 && !unready) {
    return { changes: {} };
  }
  const rehearsal =
    differences.length > 0
      ? await rehearse(session, request.urn, news, session.fieldManager(request.urn, news, outputs), olds)
      : undefined;
  const effective = rehearsal
    ? differences.filter((change) => endsHeadless(change, olds) || matters(change, rehearsal, outputs))
    : [];
  const replaced = replacing(effective, olds, news, session.settings);
  if (!type.patch && rehearsal) {
    const more =
      rehearsal.outcome === "immutable"
        ? refusedChanges(effective, rehearsal.error)
        : rehearsal.outcome === "skipped"
          ? setOnceChanges(effective, olds)
          : [];
    more.forEach((change) => replaced.add(change));
  }
  const found = effective.map(
    (change) => [formatPath(change.path), { kind: change.kind, replace: replaced.has(change) }] as const,
  );
  if (unready) {
    found.push([
      formatPath(["metadata", "annotations", annotations.replaceUnready]),
      { kind: "update", replace: true },
    ]);
  }
  return { changes: Object.fromEntries(found), deleteBeforeReplace: takesItsPlace(news, olds) };
}

/** An object of the state whose namespace was not known when it was declared: its kind was created along with it. */
function withKnownNamespace(olds: KubeObject, outputs: KubeObject): KubeObject {
  const namespace = namespaceOf(outputs);
  return namespaceOf(olds) === "" && namespace !== "" ? withMetadata(olds, "namespace", namespace) : olds;
}

function matters({ path }: Change, rehearsal: Rehearsal, outputs: KubeObject): boolean {
  if (rehearsal.outcome !== "accepted" || path[0] === "stringData") {
    return true; // the API server never shows stringData
  }
  return !isDeepStrictEqual(at(rehearsal.object, path), at(outputs, path));
}

/** The new object has the old one's name, which the program chose: they cannot exist side by side. */
function takesItsPlace(news: KubeObject, olds: KubeObject): boolean {
  return (
    nameOf(news) !== "" &&
    !hasUnknowns(nameOf(news)) &&
    !isTrue(news, annotations.autonamed) &&
    sameIdentity(olds, { ...news, apiVersion: olds["apiVersion"] ?? "" })
  );
}

/** A Job that failed is started anew, if it asks for that. */
async function replacesUnready(session: Session, news: KubeObject, outputs: KubeObject): Promise<boolean> {
  if (!isTrue(news, annotations.replaceUnready) || news["kind"] !== "Job") {
    return false;
  }
  const live = await session.objects.get(outputs);
  return live !== undefined && !(await isReady(session, live, news)).done;
}
