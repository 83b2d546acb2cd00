import { directions, limits, policiesOf } from "../../lib/kubernetes/network-policies.ts";
import type { KubernetesObject } from "../../lib/kubernetes/places.ts";
import { podTemplate, podTypes } from "../../lib/kubernetes/pods.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import type { Resource } from "../../lib/stack.ts";

export default stackRule({
  name: "k8s-pod-covered",
  severity: "high",
  level: "M",
  description: "Every pod must be selected by NetworkPolicies that limit what it receives and what it sends.",
  remediationSteps: "Declare a NetworkPolicy that selects the pod's labels, with both policyTypes.",
  framework: kubernetesDocs("Network policies", "concepts/services-networking/network-policies/"),
  tags: ["kube-score:pod-networkpolicy", "checkov:CKV2_K8S_6"],
  requirements: ["CAP-055", "ECO-033", "REC-045"],
  on: podTypes,
  check: (subject: Resource<KubernetesObject>, stack, { notApplicable }) => {
    const pod = podTemplate(subject.type, subject.props);
    if (!pod) return notApplicable("it has no pod template of its own");
    const policies = policiesOf(stack, subject, pod.labels);
    return collect(directions, (direction) =>
      policies.some((policy) => limits(policy).includes(direction))
        ? []
        : [missing("NetworkPolicy", `one that selects the pods and limits ${direction}`)],
    );
  },
});
