import { object, selector, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  workload("apps/v1:Deployment", "web"),
  object("postgresql.cnpg.io/v1:Cluster", "pg", {}),
  object(
    "core/v1:Service",
    "front",
    { selector: { app: "web" }, ports: [{ name: "metrics", port: 80 }] },
    { app: "web" },
  ),
  object("monitoring.coreos.com/v1:ServiceMonitor", "of-web", {
    selector: selector("web"),
    endpoints: [{ port: "metrics" }],
  }),
  object("monitoring.coreos.com/v1:PodMonitor", "of-pods", {
    selector: selector("web"),
    podMetricsEndpoints: [{ port: "http" }],
  }),
  object("monitoring.coreos.com/v1:PodMonitor", "of-pg", { selector: { matchLabels: { "cnpg.io/cluster": "pg" } } }),
]);
const wrong = (name: string, found: string) =>
  `${name}: spec.selector: expected labels of what the stack makes, found ${found}`;
const web = '{"matchLabels":{"app":"web"}}';

export default [
  at("Services and pods that are there", {}),
  at("another namespace, which it names", {
    front: { props: { "/metadata/namespace": "other" } },
    "of-web": { props: { "/spec/namespaceSelector": { matchNames: ["other"] } } },
  }),
  at("every namespace", {
    front: { props: { "/metadata/namespace": "other" } },
    "of-web": { props: { "/spec/namespaceSelector": { any: true } } },
  }),
  at("another namespace, which it does not name", { front: { props: { "/metadata/namespace": "other" } } }, [
    wrong("of-web", web),
  ]),
  at("a Service with other labels", { front: { props: { "/metadata/labels": {} } } }, [wrong("of-web", web)]),
  at("a port that the Service does not have", { "of-web": { props: { "/spec/endpoints/0/port": "http" } } }, [
    'of-web: spec.endpoints[0].port: expected the name of a port of the Service, found "http"',
  ]),
  at("pods that are gone", { web: "removed", pg: "removed" }, [
    wrong("of-pods", web),
    wrong("of-pg", '{"matchLabels":{"cnpg.io/cluster":"pg"}}'),
  ]),
];
