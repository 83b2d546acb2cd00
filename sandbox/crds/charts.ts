import type { OperatorName } from "../lib/control-plane/operators.ts";

/** A Helm chart as its repository publishes it. */
export interface PinnedChart {
  /** Name in its repository, or the whole address where it is kept in a registry (`oci://`). */
  readonly chart: string;
  /** Address of the repository. @default - the chart's own address */
  readonly repository?: string;
  readonly version: string;
  /** `appVersion` of its `Chart.yaml`. */
  readonly appVersion: string;
  /** Operators of operators.ts whose CRDs it installs. @default - none */
  readonly operators?: readonly string[];
  /** The operator of it that can run in the sandbox, beside clusters of simulated clouds. @default - none */
  readonly program?: OperatorName;
}

/** The charts that a Release can install here; any other chart or version is one that no repository has. */
export const pinnedCharts: readonly PinnedChart[] = [
  {
    chart: "oci://docker.io/envoyproxy/gateway-helm",
    version: "v1.9.1",
    appVersion: "v1.9.1",
    operators: ["gateway-api", "envoy-gateway"],
  },
  {
    chart: "kube-prometheus-stack",
    repository: "https://prometheus-community.github.io/helm-charts",
    version: "77.11.1",
    appVersion: "v0.85.0",
    operators: ["prometheus-operator"],
  },
  {
    chart: "cert-manager",
    repository: "https://charts.jetstack.io",
    version: "v1.21.2",
    appVersion: "v1.21.2",
    operators: ["cert-manager"],
  },
  {
    chart: "external-secrets",
    repository: "https://charts.external-secrets.io",
    version: "1.3.1",
    appVersion: "v1.3.1",
    operators: ["external-secrets"],
  },
  {
    chart: "argo-rollouts",
    repository: "https://argoproj.github.io/argo-helm",
    version: "2.41.0",
    appVersion: "v1.9.0",
    operators: ["argo-rollouts"],
    program: "argo-rollouts",
  },
  {
    chart: "cloudnative-pg",
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.29.0",
    appVersion: "1.30.0",
    operators: ["cloudnative-pg"],
  },
  {
    chart: "plugin-barman-cloud",
    repository: "https://cloudnative-pg.github.io/charts",
    version: "0.8.0",
    appVersion: "v0.15.0",
    operators: ["barman-cloud"],
  },
  {
    chart: "strimzi-kafka-operator",
    repository: "https://strimzi.io/charts",
    version: "0.45.0",
    appVersion: "0.45.0",
    operators: ["strimzi"],
  },
  {
    chart: "oci://registry-1.docker.io/cloudpirates/rabbitmq-cluster-operator",
    version: "0.4.0",
    appVersion: "2.22.1",
    operators: ["rabbitmq-cluster", "rabbitmq-topology"],
  },
  {
    chart: "community-operator",
    repository: "https://mongodb.github.io/helm-charts",
    version: "0.9.0",
    appVersion: "0.9.0",
    operators: ["mongodb"],
  },
  {
    chart: "eck-operator",
    repository: "https://helm.elastic.co",
    version: "3.5.0",
    appVersion: "3.5.0",
    operators: ["eck"],
  },
  {
    chart: "fluent-bit",
    repository: "https://fluent.github.io/helm-charts",
    version: "0.58.1",
    appVersion: "5.1.1",
  },
  {
    chart: "velero",
    repository: "https://vmware-tanzu.github.io/helm-charts",
    version: "12.1.0",
    appVersion: "1.18.1",
    operators: ["velero"],
  },
  {
    chart: "reloader",
    repository: "https://stakater.github.io/stakater-charts",
    version: "2.2.12",
    appVersion: "v1.4.17",
  },
  {
    chart: "cluster-autoscaler",
    repository: "https://kubernetes.github.io/autoscaler",
    version: "9.59.0",
    appVersion: "1.35.0",
  },
  {
    chart: "metrics-server",
    repository: "https://kubernetes-sigs.github.io/metrics-server",
    version: "3.13.0",
    appVersion: "0.8.0",
  },
  ...(["base", "istiod", "cni", "ztunnel"] as const).map((chart) => ({
    chart,
    repository: "https://istio-release.storage.googleapis.com/charts",
    version: "1.31.1",
    appVersion: "1.31.1",
    ...(chart === "base" && { operators: ["istio"] }),
  })),
];
