import assert from "node:assert/strict";
import { render } from "../../cli/lib/render.ts";
import { type Environment, environments, levels } from "../../policy/lib/levels.ts";
import { appliesTo, configOf } from "../../policy/lib/rule.ts";
import { wholeStack } from "../../policy/lib/stack-rule.ts";
import { type AnyRule, isStackRule } from "../../policy/lib/table.ts";
import { rules } from "../../policy/rules/index.ts";
import { programSubjects } from "./lib/program.ts";
import { acceptedIn, advisoryCounts } from "./lib/advisories.ts";
import { analyze } from "./lib/analyzer.ts";
import { analyzeStack, type StackSubject } from "./lib/stack-analyzer.ts";
import { configured } from "./lib/verify.ts";

/** Rules that no stack gives anything to look at, and why. */
const withoutSubject: Readonly<Record<string, string>> = {
  "aws-iam-no-users": "forbids what it looks at",
  "aws-lb-drop-invalid-headers": "the load balancer is made in the cluster, by annotations of its Service",
  "aws-lb-tls13": "TLS ends at the gateway; a listener that somebody adds is looked at",
  "crd-analysis": "a canary is a choice of an application's configuration",
  "crd-rollout-steps": "a canary is a choice of an application's configuration",
  "k8s-ingress-tls": "routes are of the Gateway API; an Ingress that somebody adds is looked at",
  "k8s-no-bare-pod": "forbids what it looks at",
};

interface Finding {
  readonly level: string;
  readonly rule: string;
  readonly line: string;
}

async function findings(environment: Environment, subjects: readonly StackSubject[]): Promise<Finding[]> {
  const found: Finding[] = [];
  for (const rule of rules) {
    const set = configured(rule, configOf(rule, environment));
    const say = (line: string) => found.push({ level: levels[rule.level][environment], rule: rule.name, line });
    if (isStackRule(rule)) {
      for (const text of (await analyzeStack([set], subjects)).says) say(text);
    } else {
      for (const subject of subjects.filter(({ type }) => appliesTo(rule, type)))
        for (const text of (await analyze([set], subject)).says) say(`${subject.name}: ${text}`);
    }
  }
  return found;
}

for (const environment of environments) {
  describe(`policies over the program: ${environment}`, function () {
    this.timeout(300_000);
    let subjects: readonly StackSubject[];

    before(async () => {
      subjects = programSubjects(await render(environment));
      assert.notEqual(subjects.length, 0);
    });

    it("has no mandatory violation, and no advisory one that is not accepted", async () => {
      const found = await findings(environment, subjects);
      const mandatory = found.filter(({ level }) => level !== "advisory");
      assert.deepEqual(
        mandatory.map(({ rule, line }) => `${rule}: ${line}`),
        [],
      );
      const advisory = found.filter(({ level }) => level === "advisory");
      assert.deepEqual(advisoryCounts(advisory), acceptedIn(environment));
    });
  });
}

describe("policies over the programs of all stacks", function () {
  this.timeout(120_000);

  it("are each about something that a stack has, on the clouds that the stacks are on", async () => {
    const types = new Set<string>([wholeStack]);
    for (const environment of environments)
      for (const { type } of (await render(environment)).resources) types.add(type);
    const clouds = new Set([...types].map((type) => type.split(":")[0]));
    const silent = ({ on }: AnyRule) =>
      "matches" in on
        ? ![...types].some((type) => on.matches(type))
        : on.some((type) => clouds.has(type.split(":")[0])) && !on.some((type) => types.has(type));
    assert.deepEqual(
      rules
        .filter(silent)
        .map(({ name }) => name)
        .filter((name) => !(name in withoutSubject)),
      [],
    );
  });
});
