import type { RouteSpec } from "../components/edge/routes.ts";
import type { OnboardingConfig } from "../config/onboarding.ts";
import { enginePorts } from "./onboarding-settings.ts";
import { engine, servicePort } from "./onboarding-workload.ts";

/** Public host of the engine. */
export const onboardingHost = (domain: string): string => `api.onboarding.${domain}`;

/** On the management port, of which nothing else has a way from outside. */
const readiness = { port: enginePorts.management, path: "/actuator/health/readiness" };

/** The public ways to the engine (ONB-044); administration is for the networks that the stack names (ONB-045). */
export function onboardingRoutes({ adminNetworks }: OnboardingConfig, host: string): Record<string, RouteSpec> {
  const backends: RouteSpec["backends"] = [{ service: engine, port: servicePort }];
  return {
    [engine]: { host, backends, paths: [{ type: "PathPrefix", value: "/api" }], ready: readiness },
    [`${engine}-admin`]: {
      host,
      backends,
      paths: [{ type: "PathPrefix", value: "/admin" }],
      allowedNetworks: adminNetworks,
    },
  };
}
