import { isDeepStrictEqual } from "node:util";
import { generatedName } from "../lib/names.ts";
import type { CheckRequest, CheckResponse, Failure } from "../lib/provider.ts";
import { at, conceal, isUnknown, reveal, withoutNulls } from "../lib/values.ts";
import type { Path } from "../lib/values.ts";
import { Unreachable } from "./api-error.ts";
import { annotations, isTrue, kindOf, map, nameOf, withMetadata } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import { alwaysSecret } from "./outputs.ts";
import { rehearse } from "./rehearse.ts";
import type { Session } from "./session.ts";
import { resourceType } from "./tokens.ts";
import type { ResourceType } from "./tokens.ts";

/**
 * Completes the inputs with a name and a namespace, and has the API server validate what is new in them.
 * @throws for a type that is no Kubernetes object
 */
export async function check(session: Session, request: CheckRequest): Promise<CheckResponse> {
  const { value, secrets } = reveal(request.news);
  const news = withoutNulls(value);
  const olds = request.olds && withoutNulls(reveal(request.olds).value);
  const type = resourceType(request.type, news);
  const { object: named, failures } = withName(
    request,
    { ...news, apiVersion: type.apiVersion, kind: type.kind },
    olds,
    type,
  );
  const inputs = await withNamespace(session, named);
  if (type.kind === "CustomResourceDefinition" && !type.patch) {
    announce(session, inputs);
  }
  const concealed: readonly Path[] = [...secrets, ...alwaysSecret(inputs)];
  const result = { inputs: conceal(inputs, concealed) };
  if (failures.length > 0) {
    return { ...result, failures };
  }
  const unchanged = olds !== undefined && isDeepStrictEqual(olds, inputs);
  if (unchanged || (type.patch && olds === undefined)) {
    return result; // a patch of an object that may be made in this update cannot be tried out
  }
  const rehearsal = await rehearse(session, request.urn, inputs, session.fieldManager(request.urn, inputs), olds);
  // Properties stay unnamed: the engine would print the value beside a nested one as nil.
  return rehearsal.outcome === "refused"
    ? { ...result, failures: rehearsal.failures.map(({ reason }) => ({ property: "", reason })) }
    : result;
}

function withName(
  { name, seed, autonaming }: CheckRequest,
  object: KubeObject,
  olds: KubeObject | undefined,
  { patch }: ResourceType,
): { object: KubeObject; failures: Failure[] } {
  const refuse = (property: string, reason: string) => ({ object, failures: [{ property, reason }] });
  const metadata = at(object, ["metadata"]);
  if (at(metadata, ["generateName"]) !== undefined) {
    return refuse("", "metadata.generateName does not go with server-side apply; leave it out for a generated name");
  }
  if (isUnknown(metadata) || at(metadata, ["name"]) !== undefined) {
    return { object, failures: [] };
  }
  if (patch) {
    return refuse("", "metadata.name is required: it says which object is patched");
  }
  if (olds && isTrue(olds, annotations.autonamed)) {
    return { object: autonamed(object, nameOf(olds)), failures: [] };
  }
  if (autonaming?.mode === "disable") {
    return refuse("", "metadata.name is required, because automatic naming is disabled");
  }
  return { object: autonamed(object, autonaming?.proposedName ?? generatedName(name, seed)), failures: [] };
}

function autonamed(object: KubeObject, name: string): KubeObject {
  const marked = { ...map(object, "metadata", "annotations"), [annotations.autonamed]: "true" };
  return withMetadata(withMetadata(object, "name", name), "annotations", marked);
}

/** Objects that live in a namespace say so, in the inputs already: a preview shows where they go. */
async function withNamespace(session: Session, object: KubeObject): Promise<KubeObject> {
  if (isUnknown(at(object, ["metadata"])) || at(object, ["metadata", "namespace"]) !== undefined) {
    return object;
  }
  try {
    const namespaced = await session.discovery.isNamespaced(kindOf(object));
    return namespaced ? withMetadata(object, "namespace", session.namespace) : object;
  } catch (error) {
    if (error instanceof Unreachable) {
      return object; // the dry run reports it
    }
    throw error;
  }
}

function announce(session: Session, crd: KubeObject): void {
  try {
    session.discovery.announce(crd);
  } catch (error) {
    if (!(error instanceof Unreachable)) {
      throw error;
    }
  }
}
