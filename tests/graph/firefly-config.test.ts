import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { stacks } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";
import { application, changedGraph, container, data, engine, enginePods, graph, object } from "./firefly-fixture.ts";

const own = (rendered: Rendered) => at(application(rendered), "transactional-engine");

/** The guide's settings for production, in the `standard` profile: all that is in the file under its name. */
const standard = {
  environment: "production",
  execution: { "core-pool-size": 20, "max-pool-size": 100, "queue-capacity": 5000 },
  persistence: {
    "batch-updates": true,
    "async-persistence": true,
    "batch-size": 500,
    "connection-pool-size": 50,
    cleanup: { enabled: true, "retention-period": "90d" },
  },
  messaging: {
    provider: "rabbitmq",
    queues: {
      commands: { name: "saga-commands", "dead-letters": "saga-commands-dead-letters" },
      events: { name: "saga-events", "dead-letters": "saga-events-dead-letters" },
      compensations: { name: "saga-compensations", "dead-letters": "saga-compensations-dead-letters" },
    },
  },
  metrics: { enabled: true, detailed: true, "export-interval": "30s" },
  monitoring: { "health-check-interval": "30s", "metrics-export-interval": "30s" },
  security: {
    "ssl-enabled": true,
    "mutual-tls": true,
    "api-key-required": true,
    "api-key": "${engine.api-key}",
  },
  resilience: {
    "circuit-breaker": {
      enabled: "${CIRCUIT_BREAKER_ENABLED:true}",
      "failure-rate-threshold": 50,
      "wait-duration": "60s",
      "external-services": {
        "failure-rate-threshold": 50,
        "slow-call-rate-threshold": 70,
        "slow-call-duration-threshold": "5s",
        "wait-duration-in-open-state": "60s",
        "sliding-window-size": 100,
        "minimum-number-of-calls": 20,
      },
    },
    retry: { "max-attempts": 3, "exponential-backoff": true, "max-delay": "10s" },
    bulkhead: { "max-concurrent-calls": 50, "max-wait-duration": "10s" },
    timeout: { duration: "30s" },
  },
  audit: {
    enabled: true,
    "log-level": "INFO",
    "include-request-body": false,
    "include-response-body": false,
    events: ["SAGA_STARTED", "SAGA_COMPLETED", "SAGA_FAILED", "COMPENSATION_EXECUTED", "SECURITY_VIOLATION"],
  },
  "data-retention": {
    "saga-instances": "90d",
    "audit-logs": "2557d",
    metrics: "365d",
    "application-logs": "30d",
  },
  cleanup: { enabled: true, schedule: "0 30 2 * * *", "batch-size": 1000 },
};

/** What the `tuned` profile says instead, and besides. */
const tuned = {
  ...standard,
  execution: { "core-pool-size": 50, "max-pool-size": 200, "queue-capacity": 10_000 },
  persistence: {
    "batch-updates": true,
    "async-persistence": true,
    "batch-size": 1000,
    "batch-timeout": "50ms",
    "connection-pool-size": 100,
    cleanup: { enabled: true, "retention-period": "90d" },
  },
  memory: {
    "instance-cache": { "max-size": 50_000, "expire-after-access": "1h" },
    "step-cache": { "max-size": 200_000, "expire-after-access": "30m" },
  },
  metrics: {
    enabled: true,
    detailed: true,
    "export-interval": "30s",
    "jvm-metrics": true,
    "system-metrics": true,
    "custom-metrics": true,
  },
};

const options = "-XX:+UseG1GC -XX:MaxGCPauseMillis=100 -XX:+ExitOnOutOfMemoryError -XX:+UseStringDeduplication";
const java = (heap: string) => `${heap} ${options} -Djava.awt.headless=true -Duser.timezone=UTC`;

describe("configuration of firefly", () => {
  for (const stack of stacks) {
    it(`has in ${stack} every value of the guide, and none twice`, async () => {
      assert.deepEqual(own(await graph(stack)), standard);
    });

    it(`has in ${stack} every value for high throughput in the tuned profile`, async () => {
      assert.deepEqual(own(await changedGraph(stack, { profile: "tuned" })), tuned);
    });

    it(`reaches every instance of ${stack} as one file, which Spring reads in the profile that is active`, async () => {
      const rendered = await graph(stack);
      const variables = record(data(rendered, "ConfigMap", engine));
      assert.equal(variables.SPRING_PROFILES_ACTIVE, "production");
      assert.equal(variables.SPRING_CONFIG_ADDITIONAL_LOCATION, "file:/etc/transactional-engine/config/");
      for (const pod of enginePods(rendered)) {
        assert.deepEqual(container(pod).envFrom, [{ configMapRef: { name: engine } }]);
        const mount = { name: "transactional-engine-config", mountPath: "/etc/transactional-engine/config" };
        const mounts = record(container(pod)).volumeMounts;
        assert.deepEqual(
          (Array.isArray(mounts) ? mounts : []).filter((each) => at(each, "name") === mount.name),
          [{ ...mount, readOnly: true }],
        );
      }
    });

    it(`has Spring connect in ${stack} to the stores by TLS, and show its management endpoints on a port of their own`, async () => {
      const { spring, server, management } = record(application(await graph(stack)));
      const inside = (name: string) => `${name}.production.svc.cluster.local`;
      const trust = (store: string) => ({
        truststore: { certificate: `file:/etc/transactional-engine/authorities/${store}/ca.crt` },
      });
      const identity = (file: string) => `file:/etc/transactional-engine/identity/${file}`;
      assert.deepEqual(spring, {
        datasource: {
          url: `jdbc:postgresql://${inside("postgres-transactional-engine-pooler-rw")}:5432/transactional_engine?sslmode=verify-full&sslrootcert=/etc/transactional-engine/authorities/postgres/ca.crt`,
          username: "transactional_engine",
          password: "${engine.database-password}",
          hikari: { "maximum-pool-size": 50 },
        },
        rabbitmq: {
          host: inside("broker"),
          port: 5671,
          "virtual-host": "firefly",
          username: "${broker.username}",
          password: "${broker.password}",
          ssl: { enabled: true, bundle: "broker" },
        },
        data: {
          redis: {
            host: inside("cache"),
            port: 6379,
            password: "${cache.password}",
            ssl: { enabled: true, bundle: "cache" },
          },
        },
        ssl: {
          bundle: {
            pem: {
              broker: trust("broker"),
              cache: trust("cache"),
              engine: {
                "reload-on-update": true,
                keystore: { certificate: identity("tls.crt"), "private-key": identity("tls.key") },
                truststore: { certificate: identity("ca.crt") },
              },
            },
          },
        },
        security: {
          oauth2: {
            resourceserver: {
              jwt: { "issuer-uri": `https://login.${stack}.example.com`, audiences: ["transactional-engine"] },
            },
          },
        },
        lifecycle: { "timeout-per-shutdown-phase": "30s" },
      });
      assert.deepEqual(server, {
        port: 8080,
        shutdown: "graceful",
        ssl: { enabled: true, bundle: "engine", "client-auth": "need" },
      });
      assert.deepEqual(management, {
        server: { port: 8081, ssl: { enabled: false } },
        endpoints: { web: { exposure: { include: "health,prometheus" } } },
        endpoint: {
          health: {
            probes: { enabled: true },
            "validate-group-membership": false,
            group: {
              liveness: { include: "livenessState" },
              readiness: { include: "readinessState,production,db,rabbit,redis" },
            },
          },
        },
      });
    });
  }

  it("has Hikari keep as many connections as the engine's own setting says", async () => {
    const rendered = await changedGraph("prod", { profile: "tuned" });
    const pool = at(application(rendered), "spring", "datasource", "hikari", "maximum-pool-size");
    assert.equal(pool, 100);
    assert.equal(at(own(rendered), "persistence", "connection-pool-size"), pool);
  });

  it("gives the JVM the guide's options that its Java does not have by itself", async () => {
    const given = async (changes: Record<string, unknown>) =>
      at(data(await changedGraph("prod", changes), "ConfigMap", engine), "JAVA_TOOL_OPTIONS");
    assert.equal(await given({ profile: "tuned" }), java("-Xms8192m -Xmx8192m"));
    assert.equal(await given({}), java("-Xms3072m -Xmx6144m"));
  });

  it("is these variables, and all others are in the file", async () => {
    assert.deepEqual(data(await graph("prod"), "ConfigMap", engine), {
      ENVIRONMENT: "production",
      SPRING_PROFILES_ACTIVE: "production",
      SPRING_CONFIG_ADDITIONAL_LOCATION: "file:/etc/transactional-engine/config/",
      SPRING_CONFIG_IMPORT: "configtree:/etc/transactional-engine/secrets/",
      CIRCUIT_BREAKER_ENABLED: "true",
      JAVA_TOOL_OPTIONS: java("-Xms3072m -Xmx6144m"),
    });
  });

  const checksums = (rendered: Rendered) =>
    ["blue"].map((colour) =>
      at(
        object(rendered, "Deployment", `${engine}-${colour}`).body,
        "spec",
        "template",
        "metadata",
        "annotations",
        "plumbline.dev/config-checksum",
      ),
    );
  for (const [setting, value] of [
    ["profile", "tuned"],
    ["circuitBreaker", false],
    ["jwt", { issuer: "https://id.example.com", audience: "sagas" }],
  ] as const) {
    it(`changes with the stack's ${setting}, which restarts the instances`, async () => {
      const [before, after] = [await graph("prod"), await changedGraph("prod", { [setting]: value })];
      assert.notDeepEqual(checksums(after), checksums(before));
    });
  }

  it("turns the circuit breaker by a variable that the file reads", async () => {
    const off = await changedGraph("prod", { circuitBreaker: false });
    assert.equal(at(data(off, "ConfigMap", engine), "CIRCUIT_BREAKER_ENABLED"), "false");
    assert.deepEqual(own(off), standard);
  });

  it("hands on who signs the tokens of callers, and for whom", async () => {
    const jwt = { issuer: "https://id.example.com", audience: "sagas" };
    const rendered = await changedGraph("prod", { jwt });
    assert.deepEqual(at(application(rendered), "spring", "security", "oauth2", "resourceserver", "jwt"), {
      "issuer-uri": "https://id.example.com",
      audiences: ["sagas"],
    });
  });

  const refused: readonly (readonly [what: string, changes: Record<string, unknown>, message: string])[] = [
    [
      "more instances than the pooler takes connections of",
      { profile: "tuned", maxReplicas: 12 },
      "profile tuned (connections of an instance): expected a whole number from 1 to 96, so that 26 pods fit into " +
        "2500 clients of a transaction pooler with 1 of 2 pods up, got 100",
    ],
    [
      "no more instances than the least",
      { maxReplicas: 3 },
      "maxReplicas: expected more than the 3 of stage prod, got 3",
    ],
    ["fewer instances than the stage's", { minReplicas: 2 }, "minReplicas: expected at least 3 in stage prod, got 2"],
  ];
  for (const [what, changes, message] of refused) {
    it(`refuses ${what}, before any resource`, async () => {
      await assert.rejects(changedGraph("prod", changes), { message: `system firefly: ${message}` });
    });
  }

  it("takes as many instances as the pooler has clients for", async () => {
    const rendered = await changedGraph("prod", { profile: "tuned", maxReplicas: 11 });
    assert.equal(at(own(rendered), "persistence", "connection-pool-size"), 100);
  });
});
