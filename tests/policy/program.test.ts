import assert from "node:assert/strict";
import { type Rendered, render } from "../../cli/lib/render.ts";
import { type Environment, environments } from "../../policy/lib/levels.ts";
import { wholeStack } from "../../policy/lib/stack-rule.ts";
import type { AnyRule } from "../../policy/lib/table.ts";
import { rules } from "../../policy/rules/index.ts";
import { acceptedIn, advisoryCounts } from "./lib/advisories.ts";
import { exemptionsIn, findingsIn } from "./lib/findings.ts";

/** Rules that no stack gives anything to look at, and why. */
const withoutSubject: Readonly<Record<string, string>> = {
  "aws-iam-no-users": "forbids what it looks at",
  "aws-r53-dnssec": "zones are of the account, and come before any stack",
  "aws-r53-query-log": "zones are of the account, and come before any stack",
  "aws-redis-replicated": "nodes are left to their groups; one that somebody adds is looked at",
  "aws-s3-current-type": "forbids what it looks at",
  ...named(
    "documents on Azure are in clusters of MongoDB; an account of Cosmos DB that somebody adds is looked at",
    "az-cosmos-public-off",
    "az-cosmos-local-auth-off",
    "az-cosmos-continuous-backup",
    "az-cosmos-failover",
    "az-cosmos-tls12",
    "az-cosmos-no-key-metadata-writes",
    "az-cosmos-cmk",
  ),
  "az-mongo-no-open-firewall":
    "stores are behind private endpoints; a rule of a firewall that somebody adds is looked at",
  "az-pg-no-open-firewall": "stores are behind private endpoints; a rule of a firewall that somebody adds is looked at",
  "k8s-ingress-tls": "routes are of the Gateway API; an Ingress that somebody adds is looked at",
  "k8s-no-bare-pod": "forbids what it looks at",
};

function named(because: string, ...policies: readonly string[]): Record<string, string> {
  return Object.fromEntries(policies.map((policy) => [policy, because]));
}

const renderings = new Map<Environment, Promise<Rendered>>();
function rendered(environment: Environment): Promise<Rendered> {
  const started = renderings.get(environment) ?? render(environment);
  renderings.set(environment, started);
  return started;
}

for (const environment of environments) {
  describe(`policies over the program: ${environment}`, () => {
    it("has no mandatory violation, and no advisory one that is not accepted", async () => {
      const found = await findingsIn(await rendered(environment), environment, exemptionsIn(environment));
      const mandatory = found.filter((one) => one.mandatory);
      assert.deepEqual(
        mandatory.map(({ rule, line }) => `${rule}: ${line}`),
        [],
      );
      const advisory = found.filter((one) => !one.mandatory);
      assert.deepEqual(advisoryCounts(advisory), acceptedIn(environment));
    });
  });
}

describe("policies over the programs of all stacks", () => {
  it("are each about something that a stack has, on the clouds that the stacks are on", async () => {
    const types = new Set<string>([wholeStack]);
    for (const environment of environments)
      for (const { type } of (await rendered(environment)).resources) types.add(type);
    const clouds = new Set([...types].map((type) => type.split(":")[0]));
    const silent = ({ on }: AnyRule) =>
      "matches" in on
        ? ![...types].some((type) => on.matches(type))
        : on.some((type) => clouds.has(type.split(":")[0])) && !on.some((type) => types.has(type));
    assert.deepEqual(
      rules
        .filter(silent)
        .map(({ name }) => name)
        .toSorted(),
      Object.keys(withoutSubject).toSorted(),
    );
  });
});
