import type { NamespaceName } from "./namespaces.ts";

/** A chart that the platform installs; `Name` is the set of names of its like. */
export interface ChartEntry<Name extends string = string> {
  /** Name of the chart in its repository, or its whole address where it is kept in a registry (`oci://`). */
  readonly chart: string;
  readonly version: string;
  /** Address of the chart repository. @default - the chart's own address */
  readonly repository?: string;
  /** Version of what it installs. */
  readonly app: string;
  readonly namespace: NamespaceName;
  /** Charts whose kinds or webhooks it uses. */
  readonly after: readonly Name[];
  /** It connects to servers whose certificates the cluster's own authority signs, and mounts its certificate. @default false */
  readonly trustsAuthority?: boolean;
  /** Operators whose custom resources it brings, by the names under which the project keeps their definitions. */
  readonly definitions: readonly string[];
  /** Longest wait until all of it is ready. Unit: seconds. @default 600 */
  readonly timeoutSeconds?: number;
  /** Installed only where the stack switches this part on. @default - always */
  readonly option?: "mesh" | "rotation" | "scaling";
}

/** Istio's charts are one release, and their definitions come from the module of the same version. */
const istio = {
  version: "1.31.1",
  repository: "https://istio-release.storage.googleapis.com/charts",
  app: "1.31.1",
  option: "mesh",
} as const;

/**
 * Every operator and cluster-wide part, pinned: the only place that names a version of one. The values are in values/.
 *
 * Three charts are behind the release that they install, whose image they name in their values: External Secrets and Velero publish a chart
 * less often than a patch. RabbitMQ publishes no chart, so its operators come by CloudPirates' chart with the official images.
 */
export const charts = {
  "envoy-gateway": {
    chart: "oci://docker.io/envoyproxy/gateway-helm",
    version: "v1.9.1",
    app: "v1.9.1",
    namespace: "envoy-gateway-system",
    after: [],
    definitions: ["gateway-api", "envoy-gateway"],
  },
  "kube-prometheus-stack": {
    chart: "kube-prometheus-stack",
    version: "77.11.1",
    repository: "https://prometheus-community.github.io/helm-charts",
    app: "v0.85.0",
    namespace: "monitoring",
    after: [],
    definitions: ["prometheus-operator"],
    timeoutSeconds: 900,
  },
  "cert-manager": {
    chart: "cert-manager",
    version: "v1.21.2",
    repository: "https://charts.jetstack.io",
    app: "v1.21.2",
    namespace: "cert-manager",
    // It looks for the Gateway API when it starts.
    after: ["envoy-gateway", "kube-prometheus-stack"],
    definitions: ["cert-manager"],
  },
  "external-secrets": {
    chart: "external-secrets",
    version: "1.3.1",
    repository: "https://charts.external-secrets.io",
    app: "v1.3.2",
    namespace: "external-secrets",
    after: ["kube-prometheus-stack"],
    definitions: ["external-secrets"],
  },
  "argo-rollouts": {
    chart: "argo-rollouts",
    version: "2.41.0",
    repository: "https://argoproj.github.io/argo-helm",
    app: "v1.9.0",
    namespace: "argo-rollouts",
    after: ["envoy-gateway", "kube-prometheus-stack"],
    definitions: ["argo-rollouts"],
  },
  "cloudnative-pg": {
    chart: "cloudnative-pg",
    version: "0.29.0",
    repository: "https://cloudnative-pg.github.io/charts",
    app: "1.30.0",
    namespace: "operators",
    after: ["kube-prometheus-stack"],
    definitions: ["cloudnative-pg"],
  },
  "plugin-barman-cloud": {
    chart: "plugin-barman-cloud",
    version: "0.8.0",
    repository: "https://cloudnative-pg.github.io/charts",
    app: "v0.15.0",
    namespace: "operators",
    // Its certificates are cert-manager's, and it lives beside the operator that calls it.
    after: ["cert-manager", "cloudnative-pg"],
    definitions: ["barman-cloud"],
  },
  strimzi: {
    chart: "strimzi-kafka-operator",
    version: "0.45.0",
    repository: "https://strimzi.io/charts",
    app: "0.45.0",
    namespace: "operators",
    after: [],
    definitions: ["strimzi"],
  },
  rabbitmq: {
    chart: "oci://registry-1.docker.io/cloudpirates/rabbitmq-cluster-operator",
    version: "0.4.0",
    app: "2.22.1",
    namespace: "operators",
    // The webhook's certificate is cert-manager's.
    after: ["cert-manager"],
    trustsAuthority: true,
    definitions: ["rabbitmq-cluster", "rabbitmq-topology"],
  },
  mongodb: {
    chart: "community-operator",
    version: "0.9.0",
    repository: "https://mongodb.github.io/helm-charts",
    app: "0.9.0",
    namespace: "operators",
    after: [],
    definitions: ["mongodb"],
  },
  eck: {
    chart: "eck-operator",
    version: "3.5.0",
    repository: "https://helm.elastic.co",
    app: "3.5.0",
    namespace: "operators",
    after: [],
    definitions: ["eck"],
  },
  reloader: {
    chart: "reloader",
    version: "2.2.12",
    repository: "https://stakater.github.io/stakater-charts",
    app: "v1.4.17",
    namespace: "operators",
    after: [],
    definitions: [],
    option: "rotation",
  },
  "cluster-autoscaler": {
    chart: "cluster-autoscaler",
    version: "9.59.0",
    repository: "https://kubernetes.github.io/autoscaler",
    // Of the clusters' own minor release: it decides as their scheduler would.
    app: "1.35.0",
    namespace: "cluster-autoscaler",
    after: ["kube-prometheus-stack"],
    definitions: [],
    option: "scaling",
  },
  "fluent-bit": {
    chart: "fluent-bit",
    version: "0.58.1",
    repository: "https://fluent.github.io/helm-charts",
    app: "5.1.1",
    namespace: "node-agents",
    after: [],
    trustsAuthority: true,
    definitions: [],
  },
  velero: {
    chart: "velero",
    version: "12.1.0",
    repository: "https://vmware-tanzu.github.io/helm-charts",
    app: "v1.18.3",
    namespace: "velero",
    after: ["kube-prometheus-stack"],
    definitions: ["velero"],
  },
  "metrics-server": {
    chart: "metrics-server",
    version: "3.13.0",
    repository: "https://kubernetes-sigs.github.io/metrics-server",
    app: "0.8.0",
    namespace: "metrics-server",
    after: [],
    definitions: [],
  },
  "istio-base": { ...istio, chart: "base", namespace: "istio-system", after: [], definitions: ["istio"] },
  istiod: { ...istio, chart: "istiod", namespace: "istio-system", after: ["istio-base"], definitions: [] },
  "istio-cni": { ...istio, chart: "cni", namespace: "node-agents", after: ["istiod"], definitions: [] },
  ztunnel: { ...istio, chart: "ztunnel", namespace: "node-agents", after: ["istio-cni"], definitions: [] },
} as const satisfies Record<string, ChartEntry>;

export type ChartName = keyof typeof charts;

/** The charts, each after those that it needs. */
export const chartNames: readonly ChartName[] = sorted();

function sorted(): ChartName[] {
  const names = Object.keys(charts).filter(isChart);
  const done: ChartName[] = [];
  const visit = (name: ChartName, path: readonly string[]): void => {
    if (done.includes(name)) return;
    if (path.includes(name)) throw new Error(`charts wait for each other: ${[...path, name].join(", ")}`);
    for (const other of charts[name].after) visit(other, [...path, name]);
    done.push(name);
  };
  for (const name of names) visit(name, []);
  return done;
}

function isChart(name: string): name is ChartName {
  return name in charts;
}
