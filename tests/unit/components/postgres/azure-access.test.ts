import assert from "node:assert/strict";
import type { Postgres } from "../../../../components/postgres/postgres.ts";
import { isAzureSource } from "../../../../components/postgres/source.ts";
import { foundOnAzure, registeredOnAzure, resourceId } from "../../../lib/azure.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";
import {
  elsewhere,
  peers,
  readerName,
  renderings,
  renderPostgres,
  serverName,
  source,
  valueOf,
} from "./azure-fixture.ts";

const { prod, copy, built } = await renderings();
const [prodOutputs, copyOutputs, stagingOutputs] = built;

describe("who uses PostgreSQL on Azure", () => {
  it("is reached from the network of each region, where who uses it is written down", () => {
    assert.deepEqual(
      registeredOnAzure(prod).filter((line) => /^(network|monitor):/.test(line)),
      [
        "monitor:DiagnosticSetting shop-db-access-logs",
        "monitor:DiagnosticSetting shop-db-reader-access-logs",
        "monitor:MetricAlert shop-db-processors-alarm",
        "monitor:MetricAlert shop-db-reader-lag",
        "monitor:MetricAlert shop-db-reader-processors-alarm",
        "monitor:MetricAlert shop-db-reader-storage-alarm",
        "monitor:MetricAlert shop-db-storage-alarm",
        "network:PrivateDnsZoneGroup shop-db-endpoint-names",
        "network:PrivateDnsZoneGroup shop-db-reader-endpoint-names",
        "network:PrivateEndpoint shop-db-endpoint",
        "network:PrivateEndpoint shop-db-reader-endpoint",
      ],
    );
    assert.deepEqual(registeredOnAzure(copy), [
      "monitor:DiagnosticSetting shop-db-access-logs",
      "monitor:MetricAlert shop-db-lag",
      "monitor:MetricAlert shop-db-processors-alarm",
      "monitor:MetricAlert shop-db-storage-alarm",
      "network:PrivateDnsZoneGroup shop-db-endpoint-names",
      "network:PrivateEndpoint shop-db-endpoint",
    ]);
    const { inputs } = foundOnAzure(copy, "network:PrivateEndpoint", "shop-db-endpoint");
    assert.deepEqual(at(inputs, "privateLinkServiceConnections", 0), {
      name: "postgres",
      privateLinkServiceId: resourceId("Microsoft.DBforPostgreSQL/flexibleServers", "two"),
      groupIds: ["postgresqlServer"],
    });
  });

  it("tells people in the region of a copy when it falls behind", () => {
    const { inputs } = foundOnAzure(copy, "monitor:MetricAlert", "shop-db-lag");
    assert.deepEqual(inputs.scopes, [resourceId("Microsoft.DBforPostgreSQL/flexibleServers", "two")]);
    assert.equal(at(inputs, "criteria", "allOf", 0, "metricName"), "physical_replication_delay_in_seconds");
    assert.equal(at(inputs, "criteria", "allOf", 0, "threshold"), 60);
  });

  it("hands back the host of the region's own server, whose pooler is beside it, and that of what can be read alone (FTE-004, ONB-057)", async () => {
    const hosts = async (outputs: Postgres | undefined) => [
      await valueOf(outputs?.host),
      await valueOf(outputs?.readHost),
      await valueOf(outputs?.pooler?.host),
      outputs?.pooler?.port,
      outputs?.readPooler?.port,
      outputs?.copy,
    ];
    const host = `${serverName("eastus")}.postgres.database.azure.com`;
    const reader = `${readerName}.postgres.database.azure.com`;
    assert.deepEqual(await hosts(prodOutputs), [host, reader, host, 6432, undefined, false]);
    const two = "two.postgres.database.azure.com";
    assert.deepEqual(await hosts(copyOutputs), [two, two, two, 6432, 6432, true]);
    const stage = await valueOf(stagingOutputs?.host);
    assert.equal(await valueOf(stagingOutputs?.readHost), stage);
    assert.match(stage ?? "", /^staging-shop-db-[0-9a-f]{8}\.postgres\.database\.azure\.com$/);
    const handed = prodOutputs?.source;
    assert.ok(handed && isAzureSource(handed));
    assert.deepEqual(Object.keys(handed.servers), ["eastus", "westus2", "germanywestcentral"]);
    assert.deepEqual(Object.keys(handed.servers["westus2"] ?? {}), ["id", "name", "host"]);
    assert.deepEqual([copyOutputs?.source, stagingOutputs?.source], [undefined, undefined]);
    assert.deepEqual(
      [at(prodOutputs.saved, "kind"), at(prodOutputs.saved, "name")],
      ["flexible-server", serverName("eastus")],
    );
    assert.equal(copyOutputs?.saved, undefined);
  });

  it("has a pooler of its own for what can be read alone, where one is asked for", async () => {
    const built: Postgres[] = [];
    await renderPostgres(() => ({ pooler: { poolSize: 100, readers: true } }), undefined, built);
    const { readPooler } = built[0] ?? {};
    const host = await valueOf(readPooler?.host);
    assert.deepEqual([host, readPooler?.port], [`${readerName}.postgres.database.azure.com`, 6432]);
  });

  it("has no server for reading where nobody reads alone", async () => {
    const graph = await renderPostgres(() => ({ readAlone: false }));
    assert.deepEqual(
      registeredOnAzure(graph).filter((line) => line.includes("reader")),
      [],
    );
  });

  it("has its places in the system's network at the private endpoints", () => {
    const addresses = ["10.0.192.0/22"];
    assert.deepEqual(prodOutputs?.network, {
      db: { ports: { postgres: { port: 5432 } }, calls: [], addresses },
      "db-pooler": { ports: { postgres: { port: 6432 } }, calls: [], addresses },
      "db-setup": { ports: {}, calls: ["db"] },
    });
    assert.deepEqual(Object.keys(copyOutputs?.network ?? {}), ["db", "db-pooler"]);
    assert.deepEqual(Object.keys(stagingOutputs?.network ?? {}), ["db", "db-setup"]);
  });

  it("has its owner made by a job with the administrator's password, which no pod but that one reads", () => {
    const credentials = resource(prod, "ExternalSecret", "shop-db-setup-credentials").inputs;
    assert.deepEqual(list(at(credentials, "spec", "data")), [
      { secretKey: "user", remoteRef: { key: "shop-db-administrator", property: "username" } },
      { secretKey: "password", remoteRef: { key: "shop-db-administrator", property: "password" } },
      { secretKey: "owner", remoteRef: { key: "shop-shop-db-secret", property: "password" } },
    ]);
    assert.deepEqual(
      registeredOnAzure(prod).filter((line) => line.startsWith("keyvault:")),
      [
        "keyvault:Secret shop-db-administrator",
        "keyvault:Secret shop-db-owner",
        "keyvault:Secret shop-db-owner-germanywestcentral",
        "keyvault:Secret shop-db-owner-westus2",
      ],
    );
    const copied = resource(copy, "ExternalSecret", "shop-db-owner-copy").inputs;
    assert.equal(at(copied, "spec", "data", 0, "remoteRef", "key"), "shop-shop-db-secret");
    assert.deepEqual(
      copy.resources.filter(({ type }) => type.endsWith(":Job")),
      [],
    );
    const env = at(resource(prod, "Job", "shop-db-setup").inputs, "spec", "template", "spec", "containers", 0, "env");
    assert.deepEqual(
      list(env).find((each) => at(each, "name") === "PGHOST"),
      { name: "PGHOST", value: `${serverName("eastus")}.postgres.database.azure.com` },
    );
  });
});

describe("PostgreSQL on Azure refuses", () => {
  const refuses = (change: Parameters<typeof renderPostgres>[0], message: string, place = {}) =>
    assert.rejects(renderPostgres(change, { peers, ...place }), { message });

  it("a region without a source, a primary one with one, and sources of elsewhere", async () => {
    await refuses(
      undefined,
      "postgres shop-db: source: expected what the primary region's store hands back, got nothing",
      elsewhere,
    );
    await refuses(
      () => ({ source: source() }),
      'postgres shop-db: source: expected nothing, as it is the primary region, got "a source"',
    );
    await refuses(
      () => ({ source: { globalClusterId: output("global"), ownerSecretArn: output("arn") } }),
      'postgres shop-db: source: expected servers of Azure, got "a cluster of Aurora"',
      elsewhere,
    );
    await refuses(
      () => ({ source: source() }),
      'postgres shop-db: source: expected servers of uksouth, too, got ["eastus","westus2","germanywestcentral"]',
      { ...elsewhere, region: "uksouth" },
    );
  });

  it("the administrator as an owner, a second synchronous standby, more than one to read from, and a pooler of standbys", async () => {
    await refuses(
      () => ({ owner: "plumbline_admin" }),
      'postgres shop-db: owner: expected a role of its own, not the administrator, got "plumbline_admin"',
    );
    await refuses(
      () => ({ synchronousReplicas: 2 }),
      "a database with 2 synchronous standbys is not supported on azure: ask for at most one, which is in another zone",
    );
    await refuses(
      () => ({ instances: 4 }),
      "a database with 2 servers for reading behind one address is not supported on azure: ask for three instances at most, of which clients can read from one",
    );
    await refuses(
      () => ({ instances: 2, pooler: { poolSize: 100, readers: true } }),
      "a pooler in front of standbys is not supported on azure: ask for three instances, or read from the writer's",
    );
  });
});
