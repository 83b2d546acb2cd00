import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type { KafkaProtocol } from "../components/kafka/spec.ts";
import { jvmOptions } from "../components/workload/jvm.ts";
import type { SecretKey } from "../components/workload/spec.ts";
import type { OnboardingConfig } from "../config/onboarding.ts";
import type { Profile } from "../config/profiles.ts";
import { mounts } from "./onboarding-mounts.ts";
import { basePoolSize, engineSize, listenerConcurrency } from "./onboarding-sizes.ts";
import { consumerGroup, kafkaSecret, type OnboardingStores } from "./onboarding-stores.ts";

/** Ports of the engine: the API's, and the management endpoints', which stay inside (ONB-024). */
export const enginePorts = { http: 8080, management: 8081 } as const;

/** Longest wait for open requests before the process ends. Unit: seconds. */
export const drainSeconds = 30;

/** Variables that are no secret: where things are, and the values that stacks change; the files refer to them (ONB-021 to ONB-025). */
export function engineEnvironment(
  config: OnboardingConfig,
  profile: Profile,
  { postgres, kafka, redis }: OnboardingStores,
): Record<string, pulumi.Input<string>> {
  const { springProfile, resources, minHeapMi, maxHeapMi } = engineSize(profile);
  const database = postgres.pooler ?? postgres;
  return {
    SPRING_PROFILES_ACTIVE: springProfile,
    SPRING_CONFIG_ADDITIONAL_LOCATION: `file:${mounts.config}/`,
    SERVER_PORT: String(enginePorts.http),
    MANAGEMENT_SERVER_PORT: String(enginePorts.management),
    DB_HOST: database.host,
    DB_PORT: String(database.port),
    DB_NAME: postgres.database,
    KAFKA_BOOTSTRAP_SERVERS: kafka.bootstrapServers,
    KAFKA_SECURITY_PROTOCOL: kafka.protocol.securityProtocol,
    KAFKA_SASL_MECHANISM: kafka.protocol.saslMechanism,
    ...(redis && { REDIS_HOST: redis.host, REDIS_PORT: String(redis.port) }),
    WORKFLOW_RETRY_MAX_ATTEMPTS: "5",
    WORKFLOW_TIMEOUT_DEFAULT_SECONDS: String(config.workflowTimeoutSeconds),
    OUTBOX_PUBLISH_INTERVAL: "5000",
    JAVA_TOOL_OPTIONS: jvmOptions("system onboarding", resources.limits.memory, {
      minHeapMi,
      maxHeapMi,
      maxPauseMs: 200,
      options: [
        "-XX:G1HeapRegionSize=16m",
        "-XX:MinHeapFreeRatio=20",
        "-XX:MaxHeapFreeRatio=40",
        "-Xlog:gc*:stdout:time,uptime,level,tags",
      ],
    }),
  };
}

/** Variables that only Secrets hold (ONB-022, ONB-023, ONB-037, ONB-059). */
export function engineSecrets(
  { postgres, redis }: OnboardingStores,
  storePassword: SecretKey,
): Record<string, SecretKey> {
  return {
    DB_USER: { secret: postgres.auth.name, key: "username" },
    DB_PASSWORD: { secret: postgres.auth.name, key: "password" },
    KAFKA_USER: { secret: kafkaSecret, key: "username" },
    KAFKA_PASSWORD: { secret: kafkaSecret, key: "password" },
    ...(redis && { REDIS_PASSWORD: { secret: redis.auth.name, key: "password" } }),
    // cert-manager locks both stores with one password.
    KEYSTORE_PASSWORD: storePassword,
    TRUSTSTORE_PASSWORD: storePassword,
  };
}

/** The line with which Kafka's clients log in, of the mechanism that the brokers speak (ONB-022). */
export const jaasConfig = ({ loginModule }: KafkaProtocol): string =>
  `${loginModule} required username="$(KAFKA_USER)" password="$(KAFKA_PASSWORD)";`;

/** What the engine reads in every profile (ONB-012, ONB-019, ONB-020, ONB-030, ONB-031, ONB-035, ONB-059). */
export function applicationSettings(config: OnboardingConfig, profile: Profile, stores: OnboardingStores) {
  const trusted = `sslmode=verify-full&sslrootcert=${mounts.authority("postgres")}/ca.crt`;
  return {
    spring: {
      datasource: {
        url: `jdbc:postgresql://\${DB_HOST}:\${DB_PORT}/\${DB_NAME}?${trusted}`,
        username: "${DB_USER}",
        password: "${DB_PASSWORD}",
        hikari: {
          "maximum-pool-size": basePoolSize,
          "minimum-idle": 5,
          "idle-timeout": 300_000,
          "max-lifetime": 1_200_000,
          "connection-timeout": 20_000,
          "leak-detection-threshold": 60_000,
        },
      },
      // A task of its own migrates before the engine starts: the lock for it does not live through a pooler.
      flyway: { enabled: false },
      kafka: kafkaSettings(config, profile),
      ...(stores.redis && {
        data: {
          redis: {
            host: "${REDIS_HOST}",
            port: "${REDIS_PORT}",
            password: "${REDIS_PASSWORD}",
            ssl: { enabled: true, bundle: "redis" },
          },
        },
      }),
      cache: { type: stores.redis ? "redis" : "none" },
      ssl: {
        bundle: {
          jks: { server: serverStores },
          ...(stores.redis && {
            pem: { redis: { truststore: { certificate: `file:${mounts.authority("redis")}/ca.crt` } } },
          }),
        },
      },
      lifecycle: { "timeout-per-shutdown-phase": `${drainSeconds}s` },
    },
    server: { shutdown: "graceful", ssl: { enabled: true, bundle: "server" } },
    workflow: {
      retry: { "max-attempts": "${WORKFLOW_RETRY_MAX_ATTEMPTS}" },
      timeout: { "default-seconds": "${WORKFLOW_TIMEOUT_DEFAULT_SECONDS}" },
    },
    logging: {
      level: {
        "com.ngoctran.interactionservice": "INFO",
        "org.springframework.security": config.securityLogLevel,
      },
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
      // Probes and Prometheus ask in plain HTTP, on a port that no route leads to.
      server: { ssl: { enabled: false } },
      prometheus: { metrics: { export: { enabled: true } } },
    },
  };
}

function kafkaSettings(config: OnboardingConfig, profile: Profile) {
  return {
    "bootstrap-servers": "${KAFKA_BOOTSTRAP_SERVERS}",
    security: { protocol: "${KAFKA_SECURITY_PROTOCOL}" },
    ssl: { "trust-store-type": "PEM", "trust-store-location": `file:${mounts.authority("kafka")}/ca.crt` },
    properties: {
      "sasl.mechanism": "${KAFKA_SASL_MECHANISM}",
      "sasl.jaas.config": "${KAFKA_SASL_JAAS_CONFIG}",
    },
    consumer: {
      "group-id": consumerGroup,
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
    listener: { concurrency: listenerConcurrency(config, profile) },
  };
}

/**
 * The server's key and what it trusts, read again when they are renewed: that is why they are a bundle and not the properties
 * of `server.ssl`, with which an engine would show its first certificate until that has expired.
 */
const serverStores = {
  "reload-on-update": true,
  keystore: { location: `file:${mounts.identity}/keystore.p12`, password: "${KEYSTORE_PASSWORD}", type: "PKCS12" },
  truststore: {
    location: `file:${mounts.identity}/truststore.p12`,
    password: "${TRUSTSTORE_PASSWORD}",
    type: "PKCS12",
  },
};

/** What is otherwise in the profile `prod` (ONB-026 to ONB-028). */
export function productionSettings(profile: Profile, { kafka }: Pick<OnboardingStores, "kafka">) {
  return {
    spring: {
      datasource: {
        hikari: {
          "maximum-pool-size": engineSize(profile).poolSize,
          "minimum-idle": 10,
          "validation-timeout": 5000,
        },
      },
      kafka: {
        consumer: { "max-poll-records": 50, "fetch-max-wait": "1000ms" },
        producer: {
          ...(kafka.protocol.compression && { "compression-type": "gzip" }),
          "batch-size": 32_768,
        },
      },
    },
    workflow: { retry: { "backoff-multiplier": 2 } },
  };
}

/** The files that Spring reads by their names: one, and another one in the profile `prod` (ONB-029, ONB-035). */
export function applicationFiles(
  config: OnboardingConfig,
  profile: Profile,
  stores: OnboardingStores,
): Record<string, string> {
  // In the older YAML that Spring's parser speaks.
  const text = (settings: object) => stringify(settings, { version: "1.1", lineWidth: 0 });
  const files = { "application.yaml": text(applicationSettings(config, profile, stores)) };
  return {
    dev: files,
    prod: { ...files, "application-prod.yaml": text(productionSettings(profile, stores)) },
  }[engineSize(profile).springProfile];
}
