import { elsewhere, object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const scaler = (name: string, kind: string, target: string) =>
  object("autoscaling/v2:HorizontalPodAutoscaler", name, { scaleTargetRef: { kind, name: target }, maxReplicas: 3 });
const at = stack([
  workload("apps/v1:Deployment", "web"),
  workload("argoproj.io/v1alpha1:Rollout", "api"),
  scaler("a", "Deployment", "web"),
  scaler("b", "Rollout", "api"),
]);
const wrong = (name: string) =>
  `${name}: HorizontalPodAutoscaler: expected one whose target is this workload, found nothing`;

export default [
  at("each scaled", {}),
  at("one not", { a: "removed" }, [wrong("web")]),
  at("by one of another cluster", { b: elsewhere }, [wrong("api")]),
  at("one of another kind", { b: { props: { "/spec/scaleTargetRef/kind": "Deployment" } } }, [wrong("api")]),
  at("one that is turned off", { a: "removed", web: { props: { "/spec/replicas": 0 } } }),
  at("one that is listed", { a: "removed" }, [], { config: { fixed: ["app/web"] } }),
];
