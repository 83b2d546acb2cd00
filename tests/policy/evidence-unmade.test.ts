import assert from "node:assert/strict";
import { Dispatch } from "../../policy/lib/dispatch.ts";
import { strictestBench } from "../../policy/lib/pack.ts";
import { rule } from "../../policy/lib/rule.ts";
import { guides } from "../../policy/lib/standards.ts";
import { stackRule } from "../../policy/lib/stack-rule.ts";
import { requestFor } from "./lib/analyzer.ts";
import { stackRequest, type StackSubject } from "./lib/stack-analyzer.ts";
import { unknown } from "./lib/unknowns.ts";

const type = "kubernetes:core/v1:Namespace";
const about = {
  severity: "low",
  level: "M",
  description: "Says what it sees.",
  remediationSteps: "None.",
  framework: guides("none"),
  tags: [],
  requirements: [],
  on: [type],
} as const;
const see = (props: object) => [{ path: "props", expected: "", found: JSON.stringify(props) }];
const alone = rule({ ...about, name: "alone", check: () => [] });
const together = stackRule({ ...about, name: "together", check: ({ props }) => see(props) });

const inputs = { metadata: { name: "app" } };
const subject: StackSubject = { type, name: "subject", props: inputs, provider: { kubeconfig: unknown } };

/** What a policy over the stack sees of a resource that was first judged by itself, as in every preview. */
async function seen(given: StackSubject, outputs: StackSubject["props"]): Promise<string[]> {
  const dispatch = new Dispatch({ name: "plumbline", version: "0.0.0" }, [alone, together], strictestBench);
  await dispatch.analyze(requestFor(given));
  const response = await dispatch.analyzeStack(stackRequest([{ ...given, props: outputs }]));
  return response.getDiagnosticsList().map((one) => one.getMessage());
}

const says = (props: object) => [`Says what it sees.\nprops: expected , found ${JSON.stringify(props)}`];

// The engine hands back no outputs while the provider of a resource cannot be configured.
describe("a stack whose cluster is still to be made", () => {
  it("is judged by what its resources are given", async () => {
    assert.deepEqual(await seen(subject, {}), says(inputs));
  });

  it("is judged by the outputs that there are", async () => {
    const outputs = { metadata: { name: "app", uid: "1" } };
    assert.deepEqual(await seen(subject, outputs), says(outputs));
  });

  it("stays undecided about what is not known of them either", async () => {
    const [note, ...more] = await seen({ ...subject, props: { metadata: unknown } }, {});
    assert.deepEqual(more, []);
    assert.match(
      note ?? "",
      /^can't run policy 'together' .* string value at \.metadata can't be known during preview$/,
    );
  });

  it("takes nothing for the outputs of a component, which has no provider", async () => {
    const component = { type, name: "subject", props: inputs };
    assert.deepEqual(await seen(component, {}), says({}));
  });
});
