import assert from "node:assert/strict";
import { createRequire } from "node:module";
import type { Rule } from "../../policy/lib/rule.ts";
import { rules } from "../../policy/rules/index.ts";
import { analyze } from "./lib/analyzer.ts";
import type { RuleCase } from "./lib/cases.ts";
import { caseFiles } from "./lib/files.ts";
import { blanked, unknown, unknowns } from "./lib/unknowns.ts";
import { configured, verify } from "./lib/verify.ts";

// Mocha loads test files synchronously, so their tests cannot wait for an import.
const load = createRequire(import.meta.url);

/** The cases of a rule, from the file that has its name. */
function casesOf({ name }: Rule): readonly RuleCase[] {
  const file = caseFiles.get(name);
  return file === undefined ? [] : (load(file) as { default: readonly RuleCase[] }).default;
}

const table = rules.map((rule) => ({ rule, cases: casesOf(rule) }));

for (const { rule, cases } of table) {
  const titles = [...new Set(cases.map(({ title }) => title))];
  const good = cases.filter(({ says }) => says.length === 0);
  const bad = cases.filter(({ says }) => says.length > 0);

  describe(`policy ${rule.name}`, function () {
    this.timeout(60_000); // thousands of analyses each, on a machine that may be busy
    it("has good and bad cases for every type that it looks at", () => {
      const types = "matches" in rule.on ? [] : rule.on;
      const covered = (some: readonly RuleCase[]) => types.filter((type) => some.every((one) => one.type !== type));
      assert.deepEqual({ good: covered(good), bad: covered(bad) }, { good: [], bad: [] });
      assert.notEqual(good.length, 0);
      assert.notEqual(bad.length, 0);
    });

    for (const title of titles) {
      it(title, async () => {
        for (const one of cases) if (one.title === title) await verify(rule, one);
      });
    }

    it("is caught by its bad cases when its check is emptied", async () => {
      for (const one of bad) await assert.rejects(verify({ ...rule, check: () => [] }, one), assert.AssertionError);
    });

    it("is caught by its good cases when its check always complains", async () => {
      const always = () => [{ path: "spec", expected: "something else", found: "this" }];
      for (const one of good) await assert.rejects(verify({ ...rule, check: always }, one), assert.AssertionError);
    });

    it("is undecided, and says so, when nothing is known", async () => {
      for (const type of new Set(cases.map((one) => one.type))) {
        const { says, undecided } = await analyze([rule], { type, props: unknowns(type) });
        assert.deepEqual(says, [], type);
        assert.equal(undecided.length, 1, type);
        assert.match(
          undecided[0] ?? "",
          new RegExp(`^can't run policy '${rule.name}' .* can't be known during preview$`),
        );
      }
    });

    it("takes no unknown value for a violation", async () => {
      for (const one of firstOfEach(bad)) {
        for (const props of blanked(one.props, unknown)) {
          const { says } = await analyze([configured(rule, one.config)], { ...one, props });
          const invented = says.filter((text) => !one.says.includes(text) && !text.includes("not known yet"));
          assert.deepEqual(invented, [], `${one.title}: ${JSON.stringify(props)}`);
        }
      }
    });

    it("survives any value that is missing or null", async () => {
      for (const one of firstOfEach(bad).slice(0, 2)) {
        for (const value of [undefined, null]) {
          for (const props of blanked(one.props, value))
            await analyze([configured(rule, one.config)], { ...one, props });
        }
      }
    });
  });
}

/** One case of each title: the others differ in the type of resource alone. */
function firstOfEach(cases: readonly RuleCase[]): RuleCase[] {
  return [...new Map(cases.toReversed().map((one) => [one.title, one])).values()].toReversed();
}
