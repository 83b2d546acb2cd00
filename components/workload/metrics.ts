import type * as pulumi from "@pulumi/pulumi";
import { type Identity, type Labels, selectorLabels } from "../core/labels.ts";
import { ServiceMonitor } from "../crds/generated/prometheus-operator.ts";
import type { MetricsSpec, PortSpec } from "./spec.ts";

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
  metrics: MetricsSpec,
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
            ...(metrics.job !== undefined && { relabelings: ofJob(metrics.job) }),
          },
        ],
      },
    },
    { parent },
  );
}

/** Keeps the pods that say that they are scraped, and puts their series under one job. */
const ofJob = (job: string) => [
  {
    action: "keep" as const,
    sourceLabels: ["__meta_kubernetes_pod_annotation_prometheus_io_scrape"],
    regex: "true",
  },
  { action: "replace" as const, targetLabel: "job", replacement: job },
];

/** Annotations by which a job finds a pod, its port and its path; none without a job. */
export function scrapeAnnotations(
  metrics: MetricsSpec | undefined,
  ports: Readonly<Record<string, PortSpec>>,
): Readonly<Record<string, string>> {
  const port = metrics && ports[metrics.port];
  if (metrics?.job === undefined || port === undefined) return {};
  return {
    "prometheus.io/scrape": "true",
    "prometheus.io/port": String(port.port),
    "prometheus.io/path": metrics.path,
  };
}
