import { elsewhere, object, selector, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";
import type { Json } from "../../../../policy/lib/violation.ts";

const from: Json = [
  {
    namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "monitoring" } },
    podSelector: { matchLabels: { "app.kubernetes.io/name": "prometheus" } },
  },
];
const policy = (name: string, podSelector: Json, port: number) =>
  object("networking.k8s.io/v1:NetworkPolicy", name, {
    podSelector,
    policyTypes: ["Ingress"],
    ingress: [{ ports: [{ port }], from }],
  });
const at = stack([
  workload("apps/v1:Deployment", "web"),
  workload("apps/v1:StatefulSet", "db"),
  workload("apps/v1:Deployment", "free"),
  object("postgresql.cnpg.io/v1:Cluster", "pg", {}),
  object(
    "core/v1:Service",
    "s-web",
    { selector: { app: "web" }, ports: [{ name: "http", port: 80, targetPort: "http" }] },
    { app: "web" },
  ),
  object(
    "core/v1:Service",
    "s-free",
    { selector: { app: "free" }, ports: [{ name: "http", port: 8080 }] },
    { app: "free" },
  ),
  object("monitoring.coreos.com/v1:ServiceMonitor", "m-web", {
    selector: selector("web"),
    endpoints: [{ port: "http" }],
  }),
  object("monitoring.coreos.com/v1:ServiceMonitor", "m-free", {
    selector: selector("free"),
    endpoints: [{ port: "http" }],
  }),
  object("monitoring.coreos.com/v1:PodMonitor", "m-db", {
    selector: selector("db"),
    podMetricsEndpoints: [{ port: "http" }],
  }),
  object("monitoring.coreos.com/v1:PodMonitor", "m-pg", {
    selector: { matchLabels: { "cnpg.io/cluster": "pg" } },
    podMetricsEndpoints: [{ port: "metrics" }],
  }),
  policy("of-web", selector("web"), 8080),
  policy("of-db", selector("db"), 8080),
  policy("of-pg", { matchLabels: { "cnpg.io/cluster": "pg" } }, 9187),
]);
const wrong = (monitor: string, port: string, pods: string) =>
  `${monitor}: NetworkPolicy: expected one that lets Prometheus in to ${port} of the pods ${pods}, found nothing`;

export default [
  at("let in, or not limited", {}),
  at("another port than that of the Service's pods", { "of-web": { props: { "/spec/ingress/0/ports/0/port": 80 } } }, [
    wrong("m-web", "port 8080", "web"),
  ]),
  at("somebody else", { "of-db": { props: { "/spec/ingress/0/from/0/podSelector": selector("grafana") } } }, [
    wrong("m-db", "port 8080", "db"),
  ]),
  at("nobody, of an operator's pods", { "of-pg": { props: { "/spec/ingress": undefined } } }, [
    wrong("m-pg", "a port", "pg instance"),
  ]),
  at(
    "a Prometheus of another name, as the stack says",
    {
      "of-web": { props: { "/spec/ingress/0/from/0/podSelector": selector("metrics") } },
      "m-db": "removed",
      "m-pg": "removed",
    },
    [],
    { config: { prometheus: { namespace: "monitoring", label: "app", value: "metrics" } } },
  ),
  at("the policy is of another cluster", { "of-web": elsewhere }),
];
