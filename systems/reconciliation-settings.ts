import * as pulumi from "@pulumi/pulumi";
import type { ReconciliationConfig } from "../config/reconciliation.ts";
import type { SecretKey, SecretMount } from "../components/workload/spec.ts";
import type { CacheOutputs } from "../components/cache/spec.ts";
import type { PostgresOutputs } from "../components/postgres/spec.ts";

/** Port of the backend's own metrics (REC-026, REC-031). */
export const metricsPort = 9090;

/** Public hosts of the system (REC-018, REC-019). */
export interface ReconciliationHosts {
  readonly frontend: string;
  readonly api: string;
  readonly websocket: string;
}

export function reconciliationHosts(domain: string): ReconciliationHosts {
  const frontend = `reconciliation.${domain}`;
  return { frontend, api: `api.${frontend}`, websocket: `ws.${frontend}` };
}

/** The backend's variables that are no secret (REC-023 to REC-027). */
export function backendEnvironment(config: ReconciliationConfig, hosts: ReconciliationHosts): Record<string, string> {
  return {
    DB_POOL_SIZE: String(config.databasePoolSize),
    DB_MAX_CONNECTIONS: String(config.databaseMaxConnections),
    REDIS_POOL_SIZE: String(config.redisPoolSize),
    REDIS_CA_FILE: `${authorityFolder("redis")}/ca.crt`,
    CORS_ORIGIN: `https://${hosts.frontend}`,
    ENABLE_METRICS: "true",
    METRICS_PORT: String(metricsPort),
    ENABLE_COMPRESSION: "true",
    ENABLE_CACHING: "true",
    CACHE_TTL: String(config.cacheTtlSeconds),
  };
}

/** The frontend's variables: where pages find the API, and where the server itself finds the backend. */
export function frontendEnvironment(config: ReconciliationConfig, hosts: ReconciliationHosts): Record<string, string> {
  return {
    API_URL: `https://${hosts.api}`,
    WS_URL: `wss://${hosts.websocket}`,
    BACKEND_URL: `http://backend:${config.backend.port}`,
  };
}

/** Keys of the Secret `reconciliation-secrets`, which the guide names (REC-029). */
export const secretKeys = { database: "DB_PASSWORD", tokens: "JWT_SECRET" } as const;

/** The stores that the services connect to. */
export interface ReconciliationStores {
  readonly postgres: PostgresOutputs;
  readonly redis: CacheOutputs;
}

/** The database's password, for an address that is composed from it. */
export function databaseSecret({ postgres }: ReconciliationStores): Record<string, SecretKey> {
  return { DB_PASSWORD: { secret: postgres.auth.name, key: secretKeys.database } };
}

/** What the backend has from Secrets alone (REC-024, REC-025, REC-029). */
export function backendSecrets(stores: ReconciliationStores): Record<string, SecretKey> {
  return {
    ...databaseSecret(stores),
    REDIS_PASSWORD: { secret: stores.redis.auth.name, key: stores.redis.urlKey },
    JWT_SECRET: { secret: stores.postgres.auth.name, key: secretKeys.tokens },
  };
}

/**
 * Address of a database endpoint. The password is hexadecimal, so that it needs no escaping; the server's certificate
 * is checked against its own authority (REC-023).
 */
export function databaseUrl(
  { postgres }: ReconciliationStores,
  endpoint: { readonly host: pulumi.Output<string>; readonly port: number },
): pulumi.Output<string> {
  const query = `sslmode=verify-full&sslrootcert=${authorityFolder("postgres")}/ca.crt`;
  const address = pulumi.interpolate`${endpoint.host}:${endpoint.port}/${postgres.database}`;
  return pulumi.interpolate`postgresql://${postgres.owner}:$(DB_PASSWORD)@${address}?${query}`;
}

/** Address of Redis: TLS, and the password that the kubelet puts in (REC-024). */
export function redisUrl({ redis }: ReconciliationStores): pulumi.Output<string> {
  return pulumi.interpolate`rediss://:$(REDIS_PASSWORD)@${redis.host}:${redis.port}`;
}

/** The certificate of the authority behind a store. */
export function authorityMount(store: keyof ReconciliationStores, stores: ReconciliationStores): SecretMount {
  return {
    name: `${store}-authority`,
    secret: stores[store].authority.name,
    mountPath: authorityFolder(store),
    keys: ["ca.crt"],
  };
}

const authorityFolder = (store: keyof ReconciliationStores) => `/etc/reconciliation/${store}`;
