import { longTermMetrics, scrapeInterval } from "../long-term-metrics.ts";
import { platformSecrets } from "../secrets.ts";
import type { PlatformSettings } from "../settings.ts";
import { resources, restrictedContainerValues, type Value, type Values } from "./value.ts";

/** How long samples are kept, and on how much disk (ECO-016). */
const prometheusStorage = { retention: "30d", volume: "100Gi", mostBytes: "90GB" } as const;

function claim(storageClass: string, storage: string): Values {
  return {
    spec: { storageClassName: storageClass, accessModes: ["ReadWriteOnce"], resources: { requests: { storage } } },
  };
}

function spread(name: string, { zoneSpread }: PlatformSettings): Value[] {
  return [
    {
      maxSkew: 1,
      topologyKey: "topology.kubernetes.io/zone",
      whenUnsatisfiable: zoneSpread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
      labelSelector: { matchLabels: { "app.kubernetes.io/name": name } },
    },
  ];
}

/** Monitors, probes and rules of every namespace count, whoever made them. */
const everything: Values = Object.fromEntries(
  ["serviceMonitor", "podMonitor", "probe", "rule", "scrapeConfig"].map((kind) => [
    `${kind}SelectorNilUsesHelmValues`,
    false,
  ]),
);

/** Prometheus, Alertmanager and Grafana (ECO-014, ECO-016, REC-083); what Prometheus forgets is in the long-term store (FTE-081). */
export function kubePrometheusStack(settings: PlatformSettings): Values {
  const { sizes, storageClass } = settings;
  const { grafana } = platformSecrets;
  return {
    fullnameOverride: "monitoring",
    crds: { enabled: true },
    prometheus: {
      podDisruptionBudget: { enabled: sizes.prometheus > 1, maxUnavailable: 1 },
      prometheusSpec: {
        ...everything,
        replicas: sizes.prometheus,
        scrapeInterval,
        retention: prometheusStorage.retention,
        retentionSize: prometheusStorage.mostBytes,
        storageSpec: { volumeClaimTemplate: claim(storageClass, prometheusStorage.volume) },
        // Both servers' samples are the same to the store, which keeps one of each.
        replicaExternalLabelNameClear: true,
        remoteWrite: [{ name: longTermMetrics.name, url: `${longTermMetrics.url}/api/v1/write` }],
        resources: resources("500m", "2Gi", { cpu: "2", memory: "4Gi" }),
        topologySpreadConstraints: spread("prometheus", settings),
      },
    },
    alertmanager: {
      podDisruptionBudget: { enabled: sizes.alertmanagers > 1, maxUnavailable: 1 },
      alertmanagerSpec: {
        replicas: sizes.alertmanagers,
        retention: "120h",
        storage: { volumeClaimTemplate: claim(storageClass, "10Gi") },
        resources: resources("50m", "128Mi", { cpu: "500m", memory: "256Mi" }),
        topologySpreadConstraints: spread("alertmanager", settings),
        // Receivers are AlertmanagerConfigs of the systems; one of them may take alerts of any namespace.
        alertmanagerConfigSelector: {},
        alertmanagerConfigNamespaceSelector: {},
        alertmanagerConfigMatcherStrategy: { type: "None" },
      },
    },
    prometheusOperator: { resources: resources("100m", "128Mi", { cpu: "500m", memory: "512Mi" }) },
    // The nodes' own namespaces and paths: where such pods are allowed.
    "prometheus-node-exporter": {
      namespaceOverride: "node-agents",
      resources: resources("50m", "64Mi", { cpu: "250m", memory: "128Mi" }),
    },
    "kube-state-metrics": { resources: resources("50m", "128Mi", { cpu: "500m", memory: "512Mi" }) },
    grafana: {
      admin: { existingSecret: grafana.name, userKey: grafana.userKey, passwordKey: grafana.passwordKey },
      // It runs as root, and the volume's group makes it needless.
      initChownData: { enabled: false },
      testFramework: { enabled: false },
      sidecar: {
        securityContext: restrictedContainerValues,
        dashboards: { enabled: true, searchNamespace: "ALL" },
        datasources: { enabled: true },
      },
      additionalDataSources: [
        {
          name: "Long-term metrics",
          uid: longTermMetrics.name,
          type: "prometheus",
          access: "proxy",
          url: longTermMetrics.url,
          jsonData: { timeInterval: scrapeInterval },
        },
      ],
      resources: resources("100m", "256Mi", { cpu: "500m", memory: "512Mi" }),
    },
    // A managed control plane shows none of these.
    kubeControllerManager: { enabled: false },
    kubeEtcd: { enabled: false },
    kubeProxy: { enabled: false },
    kubeScheduler: { enabled: false },
  };
}
