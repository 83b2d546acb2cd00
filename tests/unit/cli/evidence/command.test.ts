import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { evidenceCommand } from "../../../../cli/lib/evidence/command.ts";
import { printReport } from "../../../../cli/lib/evidence/print.ts";
import type { Report } from "../../../../cli/lib/evidence/report.ts";
import { readState } from "../../../../cli/lib/evidence/state.ts";
import { Failure } from "../../../../sandbox/lib/failure.ts";
import { pinnedNode, projectRoot } from "../../../../sandbox/lib/paths.ts";
import { quiet, report } from "./fixture.ts";

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
  readonly asked: readonly unknown[];
}

async function run(args: readonly string[], answer: Report | Error = report): Promise<Ran> {
  const ran = { out: "", err: "", asked: [] as unknown[] };
  const code = await evidenceCommand(args, {
    out: (text) => (ran.out += text),
    err: (text) => (ran.err += text),
    evidence: (stack, state) => {
      ran.asked.push([stack, state]);
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    },
  });
  return { code, ...ran };
}

describe("the evidence command", () => {
  let dir: string;
  beforeEach(() => (dir = mkdtempSync(join(tmpdir(), "plumbline-evidence-command-"))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  it("prints a summary, and ends with 1 when a mandatory policy is violated, with 0 otherwise", async () => {
    const failing = await run(["dev"]);
    assert.deepEqual([failing.code, failing.asked], [1, [["dev", undefined]]]);
    assert.equal(failing.out, `${printReport(report)}\n`);
    assert.equal((await run(["dev"], quiet)).code, 0);
  });

  it("says in the summary what has to be mended, and who answers for what is exempt", () => {
    const lines = printReport(report).split("\n");
    assert.deepEqual(
      lines.filter((line) => /^ {2}\S/.test(line)),
      [
        "  k8s-no-privileged  Deployment cap-app: spec.privileged: expected false, found true",
        "  k8s-probes  Deployment gateway: spec.probe: expected a probe, found nothing",
        "  k8s-pdb  Queue jobs: PodDisruptionBudget: expected one for it, found nothing",
        "  k8s-no-privileged  Deployment gateway: spec.privileged: The gateway needs it & nothing else (ada, until 2027-01-31)",
      ],
    );
    assert.ok(lines.includes("3 checks passed, 1 failed, 2 failed as advice, 1 exempt, 1 undecided."));
    assert.match(lines.at(-1) ?? "", /run it again with --state FILE/);
  });

  it("prints one format, and nothing else", async () => {
    assert.deepEqual(JSON.parse((await run(["dev", "--format", "json"])).out), report);
    assert.match((await run(["dev", "--format", "html"])).out, /^<!doctype html>/);
    assert.match(
      (await run(["dev", "--format", "junit"])).out,
      /^<\?xml version="1\.0" encoding="UTF-8"\?>\n<testsuites /,
    );
    assert.match((await run(["dev", "--format", "sarif"])).out, /"version": "2\.1\.0"/);
  });

  it("writes several files of one run, each in the format of its ending", async () => {
    const files = ["a/r.html", "a/r.sarif", "r.xml", "r.json"].map((name) => join(dir, name));
    const { asked, out } = await run(["dev", "--state", "s.json", ...files.flatMap((file) => ["--out", file])]);
    assert.deepEqual(asked, [["dev", "s.json"]]);
    assert.equal(out, `${printReport(report)}\n`);
    assert.deepEqual(
      files.map((file) => readFileSync(file, "utf8").slice(0, 6)),
      ["<!doct", '{\n  "v', "<?xml ", '{\n  "v'],
    );
    const odd = join(dir, "report.txt");
    await run(["dev", "--format", "json", "--out", odd]);
    assert.deepEqual(JSON.parse(readFileSync(odd, "utf8")), report);
  });

  it("prints the schema of its JSON without looking at a stack", async () => {
    const { code, out, asked } = await run(["--schema"]);
    assert.deepEqual([code, asked], [0, []]);
    assert.deepEqual(JSON.parse(out), JSON.parse(readFileSync(join(projectRoot, "docs/evidence.schema.json"), "utf8")));
  });

  const mistakes: Readonly<Record<string, [args: string[], line: RegExp]>> = {
    "no stack": [[], /^a stack is missing: dev, staging, prod or prod-azure$/],
    "an unknown format": [
      ["dev", "--format", "pdf"],
      /^error: option '--format <name>' argument 'pdf' is invalid\. Allowed choices are html, json, sarif, junit\.$/,
    ],
    "a file whose ending tells no format": [
      ["dev", "--out", "r.txt"],
      /^--out r\.txt: its ending tells no format; give --format \(html, json, sarif, junit\)$/,
    ],
    "an unknown option": [["dev", "--fromat"], /^error: unknown option '--fromat'/],
  };
  for (const [title, [args, line]] of Object.entries(mistakes)) {
    it(`refuses ${title} in one line, with exit code 2, before it looks at anything`, async () => {
      const { code, out, err, asked } = await run(args);
      assert.deepEqual([code, out, asked], [2, "", []]);
      assert.match(err.trimEnd().split("\n")[0] ?? "", line);
    });
  }

  it("hands on in one line why there is no report", async () => {
    const { code, out, err } = await run(["dev"], new Failure("no stack devv"));
    assert.deepEqual([code, out, err], [2, "", "no stack devv\n"]);
    const unwritable = await run(["dev", "--out", join(dir, "x.json/y.json"), "--out", join(dir, "x.json")]);
    assert.equal(unwritable.code, 2);
  });

  const states: Readonly<Record<string, [text: string | undefined, line: RegExp]>> = {
    "is not there": [undefined, /: there is no such file; give what "pulumi stack export --file FILE" wrote$/],
    "is no JSON": ["{", / is no JSON \(.*\); give what/],
    "is something else": ['{"steps": []}', / is no exported state: version: .*; give what/],
    "has no resources": ['{"version": 3, "deployment": {"resources": []}}', /: deployment\.resources: .*; give what/],
    "has a resource without a type": [
      '{"version": 3, "deployment": {"resources": [{"urn": "urn:pulumi:a::b::c:d:e::f"}]}}',
      /: deployment\.resources\[0\]\.type: /,
    ],
  };
  for (const [title, [text, line]] of Object.entries(states)) {
    it(`refuses a state file that ${title} in one line`, () => {
      const file = join(dir, "state.json");
      if (text !== undefined) writeFileSync(file, text);
      assert.throws(
        () => readState(file),
        (error) => {
          assert.ok(error instanceof Failure);
          assert.match(error.message, line);
          assert.doesNotMatch(error.message, /\n/);
          return true;
        },
      );
    });
  }

  it("leaves out what a state has still to delete", () => {
    const one = { urn: "urn:pulumi:a::b::c:d:e::f", type: "c:d:e" };
    const file = join(dir, "state.json");
    writeFileSync(file, JSON.stringify({ version: 3, deployment: { resources: [one, { ...one, delete: true }] } }));
    assert.deepEqual(readState(file), [one]);
  });

  it("names the stacks when it is asked for another, and helps", async () => {
    const command = (...args: string[]) =>
      execa(pinnedNode, ["cli/evidence.ts", ...args], { cwd: projectRoot, reject: false });
    const [wrong, missing, help] = await Promise.all([
      command("devv"),
      command("dev", "--state", join(dir, "nothing.json")),
      command("--help"),
    ]);
    assert.deepEqual(
      [wrong.exitCode, wrong.stdout, wrong.stderr],
      [2, "", "no stack devv: there is no Pulumi.devv.yaml; the stacks are dev, prod, prod-azure, staging"],
    );
    assert.equal(missing.exitCode, 2);
    assert.match(missing.stderr, /nothing\.json: there is no such file; .*$/);
    assert.equal(help.exitCode, 0);
    for (const word of ["--format", "--state", "--out", "Exit code"]) assert.ok(help.stdout.includes(word), word);
    assert.deepEqual(readdirSync(dir), []);
  });
});
