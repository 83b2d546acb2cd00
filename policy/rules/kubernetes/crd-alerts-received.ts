import { prometheusRule } from "../../lib/kubernetes/alerts.ts";
import { clusterOf, type KubernetesObject } from "../../lib/kubernetes/places.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";

const config = "kubernetes:monitoring.coreos.com/v1alpha1:AlertmanagerConfig" as ResourceType<
  KubernetesObject & { readonly spec?: { readonly receivers?: readonly object[]; readonly route?: object } }
>;

export default stackRule({
  name: "crd-alerts-received",
  severity: "high",
  level: "M",
  description: "Alerts must reach somebody: a cluster that makes them has an Alertmanager which knows whom to tell.",
  remediationSteps: "Declare an AlertmanagerConfig with a route and receivers, such as a channel and a mailbox.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:IR-6"],
  requirements: ["FTE-049", "ECO-050"],
  on: [prometheusRule],
  thresholds: {
    heard: threshold<boolean>({
      description: "Whether somebody is told; where nobody is, alerts are only to be seen.",
      type: "boolean",
      values: { dev: false, staging: true, prod: true, "prod-azure": true },
    }),
  },
  check: (subject, stack, { config: { heard }, notApplicable }) => {
    if (!heard) return notApplicable("nobody is told of this stage's alerts");
    const tells = stack
      .all(config)
      .some(
        (each) =>
          clusterOf(each) === clusterOf(subject) &&
          each.props.spec?.route !== undefined &&
          (each.props.spec.receivers?.length ?? 0) > 0,
      );
    return tells ? [] : [missing("AlertmanagerConfig", "one with a route and receivers in the cluster")];
  },
});
