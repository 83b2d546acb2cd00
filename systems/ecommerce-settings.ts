import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type { CacheOutputs } from "../components/cache/spec.ts";
import type { DocumentStoreOutputs } from "../components/document-store/spec.ts";
import type { NotificationsOutputs, SenderSettings } from "../components/notifications/spec.ts";
import type { SecretMount } from "../components/workload/spec.ts";
import type { EcommerceConfig, EcommerceService } from "../config/ecommerce.ts";
import { secretsFolder } from "./ecommerce-credentials.ts";

/** The stores that the services connect to. */
export interface EcommerceStores {
  readonly mongodb: DocumentStoreOutputs;
  readonly redis: CacheOutputs;
}

/** Settings as nested data, the way Spring reads them from YAML. */
export type Settings = Readonly<Record<string, unknown>>;

/** Folder of the configuration files of every application. */
export const configFolder = "/etc/ecommerce/config";

const authorityFolder = (store: keyof EcommerceStores) => `/etc/ecommerce/authorities/${store}`;

/** The certificate of the authority behind a store. */
export function authorityMount(store: keyof EcommerceStores, stores: EcommerceStores): SecretMount {
  const name = `${store}-authority`;
  return { name, secret: stores[store].authority.name, mountPath: authorityFolder(store), keys: ["ca.crt"] };
}

/** The password of Redis, as the setting `redis.password`. */
export function redisPasswordMount({ redis }: EcommerceStores): SecretMount {
  const mountPath = `${secretsFolder}/redis`;
  return { name: "redis-password", secret: redis.auth.name, mountPath, keys: ["password"] };
}

/** Longest time for requests that are under way when a pod stops. Unit: seconds. */
export const drainSeconds = 30;

/** What all five applications have; `store` settings go below `spring`. */
export function commonSettings(
  application: string,
  port: number,
  config: EcommerceConfig,
  spring: Settings,
  rest: Settings = {},
): Settings {
  return {
    spring: {
      application: { name: application },
      // Files of mounted Secrets become settings.
      config: { import: `configtree:${secretsFolder}/` },
      lifecycle: { "timeout-per-shutdown-phase": `${drainSeconds}s` },
      security: { oauth2: { resourceserver: { jwt: { "issuer-uri": config.oidcIssuer } } } },
      ...spring,
    },
    server: { port, shutdown: "graceful" },
    management: {
      endpoints: { web: { exposure: { include: "health,prometheus" } } },
      // Liveness and readiness ask the process alone: a lost store must not restart or silence every pod (ECO-012).
      endpoint: { health: { probes: { enabled: true }, "show-details": "never" } },
      // Alerts group by this tag (ECO-021).
      metrics: { tags: { application } },
    },
    ...rest,
  };
}

/** Trust of the stores' own authorities, by the name of the store. */
export function trustOf(stores: readonly (keyof EcommerceStores)[]): Settings {
  const pem = stores.map((store): [string, Settings] => [
    store,
    { truststore: { certificate: `file:${authorityFolder(store)}/ca.crt` } },
  ]);
  return { bundle: { pem: Object.fromEntries(pem) } };
}

/** The connection to Redis: TLS, and the password that a file holds (ECO-055). */
export function redisSettings({ host, port }: { readonly host: string; readonly port: number }): Settings {
  return { host, port, password: "${redis.password}", ssl: { enabled: true, bundle: "redis" }, timeout: "2s" };
}

/** `application.yml` of a service: what holds in every stage (ECO-072). */
export function serviceFile(
  service: EcommerceService,
  config: EcommerceConfig,
  { redis }: EcommerceStores,
  notifications: NotificationsOutputs | undefined,
): pulumi.Output<string> {
  return pulumi.all([redis.host, notifications?.settings]).apply(([host, fallback]) => {
    const { data, ...database } = databaseSettings(config);
    const settings = commonSettings(
      service,
      config.services[service].port,
      config,
      {
        ssl: trustOf(["mongodb", "redis"]),
        ...database,
        data: { ...data, redis: redisSettings({ host, port: redis.port }) },
        cache: { type: "redis", redis: { "time-to-live": `${config.cacheTtlMinutes}m`, "key-prefix": `${service}:` } },
      },
      ownSettings(service, config, fallback),
    );
    return stringify(settings, { lineWidth: 0 });
  });
}

/** The address is the Secret's, under the name that the version of Spring Boot binds (ECO-011). */
function databaseSettings({ springBoot, mongodbPoolSize }: EcommerceConfig): Settings & { readonly data?: Settings } {
  const mongodb = {
    uri: `\${MONGODB_URI}&maxPoolSize=${mongodbPoolSize}`,
    ssl: { enabled: true, bundle: "mongodb" },
  };
  return springBoot === "3" ? { data: { mongodb } } : { mongodb };
}

/** What a stage sets otherwise; the text of `application-STAGE.yml` (ECO-072, ECO-074, ECO-075). */
export function stageFile({ features, apiDocs }: EcommerceConfig): string {
  const springdoc = { "api-docs": { enabled: apiDocs }, "swagger-ui": { enabled: apiDocs } };
  return stringify({ features, springdoc }, { lineWidth: 0 });
}

/** Keys of other companies that a service uses. */
export const credentialsOf: Readonly<Record<EcommerceService, readonly string[]>> = {
  "user-service": ["notification"],
  "product-service": [],
  "cart-service": [],
  "order-service": ["notification", "payment"],
};

/** Whether a service writes to people. */
export const sendsNotifications = (service: EcommerceService): boolean =>
  credentialsOf[service].includes("notification");

function ownSettings(
  service: EcommerceService,
  config: EcommerceConfig,
  fallback: SenderSettings | undefined,
): Settings {
  const uses = credentialsOf[service];
  return {
    ...(sendsNotifications(service) && { notification: notificationSettings(config, fallback) }),
    ...(uses.includes("payment") && paymentSettings(config)),
  };
}

/**
 * Providers and templates (ECO-064); nobody is written to by a stack without the providers' keys. The cloud's own services need none: they
 * know the pods by their identity (ECO-065).
 */
function notificationSettings(
  { notification, secretStore }: EcommerceConfig,
  fallback: SenderSettings | undefined,
): Settings {
  const { email, sms, templates } = notification;
  return {
    enabled: secretStore !== undefined,
    providers: { email, sms },
    ...fallback,
    templates,
  };
}

/**
 * The payment client (ECO-063): three attempts, each with the same idempotency key, and only where the provider was not reached, so that
 * nobody pays twice; then the breaker's answer.
 */
function paymentSettings({ paymentUrl, secretStore }: EcommerceConfig): Settings {
  return {
    payment: {
      enabled: secretStore !== undefined,
      url: paymentUrl,
      "idempotency-header": "Idempotency-Key",
      fallback: { status: "PENDING", message: "Payment will be processed later" },
    },
    resilience4j: {
      retry: {
        instances: {
          "payment-service": {
            "max-attempts": 3,
            "wait-duration": "500ms",
            "enable-exponential-backoff": true,
            "exponential-backoff-multiplier": 2,
            "retry-exceptions": ["java.net.ConnectException", "java.net.UnknownHostException"],
          },
        },
      },
      circuitbreaker: {
        instances: {
          "payment-service": {
            "sliding-window-size": 50,
            "minimum-number-of-calls": 10,
            "failure-rate-threshold": 50,
            "slow-call-duration-threshold": "5s",
            "slow-call-rate-threshold": 80,
            "wait-duration-in-open-state": "60s",
            "permitted-number-of-calls-in-half-open-state": 5,
          },
        },
      },
    },
  };
}
