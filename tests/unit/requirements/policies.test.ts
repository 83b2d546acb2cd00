import assert from "node:assert/strict";
import { createFixture, type Fixture } from "./fixture.ts";

const rule = "k8s-no-default-password";
const killing = { file: "tests/policy/password.test.ts", title: "password is refused" };

describe("proof by a policy", () => {
  let fixture: Fixture;
  beforeEach(() => {
    fixture = createFixture();
    fixture.write(killing.file, "// never run: the outcomes are given below\n");
    fixture.write("policy/rules/index.ts", `export const rules = [{ name: "${rule}", requirements: ["SHP-001"] }];\n`);
    fixture.write("policy/config/dev.json", `{ "${rule}": "mandatory" }\n`);
  });
  afterEach(() => fixture.remove());

  async function faultsOf(options: { rule?: string; id?: string; outcome?: "passed" | "failed"; extra?: string } = {}) {
    const id = options.id ?? "SHP-001";
    const test = `{ file: ${killing.file}, title: ${killing.title} }`;
    fixture.proofs(`${id}:\n  - policy: { rule: ${options.rule ?? rule}, test: ${test}${options.extra ?? ""} }\n`);
    const mocha = () => Promise.resolve({ [killing.file]: { [killing.title]: options.outcome ?? "passed" } });
    const { code, out } = await fixture.run(["--id", id], { mocha });
    const faults = out
      .split("\n")
      .flatMap((line) => new RegExp(`${id}: proofs\\[0\\]\\.policy\\.(.+)$`).exec(line)?.[1] ?? []);
    assert.equal(code, faults.length > 0 ? 1 : 0);
    return faults;
  }

  it("holds for a rule that is on and whose test passed", async () => assert.deepEqual(await faultsOf(), []));

  for (const [what, scope, file] of [
    ["a resource", "", "tests/policy/rules.test.ts"],
    ["the whole stack", ', scope: "stack"', "tests/policy/stack-rules.test.ts"],
  ] as const) {
    it(`goes by the suite of a rule over ${what}, where no other test is named`, async () => {
      fixture.write(
        "policy/rules/index.ts",
        `export const rules = [{ name: "${rule}", requirements: ["SHP-001"]${scope} }];\n`,
      );
      fixture.write(file, "// never run: the outcomes are given below\n");
      fixture.proofs(`SHP-001:\n  - policy: { rule: ${rule} }\n`);
      const mocha = (_place: unknown, files: readonly string[]) =>
        Promise.resolve({ [files.join()]: { [`policy ${rule} refuses`]: "passed" as const } });
      const { code } = await fixture.run(["--id", "SHP-001"], { mocha });
      assert.equal(code, 0);
    });
  }

  it("fails for a rule that the pack does not have", async () => {
    assert.deepEqual(await faultsOf({ rule: "k8s-other" }), ['rule: the policy pack has no rule "k8s-other"']);
  });

  it("fails for a rule that does not say that it enforces the requirement", async () => {
    const says = `rule: the rule ${rule} does not list SHP-002 among its requirements`;
    assert.deepEqual(await faultsOf({ id: "SHP-002" }), [says]);
  });

  for (const [config, enforcement] of [
    [{ [rule]: "disabled" }, "disabled"],
    [{ [rule]: { enforcementLevel: "disabled" } }, "disabled"],
    [{ all: "disabled" }, "disabled"],
    [{ [rule]: "advisory" }, "advisory"],
    [{ [rule]: {} }, "not set"],
  ] as const) {
    it(`fails for a stack with ${JSON.stringify(config)}`, async () => {
      fixture.write("policy/config/dev.json", JSON.stringify(config));
      assert.deepEqual(await faultsOf(), [`stacks: the rule ${rule} is ${enforcement} in dev, not mandatory`]);
    });
  }

  it("goes by the rule's own setting before that of all rules", async () => {
    fixture.write(
      "policy/config/dev.json",
      JSON.stringify({ all: "disabled", [rule]: { enforcementLevel: "mandatory" } }),
    );
    assert.deepEqual(await faultsOf(), []);
  });

  it("fails for a stack without a file in policy/config", async () => {
    assert.deepEqual(await faultsOf({ extra: ", stacks: [dev, prod]" }), [
      "stacks[1]: policy/config/prod.json does not exist",
    ]);
  });

  it("takes the rule's own suite of tests when none is named", async () => {
    const file = "tests/policy/rules.test.ts";
    fixture.write(file, "// never run: the outcomes are given below\n");
    fixture.proofs(`SHP-001:\n  - policy: { rule: ${rule} }\n`);
    const mocha = (refuses: "passed" | "failed") => () =>
      Promise.resolve({
        [file]: { [`policy ${rule} accepts`]: "passed" as const, [`policy ${rule} refuses`]: refuses },
      });
    assert.equal((await fixture.run(["--require", "workload"], { mocha: mocha("passed") })).code, 0);
    const { code, out } = await fixture.run([], { mocha: mocha("failed") });
    assert.match(
      out,
      /SHP-001: proofs\[0\]\.policy\.test\.suite: tests\/policy\/rules\.test\.ts: "policy k8s-no-default-password refuses" failed\n/,
    );
    assert.equal(code, 1);
  });

  it("fails when the test of the rule does", async () => {
    assert.deepEqual(await faultsOf({ outcome: "failed" }), [`test.title: ${killing.file}: "${killing.title}" failed`]);
  });
});
