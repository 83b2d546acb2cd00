import assert from "node:assert/strict";
import { dependencies, resource, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import {
  changedGraph,
  changedObjects,
  container,
  data,
  graph,
  migrationJob,
  object,
  settings,
  spec,
} from "./reconciliation-fixture.ts";

describe("the migration of reconciliation", () => {
  it("runs `/app/migrate up` of the backend's own image, straight on the database", async () => {
    const rendered = await graph("prod");
    const { name, body } = migrationJob(rendered);
    assert.match(name, /^migration-[0-9a-f]{10}$/);
    const [job, ...others] = list(at(body, "spec", "template", "spec", "containers"));
    assert.deepEqual(others, []);
    assert.deepEqual(at(job, "command"), ["/app/migrate", "up"]);
    assert.equal(at(job, "image"), container(rendered, "Deployment", "backend").image);
    assert.deepEqual(at(job, "env"), [
      { name: "DB_PASSWORD", valueFrom: { secretKeyRef: { name: "reconciliation-secrets", key: "DB_PASSWORD" } } },
      {
        name: "DATABASE_URL",
        value:
          "postgresql://reconciliation_user:$(DB_PASSWORD)@postgres-rw.reconciliation.svc.cluster.local:5432/reconciliation_db?sslmode=verify-full&sslrootcert=/etc/reconciliation/postgres/ca.crt",
      },
    ]);
    assert.deepEqual([at(body, "spec", "backoffLimit"), at(body, "spec", "activeDeadlineSeconds")], [6, 1200]);
  });

  it("comes after the database and before the backend, which comes before the frontend", async () => {
    const rendered = await graph("prod");
    const [network, migration] = ["reconciliation-network", "reconciliation-migration"];
    const [postgres, redis] = ["reconciliation-postgres", "reconciliation-redis"];
    assert.deepEqual(await dependencies(resource(rendered, "Preparation", migration)), [network, postgres]);
    const order = async (name: string) => dependencies(resource(rendered, "Workload", name));
    assert.deepEqual(await order("reconciliation-backend"), [network, postgres, redis, migration]);
    assert.deepEqual(await order("reconciliation-frontend"), [network, "reconciliation-backend"]);
  });

  it("is another Job for another backend image, and the same for another frontend", async () => {
    const before = await graph("prod");
    const { images } = await settings("prod");
    const digest = `sha256:${"0".repeat(64)}`;
    const other = (name: string) => ({ ...record(images), [name]: { ...record(at(images, name)), digest } });
    const backend = await changedGraph("prod", { images: other("backend") });
    const jobs = [migrationJob(before).name, migrationJob(backend).name].map((name) => `Job ${name}`).sort();
    assert.equal(new Set(jobs).size, 2);
    assert.deepEqual(changedObjects(before, backend), ["Deployment backend", ...jobs]);
    const frontend = await changedGraph("prod", { images: other("frontend") });
    assert.deepEqual(changedObjects(before, frontend), ["Deployment frontend"]);
  });
});

describe("stores of reconciliation", () => {
  for (const [stack, instances, synchronous, poolers, volume] of [
    ["dev", 1, undefined, 1, "2Gi"],
    ["staging", 2, undefined, 2, "20Gi"],
    ["prod", 3, 1, 2, "50Gi"],
    ["prod-azure", 3, 1, 2, "50Gi"],
  ] as const) {
    it(`are in ${stack} a PostgreSQL of ${instances}, behind ${poolers} poolers`, async () => {
      const rendered = await graph(stack);
      const cluster = spec(rendered, "Cluster", "postgres");
      assert.equal(at(cluster, "instances"), instances);
      assert.match(String(at(cluster, "imageName")), /^ghcr\.io\/cloudnative-pg\/postgresql:18\./);
      assert.equal(at(cluster, "postgresql", "synchronous", "number"), synchronous);
      assert.equal(at(cluster, "storage", "size"), volume);
      assert.deepEqual(at(cluster, "bootstrap", "initdb"), {
        database: "reconciliation_db",
        owner: "reconciliation_user",
        secret: { name: "reconciliation-secrets" },
        encoding: "UTF8",
        dataChecksums: true,
      });
      assert.deepEqual(
        list(at(cluster, "managed", "services", "additional")).map((each) => [
          at(each, "selectorType"),
          at(each, "serviceTemplate", "metadata", "name"),
        ]),
        [
          ["rw", "postgres"],
          ["rw", "postgres-service"],
        ],
      );
      assert.equal(at(cluster, "postgresql", "parameters", "max_connections"), "200");
      const pooler = spec(rendered, "Pooler", "postgres-pooler-rw");
      assert.equal(at(pooler, "instances"), poolers);
      assert.equal(at(pooler, "pgbouncer", "poolMode"), "transaction");
      assert.equal(at(pooler, "pgbouncer", "parameters", "max_client_conn"), "1000");
      assert.equal(at(pooler, "pgbouncer", "parameters", "max_db_connections"), "80");
    });
  }

  it("log slow statements from the threshold that the stack names", async () => {
    const rendered = await changedGraph("prod", { slowStatementMs: 250 });
    const parameters = at(spec(rendered, "Cluster", "postgres"), "postgresql", "parameters");
    assert.equal(at(parameters, "log_min_duration_statement"), "250ms");
  });

  it("keep 512 MiB in Redis, and drop the least recently used key with an expiry first", async () => {
    const conf = String(at(data(await graph("prod"), "ConfigMap", "redis"), "redis.conf"));
    assert.match(conf, /^maxmemory 512mb$/m);
    assert.match(conf, /^maxmemory-policy volatile-lru$/m);
    assert.match(conf, /^tls-port 6379$/m);
    assert.match(conf, /^port 0$/m);
  });

  it("are protected from deletion in prod alone", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const kept = [object(rendered, "Cluster", "postgres"), object(rendered, "StatefulSet", "redis")];
      const expected = stack.startsWith("prod");
      assert.deepEqual(
        kept.map(({ resource: own }) => own.opts.protect ?? false),
        [expected, expected],
      );
    }
  });
});
