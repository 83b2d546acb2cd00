import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeResponse, RemediateResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { makeAnalyzeStackRpcFun, makeRemediateRpcFun } from "@pulumi/policy/server.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { Bench } from "../../../policy/lib/judge.ts";
import { strictestBench, toPolicy } from "../../../policy/lib/pack.ts";
import { wholeStack } from "../../../policy/lib/stack-rule.ts";
import { answered } from "../../../policy/lib/sdk.ts";
import type { AnyRule } from "../../../policy/lib/table.ts";
import { type Answer, isNote, providerOf, requestFor, type Subject, toJavaScript, urnOf } from "./analyzer.ts";

/** A resource in a stack, as a case writes it down. */
export interface StackSubject extends Subject {
  readonly name: string;
  /** Names or URNs of the resources that each property was made of; a preview knows them, known or not the value. */
  readonly refs?: Readonly<Record<string, readonly string[]>>;
  /** Name or URN. */
  readonly parent?: string;
}

/** Runs rules over a stack through the SDK's own analyzer; each violation says `name: message`. */
export async function analyzeStack(
  rules: readonly AnyRule[],
  subjects: readonly StackSubject[],
  bench: Bench = strictestBench,
): Promise<Answer> {
  const analyzeRpc = makeAnalyzeStackRpcFun(
    "plumbline",
    "0.0.0",
    "mandatory",
    rules.map((rule) => toPolicy(rule, bench)),
  );
  const request = stackRequest(subjects);
  const response = await answered<AnalyzeResponse>((callback) => analyzeRpc({ request }, callback));
  const diagnostics = response.getDiagnosticsList();
  const texts = diagnostics.map((one) => {
    const message = one.getMessage();
    return isNote(message)
      ? message
      : `${one.getUrn().split("::").at(-1)}: ${message.slice(message.indexOf("\n") + 1)}`;
  });
  return {
    says: texts.filter((text) => !isNote(text)),
    undecided: texts.filter(isNote),
    notApplicable: Object.fromEntries(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    ),
  };
}

/** A request about a stack, as the engine sends it. */
export function stackRequest(subjects: readonly StackSubject[]): InstanceType<typeof analyzer.AnalyzeStackRequest> {
  const request = new analyzer.AnalyzeStackRequest();
  request.setResourcesList(stackResources(subjects));
  return request;
}

/** The stack's resources as the engine sends them, the stack itself among them. */
export function stackResources(subjects: readonly StackSubject[]): InstanceType<typeof analyzer.AnalyzerResource>[] {
  const urns = new Map(subjects.map((subject) => [subject.name, urnOf(subject)]));
  const urnNamed = (name: string): string => {
    const urn = name.startsWith("urn:") ? name : urns.get(name);
    if (urn === undefined) throw new Error(`the case has no resource named ${name}`);
    return urn;
  };
  const hasWhole = subjects.some(({ type }) => type === wholeStack);
  const whole: StackSubject = { type: wholeStack, name: "plumbline-test", props: {} };
  return [...(hasWhole ? [] : [whole]), ...subjects].map((subject) => {
    const { type, name, props, refs = {}, protect = false, parent } = subject;
    const resource = new analyzer.AnalyzerResource();
    resource.setType(type);
    resource.setName(name);
    resource.setUrn(urnOf(subject));
    resource.setProperties(struct.Struct.fromJavaScript(toJavaScript(props)));
    const options = new analyzer.AnalyzerResourceOptions();
    options.setProtect(protect);
    resource.setOptions(options);
    const provider = providerOf(subject);
    if (provider) resource.setProvider(provider);
    if (parent !== undefined) resource.setParent(urnNamed(parent));
    resource.setDependenciesList(Object.values(refs).flatMap((names) => names.map(urnNamed)));
    for (const [property, names] of Object.entries(refs)) {
      const dependencies = new analyzer.AnalyzerPropertyDependencies();
      dependencies.setUrnsList(names.map(urnNamed));
      resource.getPropertydependenciesMap().set(property, dependencies);
    }
    return resource;
  });
}

/** The properties that a rule of level R makes of a resource's; undefined where it changes nothing. */
export async function remediate(
  rule: AnyRule,
  subject: Subject,
): Promise<{ readonly props: Subject["props"] | undefined; readonly notes: readonly string[] }> {
  const remediateRpc = makeRemediateRpcFun("plumbline", "0.0.0", "mandatory", [toPolicy(rule)]);
  const request = requestFor(subject);
  const response = await answered<RemediateResponse>((callback) => remediateRpc({ request }, callback));
  const [first, ...more] = response.getRemediationsList();
  if (more.length > 0) throw new Error("one rule remediated twice");
  const props = first?.getProperties()?.toJavaScript();
  const note = first?.getDiagnostic() ?? "";
  return { props: note === "" ? props : undefined, notes: note === "" ? [] : [note] };
}
