import type * as pulumi from "@pulumi/pulumi";
import { type Identity, type Labels, selectorLabels } from "../core/labels.ts";
import { ServiceMonitor } from "../crds/generated/prometheus-operator.ts";
import type { WorkloadSpec } from "./spec.ts";

interface Metadata {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly labels: Labels;
}

/** Has Prometheus scrape the pods behind the workload's Service. */
export function serviceMonitor(
  parent: pulumi.Resource,
  name: string,
  metadata: Metadata,
  id: Identity,
  metrics: NonNullable<WorkloadSpec["metrics"]>,
): void {
  new ServiceMonitor(
    `${name}-monitor`,
    {
      metadata,
      spec: {
        selector: { matchLabels: selectorLabels(id) },
        endpoints: [
          {
            port: metrics.port,
            path: metrics.path,
            interval: `${metrics.intervalSeconds}s`,
            scrapeTimeout: `${Math.min(10, metrics.intervalSeconds)}s`,
          },
        ],
      },
    },
    { parent },
  );
}
