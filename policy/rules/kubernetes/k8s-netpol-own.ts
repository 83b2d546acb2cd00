import { certificate, solverPod, startsSolvers } from "../../lib/kubernetes/challenges.ts";
import { podsOf } from "../../lib/kubernetes/flows.ts";
import { directions, limits, openings, policiesOf } from "../../lib/kubernetes/network-policies.ts";
import { operatorTypes } from "../../lib/kubernetes/operator-pods.ts";
import type { KubernetesObject } from "../../lib/kubernetes/places.ts";
import { podTypes } from "../../lib/kubernetes/pods.ts";
import { type Labels, selectsAll } from "../../lib/kubernetes/selectors.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { isOf, type Resource, type Stack } from "../../lib/stack.ts";
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
  on: [...podTypes, ...operatorTypes, certificate],
  check: (subject: Resource<KubernetesObject>, stack, { notApplicable }) => {
    const pods = podsFor(stack, subject);
    if (pods.length === 0) return notApplicable("it makes no pods");
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

/** The pods that an object makes; a certificate, while its authority asks the host. */
function podsFor(stack: Stack, subject: Resource<KubernetesObject>): readonly Labels[] {
  if (!isOf(subject, certificate)) return podsOf(subject);
  return startsSolvers(stack, subject) === true ? [solverPod] : [];
}
