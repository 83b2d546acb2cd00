import type * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { accessKeyOf } from "../../../../components/cache/azure.ts";
import { cacheSize } from "../../../../components/cache/azure-sizes.ts";
import { Cache } from "../../../../components/cache/cache.ts";
import type { CacheArgs } from "../../../../components/cache/spec.ts";
import type { AzurePlace } from "../../../../components/core/azure-place.ts";
import { worldwideName } from "../../../../components/core/azure-scope.ts";
import {
  azurePlace,
  azureScope,
  foundOnAzure,
  registeredOnAzure,
  renderAzure,
  resourceId,
} from "../../../lib/azure.ts";
import { azurePeer } from "../../../lib/azure-peers.ts";
import { resource } from "../../../lib/graph.ts";
import { broken } from "../../../lib/invariants.ts";
import { at, list } from "../../../lib/json.ts";
import { output } from "../../../lib/outputs.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";
import { args } from "./fixture.ts";

const built: Cache[] = [];
const rendered = (change: () => Partial<CacheArgs> = () => ({}), place: Partial<AzurePlace> = {}) =>
  renderAzure((opts) => {
    const given = {
      ...args,
      component: "cache",
      eviction: "allkeys-lru",
      ...change(),
      place: azurePlace(place),
    } as const;
    built.push(new Cache("shop-cache", given, opts));
  });
const prod = await rendered(() => ({}), { peers: [azurePeer("westus2", "replica")] });
const staging = await rendered(() => ({ protect: false, eviction: "noeviction", passwordVersion: 2 }), {
  stage: "staging",
  protect: false,
});
const replica = await rendered(() => ({}), { region: "westus2", role: "replica" });

const valueOf = <T>(value: pulumi.Output<T>) => new Promise<T>((done) => void value.apply(done));
const cluster = (graph: typeof prod) => foundOnAzure(graph, "redisenterprise:RedisEnterprise", "shop-cache");
const database = (graph: typeof prod) => foundOnAzure(graph, "redisenterprise:Database", "shop-cache-database");
const clusterName = worldwideName("cache server", azureScope(), "shop", "cache");
const identityId = resourceId("Microsoft.ManagedIdentity/userAssignedIdentities", "key-data");

describe("a cache on Azure", () => {
  it("is a private cluster with a replica in another zone, by TLS alone, encrypted by our key", () => {
    const { inputs, opts } = cluster(prod);
    const { tags, ...rest } = inputs;
    assert.deepEqual(rest, {
      resourceGroupName: "prod-eastus",
      location: "eastus",
      clusterName,
      sku: { name: "Balanced_B3" },
      highAvailability: "Enabled",
      minimumTlsVersion: "1.2",
      publicNetworkAccess: "Disabled",
      identity: { type: "UserAssigned", userAssignedIdentities: [identityId] },
      encryption: {
        customerManagedKeyEncryption: {
          keyEncryptionKeyIdentity: {
            identityType: "userAssignedIdentity",
            userAssignedIdentityResourceId: identityId,
          },
          keyEncryptionKeyUrl: "https://prod-keys.vault.azure.net/keys/data/1",
        },
      },
    });
    assert.equal(at(tags, "data-class"), "confidential");
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
    assert.deepEqual(registeredOnAzure(prod), [
      "authorization:ManagementLockByScope shop-cache-lock",
      "keyvault:Secret shop-cache-auth",
      "monitor:DiagnosticSetting shop-cache-access-logs",
      "monitor:MetricAlert shop-cache-load-alarm",
      "monitor:MetricAlert shop-cache-memory-alarm",
      "network:PrivateDnsZoneGroup shop-cache-endpoint-names",
      "network:PrivateEndpoint shop-cache-endpoint",
      "redisenterprise:Database shop-cache-database",
      "redisenterprise:RedisEnterprise shop-cache",
    ]);
  });

  it("is one shard that plain clients speak to, with an append-only file, and does what is asked for when it is full", () => {
    assert.deepEqual(database(prod).inputs, {
      resourceGroupName: "prod-eastus",
      clusterName,
      databaseName: "default",
      port: 10_000,
      clientProtocol: "Encrypted",
      accessKeysAuthentication: "Enabled",
      clusteringPolicy: "NoCluster",
      evictionPolicy: "AllKeysLRU",
      persistence: { aofEnabled: true, aofFrequency: "1s", rdbEnabled: false },
      deferUpgrade: "NotDeferred",
    });
    assert.equal(database(staging).inputs.evictionPolicy, "NoEviction");
  });

  it("is smaller outside of prod, and can go there", () => {
    const { inputs, opts } = cluster(staging);
    assert.deepEqual([at(inputs.sku, "name"), inputs.highAvailability], ["Balanced_B1", "Enabled"]);
    assert.deepEqual([opts.protect, opts.retainOnDelete], [false, false]);
    assert.deepEqual(
      registeredOnAzure(staging).filter((line) => line.includes("Lock")),
      [],
    );
  });

  it("has the Secret in the cluster that it has without Azure, by a password that Azure makes and no region shares", () => {
    const copy = resource(prod, "ExternalSecret", "shop-cache-auth-copy").inputs;
    assert.deepEqual([at(copy, "metadata", "namespace"), at(copy, "metadata", "name")], ["shop", "cache-auth"]);
    assert.deepEqual(list(at(copy, "spec", "data")), [
      { secretKey: "password", remoteRef: { key: "shop-cache-auth", property: "password" } },
    ]);
    assert.deepEqual(at(copy, "spec", "target", "template", "data"), {
      "auth.conf": "requirepass {{ .password }}\n",
      "source.conf": "masterauth {{ .password }}\n",
      // Azure's passwords have slashes, which an address has a meaning for.
      "password-in-url": "{{ .password | urlquery }}",
    });
    assert.deepEqual(built[0]?.auth.keys, ["password", "auth.conf", "source.conf"]);
    assert.equal(built[0].urlKey, "password-in-url");
    const secret = foundOnAzure(prod, "keyvault:Secret", "shop-cache-auth").inputs;
    assert.deepEqual([secret.vaultName, secret.secretName], ["prod-secrets", "shop-cache-auth"]);
    assert.equal(at(secret, "properties", "value"), secretMarker);
    assert.equal(cluster(replica).inputs.location, "westus2");
  });

  it("takes the other password with each version, so that the former works until somebody has it made anew", () => {
    assert.deepEqual([1, 2, 3].map(accessKeyOf), ["primaryKey", "secondaryKey", "primaryKey"]);
  });

  it("hands back the address and who signed for it, and is reached at the private endpoint", async () => {
    const [outputs] = built;
    assert.ok(outputs);
    assert.equal(await valueOf(outputs.host), `${clusterName}.eastus.redis.azure.net`);
    assert.equal(outputs.port, 10_000);
    assert.deepEqual([await valueOf(outputs.authority.name), outputs.authority.keys], ["cache-tls", ["ca.crt"]]);
    assert.deepEqual(outputs.network, {
      ports: { redis: { port: 10_000 } },
      calls: [],
      addresses: [azurePlace().network.endpointCidr],
    });
    const { inputs } = foundOnAzure(prod, "network:PrivateEndpoint", "shop-cache-endpoint");
    assert.deepEqual(at(inputs, "privateLinkServiceConnections", 0, "groupIds"), ["redisEnterprise"]);
  });

  it("is called by the name of its component in the cluster, too (REC-008)", () => {
    const { metadata, spec } = resource(prod, "Service", "shop-cache-alias-cache").inputs;
    assert.deepEqual([at(metadata, "namespace"), at(metadata, "name")], ["shop", "cache"]);
    assert.deepEqual(spec, { type: "ExternalName", externalName: `${clusterName}.eastus.redis.azure.net` });
  });

  it("has the smallest size with the room and the connections that are asked for", () => {
    const size = (maxMemoryMi: number, steady: boolean, maxClients = 10_000) =>
      cacheSize({ maxMemoryMi, maxClients }, steady);
    assert.equal(size(381, false), "Balanced_B0");
    assert.equal(size(382, false), "Balanced_B1");
    assert.equal(size(381, true), "Balanced_B3");
    assert.equal(size(5000, true), "Balanced_B10");
    assert.equal(size(512, true, 15_001), "Balanced_B10");
    assert.equal(size(512, true, 65_000), "Balanced_B20");
    assert.throws(() => size(18_311, true), {
      message: "a cache with 18311 Mi for data is not supported on azure: ask for at most 18310",
    });
  });

  it("has a name of at most 60 characters that nobody else has, however long its parts are", () => {
    const inRegion = (region: string) =>
      worldwideName("cache server", azureScope({ region }), "b".repeat(40), "a".repeat(63));
    const names = ["eastus", "westus2"].map(inRegion);
    assert.notEqual(names[0], names[1]);
    for (const name of names) {
      assert.equal(name.length, 60);
      assert.match(name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    }
  });

  it("violates no mandatory rule of the pack, and holds to the invariants of every program", async () => {
    // A cache is made for a region; that each has one is the stack's business.
    const own = (await mandatoryFindings(prod, "prod-azure")).filter((line) => !line.startsWith("x-dr-pair-complete "));
    assert.deepEqual(own, []);
    assert.deepEqual(broken(prod), []);
  });

  it("refuses to copy a node elsewhere", async () => {
    const auth = () => ({ namespace: output("shop"), name: output("other"), keys: ["password"] });
    await assert.rejects(
      rendered(() => ({ replicaOf: { host: "other", auth: auth() } })),
      {
        message:
          "a cache that copies another node is not supported on azure: leave replicaOf out, as there is a replica in another zone by itself",
      },
    );
  });
});
