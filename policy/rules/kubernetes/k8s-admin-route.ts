import { type Attached, route, type Route } from "../../lib/kubernetes/gateways.ts";
import { beside, nameOf } from "../../lib/kubernetes/places.ts";
import type { ResourceType } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

const securityPolicy = "kubernetes:gateway.envoyproxy.io/v1alpha1:SecurityPolicy" as ResourceType<Attached>;
const administrative = /^\/(admin|actuator|management|metrics)(\/|$)/;

export default stackRule({
  name: "k8s-admin-route",
  severity: "critical",
  level: "M!",
  description:
    "A route to an administrative path must not be open to anybody: a policy denies whom it does not list, or asks who it is.",
  remediationSteps:
    "Attach a SecurityPolicy to the HTTPRoute: authorization with defaultAction Deny and the networks that may, or oidc, jwt or extAuth.",
  framework: guides("ONB-045"),
  tags: ["owasp-api-2023:API5"],
  requirements: ["ONB-045"],
  on: [route],
  check: (subject: Resource<Route>, stack, { notApplicable }) => {
    const index = (subject.props.spec?.rules ?? []).findIndex(({ matches }) =>
      matches?.some(({ path }) => administrative.test(path?.value ?? "")),
    );
    if (index < 0) return notApplicable("it leads to no administrative path");
    const guarded = beside(stack, subject, securityPolicy).some(
      ({ props: { spec } }) =>
        (spec?.targetRefs?.some(({ kind, name }) => kind === "HTTPRoute" && name === nameOf(subject)) ?? false) &&
        (spec?.authorization?.defaultAction === "Deny" || Boolean(spec?.oidc ?? spec?.jwt ?? spec?.extAuth)),
    );
    return guarded
      ? []
      : [
          {
            ...missing("SecurityPolicy", "a SecurityPolicy that denies strangers"),
            path: `spec.rules[${index}].matches`,
          },
        ];
  },
});
