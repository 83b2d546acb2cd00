import { type Attached, gateway, type Gateway } from "../../lib/kubernetes/gateways.ts";
import { beside, nameOf } from "../../lib/kubernetes/places.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { against, missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const clientPolicy = "kubernetes:gateway.envoyproxy.io/v1alpha1:ClientTrafficPolicy" as ResourceType<Attached>;

export default stackRule({
  name: "crd-gateway-tls-version",
  severity: "high",
  level: "M",
  description: "A listener for HTTPS must say that it takes TLS 1.2 or newer; a client that speaks TLS 1.3 gets it.",
  remediationSteps: "Attach a ClientTrafficPolicy with tls.minVersion to the listener.",
  framework: guides("FTE-020"),
  tags: ["nist-800-53:SC-8"],
  requirements: ["FTE-020", "ECO-026"],
  on: [gateway],
  thresholds: {
    versions: threshold<readonly string[]>({
      description: "What minVersion may be.",
      type: "array",
      values: { dev: ["1.2", "1.3"], staging: ["1.2", "1.3"], prod: ["1.2", "1.3"], "prod-azure": ["1.2", "1.3"] },
    }),
  },
  check: (subject: Resource<Gateway>, stack, { config }) =>
    collect(subject.props.spec?.listeners, ({ name, protocol }, index) => {
      if (protocol !== "HTTPS") return [];
      const policies = beside(stack, subject, clientPolicy).filter(
        ({ props }) =>
          props.spec?.targetRefs?.some(
            (target) =>
              target.kind === "Gateway" &&
              target.name === nameOf(subject) &&
              (target.sectionName === undefined || target.sectionName === name),
          ) ?? false,
      );
      if (policies.length === 0) {
        return [{ ...missing("ClientTrafficPolicy", "one with tls.minVersion"), path: `spec.listeners[${index}]` }];
      }
      return collect(policies, (each) => {
        const found = each.props.spec?.tls?.minVersion;
        return found !== undefined && config.versions.includes(found)
          ? []
          : [
              against(each, {
                path: "spec.tls.minVersion",
                expected: config.versions.join(" or "),
                found: show(found),
                fix: config.versions[0] ?? "1.2",
              }),
            ];
      });
    }),
});
