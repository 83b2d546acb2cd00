import { InitFailed } from "../lib/provider.ts";
import type { ReadRequest, ReadResponse } from "../lib/provider.ts";
import { conceal, reveal, withoutNulls } from "../lib/values.ts";
import { NoSuchKind, Unreachable } from "./api-error.ts";
import { isReady } from "./await/await.ts";
import { diagnose } from "./await/diagnose.ts";
import { driftedInputs, importedInputs } from "./live-inputs.ts";
import { describe, idOf, kindOf, parseId, withMetadata } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import { alwaysSecret, outputsOf } from "./outputs.ts";
import type { Session } from "./session.ts";
import { resourceType } from "./tokens.ts";

/**
 * What a resource is now: for a refresh with the inputs of the last update as far as they still hold, for an import with
 * inputs made from the object. Undefined when it is gone.
 */
export async function read(session: Session, request: ReadRequest): Promise<ReadResponse | undefined> {
  const old = request.inputs && reveal(request.inputs);
  const olds = old && withoutNulls(old.value);
  const oldOutputs = request.outputs && reveal(request.outputs).value;
  const live = await find(session, request, olds);
  if (!live) {
    return undefined;
  }
  const isRefresh = olds !== undefined && oldOutputs !== undefined;
  const value = isRefresh ? driftedInputs(olds, oldOutputs, live) : importedInputs(live);
  const secrets = [...(old?.secrets ?? []), ...alwaysSecret(live)];
  const manager = session.fieldManager(request.urn, value, oldOutputs);
  const response = {
    id: idOf(live),
    inputs: conceal(value, secrets),
    outputs: outputsOf(live, { value, secrets }, manager, oldOutputs),
  };
  const progress = isRefresh ? await isReady(session, live, value) : undefined;
  if (progress && !progress.done) {
    const reasons = [`${describe(live)}: ${progress.text}`, ...(await diagnose(session, live))];
    throw new InitFailed(response.id, response.outputs, reasons, response.inputs);
  }
  return response;
}

async function find(
  session: Session,
  { id, urn, type }: ReadRequest,
  olds: KubeObject | undefined,
): Promise<KubeObject | undefined> {
  const { namespace, name } = parseId(id);
  const kind = olds ? kindOf(olds) : resourceType(type);
  const object: KubeObject = { apiVersion: kind.apiVersion, kind: kind.kind, metadata: { name } };
  try {
    return await session.objects.get(namespace === "" ? object : withMetadata(object, "namespace", namespace));
  } catch (error) {
    if (error instanceof NoSuchKind) {
      return undefined; // without its CRD there is no such object
    }
    if (error instanceof Unreachable && session.settings.deleteUnreachable) {
      session.warnOnce(urn, `${error.message}; taken out of the state, as deleteUnreachable says`);
      return undefined;
    }
    throw error;
  }
}
