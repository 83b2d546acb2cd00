import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { makeAnalyzeRpcFun } from "@pulumi/policy/server.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { toPolicy } from "../../../policy/lib/pack.ts";
import { answered } from "../../../policy/lib/sdk.ts";
import type { AnyRule } from "../../../policy/lib/table.ts";
import type { Json } from "../../../policy/lib/violation.ts";

export interface Subject {
  readonly type: string;
  readonly props: Readonly<Record<string, Json>>;
  /** @default "subject" */
  readonly name?: string;
  /** @default made of the type and the name */
  readonly urn?: string;
  /** Properties of the provider that the resource belongs to; its `name`, so that two can be told apart. */
  readonly provider?: Readonly<Record<string, Json>>;
  /** @default "kubernetes" */
  readonly cloud?: string;
  readonly protect?: boolean;
  /** The stack that the resource is in. @default "test" */
  readonly stack?: string;
}

/** What the analyzer answers about one resource. */
export interface Answer {
  /** Violations, without the description that the SDK puts before each. */
  readonly says: readonly string[];
  /** Notes about values that are not known yet. */
  readonly undecided: readonly string[];
  /** Why rules did not apply, by rule. */
  readonly notApplicable: Readonly<Record<string, string>>;
}

/** The request as the engine sends it. */
export function requestFor(subject: Subject): InstanceType<typeof analyzer.AnalyzeRequest> {
  const { type, name = "subject", props, protect = false } = subject;
  const request = new analyzer.AnalyzeRequest();
  request.setType(type);
  request.setName(name);
  request.setUrn(urnOf(subject));
  request.setProperties(struct.Struct.fromJavaScript(toJavaScript(props)));
  const options = new analyzer.AnalyzerResourceOptions();
  options.setProtect(protect);
  request.setOptions(options);
  const provider = providerOf(subject);
  if (provider) request.setProvider(provider);
  return request;
}

export function urnOf({ urn, type, name = "subject", stack = "test" }: Omit<Subject, "props">): string {
  return urn ?? `urn:pulumi:${stack}::plumbline::${type}::${name}`;
}

/** The message about a subject's provider. */
export function providerOf({
  provider,
  cloud = "kubernetes",
}: Subject): InstanceType<typeof analyzer.AnalyzerProviderResource> | undefined {
  if (!provider) return undefined;
  const name = typeof provider["name"] === "string" ? provider["name"] : "provider";
  const type = `pulumi:providers:${cloud}`;
  const resource = new analyzer.AnalyzerProviderResource();
  resource.setType(type);
  resource.setName(name);
  resource.setUrn(urnOf({ type, name }));
  resource.setProperties(struct.Struct.fromJavaScript(toJavaScript(provider)));
  return resource;
}

/** Sorts an analyzer's diagnostics into violations and notes. */
export function answerOf(response: AnalyzeResponse): Answer {
  const texts = response.getDiagnosticsList().map((diagnostic) => diagnostic.getMessage());
  return {
    says: texts.filter((text) => !isNote(text)).map((text) => text.slice(text.indexOf("\n") + 1)),
    undecided: texts.filter(isNote),
    notApplicable: Object.fromEntries(
      response.getNotApplicableList().map((entry) => [entry.getPolicyName(), entry.getReason()]),
    ),
  };
}

/**
 * Runs rules over a resource through the SDK's own analyzer: its deserialisation, its checking proxies, its handling
 * of unknown values.
 *
 * @throws Error when a rule throws anything but the SDK's error about an unknown value
 */
export async function analyze(rules: readonly AnyRule[], subject: Subject): Promise<Answer> {
  const analyzeRpc = makeAnalyzeRpcFun(
    "plumbline",
    "0.0.0",
    "mandatory",
    rules.map((rule) => toPolicy(rule)),
  );
  const request = requestFor(subject);
  return answerOf(await answered<AnalyzeResponse>((callback) => analyzeRpc({ request }, callback)));
}

/** Whether a diagnostic is the SDK's note about a value that is not known yet. */
export function isNote(text: string): boolean {
  return text.startsWith("can't run policy");
}

export function toJavaScript(value: Readonly<Record<string, Json>>): Record<string, JavaScriptValue> {
  return JSON.parse(JSON.stringify(value)) as Record<string, JavaScriptValue>;
}
