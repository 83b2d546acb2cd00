import type { NetworkNode } from "../workload/network.ts";
import { mskPorts } from "../kafka/aws-ports.ts";
import { logArchiver, logStore, sentStreams } from "./log-streams.ts";
import type { NamespaceName } from "./namespaces.ts";

/**
 * Parts that a stack may do without.
 *
 * - `shipper`: the collector writes to the archive of logs itself
 * - `archiver`: the log archiver does so
 * - `stores`: stores of the cloud have metrics of their own
 */
export type PlatformOption = "mesh" | "shipper" | "archiver" | "stores";

/** Pods of the platform: what they serve, to whom, and where they connect to. */
export interface PlatformNode extends NetworkNode {
  /** There only where the stack switches this part on. @default - always */
  readonly option?: PlatformOption;
  /** It is no pods, but in the networks of the services of the cloud that the option is about. @default false */
  readonly managed?: boolean;
}

/** A port that Prometheus alone asks, for metrics. */
const metrics = (port: number) => ({ port, from: ["prometheus"], callers: false }) as const;

/** A port that the API server calls before it takes an object, or hands requests on to. */
const webhook = (port: number) => ({ port, from: ["api-server"], callers: false }) as const;

/** All pods of a namespace. */
const all = {};

/** A port of the log archiver for each kind of line, by OTLP. */
const archiverPorts = Object.fromEntries(
  sentStreams.map(({ archiverPort: port }) => [`otlp-${port}`, { port, from: ["log-collector"] as const }]),
);

const named = (name: string) => ({ "app.kubernetes.io/name": name });

/**
 * Who connects to whom in the platform's namespaces; everything else is denied there, as in the systems'. Pods of charts are selected by
 * the labels of their charts; where one operator has a namespace for itself, all of its pods are one node.
 */
export const flows = {
  "envoy-gateway-system": {
    proxy: {
      selector: { ...named("envoy"), "app.kubernetes.io/component": "proxy" },
      // The gateway's 80 and 443, which a process without root cannot bind.
      ports: {
        http: { port: 10080, from: ["internet"] },
        https: { port: 10443, from: ["internet"] },
        metrics: metrics(19001),
      },
      calls: ["envoy-gateway"],
      // The systems' pods, and the keys of those who sign users in.
      reaches: ["pods", "https"],
    },
    "envoy-gateway": {
      selector: { "control-plane": "envoy-gateway" },
      ports: { xds: { port: 18000 }, wasm: { port: 18002 }, webhook: webhook(9443), metrics: metrics(19001) },
      calls: [],
      reaches: ["kubernetes-api", "https"],
    },
    // Makes the certificates that the two know each other by.
    certgen: { selector: { app: "certgen" }, ports: {}, calls: [], reaches: ["kubernetes-api"] },
  },
  "cert-manager": {
    "cert-manager": {
      selector: all,
      ports: { webhook: webhook(10250), metrics: metrics(9402) },
      calls: [],
      // The authority, the zone that answers its challenges, and whether they are answered, which the cluster's own DNS says.
      reaches: ["kubernetes-api", "https", "cloud-identity", "challenges"],
    },
  },
  "external-secrets": {
    "external-secrets": {
      selector: all,
      ports: { webhook: webhook(10250), metrics: metrics(8080) },
      calls: [],
      reaches: ["kubernetes-api", "https", "cloud-identity"],
    },
  },
  monitoring: {
    prometheus: {
      selector: named("prometheus"),
      ports: { web: { port: 9090, from: ["prometheus", "rollouts"] }, reloader: metrics(8080) },
      calls: [],
      reaches: ["pods", "nodes", "kubernetes-api"],
    },
    // The same pods, where stores that are no pods have metrics of their own.
    "store-metrics": { option: "stores", selector: named("prometheus"), ports: {}, calls: ["stores"] },
    stores: {
      option: "stores",
      managed: true,
      ports: { jmx: { port: mskPorts.jmxExporter }, node: { port: mskPorts.nodeExporter } },
      calls: [],
    },
    alertmanager: {
      selector: named("alertmanager"),
      ports: { web: { port: 9093, from: ["prometheus"] }, reloader: metrics(8080) },
      calls: [],
      gossip: [9094],
      reaches: ["https", "mail"],
    },
    grafana: {
      selector: named("grafana"),
      ports: { web: metrics(3000) },
      calls: ["prometheus", "alertmanager", "long-term-metrics"],
      // Dashboards and sources come from ConfigMaps of every namespace.
      reaches: ["kubernetes-api"],
    },
    "kube-state-metrics": {
      selector: named("kube-state-metrics"),
      ports: { metrics: metrics(8080) },
      calls: [],
      reaches: ["kubernetes-api"],
    },
    "prometheus-operator": {
      selector: { "app.kubernetes.io/component": "prometheus-operator" },
      ports: { webhook: { port: 10250, from: ["api-server", "prometheus"] } },
      calls: [],
      reaches: ["kubernetes-api"],
    },
    // Jobs of the chart that make the webhook's certificate, and tell the API server of it.
    admission: {
      selector: { "app.kubernetes.io/component": "prometheus-operator-webhook" },
      ports: {},
      calls: [],
      reaches: ["kubernetes-api"],
    },
    "long-term-metrics": { ports: { http: { port: 8428, from: ["prometheus"] } }, calls: [] },
  },
  "argo-rollouts": {
    "argo-rollouts": {
      selector: all,
      ports: { metrics: metrics(8090) },
      calls: [],
      // What an analysis asks, and where the plugin for routes is fetched.
      reaches: ["kubernetes-api", "prometheus", "https"],
    },
  },
  operators: {
    operators: {
      selector: all,
      ports: { webhook: webhook(9443), metrics: metrics(8080) },
      calls: [],
      // The operator of PostgreSQL calls the one of its backups.
      among: [9090],
      reaches: ["kubernetes-api", "pods"],
    },
  },
  logging: {
    elasticsearch: {
      selector: { "elasticsearch.k8s.elastic.co/cluster-name": logStore.name },
      ports: { https: { port: logStore.port, from: ["log-collector", "operator"] } },
      calls: [],
      among: [9300],
    },
    kibana: {
      selector: { "kibana.k8s.elastic.co/name": "kibana" },
      ports: { https: { port: 5601 } },
      calls: ["elasticsearch"],
    },
    "log-settings": { ports: {}, calls: ["elasticsearch", "kibana"] },
    [logArchiver.name]: {
      option: "archiver",
      ports: { ...archiverPorts, metrics: metrics(logArchiver.metricsPort) },
      calls: ["archive"],
      // Who it is, is asked of Entra.
      reaches: ["https"],
    },
    // Private endpoints of the accounts.
    archive: { option: "archiver", managed: true, ports: { https: { port: 443 } }, calls: [] },
  },
  velero: {
    velero: {
      selector: all,
      ports: { metrics: metrics(8085) },
      calls: [],
      reaches: ["kubernetes-api", "https", "cloud-identity", "backup-store"],
    },
  },
  "metrics-server": {
    "metrics-server": {
      selector: all,
      ports: { https: webhook(10250) },
      calls: [],
      reaches: ["kubernetes-api", "nodes"],
    },
  },
  "cluster-autoscaler": {
    "cluster-autoscaler": {
      selector: all,
      ports: { metrics: metrics(8085) },
      calls: [],
      // EC2 and Auto Scaling, which the network has no endpoints of.
      reaches: ["kubernetes-api", "https", "cloud-identity"],
    },
  },
  "istio-system": {
    istiod: {
      selector: all,
      ports: { xds: { port: 15012, from: ["mesh-agents"] }, webhook: webhook(15017), metrics: metrics(15014) },
      calls: [],
      reaches: ["kubernetes-api"],
    },
  },
  "node-agents": {
    "log-collector": {
      selector: named("fluent-bit"),
      ports: { metrics: metrics(2020) },
      calls: [],
      reaches: ["kubernetes-api", "log-store"],
    },
    // The same pods, where they ship what they read to an archive outside.
    "log-shipper": {
      option: "shipper",
      selector: named("fluent-bit"),
      ports: {},
      calls: [],
      reaches: ["https", "cloud-identity"],
    },
    // Likewise, where another one does.
    "log-forwarder": {
      option: "archiver",
      selector: named("fluent-bit"),
      ports: {},
      calls: [],
      reaches: ["log-archiver"],
    },
    ztunnel: {
      option: "mesh",
      selector: { app: "ztunnel" },
      ports: { metrics: metrics(15020) },
      calls: [],
      reaches: ["mesh-control"],
    },
    "istio-cni": {
      option: "mesh",
      selector: { "k8s-app": "istio-cni-node" },
      ports: { metrics: metrics(15014) },
      calls: [],
      reaches: ["kubernetes-api"],
    },
  },
} as const satisfies Record<NamespaceName, Readonly<Record<string, PlatformNode>>>;
