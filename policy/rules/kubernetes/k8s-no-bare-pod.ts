import { rule } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";

interface Owned {
  readonly metadata?: { readonly ownerReferences?: readonly object[] };
}

export default rule<Owned>({
  name: "k8s-no-bare-pod",
  severity: "medium",
  level: "M",
  description: "A pod must belong to a controller, which replaces it when its node is gone.",
  remediationSteps: "Declare a Deployment, a StatefulSet, a DaemonSet or a Job with the pod as its template.",
  framework: kubernetesDocs("Naked Pods", "concepts/configuration/overview/"),
  tags: ["compliance-policies:kubernetes-core-v1-pod-disallow-pod"],
  requirements: ["ONB-072"],
  on: ["kubernetes:core/v1:Pod"],
  check: ({ metadata }) =>
    (metadata?.ownerReferences?.length ?? 0) > 0
      ? []
      : [{ path: "metadata.ownerReferences", expected: "a controller that the pod belongs to", found: "nothing" }],
});
