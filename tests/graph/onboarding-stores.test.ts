import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { objectsOf, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { changedGraph, data, graph, namesOf, object, ownObjects, spec } from "./onboarding-fixture.ts";

const parameters = (rendered: Rendered) =>
  record(at(spec(rendered, "Cluster", "postgres"), "postgresql", "parameters"));

describe("the database of onboarding in a cluster", () => {
  for (const [stack, instances, poolers, volume] of [
    ["dev", 1, 1, "2Gi"],
    ["staging", 2, 2, "20Gi"],
    ["prod", 3, 2, "50Gi"],
    ["prod-azure", 3, 2, "50Gi"],
  ] as const) {
    it(`is in ${stack} a PostgreSQL 18 with PostGIS of ${instances}, behind ${poolers} poolers`, async () => {
      const rendered = await graph(stack);
      const cluster = spec(rendered, "Cluster", "postgres");
      assert.match(String(at(cluster, "imageName")), /\/postgis:18-3-standard-trixie@sha256:[0-9a-f]{64}$/);
      assert.equal(at(cluster, "instances"), instances);
      assert.equal(at(cluster, "postgresql", "synchronous", "number"), instances > 2 ? 1 : undefined);
      assert.equal(at(cluster, "storage", "size"), volume);
      assert.deepEqual(at(cluster, "bootstrap", "initdb"), {
        database: "onboarding_workflow",
        owner: "onboarding",
        secret: { name: "onboarding-db-secret" },
        encoding: "UTF8",
        dataChecksums: true,
      });
      assert.deepEqual(at(spec(rendered, "Database", "postgres-database"), "extensions"), [
        { name: "pg_stat_statements", ensure: "present" },
        { name: "uuid-ossp", ensure: "present" },
        { name: "postgis", ensure: "present" },
      ]);
      assert.deepEqual(at(cluster, "postgresql", "shared_preload_libraries"), ["pg_stat_statements"]);
      const pooler = spec(rendered, "Pooler", "postgres-pooler-rw");
      assert.equal(at(pooler, "instances"), poolers);
      assert.equal(at(pooler, "pgbouncer", "poolMode"), "transaction");
    });
  }

  it("has the guide's parameters in every stack, and is called postgres, too", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const { shared_buffers, effective_cache_size, work_mem, maintenance_work_mem, wal_buffers, ...others } =
        parameters(rendered);
      assert.deepEqual(
        [shared_buffers, effective_cache_size, work_mem, maintenance_work_mem, wal_buffers],
        ["256MB", "1GB", "4MB", "64MB", "16MB"],
      );
      assert.equal(others["checkpoint_completion_target"], "0.9");
      assert.equal(others["default_statistics_target"], "100");
      const [service] = [at(spec(rendered, "Cluster", "postgres"), "managed", "services", "additional", 0)];
      assert.equal(at(service, "selectorType"), "rw");
      assert.equal(at(service, "serviceTemplate", "metadata", "name"), "postgres");
    }
  });

  it("has room for all pods' connections: in the pooler with one of it away, and in the server with one more", async () => {
    const rendered = await graph("prod");
    const pooler = spec(rendered, "Pooler", "postgres-pooler-rw");
    const { max_client_conn, max_db_connections } = record(at(pooler, "pgbouncer", "parameters"));
    const most = Number(at(spec(rendered, "HorizontalPodAutoscaler", "onboarding-workflow-hpa"), "maxReplicas"));
    assert.equal((most + 1) * 50, 550);
    assert.ok((most + 1) * 50 <= Number(max_client_conn) * (Number(at(pooler, "instances")) - 1));
    const surge = Number(at(pooler, "deploymentStrategy", "rollingUpdate", "maxSurge"));
    const ownPools = (Number(at(pooler, "instances")) + surge) * Number(max_db_connections);
    assert.deepEqual([ownPools, parameters(rendered)["max_connections"]], [150, "200"]);
  });

  it("has as many read replicas as the stack asks for, and never fewer than the stage's standbys", async () => {
    const rendered = await changedGraph("prod", { readReplicas: 4 });
    assert.equal(at(spec(rendered, "Cluster", "postgres"), "instances"), 5);
    await assert.rejects(changedGraph("prod", { readReplicas: 1 }), {
      message: "system onboarding: readReplicas: expected at least 2 in stage prod, got 1",
    });
  });
});

describe("Kafka of onboarding in a cluster", () => {
  for (const [stack, brokers, controllers, factor, inSync] of [
    ["dev", 1, 0, 1, 1],
    ["staging", 3, 3, 3, 2],
    ["prod", 3, 3, 3, 2],
    ["prod-azure", 3, 3, 3, 2],
  ] as const) {
    it(`is in ${stack} ${brokers} brokers in KRaft mode, and five declared topics of ${factor} replicas`, async () => {
      const rendered = await graph(stack);
      const cluster = object(rendered, "Kafka", "kafka");
      assert.equal(at(cluster.body, "metadata", "annotations", "strimzi.io/kraft"), "enabled");
      assert.match(String(at(cluster.body, "spec", "kafka", "version")), /^3\.9\.[0-9]+$/);
      const pools = ownObjects(rendered).filter(({ kind }) => kind === "KafkaNodePool");
      assert.deepEqual(
        pools.map(({ name, body }) => [name, at(body, "spec", "replicas"), at(body, "spec", "roles")]),
        controllers === 0
          ? [["kafka-broker", brokers, ["controller", "broker"]]]
          : [
              ["kafka-controller", controllers, ["controller"]],
              ["kafka-broker", brokers, ["broker"]],
            ],
      );
      const config = record(at(cluster.body, "spec", "kafka", "config"));
      assert.equal(config["auto.create.topics.enable"], false);
      assert.equal(config["min.insync.replicas"], inSync);
      const topics = ownObjects(rendered).filter(({ kind }) => kind === "KafkaTopic");
      const topic = (name: string, partitions: number) => [name, partitions, factor, inSync];
      assert.deepEqual(
        topics.map(({ name, body }) => [
          name,
          at(body, "spec", "partitions"),
          at(body, "spec", "replicas"),
          at(body, "spec", "config", "min.insync.replicas"),
        ]),
        [
          topic("onboarding-command", 6),
          topic("ekyc-callback", 6),
          topic("aml-callback", 6),
          topic("onboarding-event", 3),
          topic("onboarding-dlq", 3),
        ],
      );
    });
  }

  it("speaks TLS and SCRAM to one user, who may read and write what the engine does, and to the jobs of its backups", async () => {
    const rendered = await graph("prod");
    const { listeners, authorization } = record(at(spec(rendered, "Kafka", "kafka"), "kafka"));
    assert.deepEqual(
      [at(listeners, 0, "port"), at(listeners, 0, "tls"), at(listeners, 0, "authentication"), at(listeners, 1)],
      [9093, true, { type: "scram-sha-512" }, undefined],
    );
    assert.deepEqual(authorization, { type: "simple" });
    assert.deepEqual(namesOf(rendered, "KafkaUser"), ["kafka-user", "kafka-backup", "kafka-drill", "kafka-restore"]);
    const user = spec(rendered, "KafkaUser", "kafka-user");
    assert.deepEqual(at(user, "authentication"), {
      type: "scram-sha-512",
      password: {
        valueFrom: { secretKeyRef: { name: "onboarding-kafka-secret", key: "password", optional: false } },
      },
    });
    const allow = (type: string, operation: string) => (name: string) => ({
      resource: { type, name, patternType: "literal" },
      operations: [operation, "Describe"],
    });
    assert.deepEqual(at(user, "authorization", "acls"), [
      ...["onboarding-command", "ekyc-callback", "aml-callback"].map(allow("topic", "Read")),
      allow("group", "Read")("onboarding-engine"),
      ...["onboarding-command", "ekyc-callback", "aml-callback", "onboarding-event", "onboarding-dlq"].map(
        allow("topic", "Write"),
      ),
    ]);
  });

  it("lets the jobs of its backups write no record: one describes, one drills aside, one brings topics back", async () => {
    const rendered = await graph("prod");
    const rights = (user: string) =>
      list(at(spec(rendered, "KafkaUser", user), "authorization", "acls")).map((acl) => [
        ["type", "name", "patternType"].map((part) => at(acl, "resource", part)).join(" "),
        at(acl, "operations"),
      ]);
    const changed = ["Alter", "AlterConfigs", "Create", "Describe", "DescribeConfigs", "Read"];
    const aside = [
      ["topic restored- prefix", [...changed, "Delete"].sort()],
      ["group restored- prefix", ["Delete", "Describe", "Read"]],
    ];
    assert.deepEqual(rights("kafka-backup"), [
      ["topic * literal", ["Describe", "DescribeConfigs"]],
      ["group * literal", ["Describe"]],
    ]);
    assert.deepEqual(rights("kafka-drill"), aside);
    assert.deepEqual(rights("kafka-restore"), [
      ["topic * literal", changed],
      ["group * literal", ["Describe", "Read"]],
      ...aside,
    ]);
  });
});

describe("the cache of onboarding in a cluster", () => {
  it("is there where the stack wants it: a Redis by TLS that drops the least recently used keys", async () => {
    assert.deepEqual(namesOf(await graph("dev"), "StatefulSet"), []);
    for (const stack of ["staging", "prod", "prod-azure"]) {
      const rendered = await graph(stack);
      assert.deepEqual(namesOf(rendered, "StatefulSet"), ["redis"]);
      const conf = String(at(data(rendered, "ConfigMap", "redis"), "redis.conf"));
      assert.match(conf, /^port 0\ntls-port 6379$/m);
      assert.match(conf, /^maxmemory 512mb$/m);
      assert.match(conf, /^maxmemory-policy allkeys-lru$/m);
    }
    assert.deepEqual(namesOf(await changedGraph("dev", { cache: true }), "StatefulSet"), ["redis"]);
    assert.deepEqual(namesOf(await changedGraph("prod", { cache: false }), "StatefulSet"), []);
  });
});

describe("stores of onboarding in a cluster", () => {
  it("take the class of volumes that the cluster names", async () => {
    const rendered = await changedGraph("prod", {}, { storageClass: "premium" });
    assert.equal(at(spec(rendered, "Cluster", "postgres"), "storage", "storageClass"), "premium");
    for (const pool of ["kafka-broker", "kafka-controller"]) {
      assert.equal(at(spec(rendered, "KafkaNodePool", pool), "storage", "volumes", 0, "class"), "premium");
    }
    const claim = at(spec(rendered, "StatefulSet", "redis"), "volumeClaimTemplates", 0, "spec");
    assert.equal(at(claim, "storageClassName"), "premium");
  });

  it("are protected from deletion in prod alone", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const kinds = ["Cluster", "Database", "Kafka", "KafkaNodePool", "KafkaTopic", "StatefulSet"];
      const kept = objectsOf(rendered).filter(
        ({ kind, namespace }) => namespace === "onboarding" && kinds.includes(kind),
      );
      assert.ok(kept.length >= 9);
      for (const { kind, name, resource } of kept) {
        assert.equal(resource.opts.protect ?? false, stack.startsWith("prod"), `${stack}: ${kind} ${name}`);
      }
    }
  });
});
