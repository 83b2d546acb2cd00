import assert from "node:assert/strict";
import type { Rule } from "../../policy/lib/rule.ts";
import { isStackRule } from "../../policy/lib/table.ts";
import { rules } from "../../policy/rules/index.ts";
import { analyze } from "./lib/analyzer.ts";
import { resourceCasesOf, titlesOf } from "./lib/cases-of.ts";
import { firstOfEach } from "./lib/cases.ts";
import { kept } from "./lib/remedies.ts";
import { remediate } from "./lib/stack-analyzer.ts";
import { blanked, unknown, unknowns } from "./lib/unknowns.ts";
import { configured, verify } from "./lib/verify.ts";

const table = rules.flatMap((rule): { rule: Rule; cases: ReturnType<typeof resourceCasesOf> }[] =>
  isStackRule(rule) ? [] : [{ rule, cases: resourceCasesOf(rule) }],
);

for (const { rule, cases } of table) {
  const good = cases.filter(({ says }) => says.length === 0);
  const bad = cases.filter(({ says }) => says.length > 0);

  describe(`policy ${rule.name}`, () => {
    it("has good and bad cases for every type that it looks at", () => {
      const types = "matches" in rule.on ? [] : rule.on;
      const covered = (some: typeof cases) => types.filter((type) => some.every((one) => one.type !== type));
      assert.deepEqual({ good: covered(good), bad: covered(bad) }, { good: [], bad: [] });
      assert.notEqual(good.length, 0);
      assert.notEqual(bad.length, 0);
    });

    for (const title of titlesOf(cases)) {
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
      for (const one of firstOfType(cases)) {
        const props = unknowns(one.type, cases);
        const { says, undecided } = await analyze([rule], { ...one, props });
        // a rule about options alone, which are always known, decides; by the bad case, too
        const [wrong] = bad.filter(({ type }) => type === one.type);
        const decided = wrong ? await analyze([configured(rule, wrong.config)], { ...wrong, props }) : undefined;
        if (undecided.length === 0 && decided?.says.join() === wrong?.says.join()) continue;
        assert.deepEqual(says, [], one.type);
        assert.equal(undecided.length, 1, one.type);
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

    if (rule.level !== "R") return;

    it("changes nothing of what is good", async () => {
      for (const one of good)
        assert.deepEqual(await remediate(configured(rule, one.config), one), { props: undefined, notes: [] });
    });

    it("writes what is missing, and changes nothing that is there", async () => {
      let mended = 0;
      for (const one of bad) {
        const { props = one.props, notes } = await remediate(configured(rule, one.config), one);
        assert.deepEqual(notes, []);
        assert.ok(kept(one.props, props), `${one.title}: ${JSON.stringify(props)}`);
        const { says } = await analyze([configured(rule, one.config)], { ...one, props });
        assert.deepEqual(
          says.filter((text) => !one.says.includes(text)),
          [],
          one.title,
        );
        if (says.length === 0) mended += 1;
      }
      assert.notEqual(mended, 0, "no bad case is mended: the rule is not of level R");
    });
  });
}

/** One case of each type of resource. */
function firstOfType<Case extends { readonly type: string }>(cases: readonly Case[]): Case[] {
  return [...new Map(cases.toReversed().map((one) => [one.type, one])).values()];
}
