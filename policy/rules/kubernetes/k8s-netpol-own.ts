import { podsOf } from "../../lib/kubernetes/flows.ts";
import { directions, limits, openings, policiesOf } from "../../lib/kubernetes/network-policies.ts";
import { operatorTypes } from "../../lib/kubernetes/operator-pods.ts";
import type { KubernetesObject } from "../../lib/kubernetes/places.ts";
import { podTypes } from "../../lib/kubernetes/pods.ts";
import { selectsAll } from "../../lib/kubernetes/selectors.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

export default stackRule({
  name: "k8s-netpol-own",
  severity: "medium",
  level: "M",
  description:
    "A pod in a namespace that denies everything must have a NetworkPolicy which names it and says what it may do.",
  remediationSteps: "Declare a NetworkPolicy that selects the pod's labels and lets through what the pod is there for.",
  framework: kubernetesDocs("Network policies", "concepts/services-networking/network-policies/"),
  tags: ["nist-800-53:AC-4"],
  requirements: ["CAP-055", "ECO-033", "REC-045"],
  on: [...podTypes, ...operatorTypes],
  check: (subject: Resource<KubernetesObject>, stack, { notApplicable }) => {
    const pods = podsOf(subject);
    if (pods.length === 0) return notApplicable("it has no pod template of its own");
    return collect(pods, (labels) => {
      const policies = policiesOf(stack, subject, labels);
      if (policies.every((policy) => limits(policy).length === 0)) {
        return notApplicable("no policy limits its pods: another rule asks for one");
      }
      const own = policies.some(
        (policy) =>
          !selectsAll(policy.props.spec?.podSelector ?? {}) &&
          directions.some((direction) => openings(policy, direction).length > 0),
      );
      return own ? [] : [missing("NetworkPolicy", "one that names the pods and lets something through")];
    });
  },
});
