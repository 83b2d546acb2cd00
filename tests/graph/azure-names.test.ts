import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { azureRegionNames } from "../../config/azure-regions.ts";
import { guessableOnAzure, refusedOnAzure, takenOnAzure } from "../lib/azure-names.ts";
import { graphOf } from "../lib/graph.ts";
import type { Json } from "../lib/json.ts";
import { stretched } from "../lib/stretched.ts";

/** A graph in which one resource has other inputs. */
function changed(graph: Rendered, kind: string, name: string, inputs: Json): Rendered {
  const type = `azure-native:${kind}`;
  const hit = graph.resources.find((one) => one.type === type && one.name === name);
  assert.ok(hit, `${kind} ${name}`);
  const resources = graph.resources.map((one) =>
    one === hit ? { ...one, inputs: { ...one.inputs, ...inputs } } : one,
  );
  return { ...graph, resources };
}

describe("names on Azure", () => {
  const accepted = (graph: Rendered) => {
    assert.deepEqual(refusedOnAzure(graph), []);
    assert.deepEqual(takenOnAzure(graph), []);
    assert.deepEqual(guessableOnAzure(graph), []);
  };

  it("are such as the services take, and nobody else's", async () => {
    accepted(await graphOf("prod-azure"));
  });

  it("would be so in the regions with the longest names, of the stage with the longest", async () => {
    accepted(await stretched("prod-azure", azureRegionNames));
  });

  const cases: readonly (readonly [what: string, kind: string, name: string, inputs: Json, found: string])[] = [
    [
      "are too long",
      "keyvault:Vault",
      "region-secrets",
      { vaultName: `a${"b".repeat(24)}` },
      `a${"b".repeat(24)} has 25 characters of 24`,
    ],
    [
      "are too short",
      "servicebus:Namespace",
      "firefly-broker",
      { namespaceName: "short" },
      "short has 5 characters, and needs 6",
    ],
    [
      "have characters that a service does not take",
      "storage:StorageAccount",
      "region-logs",
      { accountName: "prod-logs" },
      "prod-logs is of the wrong form",
    ],
  ];
  for (const [what, kind, name, inputs, found] of cases) {
    it(`are refused where they ${what}`, async () => {
      assert.deepEqual(refusedOnAzure(changed(await graphOf("prod-azure"), kind, name, inputs)), [
        `${kind} ${name}: ${found}`,
      ]);
    });
  }

  it("are refused where they are too long with what Pulumi adds", async () => {
    const graph = await graphOf("prod-azure");
    const name = "a".repeat(57);
    const renamed = graph.resources.map((one) => (one.name === "region-network" ? { ...one, name } : one));
    const networks = renamed.filter(({ type }) => type === "azure-native:network:VirtualNetwork");
    assert.deepEqual(refusedOnAzure({ ...graph, resources: networks }), [
      `network:VirtualNetwork ${name}: ${name}0123abcd has 65 characters of 64`,
    ]);
  });

  it("are refused where nobody wrote down what a service takes", async () => {
    const graph = await graphOf("prod-azure");
    const unknown = { type: "azure-native:batch:BatchAccount", name: "jobs", inputs: {} };
    const [first] = graph.resources;
    assert.ok(first);
    const resources = [...graph.resources, { ...first, ...unknown }];
    assert.deepEqual(refusedOnAzure({ ...graph, resources }), ["batch:BatchAccount jobs: no limit is known"]);
  });

  it("are refused where another resource has them, or anybody may", async () => {
    const graph = await graphOf("prod-azure");
    const same = { serverName: "prod-mine-0123abcd" };
    const twice = changed(
      changed(graph, "dbforpostgresql:Server", "firefly-postgres", same),
      "dbforpostgresql:Server",
      "onboarding-postgres-westus2",
      same,
    );
    assert.deepEqual(takenOnAzure(twice), ["dbforpostgresql:Server prod-mine-0123abcd in the world"]);
    // Groups of regions do not share their names, and queues are their namespace's own.
    const account = changed(graph, "servicebus:Queue", "firefly-broker-saga-events", { queueName: "saga-commands" });
    assert.deepEqual(takenOnAzure(account).length, 1);
    assert.deepEqual(
      guessableOnAzure(changed(graph, "redisenterprise:RedisEnterprise", "firefly-cache", { clusterName: "cache" })),
      ["redisenterprise:RedisEnterprise firefly-cache: cache"],
    );
  });
});
