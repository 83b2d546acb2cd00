import { operatorPods } from "../../lib/kubernetes/operator-pods.ts";
import { beside, clusterOf, type KubernetesObject, namespaceOf } from "../../lib/kubernetes/places.ts";
import { type PodTemplate, podTemplate, podTypes } from "../../lib/kubernetes/pods.ts";
import { hasAll } from "../../lib/kubernetes/selectors.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

interface Service extends KubernetesObject {
  readonly spec?: {
    readonly type?: string;
    readonly selector?: Readonly<Record<string, string>>;
    readonly ports?: readonly { readonly port?: number; readonly targetPort?: number | string }[];
  };
}

export default stackRule({
  name: "k8s-service-not-dangling",
  severity: "high",
  level: "M",
  description: "A Service must select pods of its namespace, and its named target ports must be ports of theirs.",
  remediationSteps: "Correct spec.selector or the targetPort; a Service that selects nothing answers nobody.",
  framework: kubernetesDocs("Service", "concepts/services-networking/service/"),
  tags: ["kube-linter:dangling-service", "kube-linter:invalid-target-ports", "kube-score:service-targets-pod"],
  requirements: ["CAP-028", "REC-005", "ONB-043", "FTE-040"],
  on: ["kubernetes:core/v1:Service"],
  check: (subject: Resource<Service>, stack, { notApplicable }) => {
    const { spec } = subject.props;
    if (spec?.type === "ExternalName") return notApplicable("it is a name for an address outside of the cluster");
    const selector = spec?.selector;
    if (!selector) return notApplicable("it selects no pods by itself");
    const pods = beside<KubernetesObject>(stack, subject, ...podTypes)
      .map(({ type, props }) => podTemplate(type, props))
      .filter((pod) => pod !== undefined && hasAll(selector, pod.labels));
    if (pods.length === 0) {
      const made = operatorPods(stack, clusterOf(subject), namespaceOf(subject));
      return made.some((labels) => hasAll(selector, labels))
        ? []
        : [{ path: "spec.selector", expected: "labels of pods in the namespace", found: show(selector) }];
    }
    return collect(spec.ports, ({ targetPort }, index) =>
      typeof targetPort !== "string" || pods.some((pod) => pod && hasPort(pod, targetPort))
        ? []
        : [{ path: `spec.ports[${index}].targetPort`, expected: "a port of the pods", found: show(targetPort) }],
    );
  },
});

function hasPort({ spec }: PodTemplate, wanted: string): boolean {
  return [...spec.containers, ...(spec.initContainers ?? [])].some(
    ({ ports }) => ports?.some(({ name }) => name === wanted) ?? false,
  );
}
