import assert from "node:assert/strict";
import { objectsOf, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { data, graph, object, spec, yamlFile } from "./ecommerce-fixture.ts";

const index = (collection: string, name: string, keys: object, unique = false) => ({ collection, name, keys, unique });

/** What the job is told (ECO-056 to ECO-059). */
const indexes = [
  index("users", "email_1", { email: 1 }, true),
  index("users", "createdAt_1", { createdAt: 1 }),
  index("users", "role_1", { role: 1 }),
  index("products", "category_1", { category: 1 }),
  index("products", "name_text_description_text", { name: "text", description: "text" }),
  index("products", "price_1", { price: 1 }),
  index("products", "stockQuantity_1", { stockQuantity: 1 }),
  index("orders", "userEmail_1_orderDate_-1", { userEmail: 1, orderDate: -1 }),
  index("orders", "userEmail_1_orderDate_1", { userEmail: 1, orderDate: 1 }),
  index("orders", "status_1", { status: 1 }),
  index("orders", "orderDate_1", { orderDate: 1 }),
  index("cart_items", "userEmail_1", { userEmail: 1 }),
  index("cart_items", "userEmail_1_productId_1", { userEmail: 1, productId: 1 }, true),
];

/** `a.b: 1` for every leaf of nested settings. */
function flat(value: unknown, path: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record(value)).flatMap(([key, inner]) =>
      typeof inner === "object" && inner !== null
        ? Object.entries(flat(inner, [...path, key]))
        : [[[...path, key].join("."), inner]],
    ),
  );
}

describe("stores of ecommerce", () => {
  for (const stack of stacks) {
    it(`have the guide's indexes in ${stack}, by a job that runs mongosh with the files of its own ConfigMap`, async () => {
      const rendered = await graph(stack);
      const [job, ...others] = objectsOf(rendered).filter(({ kind }) => kind === "Job");
      assert.ok(job && others.length === 0, "one Job");
      assert.match(job.name, /^mongodb-indexes-[0-9a-f]{10}$/);
      const script = String(at(data(rendered, "ConfigMap", "mongodb-indexes"), "ensure-indexes.js"));
      const [, declared = ""] = /^const indexes = (\[[^;]*\]);$/m.exec(script) ?? [];
      const parsed: unknown = JSON.parse(declared);
      assert.deepEqual(parsed, indexes);
      assert.match(script, /^const database = "ecommerce";$/m);
      const command = at(job.body, "spec", "template", "spec", "containers", 0, "command");
      assert.deepEqual(list(command).slice(0, 1), ["mongosh"]);
    });

    it(`keep the key of the encryption in ${stack} in mongodb-encryption-key, mounted for the server alone`, async () => {
      const rendered = await graph(stack);
      const { resource } = object(rendered, "Secret", "mongodb-encryption-key");
      assert.deepEqual(resource.inputs.data, { key: "[secret]" });
      const pod = at(spec(rendered, "MongoDBCommunity", "mongodb"), "statefulSet", "spec", "template", "spec");
      const volumes = list(at(pod, "volumes")).filter((each) => at(each, "name") === "encryption-key");
      const secret = {
        secretName: "mongodb-encryption-key",
        defaultMode: 0o400,
        items: [{ key: "key", path: "key" }],
      };
      assert.deepEqual(volumes, [{ name: "encryption-key", secret }]);
      const mounts = list(at(pod, "containers")).map((each) => [at(each, "name"), at(each, "volumeMounts")]);
      const mount = { name: "encryption-key", mountPath: "/etc/mongodb-encryption", readOnly: true };
      assert.deepEqual(mounts, [
        ["mongod", [mount]],
        ["mongodb-agent", undefined],
      ]);
    });

    it(`state in mongodb-config what the members of ${stack} run with, no more and no less`, async () => {
      const rendered = await graph(stack);
      const store = spec(rendered, "MongoDBCommunity", "mongodb");
      assert.deepEqual(at(store, "security", "tls", "enabled"), true);
      assert.deepEqual(at(store, "security", "tls", "optional"), false);
      assert.deepEqual(at(store, "security", "authentication", "modes"), ["SCRAM-SHA-256"]);
      const stated = flat(yamlFile(rendered, "mongodb-config", "mongod.conf"));
      assert.deepEqual(stated, {
        "net.port": 27017,
        "net.tls.mode": "requireTLS",
        "security.authorization": "enabled",
        "replication.replSetName": "mongodb",
        ...record(at(store, "additionalMongodConfig")),
      });
    });

    it(`let the applications of ${stack} work on their own documents alone, and backups read`, async () => {
      const users = list(at(spec(await graph(stack), "MongoDBCommunity", "mongodb"), "users"));
      assert.deepEqual(
        users.map((user) => [at(user, "name"), at(user, "roles"), at(user, "passwordSecretRef", "name")]),
        [
          ["services", [{ name: "readWrite", db: "ecommerce" }], "mongodb-secret"],
          ["backup", [{ name: "backup", db: "admin" }], "mongodb-backup"],
          [
            "restore",
            [
              { name: "restore", db: "admin" },
              { name: "readWrite", db: "ecommerce" },
            ],
            "mongodb-restore",
          ],
          ["indexes", [{ name: "indexManager", db: "ecommerce" }], "mongodb-indexes"],
        ],
      );
    });
  }

  for (const [stack, requests, limits, volume, cacheSizeGB] of [
    ["dev", { cpu: "250m", memory: "512Mi" }, { cpu: "1000m", memory: "1Gi" }, "5Gi", 0.25],
    ["staging", { cpu: "500m", memory: "1Gi" }, { cpu: "1000m", memory: "2Gi" }, "20Gi", 0.5],
    ["prod", { cpu: "1000m", memory: "4Gi" }, { cpu: "2000m", memory: "8Gi" }, "100Gi", 3.5],
    ["prod-azure", { cpu: "1000m", memory: "4Gi" }, { cpu: "2000m", memory: "8Gi" }, "100Gi", 3.5],
  ] as const) {
    it(`have in ${stack} members of ${limits.memory} on ${volume}, and a cache of ${cacheSizeGB} GB in them`, async () => {
      const store = spec(await graph(stack), "MongoDBCommunity", "mongodb");
      const pod = at(store, "statefulSet", "spec", "template", "spec");
      assert.deepEqual(at(pod, "containers", 0, "resources"), { requests, limits });
      const claim = at(store, "statefulSet", "spec", "volumeClaimTemplates", 0);
      assert.equal(at(claim, "spec", "resources", "requests", "storage"), volume);
      const cache = at(store, "additionalMongodConfig", "storage.wiredTiger.engineConfig.cacheSizeGB");
      assert.equal(cache, cacheSizeGB);
    });
  }

  it("keep 512 MiB in Redis behind TLS and a password, and drop the least recently used first", async () => {
    const conf = String(at(data(await graph("prod"), "ConfigMap", "redis"), "redis.conf"));
    for (const line of ["maxmemory 512mb", "maxmemory-policy allkeys-lru", "tls-port 6379", "port 0"]) {
      assert.ok(conf.split("\n").includes(line), line);
    }
    assert.match(conf, /^include \/etc\/redis\/auth\/auth\.conf$/m);
  });

  it("are protected from deletion in prod alone", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const kept = [object(rendered, "MongoDBCommunity", "mongodb"), object(rendered, "StatefulSet", "redis")];
      const expected = stack.startsWith("prod");
      assert.deepEqual(
        kept.map(({ resource }) => resource.opts.protect ?? false),
        [expected, expected],
      );
    }
  });
});
