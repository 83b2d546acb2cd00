import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { execa } from "execa";
import { readResults, treeHash } from "../../../cli/lib/requirements/results.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { createFixture, type Fixture } from "./fixture.ts";

const mochaBin = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");
const reporter = path.join(projectRoot, "cli/lib/mocha-reporter.ts");

describe("mocha reporter", () => {
  let fixture: Fixture;
  beforeEach(() => void (fixture = createFixture()));
  afterEach(() => fixture.remove());

  /** Runs mocha over one test file of the fixture. */
  async function run(content: string, more: readonly string[] = []) {
    fixture.write("tests/a.test.ts", `${content}\n`);
    const results = path.join(fixture.root, ".state/test-results.json");
    const options = `root=${fixture.root},results=${results}`;
    const args = [
      "--no-config",
      "--no-color",
      "--reporter",
      reporter,
      "--reporter-option",
      options,
      ...more,
      "tests/a.test.ts",
    ];
    const { exitCode, stdout } = await execa(process.execPath, [mochaBin, ...args], {
      cwd: fixture.root,
      reject: false,
    });
    return { exitCode, lines: stdout.split("\n"), results };
  }

  it("closes with the counts alone on the last line", async () => {
    const { exitCode, lines } = await run(
      'describe("a", () => { it("b", () => {}); describe("c", () => it("d", () => {})); });',
    );
    assert.equal(lines[0], "tests/a.test.ts");
    assert.match(lines[1] ?? "", /^ {2}. a: 2 passed \(\d+ ms\)$/);
    assert.deepEqual([exitCode, lines.slice(2)], [0, ["2 passed, 0 failed"]]);
  });

  it("shows failures in full, those of hooks too, then a line for each, and counts what was skipped", async () => {
    const { exitCode, lines } = await run(`
      describe("a", () => { it("b", () => { throw new Error("not equal\\nat all"); }); it.skip("c", () => {}); });
      describe("h", () => { before(() => { throw new Error("no server"); }); it("i", () => {}); });`);
    assert.equal(exitCode, 2);
    assert.match(lines.join("\n"), /^ {4}. a b: not equal at all$/m);
    assert.match(lines.join("\n"), /1\) a\n +b:\n\s+Error: not equal\n\s*at all\n/);
    assert.match(lines.join("\n"), /2\) h\n +"before all" hook for "i":\n\s+Error: no server\n/);
    assert.deepEqual(
      lines.slice(-3).map((line) => line.replace(/^. (?=tests)/, "")),
      [
        "tests/a.test.ts: a b: not equal at all",
        'tests/a.test.ts: h "before all" hook for "i": no server',
        "0 passed, 2 failed, 1 skipped",
      ],
    );
  });

  it("records each outcome for the sources as they are", async () => {
    const { results } = await run(
      'describe("a", () => { it("b", () => {}); it("c", () => { throw new Error(); }); it.skip("d", () => {}); });',
    );
    assert.deepEqual(readResults(results), {
      tree: treeHash(fixture.root),
      files: { "tests/a.test.ts": { "a b": "passed", "a c": "failed", "a d": "skipped" } },
    });
  });

  it("lets the worse outcome stand for two tests of one title", async () => {
    const { results } = await run(
      'describe("a", () => { it("b", () => { throw new Error(); }); it("b", () => {}); });',
    );
    assert.deepEqual(readResults(results)?.files, { "tests/a.test.ts": { "a b": "failed" } });
  });

  it("records nothing when the sources change during the run", async () => {
    const { results, lines } = await run(
      'import { writeFileSync } from "node:fs";\ndescribe("a", () => it("b", () => writeFileSync("new.ts", "")));',
    );
    assert.equal(readResults(results), undefined);
    assert.deepEqual(lines.slice(-2), [
      "The results are not recorded: the sources changed during the run.",
      "1 passed, 0 failed",
    ]);
  });

  for (const option of [["--grep", "b"], ["--fgrep", "b"], ["--bail"]]) {
    it(`records nothing of a run that ${option.join(" ")} may leave incomplete`, async () => {
      const { results, lines } = await run('describe("a", () => { it("b", () => {}); it("c", () => {}); });', option);
      assert.equal(readResults(results), undefined);
      assert.equal(lines.at(-2), "The results are not recorded: --grep or --bail left tests out.");
    });
  }

  it("fails a run that a test cuts off", async () => {
    const { exitCode, lines } = await run(
      'describe("a", () => { it("b", () => process.exit(0)); it("c", () => {}); });',
    );
    assert.deepEqual([exitCode, lines.at(-1)], [1, "The run was cut off: a test ended the process."]);
  });

  it("is the one that the project's tests use", () => {
    const { reporter: used } = JSON.parse(readFileSync(path.join(projectRoot, ".mocharc.json"), "utf8")) as {
      reporter: string;
    };
    assert.equal(path.join(projectRoot, used), reporter);
  });
});
