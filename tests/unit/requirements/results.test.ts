import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import path from "node:path";
import { readResults, recordResults, treeHash, type Outcomes } from "../../../cli/lib/requirements/results.ts";
import { createFixture, type Fixture } from "./fixture.ts";

const unit = "tests/unit/a.test.ts";
const server = "tests/sandbox/b.test.ts";
const proof = (file: string, title: string): string => `SHP-001:\n  - test: { file: ${file}, title: ${title} }\n`;

describe("proof by a test", () => {
  let fixture: Fixture;
  let results: string;
  beforeEach(() => {
    fixture = createFixture();
    results = path.join(fixture.root, ".state/test-results.json");
    fixture.write(unit, 'it("adds", () => {});\n');
    fixture.write(server, 'it("serves", () => {});\n');
  });
  afterEach(() => fixture.remove());

  const record = (files: Outcomes): void => recordResults(results, { tree: treeHash(fixture.root), files });

  /** What the command says about SHP-001, and the test files that it ran. */
  async function ask(args: readonly string[] = [], outcomes: Outcomes = {}) {
    const ran: string[] = [];
    const mocha = (_: unknown, files: readonly string[]) => {
      ran.push(...files);
      return Promise.resolve(outcomes);
    };
    const { code, out } = await fixture.run([...args, "--id", "SHP-001"], { mocha });
    const faults = out.split("\n").flatMap((line) => /SHP-001: proofs\[0\]\.test\.(.+)$/.exec(line)?.[1] ?? []);
    return { code, faults, ran };
  }

  describe("of code alone", () => {
    it("runs the test, and holds when it passes", async () => {
      fixture.proofs(proof(unit, "adds"));
      assert.deepEqual(await ask([], { [unit]: { adds: "passed" } }), { code: 0, faults: [], ran: [unit] });
    });
    it("fails when the test does", async () => {
      fixture.proofs(proof(unit, "adds"));
      assert.deepEqual(await ask([], { [unit]: { adds: "failed" } }), {
        code: 1,
        faults: [`title: ${unit}: "adds" failed`],
        ran: [unit],
      });
    });
    it("fails when the test is skipped", async () => {
      fixture.proofs(proof(unit, "adds"));
      assert.deepEqual((await ask([], { [unit]: { adds: "skipped" } })).faults, [`title: ${unit}: "adds" was skipped`]);
    });
    it("fails for a title that the file does not have", async () => {
      fixture.proofs(proof(unit, "subtracts"));
      assert.deepEqual((await ask([], { [unit]: { adds: "passed" } })).faults, [
        `title: ${unit} ran no test "subtracts"`,
      ]);
    });
    it("fails for a file that does not exist", async () => {
      fixture.proofs(proof("tests/unit/c.test.ts", "adds"));
      assert.deepEqual(await ask(), { code: 1, faults: ["file: tests/unit/c.test.ts does not exist"], ran: [] });
    });
    it("does not run again what passed with the same sources", async () => {
      fixture.proofs(proof(unit, "adds"));
      record({ [unit]: { adds: "passed" } });
      assert.deepEqual(await ask(), { code: 0, faults: [], ran: [] });
    });
    it("runs again what failed, and what passed with other sources", async () => {
      fixture.proofs(proof(unit, "adds"));
      record({ [unit]: { adds: "failed" } });
      assert.deepEqual((await ask([], { [unit]: { adds: "passed" } })).ran, [unit]);
      record({ [unit]: { adds: "passed" } });
      fixture.write("index.ts", "export {};\n");
      assert.deepEqual((await ask([], { [unit]: { adds: "failed" } })).faults, [`title: ${unit}: "adds" failed`]);
    });
    it("takes every test of a suite, and at least one", async () => {
      fixture.proofs(`SHP-001:\n  - test: { file: ${unit}, suite: sums }\n`);
      const sums = { "sums add": "passed", "sums carry": "passed", "sumsets add": "failed" } as const;
      assert.deepEqual((await ask([], { [unit]: sums })).faults, []);
      const says = [`suite: ${unit}: "sums carry" failed`];
      assert.deepEqual((await ask([], { [unit]: { ...sums, "sums carry": "failed" } })).faults, says);
      assert.deepEqual((await ask([], { [unit]: { other: "passed" } })).faults, [
        `suite: ${unit} ran no test of the suite "sums"`,
      ]);
    });
    it("runs it for real", async () => {
      fixture.write(unit, 'it("adds", () => {});\nit("fails", () => { throw new Error("no"); });\n');
      fixture.proofs(`${proof(unit, "adds")}SHP-002:\n  - test: { file: ${unit}, title: fails }\n`);
      const { code, out } = await fixture.run(["--json"]);
      const { requirements } = JSON.parse(out) as { requirements: { id: string; status: string }[] };
      assert.deepEqual(
        [code, requirements.map(({ id, status }) => `${id} ${status}`)],
        [1, ["SHP-001 proven", "SHP-002 failed"]],
      );
    });
  });

  describe("that needs the sandbox", () => {
    const hint = 'run "make test", or add --run';
    beforeEach(() => fixture.proofs(proof(server, "serves")));

    it("holds for a recorded result of the same sources", async () => {
      record({ [server]: { serves: "passed" } });
      assert.deepEqual(await ask(), { code: 0, faults: [], ran: [] });
    });
    it("fails for a recorded failure", async () => {
      record({ [server]: { serves: "failed" } });
      assert.deepEqual(await ask(), { code: 1, faults: [`title: ${server}: "serves" failed`], ran: [] });
    });
    it("fails without a recorded result", async () => {
      assert.deepEqual(await ask(), {
        code: 1,
        faults: [`file: the recorded result of ${server} is missing: ${hint}`],
        ran: [],
      });
    });
    for (const [what, change] of [
      ["a changed file", (f: Fixture) => f.write(server, "// other\n")],
      ["a new file", (f: Fixture) => f.write("new.ts", "")],
      ["a removed file", (f: Fixture) => rmSync(path.join(f.root, unit))],
    ] as const) {
      it(`fails once the sources have ${what}`, async () => {
        record({ [server]: { serves: "passed" } });
        change(fixture);
        const says = `file: the recorded result of ${server} is of other sources: ${hint}`;
        assert.deepEqual(await ask(), { code: 1, faults: [says], ran: [] });
      });
    }
    it("still holds when only ignored files change", async () => {
      record({ [server]: { serves: "passed" } });
      fixture.write(".state/log", "line\n");
      assert.deepEqual(await ask(), { code: 0, faults: [], ran: [] });
    });
    it("is run with --run", async () => {
      assert.deepEqual(await ask(["--run"], { [server]: { serves: "passed" } }), {
        code: 0,
        faults: [],
        ran: [server],
      });
    });
  });

  describe("recorded results", () => {
    it("of the same sources are added up, the later outcome winning", () => {
      record({ [unit]: { adds: "failed", moves: "passed" } });
      record({ [unit]: { adds: "passed" }, [server]: { serves: "passed" } });
      const expected = { [unit]: { adds: "passed", moves: "passed" }, [server]: { serves: "passed" } };
      assert.deepEqual(readResults(results)?.files, expected);
    });
    it("of other sources are dropped", () => {
      record({ [unit]: { adds: "passed" } });
      fixture.write("new.ts", "");
      record({ [server]: { serves: "passed" } });
      assert.deepEqual(readResults(results)?.files, { [server]: { serves: "passed" } });
    });
    it("that cannot be read prove nothing", () => {
      fixture.write(".state/test-results.json", '{"tree": "x", "files": {"a": {"b": "maybe"}}}');
      assert.equal(readResults(results), undefined);
      assert.match(readFileSync(results, "utf8"), /maybe/);
    });
  });
});
