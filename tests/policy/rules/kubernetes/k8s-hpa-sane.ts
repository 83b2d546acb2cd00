import { object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const hpa = object("autoscaling/v2:HorizontalPodAutoscaler", "hpa", {
  scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "web" },
  minReplicas: 2,
  maxReplicas: 5,
});
const at = stack([workload("apps/v1:Deployment", "web"), hpa]);
const path = "hpa: spec.scaleTargetRef";

export default [
  at("a workload of its own", {}),
  at("one pod, where that is enough", { hpa: { props: { "/spec/minReplicas": 1 } } }, [], { config: { least: 1 } }),
  at("no such workload", { web: "removed" }, [`${path}: expected a workload of the namespace, found "Deployment web"`]),
  at("a workload of another kind", { hpa: { props: { "/spec/scaleTargetRef/kind": "StatefulSet" } } }, [
    `${path}: expected a workload of the namespace, found "StatefulSet web"`,
  ]),
  at(
    "two for one",
    {},
    ["hpa", "twin"].map(
      (name) => `${name}: spec.scaleTargetRef: expected a workload without another autoscaler, found "web"`,
    ),
    {
      plus: [{ ...hpa, name: "twin" }],
    },
  ),
  at("one pod", { hpa: { props: { "/spec/minReplicas": undefined } } }, [
    "hpa: spec.minReplicas: expected 2 or more, found 1; write 2",
  ]),
  at("nothing to scale", { hpa: { props: { "/spec/maxReplicas": 2 } } }, [
    "hpa: spec.maxReplicas: expected more than 2, found 2",
  ]),
];
