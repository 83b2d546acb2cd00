import type { ResourceValidationArgs, StackValidationArgs } from "@pulumi/policy";
import { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } from "@pulumi/policy/server.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type {
  AnalyzeDiagnostic,
  AnalyzeRequest,
  AnalyzeResponse,
  AnalyzerResource,
  AnalyzeStackRequest,
  PolicyNotApplicable,
  RemediateResponse,
} from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { Struct } from "google-protobuf/google/protobuf/struct_pb.js";
import { diagnosticsOf, notApplicable } from "./diagnostics.ts";
import { type Bench, contextOf, judge, type Judgement, judgeStack, quietBecause } from "./judge.ts";
import { toPolicy } from "./pack.ts";
import { remedies } from "./remedy.ts";
import { appliesTo, looksAt, type Rule } from "./rule.ts";
import { answered } from "./sdk.ts";
import { stackOf } from "./stack.ts";
import { type AnyRule, isStackRule } from "./table.ts";

/** The pack, as its messages name it. */
export interface PackName {
  readonly name: string;
  readonly version: string;
}

/** An answer, and what is the same in all answers about resources of that type: `not applicable` of the other rules. */
export interface Analysis {
  readonly response: AnalyzeResponse;
  readonly always: Uint8Array;
}

/**
 * Answers the engine's questions with all rules at once. The SDK reads a request again for each policy, which would take
 * longer than the rules themselves; here it does so once, and only the rules that look at the type are asked.
 */
export class Dispatch {
  readonly #pack: PackName;
  readonly #rules: readonly AnyRule[];
  readonly #bench: Bench;
  readonly #byType = new Map<string, { readonly rules: readonly Rule[]; readonly always: Uint8Array }>();
  /** What each resource was given, by its URN. */
  readonly #inputs = new Map<string, Struct>();

  constructor(pack: PackName, rules: readonly AnyRule[], bench: Bench) {
    this.#pack = pack;
    this.#rules = rules.filter((rule) => bench.settings(rule).level !== "disabled");
    this.#bench = bench;
  }

  /** Judges one resource. */
  async analyze(request: AnalyzeRequest): Promise<Analysis> {
    const { rules, always } = this.#of(request.getType());
    const inputs = request.getProperties();
    if (inputs) this.#inputs.set(request.getUrn(), inputs);
    const args = rules.length === 0 ? undefined : await readResource(request);
    const judged = args ? rules.map((rule) => naming(rule, () => judge(rule, args, this.#bench))) : [];
    return { response: this.#answer(judged.map((one) => [one.rule, [one]])), always };
  }

  /** Judges the stack. */
  async analyzeStack(request: AnalyzeStackRequest): Promise<AnalyzeResponse> {
    const rules = this.#rules.filter(isStackRule);
    for (const resource of request.getResourcesList()) this.#complete(resource);
    const stack = stackOf((await readStack(request)).resources);
    return this.#answer(rules.map((rule) => [rule, naming(rule, () => judgeStack(rule, stack, this.#bench))] as const));
  }

  /**
   * A stack is judged by its outputs. A preview has none of a resource whose provider is not configured yet, such as that
   * of a cluster which is still to be made: what the resource was given is what it will have at least.
   */
  #complete(resource: AnalyzerResource): void {
    const inputs = this.#inputs.get(resource.getUrn());
    const isEmpty = (resource.getProperties()?.getFieldsMap().getLength() ?? 0) === 0;
    if (inputs && isEmpty && resource.hasProvider()) resource.setProperties(inputs);
  }

  /** Writes what rules of level R find missing; the SDK's own remediation runs for those that have something to write. */
  async remediate(request: AnalyzeRequest): Promise<RemediateResponse> {
    const mending = this.#of(request.getType()).rules.filter(
      (rule) => this.#bench.settings(rule).level === "remediate",
    );
    if (mending.length === 0) return new analyzer.RemediateResponse();
    const args = await readResource(request);
    const needed = mending.filter((rule) =>
      naming(rule, () => remedies(rule, args.props, contextOf(rule, args, this.#bench)).length > 0),
    );
    if (needed.length === 0) return new analyzer.RemediateResponse();
    const policies = needed.map((rule) => toPolicy(rule, this.#bench));
    const remediate = makeRemediateRpcFun(this.#pack.name, this.#pack.version, "mandatory", policies);
    return answered((callback) => remediate({ request }, callback));
  }

  #of(type: string): { readonly rules: readonly Rule[]; readonly always: Uint8Array } {
    const known = this.#byType.get(type);
    if (known) return known;
    const overResources = this.#rules.filter((rule): rule is Rule => !isStackRule(rule));
    const response = new analyzer.AnalyzeResponse();
    const others = overResources.filter((rule) => !appliesTo(rule, type));
    response.setNotApplicableList(others.map(({ name }) => notApplicable(name, "it looks at other types")));
    const made = { rules: overResources.filter((rule) => appliesTo(rule, type)), always: response.serializeBinary() };
    this.#byType.set(type, made);
    return made;
  }

  #answer(judged: readonly (readonly [AnyRule, readonly Judgement[]])[]): AnalyzeResponse {
    const diagnostics: AnalyzeDiagnostic[] = [];
    const quiet: PolicyNotApplicable[] = [];
    for (const [rule, judgements] of judged) {
      diagnostics.push(...diagnosticsOf(this.#pack, rule, judgements, this.#bench.settings(rule).level));
      const reasons = new Set(judgements.map(quietBecause));
      if (judgements.length === 0) reasons.add(`the stack has no ${looksAt(rule)}`);
      if (!reasons.has(undefined)) quiet.push(notApplicable(rule.name, [...reasons].join("; ")));
    }
    const response = new analyzer.AnalyzeResponse();
    response.setDiagnosticsList(diagnostics);
    response.setNotApplicableList(quiet);
    return response;
  }
}

/** Runs a rule; what it throws is a defect of it, and says so. */
function naming<Answer>(rule: AnyRule, run: () => Answer): Answer {
  try {
    return run();
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
    throw new Error(`policy ${rule.name} failed: ${reason}`, { cause: error });
  }
}

/** A request as the SDK gives it to policies: properties behind proxies that throw where a value is unknown. */
async function readResource(request: AnalyzeRequest): Promise<ResourceValidationArgs> {
  const read: ResourceValidationArgs[] = [];
  const policy = {
    name: "read",
    description: "",
    validateResource: (args: ResourceValidationArgs) => void read.push(args),
  };
  const analyze = makeAnalyzeRpcFun("", "", "mandatory", [policy]);
  await answered<AnalyzeResponse>((callback) => analyze({ request }, callback));
  return only(read);
}

async function readStack(request: AnalyzeStackRequest): Promise<StackValidationArgs> {
  const read: StackValidationArgs[] = [];
  const policy = { name: "read", description: "", validateStack: (args: StackValidationArgs) => void read.push(args) };
  const analyze = makeAnalyzeStackRpcFun("", "", "mandatory", [policy]);
  await answered<AnalyzeResponse>((callback) => analyze({ request }, callback));
  return only(read);
}

function only<Item>([item]: readonly Item[]): Item {
  if (item === undefined) throw new Error("the SDK's analyzer asked no policy");
  return item;
}
