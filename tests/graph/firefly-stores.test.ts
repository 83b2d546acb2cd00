import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { objectsOf, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import {
  changedGraph,
  container,
  data,
  enginePods,
  graph,
  namesOf,
  object,
  spec,
  releases,
} from "./firefly-fixture.ts";

const database = "postgres-transactional-engine";
const parameters = (rendered: Rendered) => record(at(spec(rendered, "Cluster", database), "postgresql", "parameters"));

describe("stores of firefly in a cluster", () => {
  for (const [stack, instances, synchronous, poolers, volume] of [
    ["dev", 1, undefined, 1, "10Gi"],
    ["staging", 2, undefined, 2, "100Gi"],
    ["prod", 3, 1, 2, "1Ti"],
    ["prod-azure", 3, 1, 2, "1Ti"],
  ] as const) {
    it(`are in ${stack} a PostgreSQL of ${instances} with the guide's parameters, behind ${poolers} poolers`, async () => {
      const rendered = await graph(stack);
      const cluster = spec(rendered, "Cluster", database);
      assert.equal(object(rendered, "Cluster", database).body.apiVersion, "postgresql.cnpg.io/v1");
      assert.equal(at(cluster, "instances"), instances);
      assert.equal(at(cluster, "postgresql", "synchronous", "number"), synchronous);
      assert.deepEqual(at(cluster, "storage"), { size: volume, resizeInUseVolumes: true, storageClass: "fast-ssd" });
      const { max_connections, shared_buffers, effective_cache_size, maintenance_work_mem } = parameters(rendered);
      assert.deepEqual(
        [max_connections, shared_buffers, effective_cache_size, maintenance_work_mem],
        ["500", "256MB", "1GB", "64MB"],
      );
      assert.deepEqual(at(cluster, "bootstrap", "initdb"), {
        database: "transactional_engine",
        owner: "transactional_engine",
        secret: { name: "transactional-engine-secrets" },
        encoding: "UTF8",
        dataChecksums: true,
      });
      const pooler = spec(rendered, "Pooler", `${database}-pooler-rw`);
      assert.equal(at(pooler, "instances"), poolers);
      assert.equal(at(pooler, "pgbouncer", "poolMode"), "transaction");
      const { max_client_conn, default_pool_size, max_db_connections } = record(at(pooler, "pgbouncer", "parameters"));
      assert.deepEqual([max_client_conn, default_pool_size, max_db_connections], ["2500", "150", "150"]);
    });
  }

  it("have room for the poolers' connections, one more pooler's during an update, and those of everybody else", async () => {
    const rendered = await graph("prod");
    const pooler = spec(rendered, "Pooler", `${database}-pooler-rw`);
    const surge = at(pooler, "deploymentStrategy", "rollingUpdate", "maxSurge");
    const pods = Number(at(pooler, "instances")) + Number(surge);
    const most = pods * Number(at(pooler, "pgbouncer", "parameters", "max_db_connections"));
    assert.deepEqual([pods, most], [3, 450]);
    assert.ok(most + 20 <= Number(parameters(rendered)["max_connections"]));
  });

  it("have every instance of PostgreSQL scraped, with the use of its indexes and its statements", async () => {
    const rendered = await graph("prod");
    assert.deepEqual(spec(rendered, "PodMonitor", database), {
      selector: { matchLabels: { "cnpg.io/cluster": database, "cnpg.io/podRole": "instance" } },
      podMetricsEndpoints: [{ port: "metrics", interval: "30s", scrapeTimeout: "10s" }],
    });
    const queries = String(at(data(rendered, "ConfigMap", `${database}-queries`), "queries.yaml"));
    assert.match(queries, /^pg_stat_user_indexes:$/m);
    assert.match(queries, /^pg_stat_statements:$/m);
    assert.deepEqual(at(spec(rendered, "Database", `${database}-database`), "extensions"), [
      { name: "pg_stat_statements", ensure: "present" },
    ]);
    assert.deepEqual(
      objectsOf(rendered).flatMap(({ kind, body }) =>
        kind === "Cluster" ? [at(body, "spec", "monitoring", "enabled")] : [],
      ),
      [undefined],
    );
  });

  for (const [stack, nodes, volume] of [
    ["dev", 1, "2Gi"],
    ["staging", 3, "10Gi"],
    ["prod", 3, "50Gi"],
    ["prod-azure", 3, "50Gi"],
  ] as const) {
    it(`are in ${stack} a broker of ${nodes} with three queues and their dead letters`, async () => {
      const rendered = await graph(stack);
      const broker = spec(rendered, "RabbitmqCluster", "broker");
      assert.equal(at(broker, "replicas"), nodes);
      assert.deepEqual(at(broker, "persistence"), { storage: volume, storageClassName: "fast-ssd" });
      assert.deepEqual(at(broker, "tls"), { secretName: "broker-tls", disableNonTLSListeners: true });
      const queues = ["saga-commands", "saga-events", "saga-compensations"];
      assert.deepEqual(
        objectsOf(rendered)
          .filter(({ kind }) => kind === "Queue")
          .map(({ body }) => at(body, "spec", "name")),
        queues.flatMap((queue) => [`${queue}-dead-letters`, queue]),
      );
      assert.deepEqual(at(spec(rendered, "Certificate", "broker-tls"), "issuerRef"), {
        kind: "ClusterIssuer",
        name: "internal",
      });
    });
  }

  it("are a cache that drops the least recently used keys, whatever they are", async () => {
    for (const [stack, memory] of [
      ["dev", 256],
      ["staging", 512],
      ["prod", 1024],
      ["prod-azure", 1024],
    ] as const) {
      const conf = String(at(data(await graph(stack), "ConfigMap", "cache"), "redis.conf"));
      assert.match(conf, new RegExp(`^maxmemory ${memory}mb$`, "m"));
      assert.match(conf, /^maxmemory-policy allkeys-lru$/m);
      assert.match(conf, /^port 0$/m);
    }
  });

  it("take the class of volumes that the cluster names", async () => {
    const rendered = await changedGraph("prod", {}, { storageClass: "premium" });
    assert.equal(at(spec(rendered, "Cluster", database), "storage", "storageClass"), "premium");
    assert.equal(at(spec(rendered, "RabbitmqCluster", "broker"), "persistence", "storageClassName"), "premium");
    const claim = at(spec(rendered, "StatefulSet", "cache"), "volumeClaimTemplates", 0, "spec");
    assert.equal(at(claim, "storageClassName"), "premium");
  });

  it("are protected from deletion in prod alone", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const kept = [
        object(rendered, "Cluster", database),
        object(rendered, "RabbitmqCluster", "broker"),
        object(rendered, "StatefulSet", "cache"),
      ];
      const expected = stack.startsWith("prod");
      assert.deepEqual(
        kept.map(({ resource }) => resource.opts.protect ?? false),
        [expected, expected, expected],
      );
    }
  });
});

const random = ({ resources }: Rendered) =>
  Object.fromEntries(
    resources
      .filter(({ type }) => type === "random:index/randomBytes:RandomBytes")
      .map(({ name, inputs }) => [name, [inputs.length, at(inputs, "keepers", "version")]]),
  );

describe("secrets of firefly", () => {
  for (const stack of stacks) {
    it(`are in ${stack} 32 random bytes each, in five Secrets and nowhere else`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(random(rendered), {
        "firefly-postgres-owner-value": [32, "1"],
        "firefly-postgres-owner-value-api-key": [32, "1"],
        "firefly-broker-auth-value": [32, "1"],
        "firefly-cache-auth-value": [32, "1"],
        "firefly-postgres-restorer-value": [32, "1"],
        "firefly-backup-keys-value": [32, "1"],
      });
      assert.deepEqual(namesOf(rendered, "Secret"), [
        "transactional-engine-secrets",
        "postgres-transactional-engine-restorer",
        "broker-auth",
        "cache-auth",
        "backup-keys",
      ]);
      const shown = "[secret]";
      const secret = object(rendered, "Secret", "transactional-engine-secrets");
      assert.equal(secret.body.type, "Opaque");
      assert.deepEqual(secret.resource.inputs.data, {
        username: shown,
        password: shown,
        "database-password": shown,
        "api-key": shown,
      });
      const elsewhere = rendered.resources.filter(
        ({ type, inputs }) => type !== "kubernetes:core/v1:Secret" && JSON.stringify(inputs).includes(shown),
      );
      assert.deepEqual(elsewhere, []);
    });
  }

  it("reach the engine as files alone, of which Spring makes properties", async () => {
    for (const pod of enginePods(await graph("prod"))) {
      const { env, volumeMounts } = container(pod);
      assert.deepEqual(
        list(env).map((each) => at(each, "valueFrom")),
        [undefined],
      );
      const places = new Map(list(volumeMounts).map((mount) => [at(mount, "name"), at(mount, "mountPath")]));
      const mounted = list(at(pod, "volumes")).flatMap((volume) => {
        const secret = at(volume, "secret");
        const keys = list(at(secret, "items")).map((item) => at(item, "key"));
        return secret === undefined ? [] : [[places.get(at(volume, "name")), at(secret, "secretName"), keys]];
      });
      const folder = "/etc/transactional-engine";
      assert.deepEqual(mounted, [
        [`${folder}/secrets/engine`, "transactional-engine-secrets", ["database-password", "api-key"]],
        [`${folder}/secrets/broker`, "broker-auth", ["username", "password"]],
        [`${folder}/secrets/cache`, "cache-auth", ["password"]],
        [`${folder}/authorities/postgres`, `${database}-ca`, ["ca.crt"]],
        [`${folder}/authorities/broker`, "broker-tls", ["ca.crt"]],
        [`${folder}/authorities/cache`, "cache-tls", ["ca.crt"]],
        [`${folder}/identity`, "transactional-engine-tls", ["tls.crt", "tls.key", "ca.crt"]],
      ]);
    }
  });

  for (const [setting, values] of [
    ["apiKeyVersion", ["firefly-postgres-owner-value-api-key"]],
    // Of both roles that have a password: the owner, and the one that restores.
    ["databasePasswordVersion", ["firefly-postgres-owner-value", "firefly-postgres-restorer-value"]],
    ["brokerCredentialVersion", ["firefly-broker-auth-value"]],
    ["cachePasswordVersion", ["firefly-cache-auth-value"]],
  ] as const) {
    it(`rotate by a raised ${setting}`, async () => {
      const [before, after] = [await graph("prod"), await changedGraph("prod", { [setting]: 2 })];
      assert.deepEqual(random(after), {
        ...random(before),
        ...Object.fromEntries(values.map((value) => [value, [32, "2"]])),
      });
    });
  }
});

describe("certificates of firefly", () => {
  it("are issued for the public host, the engine, the broker and the cache, and renewed in time", async () => {
    const rendered = await graph("prod");
    const served = namesOf(rendered, "Certificate").filter((name) => name !== "internal-ca");
    assert.deepEqual(served, ["broker-tls", "cache-tls", "transactional-engine-tls", "public-tls"]);
    for (const name of served) {
      const { duration, renewBefore, secretName } = record(spec(rendered, "Certificate", name));
      assert.deepEqual([duration, renewBefore, secretName], ["2160h", "720h", name]);
    }
    assert.deepEqual(at(spec(rendered, "Certificate", "public-tls"), "dnsNames"), ["firefly.prod.example.com"]);
    const identity = spec(rendered, "Certificate", "transactional-engine-tls");
    assert.deepEqual(at(identity, "usages"), ["digital signature", "server auth", "client auth"]);
    assert.deepEqual(at(identity, "dnsNames"), [
      "transactional-engine",
      "transactional-engine.production",
      "transactional-engine.production.svc",
      "transactional-engine.production.svc.cluster.local",
    ]);
  });

  it("of the engine are of the cluster's authority, and the gateway asks for them by name in every release (FTE-014)", async () => {
    const host = "transactional-engine.production.svc.cluster.local";
    const asked = async (release: unknown) => {
      const rendered = await changedGraph("staging", { release });
      assert.deepEqual(at(spec(rendered, "Certificate", "transactional-engine-tls"), "issuerRef"), {
        kind: "ClusterIssuer",
        name: "internal",
      });
      return namesOf(rendered, "BackendTLSPolicy").map((name) => {
        const { targetRefs, validation } = record(spec(rendered, "BackendTLSPolicy", name));
        assert.deepEqual(validation, {
          hostname: host,
          caCertificateRefs: [{ group: "", kind: "Secret", name: "transactional-engine-tls" }],
        });
        return [at(targetRefs, 0, "kind"), at(targetRefs, 0, "name"), at(targetRefs, 0, "sectionName")];
      });
    };
    const engineService = [["Service", "transactional-engine", "http"]];
    assert.deepEqual(await asked(releases.rolling), engineService);
    assert.deepEqual(await asked(releases["blue-green"]), engineService);
    assert.deepEqual(await asked(releases.canary), [
      ["Service", "transactional-engine-stable", "http"],
      ["Service", "transactional-engine-canary", "http"],
    ]);
  });

  it("of the public host are the system's own in dev, the platform's issuer's in prod, or that's which the cluster names", async () => {
    const issuer = (rendered: Rendered) => at(spec(rendered, "Certificate", "public-tls"), "issuerRef");
    assert.deepEqual(issuer(await graph("dev")), { kind: "Issuer", name: "internal-ca" });
    assert.deepEqual(issuer(await graph("prod")), { kind: "ClusterIssuer", name: "letsencrypt-prod" });
    const named = await changedGraph("dev", {}, { publicIssuer: "company" });
    assert.deepEqual(issuer(named), { kind: "ClusterIssuer", name: "company" });
  });
});
