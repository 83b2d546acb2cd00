import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import { clientEndpoint } from "../components/postgres/spec.ts";
import type { QueueReference, QueuesOutputs } from "../components/queue/spec.ts";
import type { FireflyConfig } from "../config/firefly.ts";
import { mounts, secretKeys } from "./firefly-mounts.ts";
import { poolSize } from "./firefly-sizes.ts";
import { fireflyQueues, type FireflyStores } from "./firefly-stores.ts";

/** Ports of the engine: the API's, and the management endpoints', which stay inside (FTE-040). */
export const enginePorts = { http: 8080, metrics: 8081 } as const;

/** How often metrics leave the engine; the guide says 30s and 60s in two places, and the finer holds for both (FTE-030). */
const exportInterval = "30s";

/** Longest wait for open requests, and then for running sagas, before the process ends (FTE-066). Unit: seconds. */
export const drainSeconds = { requests: 30, sagas: 30 } as const;

/** How the engine speaks to its queues. */
type BrokerConnection =
  | { readonly protocol: "amqp"; readonly host: string; readonly port: number; readonly vhost: string }
  | { readonly protocol: "sqs"; readonly endpoint: string; readonly region: string }
  | { readonly protocol: "service-bus"; readonly host: string };

/** Where the stores are, as the engine takes it. */
export interface FireflyConnections {
  readonly jdbcUrl: string;
  readonly databaseUser: string;
  readonly broker: BrokerConnection;
  readonly queues: Readonly<Record<string, QueueReference>>;
  readonly cacheHost: string;
  readonly cachePort: number;
}

/** The addresses that the stores' backends give. */
export function connectionsOf({ postgres, broker, cache }: FireflyStores): pulumi.Output<FireflyConnections> {
  return pulumi
    .all([jdbcUrl(postgres, clientEndpoint(postgres)), brokerConnection(broker), cache.host])
    .apply(([url, connection, cacheHost]): FireflyConnections => ({
      jdbcUrl: url,
      databaseUser: postgres.owner,
      broker: connection,
      queues: Object.fromEntries(
        Object.entries(fireflyQueues).flatMap(([role, { name }]) => {
          const queue = broker.queues[name];
          return queue === undefined ? [] : [[role, queue]];
        }),
      ),
      cacheHost,
      cachePort: cache.port,
    }));
}

function brokerConnection(broker: QueuesOutputs): pulumi.Output<BrokerConnection> {
  if (broker.protocol === "sqs") {
    const { protocol, endpoint, region } = broker;
    return pulumi.output({ protocol, endpoint, region });
  }
  if (broker.protocol === "service-bus") {
    const { protocol } = broker;
    return broker.host.apply((host): BrokerConnection => ({ protocol, host }));
  }
  const { protocol, port, vhost } = broker;
  return broker.host.apply((host): BrokerConnection => ({ protocol, host, port, vhost }));
}

/** JDBC address of a database endpoint; the server's certificate is checked against its own authority (FTE-021). */
export function jdbcUrl(
  { database }: FireflyStores["postgres"],
  endpoint: { readonly host: pulumi.Output<string>; readonly port: number },
): pulumi.Output<string> {
  const query = `sslmode=verify-full&sslrootcert=${mounts.authority("postgres")}/ca.crt`;
  return pulumi.interpolate`jdbc:postgresql://${endpoint.host}:${endpoint.port}/${database}?${query}`;
}

/** Which of the engine's ways to queues is used (FTE-008). */
const queueProviders = {
  amqp: "rabbitmq",
  sqs: "sqs",
  "service-bus": "azure-service-bus",
} as const satisfies Record<BrokerConnection["protocol"], string>;

/**
 * The guide's settings for production (FTE-029, FTE-030, FTE-067, FTE-068, FTE-078, FTE-080) and, in the `tuned` profile, its
 * values for high throughput instead of those of the same name (FTE-055 to FTE-057). No value is ever emitted twice.
 */
export function engineSettings(
  config: FireflyConfig,
  { queues, broker }: Pick<FireflyConnections, "queues" | "broker">,
) {
  const tuned = config.profile === "tuned";
  return {
    "transactional-engine": {
      environment: "production",
      execution: tuned
        ? { "core-pool-size": 50, "max-pool-size": 200, "queue-capacity": 10_000 }
        : { "core-pool-size": 20, "max-pool-size": 100, "queue-capacity": 5000 },
      persistence: {
        "batch-updates": true,
        "async-persistence": true,
        ...(tuned ? { "batch-size": 1000, "batch-timeout": "50ms" } : { "batch-size": 500 }),
        "connection-pool-size": poolSize[config.profile],
        cleanup: { enabled: true, "retention-period": "90d" },
      },
      ...(tuned && {
        memory: {
          "instance-cache": { "max-size": 50_000, "expire-after-access": "1h" },
          "step-cache": { "max-size": 200_000, "expire-after-access": "30m" },
        },
      }),
      messaging: {
        provider: queueProviders[broker.protocol],
        queues: Object.fromEntries(
          Object.entries(queues).map(([role, queue]) => [
            role,
            { name: queue.name, "dead-letters": queue.deadLetters },
          ]),
        ),
      },
      metrics: {
        enabled: true,
        detailed: true,
        "export-interval": exportInterval,
        ...(tuned && { "jvm-metrics": true, "system-metrics": true, "custom-metrics": true }),
      },
      monitoring: { "health-check-interval": "30s", "metrics-export-interval": exportInterval },
      security: {
        "ssl-enabled": true,
        "mutual-tls": true,
        "api-key-required": true,
        "api-key": `\${engine.${secretKeys.apiKey}}`,
      },
      resilience,
      audit: {
        enabled: true,
        "log-level": "INFO",
        "include-request-body": false,
        "include-response-body": false,
        events: ["SAGA_STARTED", "SAGA_COMPLETED", "SAGA_FAILED", "COMPENSATION_EXECUTED", "SECURITY_VIOLATION"],
      },
      // In days, as Spring's durations end there: 7 years and 1 year (FTE-080).
      "data-retention": {
        "saga-instances": "90d",
        "audit-logs": "2557d",
        metrics: "365d",
        "application-logs": "30d",
      },
      // Six fields for Spring, and half an hour after the database's backup begins (FTE-080).
      cleanup: { enabled: true, schedule: "0 30 2 * * *", "batch-size": 1000 },
    },
  };
}

const resilience = {
  "circuit-breaker": {
    // The emergency switch is a variable, so that it needs no new file (FTE-073).
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
};

/** Spring's own part: where the stores are and whom to trust there, and where the management endpoints listen. */
export function springSettings(config: FireflyConfig, connections: FireflyConnections) {
  const amqp = connections.broker.protocol === "amqp";
  return {
    spring: {
      datasource: {
        url: connections.jdbcUrl,
        username: connections.databaseUser,
        password: `\${engine.${secretKeys.database}}`,
        hikari: { "maximum-pool-size": poolSize[config.profile] },
      },
      ...brokerSettings(connections.broker),
      data: {
        redis: {
          host: connections.cacheHost,
          port: connections.cachePort,
          password: "${cache.password}",
          ssl: { enabled: true, bundle: "cache" },
        },
      },
      ssl: { bundle: { pem: { ...(amqp && { broker: trust("broker") }), cache: trust("cache"), engine: identity } } },
      security: {
        oauth2: { resourceserver: { jwt: { "issuer-uri": config.jwt.issuer, audiences: [config.jwt.audience] } } },
      },
      lifecycle: { "timeout-per-shutdown-phase": `${drainSeconds.requests}s` },
    },
    // Whoever asks the engine for something shows a certificate of the cluster's authority (FTE-015).
    server: {
      port: enginePorts.http,
      shutdown: "graceful",
      ssl: { enabled: true, bundle: "engine", "client-auth": "need" },
    },
    management: {
      // The kubelet has no certificate to show.
      server: { port: enginePorts.metrics, ssl: { enabled: false } },
      endpoints: { web: { exposure: { include: "health,prometheus" } } },
      endpoint: {
        health: {
          probes: { enabled: true },
          // Which indicators there are is the application's matter: its own `production`, and those of the starters that it has.
          "validate-group-membership": false,
          group: {
            liveness: { include: "livenessState" },
            readiness: { include: `readinessState,production,db,${amqp ? "rabbit," : ""}redis` },
          },
        },
      },
    },
  };
}

/** Spring's own settings of the broker. SQS and Service Bus know the engine by the identity of its pods, and have public certificates. */
function brokerSettings(broker: BrokerConnection) {
  if (broker.protocol === "sqs") {
    return { cloud: { aws: { region: { static: broker.region }, sqs: { endpoint: broker.endpoint } } } };
  }
  if (broker.protocol === "service-bus") {
    const [namespace = ""] = broker.host.split(".");
    return { cloud: { azure: { servicebus: { namespace } } } };
  }
  return {
    rabbitmq: {
      host: broker.host,
      port: broker.port,
      "virtual-host": broker.vhost,
      username: "${broker.username}",
      password: "${broker.password}",
      ssl: { enabled: true, bundle: "broker" },
    },
  };
}

/** A bundle that trusts the authority of a store. */
const trust = (store: "broker" | "cache") => ({
  truststore: { certificate: `file:${mounts.authority(store)}/ca.crt` },
});

/** The engine's own certificate, for mutual TLS with other services (FTE-015); it is renewed while the engine runs. */
const identity = {
  "reload-on-update": true,
  keystore: { certificate: `file:${mounts.identity}/tls.crt`, "private-key": `file:${mounts.identity}/tls.key` },
  truststore: { certificate: `file:${mounts.identity}/ca.crt` },
};

/** Name of the file, which Spring reads in the profile `production` alone (FTE-030). */
export const applicationFileName = "application-production.yml";

/** Its text, in the older YAML that Spring's parser speaks. */
export function applicationFile(config: FireflyConfig, connections: FireflyConnections): string {
  const settings = { ...springSettings(config, connections), ...engineSettings(config, connections) };
  return stringify(settings, { version: "1.1", lineWidth: 0 });
}
