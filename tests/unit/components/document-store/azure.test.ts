import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import type { AzurePlace } from "../../../../components/core/azure-place.ts";
import { propertiesOf } from "../../../../components/document-store/azure-cluster.ts";
import { azureDialect } from "../../../../components/document-store/azure-setup.ts";
import { clusterDisk, clusterTier } from "../../../../components/document-store/azure-sizes.ts";
import { DocumentStore } from "../../../../components/document-store/document-store.ts";
import { setupScript } from "../../../../components/document-store/setup-job.ts";
import type { AzureDocumentSource } from "../../../../components/document-store/source.ts";
import { type DocumentStoreArgs, resolveDocumentStore } from "../../../../components/document-store/spec.ts";
import { Network } from "../../../../components/workload/network.ts";
import { azurePlace, foundOnAzure, registeredOnAzure, renderAzure, resourceId } from "../../../lib/azure.ts";
import { azurePeer } from "../../../lib/azure-peers.ts";
import { resource } from "../../../lib/graph.ts";
import { broken } from "../../../lib/invariants.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";
import { storeArgs } from "./fixture.ts";
import { FakeServer, runSetup } from "./setup-fixture.ts";

const peers = [azurePeer("westus2", "replica"), azurePeer("germanywestcentral", "standby")];
const made: DocumentStore[] = [];
const rendered = (change: Partial<DocumentStoreArgs> = {}, place: Partial<AzurePlace> = { peers }) =>
  renderAzure((opts) => {
    const store = new DocumentStore("m", { ...storeArgs, ...change, place: azurePlace(place) }, opts);
    const nodes = { [change.component ?? storeArgs.component]: store.network, ...store.preparations };
    new Network("m-network", { system: "shop", namespace: "shop", nodes }, opts);
    made.push(store);
  });
const clusterId = (name: string) => output(resourceId("Microsoft.DocumentDB/mongoClusters", name));
const source = (): AzureDocumentSource => ({
  region: "eastus",
  host: "documents.global.mongocluster.cosmos.azure.com",
  clusterIds: { eastus: clusterId("one"), germanywestcentral: clusterId("two") },
});
const valueOf = <T>(value: pulumi.Output<T> | undefined) =>
  new Promise<T | undefined>((done) => (value === undefined ? done(undefined) : value.apply(done)));
const encryptionKeyFile = { secretName: "mongodb-encryption-key", mountPath: "/etc/mongodb-encryption", version: 1 };
const elsewhere = { region: "westus2", role: "replica", peers: [] } as const;

const prod = await rendered({ encryptionKeyFile });
const replica = await rendered({ source: source() }, elsewhere);
const alone = await rendered({ members: 1, protect: false }, { protect: false, stage: "staging" });
const [store, replicaStore, aloneStore] = made;
const options = "tls=true&authSource=admin&authMechanism=SCRAM-SHA-256&retryWrites=false&maxIdleTimeMS=120000";

describe("a document store on Azure", () => {
  it("is a cluster and its copy in the region that stands by, with what reaches and guards both", () => {
    const guarded = (name: string) => [
      `authorization:ManagementLockByScope ${name}-lock`,
      `mongocluster:MongoCluster ${name}`,
      `monitor:DiagnosticSetting ${name}-access-logs`,
      `monitor:MetricAlert ${name}-processors-alarm`,
      `monitor:MetricAlert ${name}-storage-alarm`,
      `network:PrivateDnsZoneGroup ${name}-endpoint-names`,
      `network:PrivateEndpoint ${name}-endpoint`,
    ];
    const shared = (name: string) =>
      ["", "-westus2", "-germanywestcentral"].map((region) => `keyvault:Secret ${name}${region}`);
    assert.deepEqual(
      registeredOnAzure(prod),
      [
        "keyvault:Secret m-administrator",
        ...guarded("m"),
        ...guarded("m-germanywestcentral"),
        ...shared("m-encryption-key"),
        ...shared("m-user-app"),
        ...shared("m-user-backup"),
      ].sort(),
    );
  });

  it("has a standby in another zone, and is reached from its network alone", () => {
    assert.deepEqual(propertiesOf(storeArgs), {
      createMode: "Default",
      serverVersion: "7.0",
      compute: { tier: "M30" },
      storage: { sizeGb: 128 },
      sharding: { shardCount: 1 },
      highAvailability: { targetMode: "ZoneRedundantPreferred" },
      publicNetworkAccess: "Disabled",
      previewFeatures: ["GeoReplicas"],
    });
    assert.deepEqual(propertiesOf({ ...storeArgs, members: 1 }).highAvailability, { targetMode: "Disabled" });
    const { inputs, opts } = foundOnAzure(prod, "mongocluster:MongoCluster", "m");
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    assert.equal(at(inputs, "properties", "administrator", "password"), secretMarker);
    assert.equal(at(inputs, "tags", "data-class"), "personal");
    const logs = foundOnAzure(prod, "monitor:DiagnosticSetting", "m-access-logs").inputs;
    assert.deepEqual(logs.logs, [{ categoryGroup: "allLogs", enabled: true }]);
  });

  it("has a copy that clients only read from, in the group of its source, as Azure asks", () => {
    const { inputs, opts } = foundOnAzure(prod, "mongocluster:MongoCluster", "m-germanywestcentral");
    assert.deepEqual([inputs.location, inputs.resourceGroupName], ["germanywestcentral", "prod-eastus"]);
    const { replicaParameters, ...others } = Object.fromEntries(Object.entries(inputs.properties ?? {}));
    assert.deepEqual(others, { createMode: "GeoReplica", publicNetworkAccess: "Disabled" });
    const own = foundOnAzure(prod, "mongocluster:MongoCluster", "m").inputs.mongoClusterName;
    assert.equal(at(replicaParameters, "sourceLocation"), "eastus");
    assert.equal(String(at(replicaParameters, "sourceResourceId")).split("/").at(-1), own);
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
  });

  it("hands back what every cloud does, under the name that follows a promotion", async () => {
    assert.ok(store);
    const name = String(foundOnAzure(prod, "mongocluster:MongoCluster", "m").inputs.mongoClusterName);
    const host = `${name}.global.mongocluster.cosmos.azure.com`;
    assert.deepEqual(await valueOf(store.hosts), [`${host}:10260`]);
    assert.equal(await valueOf(store.url), `mongodb+srv://${host}/ecommerce?${options}`);
    assert.deepEqual(
      [store.port, store.database, store.replicaSet, store.saved],
      [10260, "ecommerce", undefined, undefined],
    );
    assert.deepEqual(store.network, {
      ports: { mongodb: { port: 10260 } },
      calls: [],
      addresses: ["10.0.192.0/22"],
    });
    assert.deepEqual(store.preparations, { "mongodb-setup": { ports: {}, calls: ["mongodb"] } });
    assert.deepEqual([store.authority.keys, await valueOf(store.authority.name)], [["ca.crt"], "mongodb-tls"]);
    const app = resource(prod, "ExternalSecret", "m-user-app-copy").inputs;
    assert.deepEqual(at(app, "spec", "target", "template", "data"), {
      "connection-string": `mongodb+srv://{{ .username }}:{{ .password }}@${host}/ecommerce?${options}`,
    });
    assert.deepEqual(store.users.app?.keys, ["password", "username", "connection-string"]);
  });

  it("is reached by other regions through endpoints of their own, for either cluster", async () => {
    assert.deepEqual(registeredOnAzure(replica), [
      "network:PrivateDnsZoneGroup m-eastus-endpoint-names",
      "network:PrivateDnsZoneGroup m-germanywestcentral-endpoint-names",
      "network:PrivateEndpoint m-eastus-endpoint",
      "network:PrivateEndpoint m-germanywestcentral-endpoint",
    ]);
    assert.equal(await valueOf(replicaStore?.url), `mongodb+srv://${source().host}/ecommerce?${options}`);
    assert.deepEqual([replicaStore?.preparations, replicaStore?.source], [{}, undefined]);
    assert.ok(store?.source && "clusterIds" in store.source);
    assert.deepEqual(Object.keys(store.source.clusterIds), ["eastus", "germanywestcentral"]);
  });

  it("has no copy in a stack of one region, and is gone with it where nothing is protected", () => {
    const clusters = alone.resources.filter(({ type }) => type === "azure-native:mongocluster:MongoCluster");
    assert.deepEqual(
      clusters.map(({ name, opts }) => [name, opts.protect, opts.retainOnDelete]),
      [["m", false, false]],
    );
    assert.equal(aloneStore?.source, undefined);
  });

  it("violates no mandatory rule of the pack, and holds to the invariants of every program", async () => {
    assert.deepEqual(await mandatoryFindings(prod, "prod-azure"), []);
    assert.deepEqual(await mandatoryFindings(replica, "prod-azure"), []);
    assert.deepEqual(broken(prod), []);
  });

  it("has names that fit the longest system and component, each its own", async () => {
    const component = "a-component-as-long-as-kubernetes-lets-a-label-be";
    const graph = await rendered({ system: "reconciliation", component, users: { app: { role: "read" } } });
    const names = graph.resources
      .filter(({ type }) => type === "azure-native:mongocluster:MongoCluster")
      .map(({ inputs }) => String(inputs.mongoClusterName));
    for (const name of names) assert.match(name, /^(?=.{3,40}$)[a-z0-9]+(-[a-z0-9]+)*$/);
    assert.equal(new Set(names).size, 2);
  });
});

describe("the setup of a document store on Azure", () => {
  it("makes the users that are missing, with the service's rights, and gives the others their passwords alone", () => {
    const server = new FakeServer(["app"]);
    const spec = resolveDocumentStore("m", { ...storeArgs, place: azurePlace(), indexes: [] });
    runSetup(setupScript(spec, azureDialect), server);
    const backup = { pwd: "</secrets/user/password-backup>", roles: [{ role: "readAnyDatabase", db: "admin" }] };
    assert.deepEqual(server.told, [
      "use ecommerce",
      "use admin",
      `update app ${JSON.stringify({ pwd: "</secrets/user/password-app>" })}`,
      `create ${JSON.stringify({ user: "backup", ...backup })}`,
    ]);
    assert.deepEqual(azureDialect.rolesOf("readWrite", "ecommerce"), [
      { name: "readWriteAnyDatabase", db: "admin" },
      { name: "clusterAdmin", db: "admin" },
    ]);
  });

  it("signs in as the administrator, whose password is in the vault of the primary region alone", () => {
    const copy = resource(prod, "ExternalSecret", "m-setup-credentials").inputs;
    assert.equal(at(copy, "metadata", "name"), "mongodb-setup-2");
    assert.deepEqual(
      list(at(copy, "spec", "data")).map((each) => [at(each, "secretKey"), at(each, "remoteRef", "key")]),
      [
        ["user", "shop-mongodb-administrator"],
        ["password", "shop-mongodb-administrator"],
        ["password-app", "shop-mongodb-secret"],
        ["password-backup", "shop-mongodb-backup"],
      ],
    );
    const name = String(foundOnAzure(prod, "mongocluster:MongoCluster", "m").inputs.mongoClusterName);
    assert.deepEqual(at(copy, "spec", "target", "template", "data"), {
      "connection-string": `mongodb+srv://{{ .user }}:{{ .password }}@${name}.global.mongocluster.cosmos.azure.com/?${options}`,
    });
  });
});

describe("sizes of a document store on Azure", () => {
  it("are the smallest that hold what is asked for", () => {
    assert.deepEqual(["4Gi", "8Gi", "9Gi", "256Gi"].map(clusterTier), ["M30", "M30", "M40", "M200"]);
    assert.deepEqual(["5Gi", "32Gi", "100Gi", "2048Gi"].map(clusterDisk), [32, 32, 128, 2048]);
  });

  it("are refused in one line beyond the largest", () => {
    assert.throws(() => clusterTier("257Gi"), {
      message: "a document store with 257Gi of memory is not supported on azure: ask for 256Gi at most",
    });
    assert.throws(() => clusterDisk("40000Gi"), {
      message: "a document store with a volume of 40000Gi is not supported on azure: ask for 32767Gi at most",
    });
  });
});

describe("a document store on Azure refuses in one line", () => {
  const refused = (change: Partial<DocumentStoreArgs>, message: string, place: Partial<AzurePlace> = { peers }) =>
    assert.rejects(rendered(change, place), { message });

  it("what the service cannot do", async () => {
    await refused(
      { shardKeys: { users: { email: "hashed" } } },
      "sharding of collections by keys of their own is not supported on azure: leave shardKeys out, and give the cluster more memory",
    );
    await refused(
      { users: { restore: { role: "restore" } } },
      "a user of a document store for restores is not supported on azure: the service restores to any moment",
    );
    await refused(
      { users: { watch: { role: "monitor" } } },
      "a user of a document store for metrics is not supported on azure: the service has its own",
    );
  });

  it("a user that is called like the administrator, and a source that is missing or too many", async () => {
    await refused(
      { users: { plumblineadmin: { role: "read" } } },
      'document store m: users: expected other names than the administrator\'s, got "plumblineadmin"',
    );
    await refused(
      {},
      "document store m: source: expected what the primary region's store hands back, got nothing",
      elsewhere,
    );
    await refused(
      { source: source() },
      'document store m: source: expected nothing, as it is the primary region, got "a source"',
    );
  });
});
