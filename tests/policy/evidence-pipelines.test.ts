import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { parse, stringify } from "yaml";
import { z } from "zod";
import { stackNames } from "../../cli/lib/stacks.ts";
import {
  checkGitlab,
  gitlabFile,
  pinnedAction,
  runInShell,
  stepSchema,
  textOf,
  usesIn,
  workflowFaults,
} from "../lib/pipelines.ts";

const github = ".github/workflows/policies.yaml";

const githubSchema = z.looseObject({
  permissions: z.record(z.string(), z.string()),
  jobs: z.strictObject({
    evidence: z.looseObject({
      permissions: z.record(z.string(), z.string()),
      strategy: z.looseObject({ matrix: z.strictObject({ stack: z.array(z.string()) }) }),
      steps: z.array(stepSchema),
    }),
  }),
});
const gitlabSchema = z.looseObject({
  evidence: z.looseObject({
    parallel: z.strictObject({ matrix: z.tuple([z.strictObject({ STACK: z.array(z.string()) })]) }),
    script: z.array(z.string()),
  }),
});

const workflow = githubSchema.parse(parse(textOf(github)));
const job = workflow.jobs.evidence;
const gitlab = gitlabSchema.parse(parse(textOf(gitlabFile)));
const recipe = gitlab.evidence;
const reporting = job.steps.find(({ run = "" }) => run.includes("npm run -s evidence"))?.run ?? "";

describe("the pipelines that make evidence", () => {
  it("look at every stack", async () => {
    const stacks = await stackNames();
    assert.deepEqual(job.strategy.matrix.stack.toSorted(), stacks);
    assert.deepEqual(recipe.parallel.matrix[0].STACK.toSorted(), stacks);
  });

  it("have no credentials, and may write to code scanning alone", () => {
    for (const text of [textOf(github), stringify({ ...gitlab, "state-backup": {}, "state-backup-azure": {} })]) {
      assert.doesNotMatch(text, /secrets\.|id.token|AWS_|ARM_|AZURE_|GOOGLE_|KUBECONFIG|TOKEN|PASSWORD|PASSPHRASE/);
    }
    assert.deepEqual(workflow.permissions, { contents: "read" });
    assert.deepEqual(job.permissions, { contents: "read", "security-events": "write" });
  });

  it("take others' actions by commit, with the version that it is", () => {
    const used = usesIn(github);
    assert.equal(used.length, job.steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of used) assert.match(line, pinnedAction);
  });

  it("use commands that there are", () => {
    const { scripts } = z
      .looseObject({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(textOf("package.json")));
    const lines = [...job.steps.map(({ run = "" }) => run), ...recipe.script].join("\n");
    const called = (pattern: RegExp) => [...new Set([...lines.matchAll(pattern)].map(([, name = ""]) => name))];
    assert.deepEqual(called(/npm run -s (\S+)/g), ["evidence"]);
    assert.ok("evidence" in scripts);
    assert.deepEqual(called(/make (\S+)/g), ["install"]);
    assert.match(textOf("Makefile"), /^install:/m);
  });
});

describe("a pipeline's report of a stack", () => {
  let dir: string;
  beforeEach(() => {
    dir = mkdtempSync(join(tmpdir(), "plumbline-pipeline-"));
    mkdirSync(join(dir, "bin"));
  });
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  /** Runs a job's lines as the pipeline does, with programs that only say how they were called. */
  function run(script: string, exitCode: number) {
    for (const [name, code] of [
      ["npm", exitCode],
      ["make", 0],
    ] as const) {
      const program = join(dir, "bin", name);
      writeFileSync(program, `#!/bin/sh\necho "${name} $*"\nexit ${code}\n`);
      chmodSync(program, 0o755);
    }
    const env = { STACK: "prod", PATH: [join(dir, "bin"), process.env.PATH].join(delimiter) };
    return runInShell(script, { cwd: dir, env });
  }

  const out = ["html", "json", "sarif", "xml"].map((ending) => `--out out/evidence/prod.${ending}`).join(" ");
  const called = `npm run -s evidence -- prod ${out}`;

  it("fails the job when a mandatory policy is violated, in GitHub Actions", async () => {
    assert.equal((await run(reporting, 0)).exitCode, 0);
    const { exitCode, stdout } = await run(reporting, 1);
    assert.deepEqual([exitCode, stdout], [1, called]);
    assert.equal(readFileSync(join(dir, "out/summary.txt"), "utf8"), `${called}\n`);
  });

  it("fails the job when a mandatory policy is violated, in GitLab", async () => {
    const script = recipe.script.join("\n");
    assert.equal((await run(script, 0)).exitCode, 0);
    const { exitCode, stdout } = await run(script, 1);
    assert.deepEqual([exitCode, stdout], [1, `make install\n${called}`]);
  });
});

describe("linters of pipelines", () => {
  it("find nothing in the workflow of GitHub Actions, and would", async () => {
    assert.equal(await workflowFaults(github, textOf(github)), "");
    const wrong = await workflowFaults(github, textOf(github).replaceAll("matrix.stack", "matrix.stak"));
    assert.match(wrong, /property "stak" is not defined in object type \{stack: string\}/);
  });

  it("find nothing in the recipe for GitLab, and would", async () => {
    const right = await checkGitlab(textOf(gitlabFile));
    assert.equal(right.exitCode, 0, right.stdout);
    assert.equal((await checkGitlab(textOf(gitlabFile).replace("when: always", "when: sometimes"))).exitCode, 1);
  });
});
