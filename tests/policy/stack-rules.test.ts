import assert from "node:assert/strict";
import { appliesTo } from "../../policy/lib/rule.ts";
import type { StackRule } from "../../policy/lib/stack-rule.ts";
import { isStackRule } from "../../policy/lib/table.ts";
import { rules } from "../../policy/rules/index.ts";
import { stackCasesOf, titlesOf } from "./lib/cases-of.ts";
import { firstOfEach } from "./lib/cases.ts";
import { analyzeStack, type StackSubject } from "./lib/stack-analyzer.ts";
import type { StackCase } from "./lib/stack-cases.ts";
import { blanked, unknown } from "./lib/unknowns.ts";
import { benchOf, configured, verifyStack } from "./lib/verify.ts";

for (const rule of rules.filter(isStackRule)) suite(rule);

function suite(rule: StackRule): void {
  const cases = stackCasesOf(rule);
  const good = cases.filter(({ says, notApplicable }) => says.length === 0 && notApplicable === undefined);
  const bad = cases.filter(({ says }) => says.length > 0);

  describe(`policy ${rule.name}`, () => {
    it("has good and bad cases, with every type that it looks at", () => {
      const types = "matches" in rule.on ? [] : rule.on.filter((type) => type !== "pulumi:pulumi:Stack");
      const lacking = (some: readonly StackCase[]) =>
        types.filter((type) => !some.some(({ resources }) => resources.some((one) => one.type === type)));
      assert.deepEqual({ good: lacking(good), bad: lacking(bad) }, { good: [], bad: [] });
      assert.notEqual(good.length, 0);
      assert.notEqual(bad.length, 0);
    });

    for (const title of titlesOf(cases)) {
      it(title, async () => {
        for (const one of cases) if (one.title === title) await verifyStack(rule, one);
      });
    }

    it("is caught by its bad cases when its check is emptied", async () => {
      for (const one of bad)
        await assert.rejects(verifyStack({ ...rule, check: () => [] }, one), assert.AssertionError);
    });

    it("is caught by its good cases when its check always complains", async () => {
      const always = () => [{ path: "spec", expected: "something else", found: "this" }];
      for (const one of good) await assert.rejects(verifyStack({ ...rule, check: always }, one), assert.AssertionError);
    });

    it("survives a stack of which nothing is known, and takes nothing in it for a violation", async () => {
      for (const one of firstOfEach(cases)) {
        const resources = one.resources.map((subject) => ({ ...subject, props: nothingKnown(subject) }));
        const { says } = await analyzeStack([configured(rule, one.config)], resources, benchOf(one));
        const invented = says.filter((text) => !one.says.includes(text));
        assert.deepEqual(invented, [], one.title);
      }
    });

    it("takes no unknown value for a violation", async () => {
      for (const one of firstOfEach(bad)) {
        for (const resources of variants(one.resources, unknown)) {
          const { says } = await analyzeStack([configured(rule, one.config)], resources, benchOf(one));
          const invented = says.filter((text) => !one.says.includes(text) && !text.includes("not known yet"));
          assert.deepEqual(invented, [], `${one.title}: ${JSON.stringify(resources)}`);
        }
      }
    });

    it("survives any value that is missing or null", async () => {
      for (const one of firstOfEach(bad).slice(0, 2)) {
        for (const value of [undefined, null])
          for (const resources of variants(one.resources, value))
            await analyzeStack([configured(rule, one.config)], resources, benchOf(one));
      }
    });

    it("does not apply to a stack that has nothing it looks at", async () => {
      const others = [{ type: "random:index/randomPet:RandomPet", name: "other", props: {} }];
      const { says, notApplicable } = await analyzeStack([rule], others);
      if (appliesTo(rule, "pulumi:pulumi:Stack")) return;
      assert.deepEqual({ says, rules: Object.keys(notApplicable) }, { says: [], rules: [rule.name] });
    });
  });
}

function nothingKnown({ props }: StackSubject): StackSubject["props"] {
  return Object.fromEntries(Object.keys(props).map((key) => [key, unknown]));
}

/** Every variant of a stack in which one value of one resource is another. */
function* variants(
  resources: readonly StackSubject[],
  value: Parameters<typeof blanked>[1],
): Generator<StackSubject[]> {
  for (const [index, subject] of resources.entries())
    for (const props of blanked(subject.props, value)) yield resources.toSpliced(index, 1, { ...subject, props });
}
