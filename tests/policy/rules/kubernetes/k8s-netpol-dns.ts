import { object, workload } from "../../lib/kubernetes-objects.ts";
import type { Json } from "../../../../policy/lib/violation.ts";
import { stack } from "../../lib/stack-cases.ts";

const policy = (name: string, spec: Parameters<typeof object>[2]) =>
  object("networking.k8s.io/v1:NetworkPolicy", name, { policyTypes: ["Egress"], ...spec });
const dns: Json = {
  ports: [{ port: 53, protocol: "UDP" }, { port: 53 }],
  to: [
    {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
      podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
    },
  ],
};
const at = stack([
  workload("apps/v1:Deployment", "web"),
  workload("apps/v1:StatefulSet", "db"),
  policy("deny", { podSelector: {} }),
  policy("dns", { podSelector: { matchLabels: { app: "web" } }, egress: [dns] }),
  policy("of-web", {
    podSelector: { matchLabels: { app: "web" } },
    egress: [{ ports: [{ port: 6379 }], to: [{ podSelector: { matchLabels: { app: "db" } } }] }],
  }),
]);
const none = (name: string) =>
  `${name}: NetworkPolicy: expected one that lets the same pods out to DNS, UDP and TCP 53, found nothing`;
const wrong = [none("dns"), none("of-web")];

export default [
  at("one for who sends", {}),
  at("none", { dns: "removed" }, [none("of-web")]),
  at("UDP alone", { dns: { props: { "/spec/egress/0/ports/1": undefined } } }, wrong),
  at(
    "another namespace",
    {
      dns: { props: { "/spec/egress/0/to/0/namespaceSelector/matchLabels": { "kubernetes.io/metadata.name": "app" } } },
    },
    wrong,
  ),
  at(
    "pods of a chart, with any labels",
    { web: "removed", dns: "removed", "of-web": { props: { "/spec/podSelector": {} } } },
    [none("of-web")],
  ),
  at(
    "servers elsewhere, as the stack says",
    {
      dns: { props: { "/spec/egress/0/to/0/podSelector/matchLabels": { app: "dns" } } },
    },
    [],
    { config: { servers: { namespace: "kube-system", label: "app", value: "dns" } } },
  ),
];
