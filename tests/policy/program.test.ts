import assert from "node:assert/strict";
import { render, secretMarker } from "../../cli/lib/render.ts";
import { type Environment, environments, levels } from "../../policy/lib/levels.ts";
import { configOf, type Rule } from "../../policy/lib/rule.ts";
import type { Json } from "../../policy/lib/violation.ts";
import { rules } from "../../policy/rules/index.ts";
import { analyze, type Subject } from "./lib/analyzer.ts";
import { unknown } from "./lib/unknowns.ts";
import { configured } from "./lib/verify.ts";

/** Advisory violations that are accepted, by stack: reviewed here, line by line. */
const accepted: Readonly<Record<Environment, readonly string[]>> = { dev: [], staging: [], prod: [], "prod-azure": [] };

interface Finding {
  readonly level: string;
  readonly line: string;
}

async function findings(environment: Environment, chosen: readonly Rule[] = rules): Promise<Finding[]> {
  const { resources } = await render(environment);
  assert.notEqual(resources.length, 0);
  const found: Finding[] = [];
  for (const { type, name, inputs } of resources) {
    const props = withUnknownSecrets(inputs);
    for (const rule of chosen) {
      const { says } = await analyze([configured(rule, configOf(rule, environment))], { type, props });
      for (const text of says)
        found.push({ level: levels[rule.level][environment], line: `${name}: ${rule.name}: ${text}` });
    }
  }
  return found;
}

/** Secrets are made by the random provider, so that a preview does not know them either. */
function withUnknownSecrets(inputs: object): Subject["props"] {
  return JSON.parse(JSON.stringify(inputs), (_key, value: Json): Json =>
    value === secretMarker ? unknown : value,
  ) as Subject["props"];
}

for (const environment of environments) {
  describe(`policies over the program: ${environment}`, function () {
    this.timeout(60_000);
    it("has no mandatory violation, and no advisory one that is not accepted", async () => {
      const found = await findings(environment);
      const lines = (level: string) => found.filter((one) => one.level === level).map(({ line }) => line);
      assert.deepEqual(
        { mandatory: lines("mandatory"), advisory: lines("advisory") },
        { mandatory: [], advisory: accepted[environment] },
      );
    });

    it("is looked at by every rule", async () => {
      const always = rules.map((rule) => ({ ...rule, check: () => [{ path: "x", expected: "y", found: "z" }] }));
      const seen = new Set((await findings(environment, always)).map(({ line }) => line.split(": ")[1]));
      const silent = rules.map(({ name }) => name).filter((name) => !seen.has(name));
      assert.deepEqual(silent, []);
    });
  });
}
