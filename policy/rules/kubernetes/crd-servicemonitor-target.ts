import {
  inSight,
  type Monitor,
  namespacesOf,
  podMonitor,
  serviceMonitor,
  servicesOf,
} from "../../lib/kubernetes/monitors.ts";
import { operatorPods } from "../../lib/kubernetes/operator-pods.ts";
import { clusterOf, type KubernetesObject } from "../../lib/kubernetes/places.ts";
import { podTemplate, podTypes } from "../../lib/kubernetes/pods.ts";
import { selects } from "../../lib/kubernetes/selectors.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

export default stackRule({
  name: "crd-servicemonitor-target",
  severity: "medium",
  level: "M",
  description:
    "A monitor must select Services or pods that are there, and a port that they have: another one measures nothing.",
  remediationSteps: "Correct spec.selector and the endpoint's port, which is the name of a port.",
  framework: guides("FTE-039"),
  tags: ["kube-linter:dangling-servicemonitor"],
  requirements: ["FTE-039", "FTE-040", "CAP-012"],
  on: [serviceMonitor, podMonitor],
  check: (subject: Resource<Monitor>, stack, { notApplicable }) => {
    const { spec } = subject.props;
    const nobody = [{ path: "spec.selector", expected: "labels of what the stack makes", found: show(spec?.selector) }];
    // the Services and pods of an operator have the labels that it gives to both, and ports of its own
    const ofOperator = operatorLabels(stack, subject).some((labels) => selects(spec?.selector, labels));
    if (subject.type === podMonitor) {
      const pods = inSight<KubernetesObject>(stack, subject, ...podTypes)
        .map(({ type, props }) => podTemplate(type, props))
        .filter((pod) => pod && selects(spec?.selector, pod.labels));
      return pods.length > 0 || ofOperator ? [] : nobody;
    }
    const services = servicesOf(stack, subject);
    if (services.length === 0)
      return ofOperator ? notApplicable("an operator makes the Service that it selects") : nobody;
    return collect(spec?.endpoints, ({ port }, index) =>
      services.some(({ props }) => props.spec?.ports?.some(({ name }) => name === port))
        ? []
        : [{ path: `spec.endpoints[${index}].port`, expected: "the name of a port of the Service", found: show(port) }],
    );
  },
});

function operatorLabels(stack: Stack, monitor: Resource<Monitor>) {
  return (namespacesOf(monitor) ?? []).flatMap((namespace) => operatorPods(stack, clusterOf(monitor), namespace));
}
