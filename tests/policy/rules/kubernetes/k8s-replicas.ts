import { object, servers } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  ...servers({ replicas: 3 }),
  object("autoscaling/v2:HorizontalPodAutoscaler", "web-hpa", {
    scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
    minReplicas: 2,
    maxReplicas: 5,
  }),
]);
const wrong = (name: string, found: number) => `${name}: spec.replicas: expected 2 or more, found ${found}; write 2`;

export default [
  at("several pods", {}),
  at("an autoscaler's number", { web: { props: { "/spec/replicas": undefined } } }),
  at("one pod", { db: { props: { "/spec/replicas": 1 } }, api: { props: { "/spec/replicas": undefined } } }, [
    wrong("db", 1),
    wrong("api", 1),
  ]),
  at("an autoscaler that goes down to one", { "web-hpa": { props: { "/spec/minReplicas": 1 } } }, [
    "web-hpa: spec.minReplicas: expected 2 or more, found 1; write 2",
  ]),
  at(
    "the autoscaler of another",
    { "web-hpa": { props: { "/spec/scaleTargetRef/name": "api" } }, web: { props: { "/spec/replicas": 1 } } },
    [wrong("web", 1)],
  ),
  at("one pod by design", { db: { props: { "/spec/replicas": 1 } } }, [], {
    config: { single: ["app/db"] },
  }),
];
