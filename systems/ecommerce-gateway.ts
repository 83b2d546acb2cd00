import type * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";
import type { RouteSpec } from "../components/edge/routes.ts";
import type { WorkloadOutputs } from "../components/workload/workload.ts";
import { type EcommerceConfig, type EcommerceService, ecommerceServices } from "../config/ecommerce.ts";
import { commonSettings, type EcommerceStores, redisSettings, trustOf } from "./ecommerce-settings.ts";

/** Paths that belong to each service (ECO-062). */
const paths = {
  "user-service": "/api/users/**",
  "product-service": "/api/products/**",
  "cart-service": "/api/cart/**",
  "order-service": "/api/orders/**",
} as const satisfies Record<EcommerceService, string>;

/** Largest request that a service gets to see (ECO-028). */
const largestRequest = "5MB";

/** `application.yml` of Spring Cloud Gateway: a route for each service, limited for each user over Redis (ECO-002, ECO-029, ECO-062). */
export function gatewayFile(config: EcommerceConfig, { redis }: EcommerceStores): pulumi.Output<string> {
  const { port } = config.services["api-gateway"];
  return redis.host.apply((host) => {
    const settings = commonSettings("api-gateway", port, config, {
      ssl: trustOf(["redis"]),
      data: { redis: redisSettings({ host, port: redis.port }) },
      cloud: {
        gateway: {
          // The names since Spring Cloud 2025.0.
          server: {
            webflux: {
              "default-filters": ["SecureHeaders", { name: "RequestSize", args: { maxSize: largestRequest } }],
              routes: ecommerceServices.map((service) => route(service, config)),
            },
          },
        },
      },
    });
    return stringify(settings, { lineWidth: 0 });
  });
}

/** The Service spreads the requests, so that no discovery is needed. */
function route(service: EcommerceService, { services, rateLimit }: EcommerceConfig) {
  return {
    id: service,
    uri: `http://${service}:${services[service].port}`,
    predicates: [`Path=${paths[service]}`],
    filters: [
      {
        name: "RequestRateLimiter",
        args: {
          "redis-rate-limiter.replenishRate": rateLimit.replenishRate,
          "redis-rate-limiter.burstCapacity": rateLimit.burstCapacity,
          "key-resolver": "#{@userKeyResolver}",
        },
      },
    ],
  };
}

/** Public host of the shop. */
export const ecommerceHost = (domain: string): string => `shop.${domain}`;

/** The public route: the API through the gateway, and nothing of its management endpoints (ECO-029, ECO-034). */
export function ecommerceRoutes(
  config: EcommerceConfig,
  host: string,
  gateway: Pick<WorkloadOutputs, "service">,
): Record<string, RouteSpec> {
  return {
    shop: {
      host,
      backends: [{ service: gateway.service, port: config.services["api-gateway"].port }],
      paths: [{ type: "PathPrefix", value: "/api" }],
      ready: { port: config.services["api-gateway"].port, path: "/actuator/health/readiness" },
      rateLimits: [{ requests: config.requestsPerMinute, unit: "Minute" }],
      responseHeaders: {
        // Answers are data: a browser that is made to show one loads nothing and frames nothing.
        "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
        "X-Frame-Options": "DENY",
        "Referrer-Policy": "no-referrer",
      },
    },
  };
}
