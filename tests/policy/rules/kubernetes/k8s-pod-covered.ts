import { podTypes } from "../../../../policy/lib/kubernetes/pods.ts";
import { changed } from "../../lib/cases.ts";
import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
import { podAt } from "../../lib/pods.ts";
import { stack } from "../../lib/stack-cases.ts";

const pod = { containers: [{ name: "app" }] };
const workloads = podTypes.map((type) => ({ type, name: type.split(":")[2] ?? "", props: podAt(type, pod).props }));
const at = stack([
  // a pod is its own template
  ...workloads.map((one) => ({ ...one, props: changed(one.props, { "/metadata/labels": { app: "app" } }) })),
  object("networking.k8s.io/v1:NetworkPolicy", "in", { podSelector: { matchLabels: { app: "app" } } }),
  object("networking.k8s.io/v1:NetworkPolicy", "out", {
    podSelector: { matchExpressions: [{ key: "app", operator: "In", values: ["app"] }] },
    policyTypes: ["Egress"],
  }),
]);
const wrong = (...directions: string[]) =>
  [...workloads.keys()].flatMap((index) =>
    directions.map(
      (direction) =>
        `${workloads[index]?.name ?? ""}: NetworkPolicy: expected one that selects the pods and limits ${direction}, found nothing`,
    ),
  );

export default [
  at("both ways", {}),
  at("the way in alone", { out: "removed" }, wrong("Egress")),
  at("neither", { in: "removed", out: elsewhere }, wrong("Ingress", "Egress")),
  at(
    "a policy for others",
    { out: { props: { "/spec/podSelector/matchExpressions/0/operator": "NotIn" } } },
    wrong("Egress"),
  ),
];
