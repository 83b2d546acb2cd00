import assert from "node:assert/strict";
import { azureEstate } from "../../../cli/lib/estate/azure/estate.ts";
import { lossesOf } from "../../../cli/lib/estate/azure/losses.ts";
import { prodAzure } from "../../../cli/lib/estate/azure/page.ts";
import { azureLines } from "../../../cli/lib/estate/azure/paid.ts";
import { azureStores } from "../../../cli/lib/estate/azure/stores.ts";
import { paidTable } from "../../../cli/lib/estate/counts.ts";
import type { Estate, Placed } from "../../../cli/lib/estate/estate.ts";
import { pageOf } from "../../../cli/lib/estate/page.ts";
import { storesTable } from "../../../cli/lib/estate/stores.ts";
import { graphOf } from "../../lib/graph.ts";
import { changed, estateIn, type Lie, wrongBy } from "./estate-fixture.ts";

const regions = [
  { name: "eastus", role: "primary" },
  { name: "germanywestcentral", role: "standby" },
] as const;

const estate = estateIn(regions);
const wrong = wrongBy(lossesOf);
const placed = (type: string, name: string, region: string | undefined, inputs = {}): Placed => ({
  type: `azure-native:${type}`,
  name,
  region,
  inputs,
});

describe("the page of prod-azure", () => {
  let prod: Estate;

  before(async () => {
    prod = azureEstate(await graphOf("prod-azure"));
  });

  const places: readonly [what: string, name: string, region: string | undefined][] = [
    ["names a region", "firefly-postgres-westus2", "westus2"],
    ["names another region than its group", "ecommerce-mongodb-germanywestcentral", "germanywestcentral"],
    ["names a region that is not the stack's", "region-keys-paired-vault", "westus"],
    ["is a part of something elsewhere", "region-keys-paired-backups", "westus"],
    ["is a part of something in its group", "firefly-westus2-broker-saga-commands", "westus2"],
    ["is everywhere, in the group of a region", "region-westus2-alarms", "westus2"],
    ["locks something", "firefly-postgres-westus2-lock", "westus2"],
    ["is a name of the zone", "dns-cap-app-cp-westus2", undefined],
    ["moves names", "dns-cap-app-cp-failover", undefined],
    ["pairs two regions", "onboarding-kafka-pairing", undefined],
  ];
  for (const [what, name, region] of places) {
    it(`knows where that is which ${what}`, () => {
      const found = prod.cloud.filter((one) => one.name === name);
      assert.deepEqual(
        found.map((one) => one.region),
        [region],
      );
    });
  }

  it("knows where objects are by the cluster that they are in", () => {
    assert.equal(prod.objects.find(({ name }) => name === "cap-westus2-db-g1")?.region, "westus2");
    assert.equal(prod.objects.find(({ name }) => name === "cap-db-g1")?.region, "eastus");
  });

  it("is of stacks with regions of Azure alone", async () => {
    const prodOnAws = await graphOf("prod");
    assert.throws(() => azureEstate(prodOnAws), { message: "the stack prod has no regions of Azure to describe" });
  });

  it("counts what is paid for by class and region, and those of other regions, too", () => {
    const pool = { vmSize: "Standard_D8s_v6", osDiskSizeGB: 100, minCount: 2, maxCount: 10 };
    const server = { sku: { name: "Standard_D2ds_v5" }, storage: { storageSizeGB: 64 } };
    const lines = paidTable(
      estate(
        placed("containerservice:ManagedCluster", "k", "eastus", {
          kubernetesVersion: "1.35",
          sku: { tier: "Standard" },
          agentPoolProfiles: [pool, { ...pool, maxCount: 7 }],
        }),
        placed("dbforpostgresql:Server", "a", "eastus", { ...server, highAvailability: { mode: "ZoneRedundant" } }),
        placed("dbforpostgresql:Server", "b", "eastus", server),
        placed("dbforpostgresql:Server", "c", "germanywestcentral", { ...server, createMode: "Replica" }),
        placed("keyvault:Vault", "v", "westus", { properties: { sku: { name: "premium" } } }),
        placed("network:PublicIPAddress", "p", "eastus", { ddosSettings: { protectionMode: "Enabled" } }),
      ),
      azureLines,
    );
    assert.deepEqual(lines, [
      "| what | class | eastus | germanywestcentral | westus | no region | in all |",
      "| --- | --- | --- | --- | --- | --- | --- |",
      "| control plane of a cluster | Kubernetes 1.35, Standard | 1 |  |  |  | 1 |",
      "| machine, at least | Standard_D8s_v6, 100 GiB | 4 |  |  |  | 4 |",
      "| machine, at most | Standard_D8s_v6, 100 GiB | 17 |  |  |  | 17 |",
      "| server of PostgreSQL that takes writes, with its standby | Standard_D2ds_v5, 64 GiB | 1 |  |  |  | 1 |",
      "| server of PostgreSQL that takes writes, alone | Standard_D2ds_v5, 64 GiB | 1 |  |  |  | 1 |",
      "| server of PostgreSQL that reads | Standard_D2ds_v5, 64 GiB |  | 1 |  |  | 1 |",
      "| public address | with DDoS protection | 1 |  |  |  | 1 |",
      "| vault of keys and secrets | premium |  |  | 1 |  | 1 |",
    ]);
  });

  it("tells copies from stores that are a region's own", () => {
    const tags = { system: "shop", component: "db" };
    const server = (name: string, region: string, inputs = {}) =>
      placed("dbforpostgresql:Server", name, region, { tags, ...inputs });
    const hubs = (name: string, region: string) =>
      placed("eventhub:Namespace", name, region, { namespaceName: name, tags: { ...tags, component: "kafka" } });
    const lines = storesTable(
      estate(
        server("shop-db", "eastus", { highAvailability: { mode: "ZoneRedundant" } }),
        server("shop-db-reader", "eastus", { createMode: "Replica" }),
        server("shop-db-germanywestcentral", "germanywestcentral", { createMode: "Replica" }),
        hubs("hubs", "eastus"),
        hubs("others", "germanywestcentral"),
        placed("eventhub:DisasterRecoveryConfig", "pair", undefined, { partnerNamespace: "/namespaces/others" }),
        placed("eventhub:EventHub", "topic", "eastus", { namespaceName: "hubs" }),
        placed("servicebus:Namespace", "bus", "eastus", {
          namespaceName: "bus",
          tags: { ...tags, component: "jobs" },
          geoDataReplication: { locations: [{ locationName: "germanywestcentral", roleType: "Secondary" }] },
        }),
        placed("servicebus:Queue", "one", "eastus", { namespaceName: "bus" }),
      ),
      azureStores,
    );
    assert.deepEqual(lines.slice(2), [
      "| shop | db | Flexible Server: 1 writer, with a standby, 1 reader | copy: 1 reader |",
      "| shop | jobs | its own: 1 queues of Service Bus, copied to germanywestcentral |  |",
      "| shop | kafka | Event Hubs: 1 topics | topics without records |",
    ]);
  });

  it("says of losses what the stack holds to", () => {
    assert.deepEqual(wrong(prod), []);
    const says = lossesOf(prod).flatMap(({ claims }) => claims.map((claim) => claim.says));
    assert.ok(
      says.some((one) => one.startsWith("Reachability: names move to germanywestcentral within 156 s at worst")),
    );
  });

  it("is made of every part, and not when a sentence is not so", () => {
    const sections = pageOf(prodAzure, prod).match(/^##+ .*$/gm);
    assert.deepEqual(sections, [
      "## What it costs to run, in resources",
      "## What each region holds",
      "## What is lost when it goes",
      "### A zone",
      "### eastus, the primary",
      "### westus2, the replica",
      "### germanywestcentral, the standby",
      "### A store, by a mistake or an attack",
      "## Every type",
    ]);
    const alone = changed(prod, "azure-native:dbforpostgresql:Server", () => ({
      highAvailability: { mode: "Disabled" },
    }));
    assert.throws(
      () => pageOf(prodAzure, alone),
      /^Error: docs\/prod-azure.md would say what is not so: "PostgreSQL: nothing/,
    );
    const fixed = changed(prod, "azure-native:containerservice:ManagedCluster", ({ inputs }) => ({
      agentPoolProfiles: [inputs.agentPoolProfiles]
        .flat()
        .map((pool) => Object.assign({}, pool, { enableAutoScaling: false })),
    }));
    assert.throws(() => pageOf(prodAzure, fixed), /"Between the least and the most, Azure adds machines/);
  });

  const onlyPrimary = ({ region }: Placed) => (region === "eastus" ? {} : undefined);
  const lies: readonly Lie[] = [
    ["a gateway is in one zone", "network:ApplicationGateway", () => ({ zones: ["1"] }), ["A zone: Machines"]],
    [
      "a namespace is in one zone",
      "eventhub:Namespace",
      () => ({ zoneRedundant: false }),
      ["A zone: Kafka and queues"],
    ],
    [
      "a cache has no replica",
      "redisenterprise:RedisEnterprise",
      () => ({ highAvailability: "Disabled" }),
      ["A zone: Caches"],
    ],
    [
      "a cluster of documents has no word of a standby",
      "mongocluster:MongoCluster",
      ({ region }) => (region === "eastus" ? { properties: {} } : {}),
      ["A zone: Documents"],
    ],
    [
      "names move elsewhere",
      "trafficmanager:Profile",
      ({ inputs }) => ({ endpoints: [inputs.endpoints].flat().slice(0, 1) }),
      ["eastus, the primary: Reachability", "germanywestcentral, the standby: Nothing that users notice"],
    ],
    [
      "nobody hears of a copy that lags",
      "monitor:MetricAlert",
      () => ({ actions: [] }),
      ["eastus, the primary: PostgreSQL", "eastus, the primary: Queues"],
    ],
    [
      "no name moves with a promotion",
      "dbforpostgresql:VirtualEndpoint",
      () => ({ members: [] }),
      ["eastus, the primary: PostgreSQL"],
    ],
    [
      "documents have no copy",
      "mongocluster:MongoCluster",
      onlyPrimary,
      ["eastus, the primary: Documents", "eastus, the primary: Changes"],
    ],
    ["topics are in one region", "eventhub:DisasterRecoveryConfig", () => undefined, ["eastus, the primary: Kafka"]],
    [
      "a queue's copy is elsewhere",
      "servicebus:Namespace",
      ({ region, inputs }) =>
        region === "westus2"
          ? { geoDataReplication: { locations: [{ locationName: "eastus", roleType: "Secondary" }] } }
          : { geoDataReplication: inputs.geoDataReplication },
      ["westus2, the replica: What its own caches and Redis nodes of cap had, as in the primary"],
    ],
    [
      "backups are in one region",
      "storage:StorageAccount",
      () => ({ sku: { name: "Standard_ZRS" } }),
      ["eastus, the primary: Backups"],
    ],
    [
      "an application's secret is in one region",
      "keyvault:Secret",
      ({ region }) => (region === "westus2" || region === "germanywestcentral" ? undefined : {}),
      ["eastus, the primary: Credentials"],
    ],
    [
      "a copy of the database can be deleted",
      "authorization:ManagementLockByScope",
      ({ name }) => (name === "firefly-postgres-westus2-lock" ? undefined : {}),
      ["A store, by a mistake or an attack: PostgreSQL"],
    ],
    [
      "documents can be deleted",
      "authorization:ManagementLockByScope",
      ({ name }) => (name === "ecommerce-mongodb-lock" ? { level: "ReadOnly" } : {}),
      ["A store, by a mistake or an attack: Documents"],
    ],
    [
      "a lock of blobs can be opened",
      "storage:StorageAccount",
      ({ inputs }) =>
        inputs.immutableStorageWithVersioning === undefined
          ? {}
          : {
              immutableStorageWithVersioning: {
                immutabilityPolicy: { immutabilityPeriodSinceCreationInDays: 30, state: "Unlocked" },
              },
            },
      ["A store, by a mistake or an attack: Blobs"],
    ],
  ];
  for (const [what, type, change, says] of lies) {
    it(`holds to a sentence no longer where ${what}`, () => {
      assert.deepEqual(wrong(changed(prod, `azure-native:${type}`, change)), says);
    });
  }

  it("holds to nothing about the nodes of cap where their disks are in one zone, or no job backs them up", () => {
    const objects = prod.objects.filter(({ type }) => !type.endsWith(":StorageClass"));
    assert.deepEqual(wrong({ ...prod, objects }), ["A zone: cap"]);
    const unsaved = prod.objects.filter(({ name }) => name !== "cap-db-g1-backup");
    assert.deepEqual(wrong({ ...prod, objects: unsaved }), [
      "eastus, the primary: cap",
      "A store, by a mistake or an attack: Kafka",
    ]);
  });
});
