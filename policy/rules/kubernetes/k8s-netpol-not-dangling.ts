import { certificate, solverPod, startsSolvers } from "../../lib/kubernetes/challenges.ts";
import { networkPolicy, type NetworkPolicy } from "../../lib/kubernetes/network-policies.ts";
import { operatorPods } from "../../lib/kubernetes/operator-pods.ts";
import { beside, clusterOf, type KubernetesObject, namespaceOf } from "../../lib/kubernetes/places.ts";
import { podTemplate, podTypes } from "../../lib/kubernetes/pods.ts";
import { selects, selectsAll } from "../../lib/kubernetes/selectors.ts";
import type { ResourceType } from "../../lib/rule.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

const release = "kubernetes:helm.sh/v3:Release" as ResourceType<{ readonly namespace?: string }>;

export default stackRule({
  name: "k8s-netpol-not-dangling",
  severity: "low",
  level: "A",
  description:
    "A NetworkPolicy must select pods that the stack, or an operator of it, makes: another one protects nothing.",
  remediationSteps: "Correct spec.podSelector, or remove the policy.",
  framework: kubernetesDocs("Network policies", "concepts/services-networking/network-policies/"),
  tags: ["kube-linter:dangling-networkpolicy", "kube-score:networkpolicy-targets-pod"],
  requirements: ["REC-045", "CAP-055"],
  on: [networkPolicy],
  check: (subject: Resource<NetworkPolicy>, stack, { notApplicable }) => {
    const selector = subject.props.spec?.podSelector ?? {};
    if (selectsAll(selector)) return [];
    const namespace = namespaceOf(subject);
    const charts = stack
      .all(release)
      .some((each) => clusterOf(each) === clusterOf(subject) && each.props.namespace === namespace);
    if (charts) return notApplicable("its namespace has pods of a chart, whose labels the stack does not say");
    const pods = [
      ...beside<KubernetesObject>(stack, subject, ...podTypes).map(
        ({ type, props }) => podTemplate(type, props)?.labels ?? {},
      ),
      ...operatorPods(stack, clusterOf(subject), namespace),
      ...beside(stack, subject, certificate).flatMap((each) =>
        startsSolvers(stack, each) === false ? [] : [solverPod],
      ),
    ];
    return pods.some((labels) => selects(selector, labels))
      ? []
      : [{ path: "spec.podSelector", expected: "labels of pods in the namespace", found: "those of none" }];
  },
});
