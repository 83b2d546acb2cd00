import type { Cors, RouteSpec } from "../components/edge/routes.ts";
import type { WorkloadOutputs } from "../components/workload/workload.ts";
import type { ReconciliationConfig } from "../config/reconciliation.ts";
import type { ReconciliationHosts } from "./reconciliation-settings.ts";
import type { ReconciliationService } from "./reconciliation-workloads.ts";

/** Everything below a host. */
const everything = { type: "PathPrefix", value: "/" } as const;

/** The public routes: the pages, their assets, the API and the websocket (REC-019, REC-047, REC-048, REC-081). */
export function reconciliationRoutes(
  config: ReconciliationConfig,
  hosts: ReconciliationHosts,
  services: Readonly<Record<ReconciliationService, Pick<WorkloadOutputs, "service">>>,
): Record<string, RouteSpec> {
  const backends = (name: ReconciliationService): RouteSpec["backends"] => [
    { service: services[name].service, port: config[name].port },
  ];
  const ready = (name: ReconciliationService) => ({ port: config[name].port, path: config[name].readinessPath });
  const limit = (host: keyof ReconciliationHosts) =>
    ({
      host: hosts[host],
      rateLimits: [{ requests: config.requestsPerMinute[host], unit: "Minute" }],
    }) as const;
  const pages = { ...limit("frontend"), backends: backends("frontend"), compression: true };
  return {
    // The page names the assets of its version, so that it is asked for anew each time.
    frontend: {
      ...pages,
      paths: [everything],
      ready: ready("frontend"),
      responseHeaders: { ...pageHeaders(hosts), "Cache-Control": "no-cache" },
    },
    assets: {
      ...pages,
      paths: [{ type: "PathPrefix", value: config.assetsPath }],
      responseHeaders: { "Cache-Control": "public, max-age=31536000, immutable" },
    },
    api: {
      ...limit("api"),
      backends: backends("backend"),
      paths: [everything],
      ready: ready("backend"),
      cors: cors(hosts),
      responseHeaders: { "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'" },
    },
    websocket: {
      ...limit("websocket"),
      backends: backends("backend"),
      paths: [everything],
      ready: ready("backend"),
      idleTimeoutSeconds: config.websocketIdleSeconds,
    },
  };
}

/** Pages of the frontend's host alone may call the API. */
function cors({ frontend }: ReconciliationHosts): Cors {
  return {
    origins: [`https://${frontend}`],
    methods: ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"],
    headers: ["Authorization", "Content-Type"],
    credentials: true,
  };
}

/** What a page may load and call, and that no other may frame it (REC-053). */
function pageHeaders({ api, websocket }: ReconciliationHosts): Record<string, string> {
  const policy = [
    "default-src 'self'",
    `connect-src 'self' https://${api} wss://${websocket}`,
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ];
  return {
    "Content-Security-Policy": policy.join("; "),
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "strict-origin-when-cross-origin",
  };
}
