import assert from "node:assert/strict";
import { makeAnalyzeRpcFun, makeAnalyzeStackRpcFun, makeRemediateRpcFun } from "@pulumi/policy/server.js";
import analyzer from "@pulumi/pulumi/proto/analyzer_pb.js";
import type { AnalyzeResponse, RemediateResponse } from "@pulumi/pulumi/proto/analyzer_pb.js";
import { Dispatch } from "../../policy/lib/dispatch.ts";
import { strictestBench, toPolicy } from "../../policy/lib/pack.ts";
import { answered } from "../../policy/lib/sdk.ts";
import { rules } from "../../policy/rules/index.ts";
import { requestFor } from "./lib/analyzer.ts";
import { firstOfEach } from "./lib/cases.ts";
import { resourceCasesOf, stackCasesOf } from "./lib/cases-of.ts";
import { stackRequest } from "./lib/stack-analyzer.ts";
import { unknowns } from "./lib/unknowns.ts";

const pack = { name: "plumbline", version: "0.0.0" };
const policies = rules.map((rule) => toPolicy(rule));
const dispatch = new Dispatch(pack, rules, strictestBench);
const args = [pack.name, pack.version, "mandatory", policies] as const;

/** All that an answer says, in an order of its own. */
function said(response: AnalyzeResponse): object {
  const diagnostics = response.getDiagnosticsList().map((one) => ({ ...one.toObject(), urn: "" }));
  return {
    diagnostics: diagnostics.map((one) => JSON.stringify(one)).sort(),
    notApplicable: response
      .getNotApplicableList()
      .map((one) => one.getPolicyName())
      .sort(),
  };
}

// What the SDK's own analyzer says, asked about each policy by itself, is what the pack says at once.
describe("the pack's dispatch, against the SDK's analyzer", () => {
  it("says the same of a good and a bad case of every rule, and of resources of which nothing is known", async () => {
    const analyze = makeAnalyzeRpcFun(...args);
    for (const rule of rules) {
      const cases = resourceCasesOf(rule);
      const [first] = cases;
      const blank = first ? [{ ...first, props: unknowns(first.type, cases) }] : [];
      const good = cases.filter(({ says }) => says.length === 0).slice(0, 1);
      for (const subject of [...firstOfEach(cases.filter(({ says }) => says.length > 0)), ...good, ...blank]) {
        const request = requestFor(subject);
        const { response, always } = await dispatch.analyze(request);
        const whole = Buffer.concat([response.serializeBinary(), always]);
        const theirs = await answered<AnalyzeResponse>((callback) => analyze({ request }, callback));
        assert.deepEqual(said(analyzer.AnalyzeResponse.deserializeBinary(whole)), said(theirs), rule.name);
      }
    }
  });

  it("says the same of every stack", async () => {
    const analyze = makeAnalyzeStackRpcFun(...args);
    for (const { resources, title } of rules.flatMap((rule) => firstOfEach(stackCasesOf(rule)))) {
      const request = stackRequest(resources);
      const theirs = await answered<AnalyzeResponse>((callback) => analyze({ request }, callback));
      assert.deepEqual(said(await dispatch.analyzeStack(request)), said(theirs), title);
    }
  });

  it("remediates as it does", async () => {
    const remediate = makeRemediateRpcFun(...args);
    const written = (response: RemediateResponse) => response.getRemediationsList().map((one) => one.toObject());
    for (const rule of rules.filter(({ level }) => level === "R")) {
      for (const subject of firstOfEach(resourceCasesOf(rule))) {
        const request = requestFor(subject);
        const theirs = await answered<RemediateResponse>((callback) => remediate({ request }, callback));
        assert.deepEqual(written(await dispatch.remediate(request)), written(theirs), `${rule.name}: ${subject.title}`);
      }
    }
  });
});
