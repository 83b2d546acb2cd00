import * as pulumi from "@pulumi/pulumi";
import type { RouteSpec, TlsBackend } from "../components/edge/routes.ts";
import type { CertificateSecret } from "../components/identity/certificates.ts";
import { canaryService, stableService } from "../components/workload/canary.ts";
import type { FireflyConfig } from "../config/firefly.ts";
import { enginePorts } from "./firefly-settings.ts";
import { canaryRoute, engine } from "./firefly-workload.ts";

/** Public host of the engine. */
export const fireflyHost = (domain: string): string => `firefly.${domain}`;

/**
 * The public way to the engine: the API alone, and of the management endpoints no more than whether it is ready (FTE-011).
 *
 * The Services go by their names, since the route has to be there before a canary's controller moves its weights.
 */
export function fireflyRoutes({ release, apiPath }: FireflyConfig, host: string): Record<string, RouteSpec> {
  const port = enginePorts.http;
  const api = {
    host,
    paths: [{ type: "PathPrefix", value: apiPath }],
    ready: { port: enginePorts.metrics, path: "/actuator/health/readiness" },
  } as const;
  if (release.mode !== "canary") return { engine: { ...api, backends: [{ service: engine, port }] } };
  return {
    [canaryRoute]: {
      ...api,
      backends: [
        { service: stableService(engine), port, weight: 100 },
        { service: canaryService(engine), port, weight: 0 },
      ],
      weightsAreManaged: true,
    },
  };
}

/** Every Service that a route leads to speaks TLS, with the engine's own certificate (FTE-014). */
export function fireflyTlsBackends(
  { release }: FireflyConfig,
  { name, namespace }: CertificateSecret,
): Record<string, TlsBackend> {
  const backend = { port: "http", host: pulumi.interpolate`${engine}.${namespace}.svc.cluster.local`, authority: name };
  const services = release.mode === "canary" ? [stableService(engine), canaryService(engine)] : [engine];
  return Object.fromEntries(services.map((service) => [service, backend]));
}
