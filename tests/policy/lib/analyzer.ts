import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { ResourceValidationPolicy } from "@pulumi/policy";
import { makeAnalyzeRpcFun } from "@pulumi/policy/server.js";
import struct from "google-protobuf/google/protobuf/struct_pb.js";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb.js";
import { toPolicy } from "../../../policy/lib/pack.ts";
import type { Rule } from "../../../policy/lib/rule.ts";
import type { Json } from "../../../policy/lib/violation.ts";

type Analyze = (
  call: { request: InstanceType<typeof analyzer.AnalyzeRequest> },
  callback: (error: Error | null | undefined, response: AnalyzeResponse | undefined) => void,
) => void;

declare module "@pulumi/policy/server.js" {
  /** Stripped from the SDK's declarations, since it is marked as internal. */
  export function makeAnalyzeRpcFun(
    pack: string,
    version: string,
    enforcementLevel: string,
    policies: readonly ResourceValidationPolicy[],
  ): Analyze;
}

export interface Subject {
  readonly type: string;
  readonly props: Readonly<Record<string, Json>>;
  /** Properties of the provider that the resource belongs to. */
  readonly provider?: Readonly<Record<string, Json>>;
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
export function requestFor({ type, props, provider }: Subject): InstanceType<typeof analyzer.AnalyzeRequest> {
  const request = new analyzer.AnalyzeRequest();
  request.setType(type);
  request.setName("subject");
  request.setUrn(`urn:pulumi:test::plumbline::${type}::subject`);
  request.setProperties(struct.Struct.fromJavaScript(toJavaScript(props)));
  request.setOptions(new analyzer.AnalyzerResourceOptions());
  if (provider) {
    const resource = new analyzer.AnalyzerProviderResource();
    resource.setType("pulumi:providers:kubernetes");
    resource.setProperties(struct.Struct.fromJavaScript(toJavaScript(provider)));
    request.setProvider(resource);
  }
  return request;
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
export async function analyze(rules: readonly Rule[], subject: Subject): Promise<Answer> {
  const analyzeRpc = makeAnalyzeRpcFun("plumbline", "0.0.0", "mandatory", rules.map(toPolicy));
  const request = requestFor(subject);
  const response = await new Promise<AnalyzeResponse>((resolve, reject) => {
    analyzeRpc({ request }, (error, answer) => {
      if (answer) resolve(answer);
      else reject(error ?? new Error("the analyzer gave neither an answer nor an error"));
    });
  });
  return answerOf(response);
}

function isNote(text: string): boolean {
  return text.startsWith("can't run policy");
}

function toJavaScript(value: Readonly<Record<string, Json>>): Record<string, JavaScriptValue> {
  return JSON.parse(JSON.stringify(value)) as Record<string, JavaScriptValue>;
}
