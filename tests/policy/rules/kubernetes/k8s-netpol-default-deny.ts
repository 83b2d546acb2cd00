import { elsewhere, namespace, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  namespace,
  object("networking.k8s.io/v1:NetworkPolicy", "deny", { podSelector: {}, policyTypes: ["Ingress", "Egress"] }),
  object("networking.k8s.io/v1:NetworkPolicy", "dns", { podSelector: {}, policyTypes: ["Egress"], egress: [{}] }),
]);
const wrong = (field: string) =>
  `space: NetworkPolicy: expected one that denies all ${field} in the namespace app, found nothing`;

export default [
  at("one that denies all", {}),
  at(
    "one without types that denies what comes in, and another",
    { deny: { props: { "/spec/policyTypes": undefined } } },
    [wrong("egress")],
  ),
  at("none", { deny: "removed" }, [wrong("ingress"), wrong("egress")]),
  at("one for some pods", { deny: { props: { "/spec/podSelector": { matchLabels: { app: "web" } } } } }, [
    wrong("ingress"),
    wrong("egress"),
  ]),
  at("one that allows", { deny: { props: { "/spec/ingress": [{}] } } }, [wrong("ingress")]),
  at("one of another cluster", { deny: elsewhere }, [wrong("ingress"), wrong("egress")]),
];
