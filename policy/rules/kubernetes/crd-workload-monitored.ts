import { inSight, podMonitor, serviceMonitor, servicesOf } from "../../lib/kubernetes/monitors.ts";
import { clusterOf, nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { podTemplate, servingTypes } from "../../lib/kubernetes/pods.ts";
import type { Workload } from "../../lib/kubernetes/scaling.ts";
import { hasAll, selects } from "../../lib/kubernetes/selectors.ts";
import { threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

/** Stores without an exporter beside them, and a server of static pages: the state of their pods and volumes is all that is known of them. */
const silent = [
  "backup-store/s3",
  "cap/db-g1",
  "cap/db-g2",
  "ecommerce/redis",
  "onboarding/redis",
  "production/cache",
  "reconciliation/frontend",
  "reconciliation/redis",
];

export default stackRule({
  name: "crd-workload-monitored",
  severity: "medium",
  level: "Mp",
  description: "A workload that serves must be measured: by a ServiceMonitor of its Service, or by a PodMonitor.",
  remediationSteps: "Declare a ServiceMonitor that selects the workload's Service and a port which serves metrics.",
  framework: guides("CAP-012"),
  tags: [],
  requirements: ["CAP-012", "FTE-039", "ONB-072"],
  on: servingTypes,
  thresholds: {
    silent: threshold<readonly string[]>({
      description: "NAMESPACE/NAME of the workloads that serve no metrics.",
      type: "array",
      values: { dev: silent, staging: silent, prod: silent, "prod-azure": silent },
    }),
  },
  check: (subject: Resource<Workload>, stack, { config, notApplicable }) => {
    const pod = podTemplate(subject.type, subject.props);
    if (!pod) return notApplicable("it has no pod template of its own");
    if (config.silent.includes(`${namespaceOf(subject)}/${nameOf(subject)}`)) {
      return notApplicable("it is listed as one that serves no metrics");
    }
    const near = { cluster: clusterOf(subject), namespace: namespaceOf(subject) };
    const byService = stack
      .all(serviceMonitor)
      .some((monitor) =>
        servicesOf(stack, monitor).some(
          (service) =>
            clusterOf(service) === near.cluster &&
            namespaceOf(service) === near.namespace &&
            hasAll(service.props.spec?.selector, pod.labels),
        ),
      );
    const byPod = stack
      .all(podMonitor)
      .some(
        (monitor) =>
          selects(monitor.props.spec?.selector, pod.labels) &&
          inSight<Workload>(stack, monitor, ...servingTypes).some(({ urn }) => urn === subject.urn),
      );
    return byService || byPod ? [] : [missing("ServiceMonitor", "one of a Service that selects the pods")];
  },
});
