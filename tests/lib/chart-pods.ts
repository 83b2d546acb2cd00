import type { NamespaceName } from "../../components/platform/namespaces.ts";
import type { Pod } from "./network-policy.ts";

const named = (name: string, more: Record<string, string> = {}) => ({ "app.kubernetes.io/name": name, ...more });

const pod = (name: string, labels: Record<string, string>, ...ports: number[]) => ({
  name,
  labels,
  ports: ports.map((port) => ({ name: `p${port}`, port, protocol: "TCP" as const })),
});

/** The pods that the pinned charts, and operators in the platform's own namespaces, make: their labels and what they listen on. */
const pods: Readonly<Record<NamespaceName, readonly Omit<Pod, "kind" | "namespace">[]>> = {
  "envoy-gateway-system": [
    pod("envoy", named("envoy", { "app.kubernetes.io/component": "proxy" }), 10080, 10443, 19001, 19003),
    pod("gateway-controller", named("gateway-helm", { "control-plane": "envoy-gateway" }), 9443, 18000, 18002, 19001),
    pod("gateway-certgen", { app: "certgen" }),
  ],
  "cert-manager": [pod("cert-manager", named("cert-manager"), 9402), pod("cert-webhook", named("webhook"), 10250)],
  "external-secrets": [
    pod("external-secrets", named("external-secrets"), 8080),
    pod("secrets-webhook", named("external-secrets-webhook"), 10250),
  ],
  monitoring: [
    pod("prometheus-0", named("prometheus"), 8080, 9090),
    pod("prometheus-1", named("prometheus"), 8080, 9090),
    pod("alertmanager-0", named("alertmanager"), 8080, 9093, 9094),
    pod("alertmanager-1", named("alertmanager"), 8080, 9093, 9094),
    pod("grafana", named("grafana"), 3000),
    pod("kube-state-metrics", named("kube-state-metrics"), 8080),
    pod("prometheus-operator", { "app.kubernetes.io/component": "prometheus-operator" }, 10250),
    pod("admission-job", { "app.kubernetes.io/component": "prometheus-operator-webhook" }),
    pod("long-term-metrics", named("long-term-metrics", { "app.kubernetes.io/part-of": "platform" }), 8428),
  ],
  "argo-rollouts": [pod("rollouts", named("argo-rollouts"), 8090)],
  operators: [
    pod("cloudnative-pg", named("cloudnative-pg"), 8080, 9443),
    pod("barman", named("plugin-barman-cloud"), 9090),
    pod("reloader", named("reloader")),
  ],
  logging: [
    pod("es-0", { "elasticsearch.k8s.elastic.co/cluster-name": "elasticsearch" }, 9200, 9300),
    pod("es-1", { "elasticsearch.k8s.elastic.co/cluster-name": "elasticsearch" }, 9200, 9300),
    pod("kibana", { "kibana.k8s.elastic.co/name": "kibana" }, 5601),
    pod("log-settings", named("log-settings", { "app.kubernetes.io/part-of": "platform" })),
    pod(
      "log-archiver",
      named("log-archiver", { "app.kubernetes.io/part-of": "platform" }),
      ...[4318, 4319, 4320, 4321, 8888],
    ),
  ],
  velero: [pod("velero", named("velero"), 8085)],
  "metrics-server": [pod("metrics-server", named("metrics-server"), 10250)],
  "cluster-autoscaler": [pod("cluster-autoscaler", named("aws-cluster-autoscaler"), 8085)],
  "istio-system": [pod("istiod", { app: "istiod" }, 15012, 15014, 15017)],
  "node-agents": [
    pod("fluent-bit", named("fluent-bit"), 2020),
    pod("ztunnel", { app: "ztunnel" }, 15020),
    pod("istio-cni", { "k8s-app": "istio-cni-node" }, 15014),
  ],
};

/** The pods of charts in the namespaces of a stack. */
export function chartPods(namespaces: readonly string[]): Pod[] {
  return Object.entries(pods)
    .filter(([namespace]) => namespaces.includes(namespace))
    .flatMap(([namespace, made]) => made.map((each): Pod => ({ kind: "pod", namespace, ...each })));
}
