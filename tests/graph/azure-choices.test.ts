import assert from "node:assert/strict";
import { render, type Rendered, stackConfig } from "../../cli/lib/render.ts";
import { stackOutputs } from "../../contract/schema.ts";
import { graphOf } from "../lib/graph.ts";
import { list, record } from "../lib/json.ts";
import { assertCacheOrNone } from "../lib/onboarding-choices.ts";

/** Onboarding alone in one region of Azure, in the stage with the fewest instances that stand by, with some of its settings changed. */
async function onboarding(changes: Record<string, unknown>): Promise<Rendered> {
  const config = await stackConfig("prod-azure");
  return render("prod-azure", {
    config: {
      "plumbline:stage": "staging",
      "plumbline:regions": list(config["plumbline:regions"]).slice(0, 1),
      "plumbline:systems": ["onboarding"],
      "plumbline:onboarding": { ...record(config["plumbline:onboarding"]), ...changes },
    },
  });
}

const ofKind = ({ resources }: Rendered, kind: string) =>
  resources.filter(({ type }) => type === `azure-native:${kind}`);
const named = (graph: Rendered, kind: string) => ofKind(graph, kind).map(({ name }) => name);

describe("what a stack chooses of onboarding on Azure", () => {
  let committed: Rendered;
  let chosen: Rendered;
  before(async () => {
    committed = await onboarding({});
    chosen = await onboarding({ cache: false, profile: "tuned", readReplicas: 2 });
  });

  it("is a cache or none, and nothing is left of one that it does without (ONB-004)", () => {
    assert.deepEqual(named(committed, "redisenterprise:RedisEnterprise"), ["onboarding-redis"]);
    assertCacheOrNone(committed, chosen);
  });

  it("is commands in twelve partitions where much is to be done, from the topic's beginning (ONB-055)", () => {
    const partitions = (graph: Rendered) =>
      ofKind(graph, "eventhub:EventHub").map(({ name, inputs }) => [name, inputs.partitionCount]);
    const commands = "onboarding-kafka-topic-onboarding-command";
    assert.equal(partitions(committed).find(([name]) => name === commands)?.[1], 6);
    assert.deepEqual(
      partitions(chosen),
      partitions(committed).map(([name, count]) => [name, name === commands ? 12 : count]),
    );
  });

  it("is a server that can be read alone, or none (ONB-057)", async () => {
    assert.deepEqual(named(committed, "dbforpostgresql:Server"), ["onboarding-postgres"]);
    assert.deepEqual(named(chosen, "dbforpostgresql:Server"), ["onboarding-postgres", "onboarding-postgres-reader"]);
    const instead = "ask for three instances at most, of which clients can read from one";
    await assert.rejects(onboarding({ readReplicas: 3 }), {
      message: `a database with 2 servers for reading behind one address is not supported on azure: ${instead}`,
    });
  });
});

describe("databases on Azure", () => {
  it("have a server in the region itself that can be read alone, at an address of its own (FTE-004, ONB-057)", async () => {
    const graph = await graphOf("prod-azure");
    const { systems, regions = {} } = stackOutputs.parse(graph.outputs);
    // Reconciliation hands out no such address, and has no such server.
    assert.deepEqual(
      named(graph, "dbforpostgresql:Server").filter((name) => name.endsWith("-reader")),
      ["firefly-postgres-reader", "onboarding-postgres-reader"],
    );
    for (const system of ["firefly", "onboarding"]) {
      const host = (server: string) =>
        ofKind(graph, "dbforpostgresql:Server")
          .filter(({ name }) => name === `${system}-postgres${server}`)
          .map(({ inputs }) => `${String(inputs.serverName)}.postgres.database.azure.com`);
      const hosts = ({ postgres, "postgres-read": read }: Readonly<Record<string, { readonly host: string }>>) => [
        postgres?.host,
        read?.host,
      ];
      assert.deepEqual(hosts(systems[system]?.endpoints ?? {}), [...host(""), ...host("-reader")], system);
      for (const [region, { systems: others }] of Object.entries(regions)) {
        const own = host(`-${region}`);
        assert.deepEqual(hosts(others[system]?.endpoints ?? {}), [...own, ...own], `${system} in ${region}`);
      }
    }
  });
});
