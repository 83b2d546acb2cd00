import assert from "node:assert/strict";
import { stacks } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";
import { changedGraph, container, data, graph, settings, spec } from "./reconciliation-fixture.ts";

const ttl: Readonly<Record<string, string>> = { dev: "300", staging: "3600", prod: "3600", "prod-azure": "3600" };

describe("configuration of reconciliation", () => {
  for (const stack of stacks) {
    const host = `reconciliation.${stack}.example.com`;

    it(`gives the backend of ${stack} every value of the guide`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(data(rendered, "ConfigMap", "backend"), {
        DB_POOL_SIZE: "20",
        DB_MAX_CONNECTIONS: "50",
        REDIS_POOL_SIZE: "10",
        REDIS_CA_FILE: "/etc/reconciliation/redis/ca.crt",
        CORS_ORIGIN: `https://${host}`,
        ENABLE_METRICS: "true",
        METRICS_PORT: "9090",
        ENABLE_COMPRESSION: "true",
        ENABLE_CACHING: "true",
        CACHE_TTL: ttl[stack],
      });
      assert.deepEqual(container(rendered, "Deployment", "backend").envFrom, [{ configMapRef: { name: "backend" } }]);
    });

    it(`gives the frontend of ${stack} the addresses that it and its pages call`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(data(rendered, "ConfigMap", "frontend"), {
        API_URL: `https://api.${host}`,
        WS_URL: `wss://ws.${host}`,
        BACKEND_URL: "http://backend:8080",
      });
      const frontend = container(rendered, "Deployment", "frontend");
      assert.deepEqual(frontend.envFrom, [{ configMapRef: { name: "frontend" } }]);
      assert.equal(frontend.env, undefined);
    });

    it(`gives the backend of ${stack} addresses by TLS that are composed from the Secrets' passwords`, async () => {
      const key = (secret: string, name: string) => ({ valueFrom: { secretKeyRef: { name: secret, key: name } } });
      assert.deepEqual(container(await graph(stack), "Deployment", "backend").env, [
        { name: "DB_PASSWORD", ...key("reconciliation-secrets", "DB_PASSWORD") },
        { name: "REDIS_PASSWORD", ...key("redis-auth", "password") },
        { name: "JWT_SECRET", ...key("reconciliation-secrets", "JWT_SECRET") },
        {
          name: "DATABASE_URL",
          value:
            "postgresql://reconciliation_user:$(DB_PASSWORD)@postgres-pooler-rw.reconciliation.svc.cluster.local:5432/reconciliation_db?sslmode=verify-full&sslrootcert=/etc/reconciliation/postgres/ca.crt",
        },
        {
          name: "REDIS_URL",
          value: "rediss://:$(REDIS_PASSWORD)@redis.reconciliation.svc.cluster.local:6379",
        },
      ]);
    });
  }

  for (const [key, value, variable, expected] of [
    ["databasePoolSize", 30, "DB_POOL_SIZE", "30"],
    ["databaseMaxConnections", 60, "DB_MAX_CONNECTIONS", "60"],
    ["redisPoolSize", 25, "REDIS_POOL_SIZE", "25"],
    ["cacheTtlSeconds", 60, "CACHE_TTL", "60"],
  ] as const) {
    it(`hands a changed ${key} to the backend and restarts its pods`, async () => {
      const [before, after] = [await graph("prod"), await changedGraph("prod", { [key]: value })];
      assert.equal(at(data(after, "ConfigMap", "backend"), variable), expected);
      const annotations = (rendered: typeof before) =>
        at(spec(rendered, "Deployment", "backend"), "template", "metadata", "annotations");
      assert.notDeepEqual(annotations(after), annotations(before));
    });
  }

  const refused: readonly [what: string, changes: Record<string, unknown>, message: string][] = [
    [
      "more connections than ten backends and a successor may have at one pooler",
      { databaseMaxConnections: 91 },
      "databaseMaxConnections: expected a whole number from 1 to 90, so that 11 pods fit into 1000 clients of a " +
        "transaction pooler with 1 of 2 pods up, got 91",
    ],
    [
      "a pool above the most connections",
      { databasePoolSize: 51 },
      "databasePoolSize: expected at most databaseMaxConnections (50), got 51",
    ],
  ];
  for (const [what, changes, message] of refused) {
    it(`refuses ${what}, before any resource`, async () => {
      await assert.rejects(changedGraph("prod", changes), { message: `system reconciliation: ${message}` });
    });
  }

  it("refuses fewer replicas than the stage asks for", async () => {
    for (const service of ["backend", "frontend"]) {
      const changed = { ...record((await settings("prod"))[service]), minReplicas: 1 };
      await assert.rejects(changedGraph("prod", { [service]: changed }), {
        message: `system reconciliation: ${service}.minReplicas: expected at least 2 in stage prod, got 1`,
      });
    }
  });

  it("refuses the port of the metrics for the backend itself", async () => {
    const backend = { ...record((await settings("prod")).backend), port: 9090 };
    await assert.rejects(changedGraph("prod", { backend }), {
      message: "system reconciliation: backend.port: expected any port but 9090, which its metrics have, got 9090",
    });
  });

  it("tells app teams where everything is, and the objectives of the stack", async () => {
    const { outputs } = await graph("prod");
    const system = at(outputs, "systems", "reconciliation");
    const host = "reconciliation.prod.example.com";
    const inside = (name: string) => `${name}.reconciliation.svc.cluster.local`;
    const endpoint = (scheme: string, name: string, port: number) => ({
      url: `${scheme}://${inside(name)}:${port}`,
      host: inside(name),
      port,
      scope: "cluster",
    });
    assert.deepEqual(at(system, "endpoints"), {
      frontend: { url: `https://${host}`, host, port: 443, scope: "public" },
      api: { url: `https://api.${host}`, host: `api.${host}`, port: 443, scope: "public" },
      websocket: { url: `wss://ws.${host}`, host: `ws.${host}`, port: 443, scope: "public" },
      postgres: endpoint("postgresql", "postgres-rw", 5432),
      "postgres-pooler": endpoint("postgresql", "postgres-pooler-rw", 5432),
      redis: endpoint("rediss", "redis", 6379),
    });
    assert.equal(at(system, "namespace"), "reconciliation");
    assert.deepEqual(at(system, "objectives"), { rtoSeconds: 3600, rpoSeconds: 300 });
  });
});
