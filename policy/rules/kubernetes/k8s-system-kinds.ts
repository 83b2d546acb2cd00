import { clusterOf, inNamespace, type KubernetesObject, nameOf } from "../../lib/kubernetes/places.ts";
import { threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

/** The guide's Ingress is an HTTPRoute here. */
const kinds: Readonly<Record<string, string>> = {
  ConfigMap: "kubernetes:core/v1:ConfigMap",
  Secret: "kubernetes:core/v1:Secret",
  Deployment: "kubernetes:apps/v1:Deployment",
  Service: "kubernetes:core/v1:Service",
  HTTPRoute: "kubernetes:gateway.networking.k8s.io/v1:HTTPRoute",
  HorizontalPodAutoscaler: "kubernetes:autoscaling/v2:HorizontalPodAutoscaler",
  NetworkPolicy: "kubernetes:networking.k8s.io/v1:NetworkPolicy",
};
const systems = ["reconciliation"];

export default stackRule({
  name: "k8s-system-kinds",
  severity: "medium",
  level: "Mp",
  description: "A system whose guide lists the kinds of objects that it consists of must have each of them.",
  remediationSteps: "Declare the kind that is missing in the system's namespace.",
  framework: guides("REC-030"),
  tags: [],
  requirements: ["REC-030"],
  on: ["kubernetes:core/v1:Namespace"],
  thresholds: {
    namespaces: threshold<readonly string[]>({
      description: "Namespaces of the systems whose guide lists the kinds.",
      type: "array",
      values: { dev: systems, staging: systems, prod: systems, "prod-azure": systems },
    }),
  },
  check: (subject, stack, { config, notApplicable }) => {
    const namespace = nameOf(subject);
    if (!config.namespaces.includes(namespace)) return notApplicable("no guide lists the kinds of its objects");
    return collect(Object.entries(kinds), ([kind, type]) =>
      inNamespace<KubernetesObject>(stack, clusterOf(subject), namespace, type).length > 0
        ? []
        : [missing(kind, `one in the namespace ${namespace}`)],
    );
  },
});
