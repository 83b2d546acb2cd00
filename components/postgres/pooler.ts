import { PodDisruptionBudget } from "@pulumi/kubernetes/policy/v1/podDisruptionBudget.js";
import type * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../core/images.ts";
import { onceMade } from "../core/known.ts";
import { objectLabels, ownerLabel, roleLabel } from "../core/labels.ts";
import { Pooler } from "../crds/generated/cloudnative-pg.ts";
import { zoneSpreadConstraints } from "../workload/spread.ts";
import { podMonitor } from "./metrics.ts";
import { poolerComponent, poolerRole } from "./nodes.ts";
import type { PoolerArgs, PostgresSpec } from "./spec.ts";

/** Name of a pooler and of its Service. */
export const poolerName = (component: string, type: "rw" | "ro") => `${poolerComponent(component)}-${type}`;

/** PgBouncer in front of the writer or of the readers. Returns the name of its Service. */
export function pooler(
  parent: pulumi.Resource,
  name: string,
  type: "rw" | "ro",
  cluster: pulumi.Input<string>,
  spec: PostgresSpec,
  args: Required<PoolerArgs>,
): pulumi.Output<string> {
  const { system, component, namespace } = spec;
  const service = poolerName(component, type);
  const labels = objectLabels({ system, component: poolerComponent(component) });
  const metadata = { name: service, namespace, labels };
  const selector = { "cnpg.io/poolerName": service };
  const made = new Pooler(
    `${name}-pooler-${type}`,
    {
      metadata,
      spec: {
        cluster: { name: cluster },
        type,
        instances: args.instances,
        pgbouncer: {
          image: imageReference(thirdPartyImages.pgbouncer),
          poolMode: args.poolMode,
          parameters: pgbouncerParameters(args),
        },
        serviceTemplate: { metadata: { labels }, spec: { type: "ClusterIP" } },
        deploymentStrategy: { type: "RollingUpdate", rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
        // The operator adds a restricted security context and the probes to what is said here.
        template: {
          metadata: {
            labels: { [roleLabel]: poolerRole, [ownerLabel]: system, "app.kubernetes.io/part-of": system },
          },
          spec: {
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 60,
            topologySpreadConstraints: zoneSpreadConstraints(selector, spec.zoneSpread),
            containers: [{ name: "pgbouncer", resources: args.resources }],
          },
        },
      },
    },
    { parent },
  );
  new PodDisruptionBudget(
    `${name}-pooler-${type}-budget`,
    { metadata, spec: { maxUnavailable: 1, selector: { matchLabels: selector } } },
    { parent },
  );
  podMonitor(parent, `${name}-pooler-${type}-monitor`, metadata, selector);
  return onceMade(made, service);
}

function pgbouncerParameters(args: Required<PoolerArgs>): Record<string, string> {
  return {
    max_client_conn: String(args.maxClientConnections),
    default_pool_size: String(args.poolSize),
    // Over all users and databases, so that the connection budget holds.
    max_db_connections: String(args.poolSize),
    // Prepared statements work through a transaction pooler from PgBouncer 1.21 on.
    max_prepared_statements: "200",
    client_tls_sslmode: "require",
    server_tls_sslmode: "verify-full",
    // Sent by the JDBC driver at the start of a connection.
    ignore_startup_parameters: "extra_float_digits",
  };
}
