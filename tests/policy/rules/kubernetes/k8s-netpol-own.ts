import { elsewhere, object, unlimited, workload } from "../../lib/kubernetes-objects.ts";
import { operatorTypes } from "../../../../policy/lib/kubernetes/operator-pods.ts";
import { stack } from "../../lib/stack-cases.ts";

const policy = (name: string, spec: Parameters<typeof object>[2]) =>
  object("networking.k8s.io/v1:NetworkPolicy", name, { policyTypes: ["Ingress", "Egress"], ...spec });
const opening = { egress: [{ ports: [{ port: 443 }], to: [{ ipBlock: { cidr: "192.0.2.0/24" } }] }] };
const ofOperators = operatorTypes.map((type) => {
  const { props, ...rest } = object(type.replace("kubernetes:", ""), `unlimited-${type}`, {});
  return { ...rest, props: { ...props, metadata: { name: "a", namespace: "unlimited" } } };
});
const solver = { "acme.cert-manager.io/http01-solver": "true" };
const issuer = object("cert-manager.io/v1:ClusterIssuer", "public", { acme: { solvers: [{ http01: {} }] } });
const at = stack([
  issuer,
  object("cert-manager.io/v1:Certificate", "tls", { issuerRef: { kind: "ClusterIssuer", name: "public" } }),
  policy("of-solver", { podSelector: { matchLabels: solver }, ingress: [{ from: [{ podSelector: {} }] }] }),
  ...unlimited,
  ...ofOperators,
  workload("apps/v1:Deployment", "web"),
  object("postgresql.cnpg.io/v1:Cluster", "pg", {}),
  policy("deny", { podSelector: {} }),
  policy("dns", { podSelector: {}, ...opening }),
  policy("of-web", { podSelector: { matchLabels: { app: "web" } }, ...opening }),
  policy("of-pg", {
    podSelector: { matchLabels: { "cnpg.io/cluster": "pg" } },
    ingress: [{ from: [{ podSelector: {} }] }],
  }),
]);
const wrong = (name: string) =>
  `${name}: NetworkPolicy: expected one that names the pods and lets something through, found nothing`;

export default [
  at("each has its own", {}),
  at("a workload without", { "of-web": "removed" }, [wrong("web")]),
  at("pods of an operator without", { "of-pg": "removed" }, [wrong("pg")]),
  at("pods that answer for a certificate without", { "of-solver": "removed" }, [wrong("tls")]),
  at("an authority that is answered in the hosts' zone", {
    "of-solver": "removed",
    public: { props: { "/spec/acme/solvers": [{ dns01: {} }] } },
  }),
  at("an issuer of another cluster", { "of-solver": "removed", public: elsewhere }),
  at("an issuer in the namespace", { "of-solver": "removed", tls: { props: { "/spec/issuerRef/kind": "Issuer" } } }),
  at("one that lets nothing through", { "of-web": { props: { "/spec/egress": undefined } } }, [wrong("web")]),
  at("one of another cluster", { "of-web": elsewhere }, [wrong("web")]),
];
