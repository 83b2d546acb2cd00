import path from "node:path";
import Mocha from "mocha";
import { projectRoot, stateDir } from "../../sandbox/lib/paths.ts";
import { recordResults, resultsFile, treeHash, writeResults, type Outcomes } from "./requirements/results.ts";

const { Base } = Mocha.reporters;
/** A test that takes longer gets a line of its own, so that somebody who waits sees what goes on. */
const longMs = 3000;
/** Of what was thrown, in the line about a failed test. Unit: characters. */
const longestReason = 300;

interface Options {
  /** File that gets the outcomes of this run alone. */
  readonly output?: string;
  /** Root that test files are named from, and whose sources the outcomes are recorded for. */
  readonly root: string;
  /** File in which outcomes are recorded. */
  readonly results: string;
}

function readOptions({ reporterOptions }: Mocha.MochaOptions): Options {
  const given: unknown = reporterOptions;
  const options =
    typeof given === "object" && given !== null
      ? new Map<string, unknown>(Object.entries(given))
      : new Map<string, unknown>();
  const text = (key: string): string | undefined => {
    const value = options.get(key);
    return typeof value === "string" ? path.resolve(value) : undefined;
  };
  return {
    output: text("output"),
    root: text("root") ?? projectRoot,
    results: text("results") ?? resultsFile(stateDir),
  };
}

const reasonOf = ({ err }: Mocha.Test): string => (err?.message ?? "").replaceAll(/\s+/g, " ").slice(0, longestReason);

const seconds = (ms: number): string => (ms < 1000 ? `${ms} ms` : `${(ms / 1000).toFixed(1)} s`);

/**
 * The project's mocha reporter.
 *
 * For people: a line for each file and each of its suites, long and failed tests as they happen, failures in full at the end, and
 * then a line for each, since what keeps a log may keep no more than its end.
 * For programs: the last line is `N passed, N failed`, with `, N skipped` when some were; the outcome of every test is
 * recorded together with a hash of the sources, so that `npm run -s requirements` knows for which sources it holds.
 */
export default class ProjectReporter extends Base {
  readonly #options: Options;
  readonly #outcomes: Outcomes = {};
  readonly #before: string | undefined;
  /** With --grep or --bail a suite may be in the results in part, which would pass for the whole of it. */
  readonly #partial: boolean;
  #file = "";
  #counts = { passed: 0, failed: 0, skipped: 0 };
  #started = Date.now();
  #ended = false;

  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions = {}) {
    super(runner, options);
    this.#options = readOptions(options);
    this.#before = hashOrUndefined(this.#options.root);
    this.#partial = Boolean(options.grep) || options.bail === true;
    const events = Mocha.Runner.constants;
    runner.on(events.EVENT_SUITE_BEGIN, (suite) => this.#suiteBegins(suite));
    runner.on(events.EVENT_SUITE_END, (suite) => this.#suiteEnds(suite));
    runner.on(events.EVENT_TEST_PASS, (test) => this.#testEnds(test, "passed"));
    runner.on(events.EVENT_TEST_FAIL, (test) => this.#testEnds(test, "failed"));
    runner.on(events.EVENT_TEST_PENDING, (test) => this.#testEnds(test, "skipped"));
    runner.once(events.EVENT_RUN_END, () => this.#runEnds());
    process.once("exit", (code) => {
      if (this.#ended) return;
      Base.consoleLog("The run was cut off: a test ended the process.");
      if (code === 0) process.exitCode = 1;
    });
  }

  #suiteBegins(suite: Mocha.Suite): void {
    if (suite.root || !suite.parent?.root) return;
    this.#counts = { passed: 0, failed: 0, skipped: 0 };
    this.#started = Date.now();
    this.#showFile(this.#relative(suite.file));
  }

  #showFile(file: string): void {
    if (file !== this.#file) Base.consoleLog(file);
    this.#file = file;
  }

  #suiteEnds(suite: Mocha.Suite): void {
    if (suite.root || !suite.parent?.root) return;
    const { passed, failed, skipped } = this.#counts;
    const counts = [`${passed} passed`, failed > 0 && `${failed} failed`, skipped > 0 && `${skipped} skipped`];
    const mark = failed > 0 ? Base.color("fail", Base.symbols.err) : Base.color("green", Base.symbols.ok);
    const line = counts.filter((part) => part !== false).join(", ");
    Base.consoleLog(
      `  ${mark} ${suite.title}: ${line} ${Base.color("light", `(${seconds(Date.now() - this.#started)})`)}`,
    );
  }

  #testEnds(test: Mocha.Test, outcome: "passed" | "failed" | "skipped"): void {
    this.#counts[outcome] += 1;
    const file = this.#relative(test.file);
    this.#showFile(file);
    const outcomes = (this.#outcomes[file] ??= {});
    const title = test.fullTitle();
    // Two tests of one title: the worse outcome stands for both.
    if (outcomes[title] !== "failed") outcomes[title] = outcome;
    const took = test.duration ?? 0;
    if (outcome === "failed") {
      Base.consoleLog(`    ${Base.color("fail", `${Base.symbols.err} ${title}`)}: ${reasonOf(test)}`);
    } else if (took >= longMs) Base.consoleLog(`    ${Base.color("light", `${test.title} (${seconds(took)})`)}`);
  }

  #runEnds(): void {
    this.#ended = true;
    if (this.failures.length > 0) Base.list(this.failures);
    this.#record();
    for (const test of this.failures) Base.consoleLog(`${Base.color("fail", Base.symbols.err)} ${this.#summary(test)}`);
    const { passes, failures, pending } = this.stats;
    Base.consoleLog(`${passes} passed, ${failures} failed${pending > 0 ? `, ${pending} skipped` : ""}`);
  }

  #record(): void {
    const { output, results, root } = this.#options;
    const tree = hashOrUndefined(root);
    if (output !== undefined) writeResults(output, { tree: tree ?? "", files: this.#outcomes });
    const reason =
      (this.#partial && "--grep or --bail left tests out") ||
      (tree === undefined && "git does not list the sources") ||
      (tree !== this.#before && "the sources changed during the run");
    if (reason) Base.consoleLog(`The results are not recorded: ${reason}.`);
    else recordResults(results, { tree: tree ?? "", files: this.#outcomes });
  }

  /** File, title and what was thrown, in one line. */
  #summary(test: Mocha.Test): string {
    return `${this.#relative(test.file)}: ${test.fullTitle()}: ${reasonOf(test)}`;
  }

  #relative(file: string | undefined): string {
    return file === undefined ? "" : path.relative(this.#options.root, file).split(path.sep).join("/");
  }
}

function hashOrUndefined(root: string): string | undefined {
  try {
    return treeHash(root);
  } catch {
    return undefined;
  }
}
