import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { execa } from "execa";
import type { Fault } from "./documents.ts";
import type { TestProof } from "./proofs.ts";
import { readResults, resultsFile, treeHash, type Outcomes } from "./results.ts";

const mochaBin = createRequire(import.meta.url).resolve("mocha/bin/mocha.js");

/** Tests of these folders need servers of the sandbox: they are looked up, and run only when asked for. */
const needsSandbox = /^tests\/(sandbox|drills)\//;

/** Where a project's tests and their recorded results are. */
export interface TestPlace {
  readonly root: string;
  readonly stateDir: string;
  /** Whether tests that need the sandbox may be run, too. */
  readonly run: boolean;
  /** Says what is being done, for people who wait. */
  readonly report: (line: string) => void;
  /** Runs test files and gives what came out; undefined when mocha could not run them. */
  readonly mocha?: (place: TestPlace, files: readonly string[]) => Promise<Outcomes | undefined>;
}

/** Tells for a named test why it does not hold: empty when it passed for the sources as they are. */
export type TestJudge = (test: TestProof) => Fault[];

/**
 * Brings the outcomes of all named tests together: recorded ones as long as they are of the very same sources, others by
 * running their files once.
 */
export async function judgeTests(tests: readonly TestProof[], place: TestPlace): Promise<TestJudge> {
  const { root, stateDir, run, report, mocha = runMocha } = place;
  const recorded = tests.length > 0 ? readResults(resultsFile(stateDir)) : undefined;
  const fresh = recorded !== undefined && recorded.tree === treeHash(root) ? recorded.files : {};
  const passed = (test: TestProof): boolean => outcomeFaults(test, fresh[test.file]).length === 0;
  const wanted = new Set(
    tests
      .filter(
        (test) => existsSync(path.join(root, test.file)) && !passed(test) && (run || !needsSandbox.test(test.file)),
      )
      .map(({ file }) => file),
  );
  const files = [...wanted].sort();
  let ran: Outcomes | undefined = {};
  if (files.length > 0) {
    report(`running the named tests of ${files.length} files: ${files.join(" ")}`);
    ran = await mocha(place, files);
  }
  return (test) => {
    const { file } = test;
    if (!existsSync(path.join(root, file))) return [{ field: "file", message: `${file} does not exist` }];
    if (wanted.has(file)) {
      return ran
        ? outcomeFaults(test, ran[file])
        : [{ field: "file", message: `mocha could not run ${file}; see above` }];
    }
    if (fresh[file]) return outcomeFaults(test, fresh[file]);
    const state = recorded?.files[file] ? "is of other sources" : "is missing";
    return [{ field: "file", message: `the recorded result of ${file} ${state}: run "make test", or add --run` }];
  };
}

/** Why a named test, or one of a named suite, does not hold by the outcomes of its file. */
function outcomeFaults({ file, title, suite }: TestProof, outcomes: Outcomes[string] = {}): Fault[] {
  const field = title === undefined ? "suite" : "title";
  const named = Object.keys(outcomes).filter((name) =>
    title === undefined ? name.startsWith(`${suite ?? ""} `) : name === title,
  );
  if (named.length === 0) {
    const what = title === undefined ? `of the suite ${JSON.stringify(suite)}` : JSON.stringify(title);
    return [{ field, message: `${file} ran no test ${what}` }];
  }
  return named
    .filter((name) => outcomes[name] !== "passed")
    .map((name) => ({
      field,
      message: `${file}: ${JSON.stringify(name)} ${outcomes[name] === "failed" ? "failed" : "was skipped"}`,
    }));
}

/** Runs test files with the project's own reporter and passes its lines on, indented: they are not this command's own. */
async function runMocha(
  { root, stateDir, report }: TestPlace,
  files: readonly string[],
): Promise<Outcomes | undefined> {
  const folder = mkdtempSync(path.join(tmpdir(), "plumbline-tests-"));
  const output = path.join(folder, "results.json");
  const reporter = path.join(import.meta.dirname, "../mocha-reporter.ts");
  const options = [`output=${output}`, `root=${root}`, `results=${resultsFile(stateDir)}`];
  try {
    const args = [mochaBin, "--reporter", reporter, ...options.flatMap((option) => ["--reporter-option", option])];
    const run = execa(process.execPath, [...args, ...files], { cwd: root, reject: false, stdin: "ignore", all: true });
    for await (const line of run.iterable({ from: "all" })) report(`  ${line}`);
    await run;
    return readResults(output)?.files;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
