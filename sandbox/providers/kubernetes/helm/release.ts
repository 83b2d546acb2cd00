import { changes } from "../../lib/diff.ts";
import { generatedName } from "../../lib/names.ts";
import { formatPath, isWithin, parsePath } from "../../lib/paths.ts";
import { InitFailed } from "../../lib/provider.ts";
import type {
  CheckRequest,
  CheckResponse,
  CreateRequest,
  CreateResponse,
  DeleteRequest,
  DiffRequest,
  DiffResponse,
  ReadRequest,
  ReadResponse,
  UpdateRequest,
} from "../../lib/provider.ts";
import { conceal, reveal, secret, unknown, withoutNulls } from "../../lib/values.ts";
import type { Json, JsonObject, Path } from "../../lib/values.ts";
import { isNotFound, Unreachable } from "../api-error.ts";
import { integer, map, parseId, text } from "../objects.ts";
import { ownedBy } from "../ownership.ts";
import type { Session } from "../session.ts";
import { chartName, findChart } from "./charts.ts";
import { announce, definitionsOf, establish } from "./definitions.ts";
import { forget, record, revisions } from "./history.ts";
import type { Revision } from "./history.ts";
import { releaseInputs } from "./inputs.ts";
import { runProgram, stopProgram } from "./program.ts";

export const releaseType = "kubernetes:helm.sh/v3:Release";

/** Completes the inputs as the official provider does, and has the chart looked up among the pinned ones. */
export async function checkRelease(session: Session, request: CheckRequest): Promise<CheckResponse> {
  const { value, secrets } = reveal(request.news);
  const olds = request.olds && reveal(request.olds).value;
  const { inputs: complete, failures } = releaseInputs(withoutNulls(value), session.namespace);
  const inputs = named(request, complete, olds);
  const concealed = (checked: JsonObject) => ({ inputs: conceal(checked, secrets) });
  if (failures.length > 0) return { ...concealed(inputs), failures };
  if (text(inputs, "name") === "") {
    const reason = "name is required, because automatic naming is disabled";
    return { ...concealed(inputs), failures: [{ property: "name", reason }] };
  }
  const { chart, failure } = findChart(inputs);
  if (failure) return { ...concealed(inputs), failures: [failure] };
  if (!chart) return concealed(inputs);
  try {
    const report = (line: string) => session.log.status(request.urn, line);
    if (inputs["skipCrds"] !== true) await announce(session, await definitionsOf(chart, report));
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error; // a preview goes on without a cluster
  }
  // The state has the version that was found, whatever the program asked for.
  return concealed({ ...inputs, version: chart.version });
}

function named({ name, seed, autonaming }: CheckRequest, inputs: JsonObject, olds?: JsonObject): JsonObject {
  const given = inputs["name"];
  if (given !== undefined && given !== "") return inputs;
  if (olds && text(olds, "name") !== "") return { ...inputs, name: text(olds, "name") };
  if (autonaming?.mode === "disable") return inputs;
  return { ...inputs, name: autonaming?.proposedName ?? generatedName(name, seed) };
}

/** Input by input; a release of another name or in another namespace is another one. */
export function diffRelease(session: Session, request: DiffRequest): DiffResponse {
  session.managed.add(request.urn);
  const olds = withoutNulls(reveal(request.oldInputs).value);
  const news = withoutNulls(reveal(request.news).value);
  const ignored = request.ignoreChanges.map(parsePath);
  const found = changes(olds, news).filter(({ path }) => !ignored.some((each) => isWithin(path, each)));
  return {
    changes: Object.fromEntries(
      found.map(({ path, kind }) => [
        formatPath(path),
        { kind, replace: path[0] === "name" || path[0] === "namespace" },
      ]),
    ),
  };
}

export async function createRelease(session: Session, request: CreateRequest): Promise<CreateResponse> {
  const inputs = parse(request.inputs);
  if (request.preview) return { id: "", outputs: stateOf(inputs) };
  const { name, namespace } = placeOf(inputs.value);
  await provideNamespace(session, inputs.value, namespace);
  const manager = session.fieldManager(request.urn, {});
  const before = (await revisions(session, namespace, name)).at(-1);
  if (before && (!ownedBy(before.object, manager) || session.managed.has(request.urn))) {
    throw new Error(`cannot re-use a name that is still in use: the release ${namespace}/${name} exists`);
  }
  if (before) session.log.info(request.urn, `release ${namespace}/${name} was cut short; carrying on with it`);
  return { id: `${namespace}/${name}`, outputs: await install(session, request, inputs, manager) };
}

export async function updateRelease(session: Session, request: UpdateRequest): Promise<JsonObject> {
  const inputs = parse(request.news);
  if (request.preview) return stateOf(inputs);
  const { name, namespace } = placeOf(inputs.value);
  const before = (await revisions(session, namespace, name)).at(-1);
  if (!before) throw new Error(`"${name}" has no deployed releases in ${namespace}; refresh to have it installed anew`);
  return install(session, request, inputs, session.fieldManager(request.urn, {}), before.revision);
}

/** What the cluster has of it; its inputs are those of the last update, as with the official provider. */
export async function readRelease(session: Session, request: ReadRequest): Promise<ReadResponse | undefined> {
  const { namespace, name } = parseId(request.id);
  const live = (await revisionsOrNone(session, namespace, name)).at(-1)?.revision;
  if (!live) return undefined;
  const { chart, values } = live;
  const found = { name, namespace, chart: chart.name, version: chart.version, values };
  // Nobody can tell which of the values are secret: all of them, until the program says otherwise.
  const imported = () => conceal(releaseInputs(found, namespace).inputs, [["values"]]);
  const old = request.inputs ?? imported();
  const inputs = parse(old);
  const current = { value: { ...inputs.value, values, version: chart.version }, secrets: inputs.secrets };
  const state = stateOf(current, live);
  const { resourceNames = state["resourceNames"] ?? {} } = request.outputs ?? {};
  return { id: request.id, inputs: old, outputs: { ...state, resourceNames, __inputs: secret(inputs.value) } };
}

/** Forgets the release. The CRDs stay, as with Helm, and with them every object of their kinds. */
export async function deleteRelease(session: Session, request: DeleteRequest): Promise<void> {
  const { namespace, name } = parseId(request.id);
  try {
    const { chart } = findChart(reveal(request.inputs).value);
    if (chart) await stopProgram(session, chart);
    await forget(session, namespace, name);
  } catch (error) {
    if (isNotFound(error)) return;
    if (error instanceof Unreachable && session.settings.deleteUnreachable) {
      session.warnOnce(request.urn, `${error.message}; taken out of the state, as deleteUnreachable says`);
      return;
    }
    throw error;
  }
}

interface Inputs {
  readonly value: JsonObject;
  readonly secrets: readonly Path[];
}

function parse(properties: JsonObject): Inputs {
  const { value, secrets } = reveal(properties);
  return { value: withoutNulls(value), secrets };
}

const placeOf = (inputs: JsonObject) => ({ name: text(inputs, "name"), namespace: text(inputs, "namespace") });

async function install(
  session: Session,
  { urn, timeout }: CreateRequest | UpdateRequest,
  inputs: Inputs,
  manager: string,
  before?: Revision,
): Promise<JsonObject> {
  const { chart, failure } = findChart(inputs.value);
  if (!chart) throw new Error(failure?.reason ?? "the chart is not known");
  const seconds = timeout > 0 ? timeout : (integer(inputs.value, "timeout") ?? 0);
  const report = (line: string) => session.log.status(urn, line);
  const definitions = inputs.value["skipCrds"] === true ? [] : await definitionsOf(chart, report);
  const reasons = await establish(session, urn, definitions, seconds);
  const now = new Date().toISOString();
  const revision: Revision = {
    ...placeOf(inputs.value),
    revision: (before?.revision ?? 0) + 1,
    status: "deployed",
    description: text(inputs.value, "description") || (before ? "Upgrade complete" : "Install complete"),
    chart: { name: chartName(chart), version: chart.version, appVersion: chart.appVersion },
    values: map(inputs.value, "values"),
    firstDeployed: before?.firstDeployed ?? now,
    lastDeployed: now,
  };
  await record(session, revision, manager, integer(inputs.value, "maxHistory") ?? 0);
  if (reasons.length === 0) await runProgram(session, chart, revision, report);
  const outputs = stateOf(
    inputs,
    revision,
    definitions.map(({ name }) => name),
  );
  if (reasons.length > 0) throw new InitFailed(`${revision.namespace}/${revision.name}`, outputs, reasons);
  return outputs;
}

async function provideNamespace(session: Session, inputs: JsonObject, name: string): Promise<void> {
  const namespace = { apiVersion: "v1", kind: "Namespace", metadata: { name, labels: { name } } };
  if (await session.objects.get(namespace)) return;
  if (inputs["createNamespace"] !== true) {
    throw new Error(`create: failed to create: namespaces "${name}" not found; make it first, or set createNamespace`);
  }
  await session.objects.apply(namespace, { fieldManager: "helm", force: false, dryRun: false });
}

async function revisionsOrNone(session: Session, namespace: string, name: string) {
  try {
    return await revisions(session, namespace, name);
  } catch (error) {
    if (isNotFound(error)) return [];
    throw error;
  }
}

/** The state: inputs, and what became of them; without a revision, what only the update will tell. */
function stateOf(inputs: Inputs, live?: Revision, definitions: readonly string[] = []): JsonObject {
  const status: Json = live
    ? {
        name: live.name,
        namespace: live.namespace,
        chart: live.chart.name,
        version: live.chart.version,
        appVersion: live.chart.appVersion,
        revision: live.revision,
        status: live.status,
      }
    : unknown;
  const resourceNames: Json = live
    ? definitions.length > 0
      ? { "CustomResourceDefinition.apiextensions.k8s.io/apiextensions.k8s.io/v1": [...definitions] }
      : {}
    : unknown;
  const concealed = conceal(inputs.value, inputs.secrets);
  return { ...concealed, status, resourceNames, __inputs: secret(inputs.value) };
}
