import assert from "node:assert/strict";
import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { buildReport } from "../../cli/lib/evidence/build.ts";
import { assertAgreement, type Observation } from "../../cli/lib/evidence/observation.ts";
import { type EngineRun, observePreview } from "../../cli/lib/evidence/preview.ts";
import type { Report } from "../../cli/lib/evidence/report.ts";
import { observeState } from "../../cli/lib/evidence/state.ts";
import { loadCatalogue } from "../../cli/lib/requirements/catalogue.ts";
import { isStackRule } from "../../policy/lib/table.ts";
import { rules } from "../../policy/rules/index.ts";
import { enginePath } from "../../sandbox/lib/engine.ts";
import { Failure, silent } from "../../sandbox/lib/failure.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { ensurePolicyPack } from "../../sandbox/lib/policy.ts";
import { sharedCluster } from "../sandbox/lib/provider-cluster.ts";
import { Stack } from "../sandbox/lib/provider-stack.ts";

const pack = join(projectRoot, "policy");
/** Whatever rules there will be: one stops an update, one writes what is missing, and the others advise. */
const settings = { all: "advisory", "k8s-no-privileged": "mandatory", "k8s-seccomp": "remediate" };
const stackPolicies = new Set(rules.filter(isStackRule).map(({ name }) => name));
const deployment = "kubernetes:apps/v1:Deployment: web";

/** What the engine is meant to have said of a stack, compared with what it heard, as every report is. */
function reportOn(observation: Observation): Report {
  assertAgreement(observation, stackPolicies);
  return buildReport(observation, {
    environment: "dev",
    catalogue: loadCatalogue(projectRoot),
    rules,
    enforcement: () => undefined,
    now: new Date(0),
  });
}

/** `[level] policy (type: name)` and its message, of each violation that the terminal shows. */
function printed(text: string): string[] {
  const entry = /^ +- \[(mandatory|advisory)\] \[severity: \w+\] +(\S+) +\((.*)\)\n(?: {10}.*\n)* {10}(.*)$/gm;
  return [...text.matchAll(entry)]
    .map(([, level = "", policy = "", resource = "", message = ""]) => `[${level}] ${policy} (${resource}) ${message}`)
    .filter((line) => !line.includes("can't run policy"));
}

/** The same, from a report. */
function reported({ policies }: Report): string[] {
  return policies.flatMap(({ name, checks }) =>
    checks.flatMap(({ resource, enforcement = "", violations = [] }) =>
      violations.map((violation) => {
        const [types = "", own = ""] = (violation.resource ?? resource).split("::").slice(2);
        return `[${enforcement}] ${name} (${types.split("$").at(-1) ?? ""}: ${own}) ${violation.message}`;
      }),
    ),
  );
}

const undecided = ({ policies }: Report) =>
  policies.flatMap(({ name, checks }) => checks.filter((one) => one.verdict === "undecided").map(() => name));

describe("evidence under the engine", () => {
  let stack: Stack;
  let run: EngineRun;
  let packArguments: readonly string[];

  before(async () => {
    const [{ kubeconfig }, created] = await Promise.all([sharedCluster(), Stack.create(), ensurePolicyPack()]);
    stack = created;
    copyFileSync(join(projectRoot, "tests/policy/evidence-program.ts"), join(stack.dir, "index.ts"));
    const configFile = join(stack.dir, "policies.json");
    writeFileSync(configFile, JSON.stringify(settings));
    packArguments = ["--policy-pack", pack, "--policy-pack-config", configFile];
    await stack.succeed("config", "set", "kubeconfig", kubeconfig);
    const { dir: cwd, environment: env } = stack;
    run = { engine: enginePath, cwd, env, packArguments, packName: "plumbline", systems: new Set(), say: silent };
  });
  after(async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    stack.remove();
  });

  it("says of a preview what the terminal says, to the word", async () => {
    const { text } = await stack.run("preview", ...packArguments, "--color=never");
    const report = reportOn(await observePreview(run, "test"));
    assert.deepEqual(reported(report).sort(), printed(text).sort());
    assert.ok(reported(report).some((line) => line.startsWith(`[mandatory] k8s-no-privileged (${deployment})`)));
    assert.equal(report.ok, false);
    assert.deepEqual(report.source, { kind: "preview", stack: "test", project: "tiny" });
    assert.deepEqual(report.policies.find(({ name }) => name === "k8s-seccomp")?.checks, [
      {
        resource: report.resources.find(({ name }) => name === "web")?.urn,
        verdict: "passed",
        remediated: [
          { path: "spec.template.spec.containers[0].securityContext.seccompProfile.type", value: "RuntimeDefault" },
        ],
      },
    ]);
  });

  it("tells what a preview cannot know, of what that is made, and where the program asks for it", async () => {
    await stack.succeed("config", "set", "privileged", "false");
    const report = reportOn(await observePreview(run, "test"));
    assert.equal(report.ok, true);
    const check = report.policies.find(({ name }) => name === "k8s-no-default-credentials")?.checks[0];
    assert.equal(check?.verdict, "undecided");
    assert.equal(check.decidedBy?.value, "stringData");
    assert.deepEqual(
      check.decidedBy.from.map((urn) => urn.split("::").at(-1)),
      ["password"],
    );
    const web = report.resources.find(({ name }) => name === "web");
    assert.deepEqual(web?.source, { file: "index.ts", line: 26 });
  });

  it("decides it by the exported state, offline, and says what the engine says of that", async () => {
    await stack.succeed("up", "--yes", "--skip-preview", ...packArguments);
    const file = join(stack.dir, "state.json");
    await stack.succeed("stack", "export", "--file", file);
    // no backend, no program: the file is all there is
    const env = { ...stack.environment, PULUMI_BACKEND_URL: "file:///nowhere", PULUMI_STACK: "" };
    const report = reportOn(await observeState({ ...run, cwd: projectRoot, env }, file));
    assert.deepEqual(undecided(report), []);
    assert.deepEqual(report.source, { kind: "state", stack: "test", project: "tiny", file });
    const credentials = report.policies.find(({ name }) => name === "k8s-no-default-credentials");
    assert.deepEqual(credentials?.counts, { failed: 0, undecided: 0, exempt: 0, passed: 1, notApplicable: 0 });
    const { stdout } = await execa(
      enginePath,
      ["policy", "analyze", "--file", file, ...packArguments, "--color=never"],
      { env, extendEnv: false },
    );
    assert.deepEqual(reported(report).sort(), printed(`${stdout}\n`).sort());
    assert.notEqual(reported(report).length, 0);
  });

  it("makes no report of a preview that fails for another reason, and says the reason", async () => {
    stack.source(`throw new Error("the program is broken");`);
    await assert.rejects(observePreview(run, "test"), (error) => {
      assert.ok(error instanceof Failure);
      assert.match(error.message, /^the preview of test failed, so that there is no report: .*the program is broken/s);
      return true;
    });
  });
});
