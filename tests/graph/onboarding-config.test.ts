import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { application, changedGraph, container, data, engine, graph, object } from "./onboarding-fixture.ts";

const inside = (name: string) => `${name}.onboarding.svc.cluster.local`;
const authority = (store: string) => `/etc/onboarding/authorities/${store}/ca.crt`;
const identity = (file: string) => `file:/etc/onboarding/identity/${file}`;
const variables = (rendered: Rendered) => record(data(rendered, "ConfigMap", engine));
const collector = "-XX:+UseG1GC -XX:MaxGCPauseMillis=200 -XX:+ExitOnOutOfMemoryError -XX:G1HeapRegionSize=16m";
const options = `${collector} -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40 -Xlog:gc*:stdout:time,uptime,level,tags`;

describe("configuration of onboarding", () => {
  for (const [stack, profile, heap, timeout] of [
    ["dev", "dev", "-Xms384m -Xmx768m", "300"],
    ["staging", "prod", "-Xms2048m -Xmx3072m", "300"],
    ["prod", "prod", "-Xms2048m -Xmx3072m", "600"],
    ["prod-azure", "prod", "-Xms2048m -Xmx3072m", "600"],
  ] as const) {
    it(`is these variables in ${stack}, and all others are in the files`, async () => {
      const redis = stack === "dev" ? {} : { REDIS_HOST: inside("redis"), REDIS_PORT: "6379" };
      assert.deepEqual(variables(await graph(stack)), {
        SPRING_PROFILES_ACTIVE: profile,
        SPRING_CONFIG_ADDITIONAL_LOCATION: "file:/etc/onboarding/config/",
        SERVER_PORT: "8080",
        MANAGEMENT_SERVER_PORT: "8081",
        DB_HOST: inside("postgres-pooler-rw"),
        DB_PORT: "5432",
        DB_NAME: "onboarding_workflow",
        KAFKA_BOOTSTRAP_SERVERS: `${inside("kafka-kafka-bootstrap")}:9093`,
        KAFKA_SECURITY_PROTOCOL: "SASL_SSL",
        KAFKA_SASL_MECHANISM: "SCRAM-SHA-512",
        ...redis,
        WORKFLOW_RETRY_MAX_ATTEMPTS: "5",
        WORKFLOW_TIMEOUT_DEFAULT_SECONDS: timeout,
        OUTBOX_PUBLISH_INTERVAL: "5000",
        JAVA_TOOL_OPTIONS: `${heap} ${options}`,
      });
    });

    it(`has credentials in ${stack} from Secrets alone, and Kafka's login made of two of them`, async () => {
      const secret = (name: string, from: string, key: string) => ({
        name,
        valueFrom: { secretKeyRef: { name: from, key } },
      });
      assert.deepEqual(container(await graph(stack)).env, [
        secret("DB_USER", "onboarding-db-secret", "username"),
        secret("DB_PASSWORD", "onboarding-db-secret", "password"),
        secret("KAFKA_USER", "onboarding-kafka-secret", "username"),
        secret("KAFKA_PASSWORD", "onboarding-kafka-secret", "password"),
        ...(stack === "dev" ? [] : [secret("REDIS_PASSWORD", "redis-auth", "password")]),
        secret("KEYSTORE_PASSWORD", "onboarding-keystore-secret", "password"),
        secret("TRUSTSTORE_PASSWORD", "onboarding-keystore-secret", "password"),
        {
          name: "KAFKA_SASL_JAAS_CONFIG",
          value:
            "org.apache.kafka.common.security.scram.ScramLoginModule required " +
            'username="$(KAFKA_USER)" password="$(KAFKA_PASSWORD)";',
        },
      ]);
    });

    it(`reaches the engine of ${stack} as files of one ConfigMap, which Spring reads besides its own`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(
        Object.keys(record(data(rendered, "ConfigMap", "onboarding-config"))).sort(),
        stack === "dev" ? ["application.yaml"] : ["application-prod.yaml", "application.yaml"],
      );
      const { envFrom, volumeMounts } = container(rendered);
      assert.deepEqual(envFrom, [{ configMapRef: { name: engine } }]);
      assert.deepEqual(
        list(volumeMounts).filter((mount) => at(mount, "name") === "onboarding-config"),
        [{ name: "onboarding-config", mountPath: "/etc/onboarding/config", readOnly: true }],
      );
    });
  }

  for (const stack of stacks) {
    it(`has in ${stack} every value of the guide that holds in all profiles`, async () => {
      const rendered = await graph(stack);
      const redis = stack !== "dev";
      const { spring, ...others } = record(application(rendered));
      const { datasource, kafka, ssl, data: stores, ...rest } = record(spring);
      assert.deepEqual(datasource, {
        url: `jdbc:postgresql://\${DB_HOST}:\${DB_PORT}/\${DB_NAME}?sslmode=verify-full&sslrootcert=${authority("postgres")}`,
        username: "${DB_USER}",
        password: "${DB_PASSWORD}",
        hikari: {
          "maximum-pool-size": 20,
          "minimum-idle": 5,
          "idle-timeout": 300_000,
          "max-lifetime": 1_200_000,
          "connection-timeout": 20_000,
          "leak-detection-threshold": 60_000,
        },
      });
      assert.deepEqual(kafka, {
        "bootstrap-servers": "${KAFKA_BOOTSTRAP_SERVERS}",
        security: { protocol: "${KAFKA_SECURITY_PROTOCOL}" },
        ssl: { "trust-store-type": "PEM", "trust-store-location": `file:${authority("kafka")}` },
        properties: {
          "sasl.mechanism": "${KAFKA_SASL_MECHANISM}",
          "sasl.jaas.config": "${KAFKA_SASL_JAAS_CONFIG}",
        },
        consumer: {
          "group-id": "onboarding-engine",
          "auto-offset-reset": "earliest",
          "enable-auto-commit": false,
          "max-poll-records": 10,
          "fetch-min-size": "1MB",
          "fetch-max-wait": "500ms",
        },
        producer: {
          acks: "all",
          retries: 3,
          "batch-size": 16_384,
          "buffer-memory": 33_554_432,
          properties: { "linger.ms": 5 },
        },
        listener: { concurrency: 2 },
      });
      assert.deepEqual(ssl, {
        bundle: {
          jks: {
            server: {
              "reload-on-update": true,
              keystore: { location: identity("keystore.p12"), password: "${KEYSTORE_PASSWORD}", type: "PKCS12" },
              truststore: { location: identity("truststore.p12"), password: "${TRUSTSTORE_PASSWORD}", type: "PKCS12" },
            },
          },
          ...(redis && { pem: { redis: { truststore: { certificate: `file:${authority("redis")}` } } } }),
        },
      });
      assert.deepEqual(
        stores,
        redis
          ? {
              redis: {
                host: "${REDIS_HOST}",
                port: "${REDIS_PORT}",
                password: "${REDIS_PASSWORD}",
                ssl: { enabled: true, bundle: "redis" },
              },
            }
          : undefined,
      );
      assert.deepEqual(rest, {
        flyway: { enabled: false },
        cache: { type: redis ? "redis" : "none" },
        lifecycle: { "timeout-per-shutdown-phase": "30s" },
      });
      assert.deepEqual(others, {
        server: { shutdown: "graceful", ssl: { enabled: true, bundle: "server" } },
        workflow: {
          retry: { "max-attempts": "${WORKFLOW_RETRY_MAX_ATTEMPTS}" },
          timeout: { "default-seconds": "${WORKFLOW_TIMEOUT_DEFAULT_SECONDS}" },
        },
        logging: {
          level: { "com.ngoctran.interactionservice": "INFO", "org.springframework.security": "INFO" },
          pattern: {
            console: "%d{yyyy-MM-dd HH:mm:ss.SSS} [%thread] %-5level [%X{correlationId:-}] %logger{36} - %msg%n",
          },
        },
        management: {
          endpoints: { web: { exposure: { include: "health,metrics,prometheus,info" }, "base-path": "/actuator" } },
          endpoint: {
            health: {
              probes: { enabled: true },
              group: { liveness: { include: "livenessState" }, readiness: { include: "readinessState,db" } },
            },
          },
          server: { ssl: { enabled: false } },
          prometheus: { metrics: { export: { enabled: true } } },
        },
      });
    });
  }

  for (const stack of ["staging", "prod", "prod-azure"]) {
    it(`has in ${stack} the guide's values of production, in a file that its name selects`, async () => {
      assert.deepEqual(application(await graph(stack), "application-prod.yaml"), {
        spring: {
          datasource: { hikari: { "maximum-pool-size": 50, "minimum-idle": 10, "validation-timeout": 5000 } },
          kafka: {
            consumer: { "max-poll-records": 50, "fetch-max-wait": "1000ms" },
            producer: { "compression-type": "gzip", "batch-size": 32_768 },
          },
        },
        workflow: { retry: { "backoff-multiplier": 2 } },
      });
    });
  }

  it("has four consumers of a pod for twelve partitions of commands in the tuned profile", async () => {
    const tuned = await changedGraph("prod", { profile: "tuned" });
    assert.deepEqual(at(application(tuned), "spring", "kafka", "listener"), { concurrency: 4 });
    const topic = at(object(tuned, "KafkaTopic", "onboarding-command").body, "spec", "partitions");
    assert.equal(topic, 12);
  });

  it("writes no more of Spring Security into the log than the stack asks for", async () => {
    const level = async (changes: Record<string, unknown>) =>
      at(application(await changedGraph("prod", changes)), "logging", "level", "org.springframework.security");
    assert.deepEqual(
      [await level({}), await level({ securityLogLevel: "WARN" }), await level({ securityLogLevel: "DEBUG" })],
      ["INFO", "WARN", "DEBUG"],
    );
  });

  const checksum = (rendered: Rendered) =>
    at(
      object(rendered, "Deployment", engine).body,
      "spec",
      "template",
      "metadata",
      "annotations",
      "plumbline.dev/config-checksum",
    );
  for (const [setting, value] of [
    ["profile", "tuned"],
    ["cache", false],
    ["workflowTimeoutSeconds", 601],
    ["securityLogLevel", "WARN"],
    ["databasePasswordVersion", 2],
    ["kafkaPasswordVersion", 2],
    ["cachePasswordVersion", 2],
    ["storePasswordVersion", 2],
  ] as const) {
    it(`changes with the stack's ${setting}, which restarts the pods`, async () => {
      const [before, after] = [await graph("prod"), await changedGraph("prod", { [setting]: value })];
      assert.notEqual(checksum(after), checksum(before));
    });
  }
});
