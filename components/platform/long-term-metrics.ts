import type { types } from "@pulumi/kubernetes";
import { StatefulSet } from "@pulumi/kubernetes/apps/v1/statefulSet.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import type * as pulumi from "@pulumi/pulumi";
import { imageReference, thirdPartyImages } from "../core/images.ts";
import { onceMade } from "../core/known.ts";
import { objectLabels, selectorLabels } from "../core/labels.ts";
import { ServiceMonitor } from "../crds/prometheus-operator.ts";
import { restrictedContainer, restrictedPod } from "../workload/security.ts";
import { platformNamespaces } from "./peers.ts";
import type { PlatformSettings } from "./settings.ts";

/** Where Prometheus writes what it measures, and where Grafana reads what Prometheus has forgotten. */
export const longTermMetrics = {
  name: "long-term-metrics",
  port: 8428,
  url: `http://long-term-metrics.${platformNamespaces.monitoring}.svc.cluster.local:8428`,
} as const;

/** How long samples are kept (FTE-081). */
export const metricsRetention = "1y";

/** Both Prometheus servers send the same samples; of those within one interval, one is kept. */
export const scrapeInterval = "15s";

const { name: component, port } = longTermMetrics;
const namespace = platformNamespaces.monitoring;
const id = { system: "platform", component };
const user = 10001;

/**
 * A year of metrics: VictoriaMetrics, to which Prometheus writes. Its own 30 days stay what alerts and dashboards ask; the year is what
 * people look back over. One server with one volume: while it is away, Prometheus keeps what it would have sent, for two hours.
 */
export function longTermStorage(
  parent: pulumi.Resource,
  name: string,
  settings: PlatformSettings,
  dependsOn: pulumi.Resource[],
): pulumi.Resource[] {
  const metadata = { name: component, namespace, labels: objectLabels(id) };
  const selector = { matchLabels: selectorLabels(id) };
  const opts = { parent, dependsOn };
  const account = new ServiceAccount(`${name}-account`, { metadata, automountServiceAccountToken: false }, opts);
  const store = new StatefulSet(
    `${name}-store`,
    {
      metadata,
      spec: {
        replicas: 1,
        serviceName: component,
        selector,
        persistentVolumeClaimRetentionPolicy: {
          whenDeleted: settings.protect ? "Retain" : "Delete",
          whenScaled: "Retain",
        },
        template: {
          metadata: { labels: objectLabels(id, { "app.kubernetes.io/version": thirdPartyImages.victoriametrics.tag }) },
          spec: podSpec(onceMade(account, component)),
        },
        volumeClaimTemplates: [
          {
            metadata: { name: "data" },
            spec: {
              accessModes: ["ReadWriteOnce"],
              storageClassName: settings.storageClass,
              resources: { requests: { storage: `${settings.sizes.longTermVolumeGi}Gi` } },
            },
          },
        ],
      },
    },
    { parent, protect: settings.protect, dependsOn },
  );
  const service = new Service(
    name,
    {
      metadata,
      spec: { selector: selectorLabels(id), ports: [{ name: "http", port, targetPort: "http", protocol: "TCP" }] },
    },
    // A Service counts as there when a pod behind it is ready.
    { parent, dependsOn: [store] },
  );
  return [store, service];
}

/** Has Prometheus watch over it, too. */
export function longTermMonitor(parent: pulumi.Resource, name: string, dependsOn: pulumi.Resource[]): ServiceMonitor {
  return new ServiceMonitor(
    `${name}-monitor`,
    {
      metadata: { name: component, namespace, labels: objectLabels(id) },
      spec: { selector: { matchLabels: selectorLabels(id) }, endpoints: [{ port: "http", path: "/metrics" }] },
    },
    { parent, dependsOn },
  );
}

function podSpec(serviceAccountName: pulumi.Input<string>): types.input.core.v1.PodSpec {
  const health = { httpGet: { path: "/health", port: "http" }, timeoutSeconds: 5 };
  return {
    serviceAccountName,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    // Time to write what is in memory.
    terminationGracePeriodSeconds: 60,
    securityContext: restrictedPod(user),
    containers: [
      {
        name: component,
        image: imageReference(thirdPartyImages.victoriametrics),
        imagePullPolicy: "IfNotPresent",
        args: [
          "-storageDataPath=/storage",
          `-retentionPeriod=${metricsRetention}`,
          `-dedup.minScrapeInterval=${scrapeInterval}`,
          `-httpListenAddr=:${port}`,
          "-loggerFormat=json",
        ],
        ports: [{ name: "http", containerPort: port, protocol: "TCP" }],
        resources: { requests: { cpu: "200m", memory: "1Gi" }, limits: { cpu: "2", memory: "2Gi" } },
        securityContext: restrictedContainer(),
        startupProbe: { ...health, periodSeconds: 5, failureThreshold: 60 },
        readinessProbe: { ...health, periodSeconds: 5, failureThreshold: 3 },
        livenessProbe: { ...health, periodSeconds: 20, failureThreshold: 6 },
        volumeMounts: [{ name: "data", mountPath: "/storage" }],
      },
    ],
  };
}
