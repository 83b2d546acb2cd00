import type * as pulumi from "@pulumi/pulumi";
import {
  BackendTrafficPolicy,
  type BackendTrafficPolicySpec,
  type ClientTrafficPolicySpec,
  SecurityPolicy,
  type SecurityPolicySpec,
} from "../crds/generated/envoy-gateway.ts";
import { BackendTLSPolicy } from "../crds/generated/gateway-api.ts";
import type { RateLimit, RouteSpec, TlsBackend } from "./routes.ts";

/** API group of Gateway, HTTPRoute and their kin. */
export const gatewayGroup = "gateway.networking.k8s.io";

/** What names an object, and says what it is part of. */
export interface Metadata {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly labels: Record<string, string>;
}

/** Proxies before the gateway where a load balancer of the stack's own is: that one. */
const proxiesBefore = 1;

/**
 * How clients are met at a listener for TLS.
 *
 * @param balanced What a load balancer says of the client is believed, and nothing that it was told itself.
 */
export function clientTraffic(balanced: boolean): Pick<ClientTrafficPolicySpec, "tls" | "clientIPDetection"> {
  return {
    tls: { minVersion: "1.2" },
    ...(balanced && { clientIPDetection: { xForwardedFor: { numTrustedHops: proxiesBefore } } }),
  };
}

/** What the Gateway API itself does not express, as Envoy Gateway's policies on a route. */
export function routePolicies(parent: pulumi.Resource, name: string, metadata: Metadata, spec: RouteSpec): void {
  const targetRefs = [{ group: gatewayGroup, kind: "HTTPRoute", name: metadata.name }];
  const traffic = trafficSpec(spec);
  if (Object.keys(traffic).length > 0) {
    new BackendTrafficPolicy(`${name}-traffic`, { metadata, spec: { targetRefs, ...traffic } }, { parent });
  }
  const security = securitySpec(spec);
  if (Object.keys(security).length > 0) {
    new SecurityPolicy(`${name}-security`, { metadata, spec: { targetRefs, ...security } }, { parent });
  }
}

/** Has the gateway speak TLS to a Service, and check whom it speaks to. */
export function backendTls(parent: pulumi.Resource, name: string, metadata: Metadata, backend: TlsBackend): void {
  new BackendTLSPolicy(
    `${name}-backend-tls`,
    {
      metadata,
      spec: {
        targetRefs: [{ group: "", kind: "Service", name: metadata.name, sectionName: backend.port }],
        validation: {
          hostname: backend.host,
          caCertificateRefs: [{ group: "", kind: "Secret", name: backend.authority }],
        },
      },
    },
    { parent },
  );
}

function trafficSpec(spec: RouteSpec): BackendTrafficPolicySpec {
  const { affinityCookie, rateLimits = [], compression = false, healthCheckPath, idleTimeoutSeconds } = spec;
  return {
    ...(healthCheckPath !== undefined && { healthCheck: { active: activeCheck(healthCheckPath) } }),
    ...(affinityCookie && {
      loadBalancer: {
        type: "ConsistentHash",
        consistentHash: {
          type: "Cookie",
          cookie: {
            name: affinityCookie.name,
            ttl: `${affinityCookie.ttlSeconds}s`,
            attributes: { Secure: "", HttpOnly: "", SameSite: "Strict" },
          },
        },
      },
    }),
    ...(rateLimits.length > 0 && { rateLimit: { type: "Local", local: { rules: rateLimits.map(perClient) } } }),
    ...(compression && {
      compressor: [
        { type: "Brotli", brotli: {} },
        { type: "Gzip", gzip: {} },
      ],
    }),
    ...(idleTimeoutSeconds !== undefined && {
      // Zero is without end: the silence, not the length, ends a connection.
      timeout: { http: { requestTimeout: "0s", connectionIdleTimeout: `${idleTimeoutSeconds}s` } },
    }),
  };
}

/** A replica is out after three failures in 15 seconds, and back after two good answers. */
function activeCheck(path: string) {
  return {
    type: "HTTP",
    http: { path },
    interval: "5s",
    timeout: "2s",
    unhealthyThreshold: 3,
    healthyThreshold: 2,
  };
}

/** A rule that counts each client address for itself. */
function perClient({ requests, unit }: RateLimit) {
  return {
    clientSelectors: [{ sourceCIDR: { type: "Distinct" as const, value: "0.0.0.0/0" } }],
    limit: { requests, unit },
  };
}

function securitySpec({ cors, allowedNetworks }: RouteSpec): SecurityPolicySpec {
  return {
    ...(cors && {
      cors: {
        allowOrigins: [...cors.origins],
        allowMethods: [...cors.methods],
        allowHeaders: [...cors.headers],
        allowCredentials: cors.credentials,
        maxAge: "600s",
      },
    }),
    ...(allowedNetworks && {
      authorization: {
        defaultAction: "Deny",
        rules: [{ name: "allowed-networks", action: "Allow", principal: { clientCIDRs: [...allowedNetworks] } }],
      },
    }),
  };
}
