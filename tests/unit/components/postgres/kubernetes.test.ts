import assert from "node:assert/strict";
import { renderProgram, secretMarker } from "../../../../cli/lib/render.ts";
import { imageReference, thirdPartyImages } from "../../../../components/core/images.ts";
import { Postgres } from "../../../../components/postgres/postgres.ts";
import type { PostgresArgs } from "../../../../components/postgres/spec.ts";
import { renderObjects } from "../objects.ts";
import { fullArgs, leastArgs } from "./fixture.ts";

const labels = {
  "app.kubernetes.io/managed-by": "plumbline",
  "app.kubernetes.io/name": "db",
  "app.kubernetes.io/part-of": "shop",
  "plumbline.dev/owner": "shop",
};
const metadata = (name: string) => ({ name, namespace: "shop", labels });
const rendered = (args: () => PostgresArgs) => renderObjects(() => new Postgres("shop-db", args()));
const least = () => rendered(() => leastArgs);
const full = () => rendered(fullArgs);
const dnsNames = (service: string) =>
  ["", ".shop", ".shop.svc", ".shop.svc.cluster.local"].map((suffix) => `${service}${suffix}`);

/** Who puts backups back: no administrator, and no more than that takes. */
const restorer = {
  name: "shop_restore",
  ensure: "present",
  login: true,
  createdb: true,
  inRoles: ["shop"],
  connectionLimit: 10,
  passwordSecret: { name: "db-restorer" },
};

describe("PostgreSQL in the cluster", () => {
  it("is these objects with everything asked for", async () => {
    assert.deepEqual((await full()).names, [
      "Cluster/db",
      "ConfigMap/db-queries",
      "Database/db-database",
      "Database/db-template",
      "ObjectStore/db-backup",
      "PodDisruptionBudget/db-pooler-ro",
      "PodDisruptionBudget/db-pooler-rw",
      "PodMonitor/db",
      "PodMonitor/db-pooler-ro",
      "PodMonitor/db-pooler-rw",
      "Pooler/db-pooler-ro",
      "Pooler/db-pooler-rw",
      "ScheduledBackup/db-backup",
      "Secret/db-restorer",
      "Secret/shop-db-secret",
    ]);
  });

  it("is these objects with nothing asked for", async () => {
    assert.deepEqual((await least()).names, [
      "Cluster/db",
      "ConfigMap/db-queries",
      "Database/db-database",
      "PodMonitor/db",
      "Secret/db-owner",
    ]);
  });

  it("is a cluster of three with a synchronous standby, TLS alone and archived WAL", async () => {
    const objects = await full();
    assert.deepEqual(objects.body("Cluster/db"), {
      metadata: metadata("db"),
      spec: {
        instances: 3,
        imageName: imageReference(thirdPartyImages.postgis18),
        imagePullPolicy: "IfNotPresent",
        enableSuperuserAccess: false,
        enablePDB: true,
        primaryUpdateStrategy: "unsupervised",
        primaryUpdateMethod: "switchover",
        inheritedMetadata: {
          labels: {
            "plumbline.dev/role": "postgres",
            "plumbline.dev/owner": "shop",
            "app.kubernetes.io/part-of": "shop",
          },
        },
        postgresql: {
          parameters: {
            "pg_stat_statements.max": "10000",
            "pg_stat_statements.track": "all",
            log_checkpoints: "on",
            log_lock_waits: "on",
            shared_buffers: "256MB",
            work_mem: "4MB",
            max_connections: "500",
            log_min_duration_statement: "250ms",
            ssl_min_protocol_version: "TLSv1.3",
            archive_timeout: "50s",
          },
          pg_hba: ["hostnossl all all all reject", "hostssl all all all scram-sha-256"],
          shared_preload_libraries: ["pg_stat_statements"],
          synchronous: { method: "any", number: 1, dataDurability: "required", failoverQuorum: true },
        },
        resources: leastArgs.resources,
        storage: { size: "10Gi", resizeInUseVolumes: true, storageClass: "fast-ssd" },
        affinity: {
          enablePodAntiAffinity: true,
          podAntiAffinityType: "preferred",
          topologyKey: "kubernetes.io/hostname",
        },
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: "topology.kubernetes.io/zone",
            whenUnsatisfiable: "DoNotSchedule",
            labelSelector: { matchLabels: { "cnpg.io/cluster": "db", "cnpg.io/podRole": "instance" } },
          },
        ],
        seccompProfile: { type: "RuntimeDefault" },
        managed: {
          services: {
            additional: [
              {
                selectorType: "rw",
                serviceTemplate: { metadata: { name: "postgres", labels }, spec: { type: "ClusterIP" } },
              },
            ],
          },
          roles: [restorer],
        },
        bootstrap: {
          initdb: {
            database: "shop_data",
            owner: "shop",
            secret: { name: "shop-db-secret" },
            encoding: "UTF8",
            dataChecksums: true,
          },
        },
        monitoring: { customQueriesConfigMap: [{ name: "db-queries", key: "queries.yaml" }] },
        certificates: { serverAltDNSNames: [...dnsNames("db-pooler-rw"), ...dnsNames("db-pooler-ro")] },
        plugins: [
          {
            name: "barman-cloud.cloudnative-pg.io",
            enabled: true,
            isWALArchiver: true,
            parameters: { barmanObjectName: "db-backup" },
          },
        ],
      },
    });
    assert.equal(objects.resource("Cluster/db").opts.protect, true);
    assert.equal(objects.resource("Database/db-database").opts.protect, true);
  });

  it("is a plain instance in a small stack: no standby to wait for, nothing archived, zones by preference", async () => {
    const objects = await least();
    assert.deepEqual(objects.find("Cluster/db", "$.imageName"), [imageReference(thirdPartyImages.postgres18)]);
    assert.deepEqual(objects.find("Cluster/db", "$.primaryUpdateMethod"), ["restart"]);
    assert.deepEqual(objects.find("Cluster/db", "$.postgresql.synchronous"), []);
    assert.deepEqual(objects.find("Cluster/db", "$.postgresql.parameters.archive_timeout"), []);
    assert.deepEqual(objects.find("Cluster/db", "$.plugins"), []);
    assert.deepEqual(objects.find("Cluster/db", "$.managed"), []);
    assert.deepEqual(objects.find("Cluster/db", "$.storage"), [{ size: "10Gi", resizeInUseVolumes: true }]);
    assert.deepEqual(objects.find("Cluster/db", "$..whenUnsatisfiable"), ["ScheduleAnyway"]);
    assert.equal(objects.resource("Cluster/db").opts.protect, false);
  });

  it("takes the image of the version that was asked for", async () => {
    const objects = await rendered(() => ({ ...leastArgs, version: 17 }));
    assert.deepEqual(objects.find("Cluster/db", "$.imageName"), [imageReference(thirdPartyImages.postgres17)]);
  });

  it("has its extensions by declaration, in a database that outlives its object", async () => {
    assert.deepEqual((await full()).spec("Database/db-database"), {
      cluster: { name: "db" },
      name: "shop_data",
      owner: "shop",
      ensure: "present",
      databaseReclaimPolicy: "retain",
      extensions: [
        { name: "pg_stat_statements", ensure: "present" },
        { name: "uuid-ossp", ensure: "present" },
        { name: "postgis", ensure: "present" },
      ],
    });
  });

  it("has a generated password, which the operator sets again when it changes", async () => {
    const objects = await full();
    assert.deepEqual(objects.body("Secret/shop-db-secret"), {
      metadata: { ...metadata("shop-db-secret"), labels: { ...labels, "cnpg.io/reload": "true" } },
      type: "kubernetes.io/basic-auth",
      data: { password: secretMarker, username: secretMarker },
    });
    const opaque = await rendered(() => ({ ...leastArgs, secretType: "Opaque" }));
    assert.equal(opaque.body("Secret/db-owner").type, "Opaque");
    const random = objects.resources.find(({ type }) => type === "random:index/randomBytes:RandomBytes");
    assert.deepEqual(random?.inputs, { length: 32, keepers: { version: "3" } });
  });

  it("has a pooler for writers that takes TLS alone and stays inside its share of the server", async () => {
    const objects = await full();
    const poolerLabels = { ...labels, "app.kubernetes.io/name": "db-pooler" };
    const selector = { matchLabels: { "cnpg.io/poolerName": "db-pooler-rw" } };
    const spread = { maxSkew: 1, labelSelector: selector, matchLabelKeys: ["pod-template-hash"] };
    assert.deepEqual(objects.spec("Pooler/db-pooler-rw"), {
      cluster: { name: "db" },
      type: "rw",
      instances: 2,
      pgbouncer: {
        image: imageReference(thirdPartyImages.pgbouncer),
        poolMode: "transaction",
        parameters: {
          max_client_conn: "1000",
          default_pool_size: "100",
          max_db_connections: "100",
          max_prepared_statements: "200",
          client_tls_sslmode: "require",
          server_tls_sslmode: "verify-full",
          ignore_startup_parameters: "extra_float_digits",
        },
      },
      serviceTemplate: { metadata: { labels: poolerLabels }, spec: { type: "ClusterIP" } },
      deploymentStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
      template: {
        metadata: {
          labels: {
            "plumbline.dev/role": "postgres-pooler",
            "plumbline.dev/owner": "shop",
            "app.kubernetes.io/part-of": "shop",
          },
        },
        spec: {
          enableServiceLinks: false,
          terminationGracePeriodSeconds: 60,
          topologySpreadConstraints: [
            { ...spread, topologyKey: "topology.kubernetes.io/zone", whenUnsatisfiable: "DoNotSchedule" },
            { ...spread, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway" },
          ],
          containers: [
            {
              name: "pgbouncer",
              resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
            },
          ],
        },
      },
    });
    assert.deepEqual(objects.spec("PodDisruptionBudget/db-pooler-rw"), { maxUnavailable: 1, selector });
    assert.deepEqual(objects.find("Pooler/db-pooler-ro", "$.type"), ["ro"]);
  });

  it("has instances and poolers scraped", async () => {
    const objects = await full();
    const endpoints = [{ port: "metrics", interval: "30s", scrapeTimeout: "10s" }];
    assert.deepEqual(objects.spec("PodMonitor/db"), {
      selector: { matchLabels: { "cnpg.io/cluster": "db", "cnpg.io/podRole": "instance" } },
      podMetricsEndpoints: endpoints,
    });
    assert.deepEqual(objects.spec("PodMonitor/db-pooler-rw"), {
      selector: { matchLabels: { "cnpg.io/poolerName": "db-pooler-rw" } },
      podMetricsEndpoints: endpoints,
    });
  });

  it("hands back addresses and references, and no value of a secret", async () => {
    const outputs = async (args: () => PostgresArgs) => {
      const program = () => Promise.resolve({ db: pick(new Postgres("shop-db", args())) });
      return (await renderProgram("test", {}, program)).outputs.db;
    };
    const at = (service: string) => ({ host: `${service}.shop.svc.cluster.local`, port: 5432 });
    const common = { port: 5432, database: "shop_data", owner: "shop" };
    const authority = { namespace: "shop", name: "db-ca", keys: ["ca.crt"] };
    assert.deepEqual(await outputs(fullArgs), {
      ...common,
      host: at("db-rw").host,
      readHost: at("db-ro").host,
      pooler: at("db-pooler-rw"),
      readPooler: at("db-pooler-ro"),
      auth: { namespace: "shop", name: "shop-db-secret", keys: ["password", "username"] },
      authority,
      maxConnections: 500,
    });
    assert.deepEqual(await outputs(() => leastArgs), {
      ...common,
      host: at("db-rw").host,
      readHost: at("db-rw").host,
      auth: { namespace: "shop", name: "db-owner", keys: ["password", "username"] },
      authority,
      maxConnections: 100,
    });
  });
});

function pick(db: Postgres) {
  const { host, port, readHost, pooler, readPooler, database, owner, auth, authority, maxConnections } = db;
  return {
    ...{ host, port, readHost, database, owner, auth, authority, maxConnections },
    ...(pooler && { pooler }),
    ...(readPooler && { readPooler }),
  };
}
