import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { z } from "zod";
import { stackNames } from "../../cli/lib/stacks.ts";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { ensurePythonTool } from "../../sandbox/lib/python-tools.ts";
import { ensureTestTool } from "../../sandbox/lib/test-tools.ts";

const github = ".github/workflows/policies.yaml";
const gitlab = "examples/pipelines/gitlab-ci.yaml";

const text = (file: string) => readFileSync(join(projectRoot, file), "utf8");
const stepSchema = z.looseObject({
  name: z.string().optional(),
  run: z.string().optional(),
  uses: z.string().optional(),
});
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

const workflow = githubSchema.parse(parse(text(github)));
const job = workflow.jobs.evidence;
const recipe = gitlabSchema.parse(parse(text(gitlab))).evidence;
const reporting = job.steps.find(({ run = "" }) => run.includes("npm run -s evidence"))?.run ?? "";

describe("the pipelines that make evidence", () => {
  it("look at every stack", async () => {
    const stacks = await stackNames();
    assert.deepEqual(job.strategy.matrix.stack.toSorted(), stacks);
    assert.deepEqual(recipe.parallel.matrix[0].STACK.toSorted(), stacks);
  });

  it("have no credentials, and may write to code scanning alone", () => {
    for (const file of [github, gitlab]) {
      assert.doesNotMatch(
        text(file),
        /secrets\.|id-token|AWS_|ARM_|AZURE_|GOOGLE_|KUBECONFIG|TOKEN|PASSWORD|PASSPHRASE/,
      );
    }
    assert.deepEqual(workflow.permissions, { contents: "read" });
    assert.deepEqual(job.permissions, { contents: "read", "security-events": "write" });
  });

  it("take others' actions by commit, with the version that it is", () => {
    const used = text(github)
      .split("\n")
      .filter((line) => line.includes("uses:"));
    assert.equal(used.length, job.steps.filter(({ uses }) => uses !== undefined).length);
    for (const line of used) assert.match(line, /uses: [\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it("use commands that there are", () => {
    const { scripts } = z
      .looseObject({ scripts: z.record(z.string(), z.string()) })
      .parse(JSON.parse(text("package.json")));
    const lines = [...job.steps.map(({ run = "" }) => run), ...recipe.script].join("\n");
    const called = (pattern: RegExp) => [...new Set([...lines.matchAll(pattern)].map(([, name = ""]) => name))];
    assert.deepEqual(called(/npm run -s (\S+)/g), ["evidence"]);
    assert.ok("evidence" in scripts);
    assert.deepEqual(called(/make (\S+)/g), ["install"]);
    assert.match(text("Makefile"), /^install:/m);
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
    return execa("bash", ["--noprofile", "--norc", "-eo", "pipefail", "-c", script], { cwd: dir, env, reject: false });
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

describe("linters of pipelines", function () {
  this.timeout(300_000); // the first run of a machine builds or installs them

  it("find nothing in the workflow of GitHub Actions, and would", async () => {
    const actionlint = await ensureTestTool("actionlint", reportToTerminal);
    const lint = (input: string) =>
      execa(actionlint, ["-no-color", "-shellcheck=", "-pyflakes=", "-stdin-filename", github, "-"], {
        input,
        reject: false,
      });
    assert.equal((await lint(text(github))).stdout, "");
    const wrong = await lint(text(github).replaceAll("matrix.stack", "matrix.stak"));
    assert.match(wrong.stdout, /property "stak" is not defined in object type \{stack: string\}/);
  });

  it("find nothing in the recipe for GitLab, and would", async () => {
    const python = await ensurePythonTool("check-jsonschema", reportToTerminal);
    const check = async (content: string) => {
      const dir = mkdtempSync(join(tmpdir(), "plumbline-gitlab-"));
      const file = join(dir, "gitlab-ci.yaml");
      writeFileSync(file, content);
      const options = ["--builtin-schema", "vendor.gitlab-ci", "--data-transform", "gitlab-ci"];
      const ran = await execa(python, ["-m", "check_jsonschema", ...options, file], { reject: false });
      rmSync(dir, { recursive: true, force: true });
      return ran;
    };
    const right = await check(text(gitlab));
    assert.equal(right.exitCode, 0, right.stdout);
    assert.equal((await check(text(gitlab).replace("when: always", "when: sometimes"))).exitCode, 1);
  });
});
