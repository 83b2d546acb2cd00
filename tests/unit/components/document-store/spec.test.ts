import assert from "node:assert/strict";
import { DocumentStore } from "../../../../components/document-store/document-store.ts";
import { resolveIndexes } from "../../../../components/document-store/indexes.ts";
import { connectionString, mongodConfig, rolesOf } from "../../../../components/document-store/mongodb-config.ts";
import { type DocumentStoreArgs, resolveDocumentStore } from "../../../../components/document-store/spec.ts";
import { renderObjects } from "../objects.ts";
import { storeArgs } from "./fixture.ts";
import { awsPlace } from "../../../lib/aws.ts";
import { azurePlace } from "../../../lib/azure.ts";
import { output } from "../../../lib/outputs.ts";

function refuses(changes: Partial<DocumentStoreArgs>, message: string): void {
  assert.throws(() => resolveDocumentStore("store", { ...storeArgs, ...changes }), {
    message: `document store store: ${message}`,
  });
}

describe("a document store, resolved", () => {
  it("has no indexes, and is encrypted by its volumes, where it does not say", () => {
    const { indexes, encryptionAtRest } = resolveDocumentStore("store", { ...storeArgs, indexes: undefined });
    assert.deepEqual({ indexes, encryptionAtRest }, { indexes: [], encryptionAtRest: "volume" });
  });

  it("refuses names that the server or Kubernetes would not take", () => {
    refuses(
      { component: "MongoDB" },
      'component: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "MongoDB"',
    );
    const allowed = "letters, digits, _ and - (63 at most), and not admin, config, local";
    refuses({ database: "admin" }, `database: expected ${allowed}, got "admin"`);
    refuses({ database: "e.commerce" }, `database: expected ${allowed}, got "e.commerce"`);
  });

  it("refuses users that it or the operator could not tell apart", () => {
    refuses({ users: {} }, "users: expected at least one user, got {}");
    refuses(
      { users: { config: { role: "read" } } },
      'users.config: expected another name than agent-password, ca-certificate, config, indexes, keyfile, metrics, tls, got "config"',
    );
    refuses(
      { users: { app: { role: "read", secretName: "mongodb-job" }, job: { role: "read" } } },
      'users.job.secretName: expected a Secret of its own, got "mongodb-job"',
    );
  });

  it("refuses memory in which the server does not start", () => {
    const resources = { requests: { cpu: "1", memory: "256Mi" }, limits: { cpu: "1", memory: "256Mi" } };
    refuses({ resources }, 'resources.limits.memory: expected at least 512Mi, got "256Mi"');
  });

  it("says what the Community edition in the cluster cannot do, and what to do instead (ECO-036, ECO-053)", () => {
    assert.throws(() => resolveDocumentStore("store", { ...storeArgs, encryptionAtRest: "engine" }), {
      message:
        "encryption at rest by the document store itself is not supported on kubernetes: use an encrypted StorageClass " +
        "(encryptionAtRest: volume), as the Community edition does not encrypt",
    });
    assert.throws(() => resolveDocumentStore("store", { ...storeArgs, shardKeys: { users: { email: "hashed" } } }), {
      message:
        "sharding of the document store is not supported on kubernetes: leave shardKeys out, and scale the members of the replica set",
    });
  });

  it("refuses what another cloud's store hands back", async () => {
    const elsewhere = { role: "standby" } as const;
    const made = (args: Partial<DocumentStoreArgs>) =>
      renderObjects(() => new DocumentStore("s", { ...storeArgs, ...args }));
    await assert.rejects(made({ place: azurePlace(elsewhere), source: { globalClusterId: output("global") } }), {
      message: 'document store s: source: expected clusters of Azure, got "a global cluster"',
    });
    const source = { region: "eastus", host: "documents.example.com", clusterIds: {} };
    await assert.rejects(made({ place: awsPlace(elsewhere), source }), {
      message: 'document store s: source: expected a global cluster, got "clusters of Azure"',
    });
  });

  it("gives its server half of the memory above 1 GiB as cache, and 256 MiB at least", () => {
    const cache = (limit: string) => mongodConfig(limit)["storage.wiredTiger.engineConfig.cacheSizeGB"];
    assert.deepEqual(["512Mi", "1Gi", "2Gi", "4Gi", "8Gi"].map(cache), [0.25, 0.25, 0.5, 1.5, 3.5]);
  });

  it("gives each role no more than it needs", () => {
    assert.deepEqual(
      (["readWrite", "read", "backup", "restore", "monitor"] as const).map((role) => rolesOf(role, "ecommerce")),
      [
        [{ name: "readWrite", db: "ecommerce" }],
        [{ name: "read", db: "ecommerce" }],
        [{ name: "backup", db: "admin" }],
        [
          { name: "restore", db: "admin" },
          { name: "readWrite", db: "ecommerce" },
        ],
        [{ name: "clusterMonitor", db: "admin" }],
      ],
    );
  });

  it("is reached by an address that names every member and asks for TLS", () => {
    const address = connectionString({
      user: "app",
      password: "0a1b",
      hosts: ["m-0:27017", "m-1:27017"],
      database: "ecommerce",
      replicaSet: "m",
    });
    assert.equal(
      address,
      "mongodb://app:0a1b@m-0:27017,m-1:27017/ecommerce?replicaSet=m&tls=true&authSource=admin" +
        "&authMechanism=SCRAM-SHA-256&w=majority&retryWrites=true",
    );
  });
});

describe("indexes, resolved", () => {
  it("get the names that the server gives, and are not unique where they do not say", () => {
    assert.deepEqual(
      resolveIndexes("store", [
        { collection: "users", keys: { email: 1 }, unique: true },
        { collection: "orders", keys: { userEmail: 1, orderDate: -1 } },
        { collection: "products", keys: { name: "text", description: "text" } },
      ]),
      [
        { collection: "users", name: "email_1", keys: { email: 1 }, unique: true },
        {
          collection: "orders",
          name: "userEmail_1_orderDate_-1",
          keys: { userEmail: 1, orderDate: -1 },
          unique: false,
        },
        {
          collection: "products",
          name: "name_text_description_text",
          keys: { name: "text", description: "text" },
          unique: false,
        },
      ],
    );
  });

  const refused: readonly [string, Parameters<typeof resolveIndexes>[1], string][] = [
    [
      "a collection of the server's",
      [{ collection: "system.users", keys: { a: 1 } }],
      'indexes[0].collection: expected a letter or _, then letters, digits and _ . - (120 at most), and not system.*, got "system.users"',
    ],
    ["no keys", [{ collection: "a", keys: {} }], "indexes[0].keys: expected 1 to 32 keys, got {}"],
    [
      "a key that JavaScript would move",
      [{ collection: "a", keys: { b: 1, 0: 1 } }],
      'indexes[0].keys: expected field paths, not empty, not numbers and without a leading $, got "0"',
    ],
    [
      "an operator as key",
      [{ collection: "a", keys: { $b: 1 } }],
      'indexes[0].keys: expected field paths, not empty, not numbers and without a leading $, got "$b"',
    ],
    [
      "the same index twice",
      [
        { collection: "a", keys: { b: 1 } },
        { collection: "a", keys: { b: 1 }, unique: true },
      ],
      'indexes[1].keys: expected each index of a once, got {"b":1}',
    ],
    [
      "two text indexes of a collection",
      [
        { collection: "a", keys: { b: "text" } },
        { collection: "a", keys: { c: "text" } },
      ],
      'indexes[1].keys: expected one text index in a, as the server allows, got {"c":"text"}',
    ],
    [
      "a unique text index",
      [{ collection: "a", keys: { b: "text" }, unique: true }],
      "indexes[0].unique: expected false for a text index, got true",
    ],
  ];
  for (const [what, indexes, message] of refused) {
    it(`refuse ${what}`, () => {
      assert.throws(() => resolveIndexes("store", indexes), { message: `store: ${message}` });
    });
  }
});
