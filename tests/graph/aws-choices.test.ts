import assert from "node:assert/strict";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { awsResources } from "../lib/aws-graph.ts";
import { at, record } from "../lib/json.ts";
import { assertCacheOrNone } from "../lib/onboarding-choices.ts";

/** Onboarding alone in staging, with some of its settings changed. */
async function onboarding(changes: Record<string, unknown>): Promise<Rendered> {
  const config = await stackConfig("staging");
  const settings = { ...record(config["plumbline:onboarding"]), ...changes };
  return render("staging", { config: { "plumbline:systems": ["onboarding"], "plumbline:onboarding": settings } });
}

const named = (graph: Rendered, wanted: string) =>
  awsResources(graph).flatMap(({ kind, resource }) => (kind === wanted ? [resource.name] : []));

describe("what a stack chooses of onboarding on AWS", () => {
  let committed: Rendered;
  let chosen: Rendered;
  before(async () => {
    committed = await onboarding({});
    chosen = await onboarding({ cache: false, profile: "tuned" });
  });

  it("is a cache or none, and nothing is left of one that it does without (ONB-004)", () => {
    assert.deepEqual(named(committed, "elasticache:ReplicationGroup"), ["onboarding-redis"]);
    assertCacheOrNone(committed, chosen);
  });

  it("is commands in twelve partitions where much is to be done, from the topic's beginning (ONB-055)", () => {
    const partitions = (graph: Rendered) =>
      awsResources(graph).flatMap(({ kind, resource: { name }, inputs }) =>
        kind === "msk:Topic" ? [[name, at(inputs, "partitionCount")]] : [],
      );
    assert.deepEqual(partitions(committed).find(([name]) => String(name).endsWith("onboarding-command"))?.[1], 6);
    assert.deepEqual(
      partitions(chosen),
      partitions(committed).map(([name, count]) => [name, String(name).endsWith("onboarding-command") ? 12 : count]),
    );
  });
});
