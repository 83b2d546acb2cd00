import { gateway, type Gateway, type Route, routesOn } from "../../lib/kubernetes/gateways.ts";
import { against, missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

export default stackRule({
  name: "k8s-gateway-redirect",
  severity: "high",
  level: "M!",
  description: "What listens on plain HTTP must send everybody on to HTTPS, and nothing else.",
  remediationSteps:
    "Attach an HTTPRoute with a RequestRedirect to scheme https to the HTTP listener, and every other route to the HTTPS listener by its sectionName.",
  framework: guides("REC-046"),
  tags: ["nist-800-53:SC-8", "gatekeeper:httpsonly"],
  requirements: ["REC-046", "REC-022", "CAP-003", "ECO-026"],
  on: [gateway],
  check: (subject: Resource<Gateway>, stack) =>
    collect(subject.props.spec?.listeners, ({ name = "", protocol }, index) => {
      if (protocol !== "HTTP") return [];
      const routes = routesOn(stack, subject, name);
      if (routes.length === 0) {
        return [{ ...missing("HTTPRoute", "one that redirects to HTTPS"), path: `spec.listeners[${index}]` }];
      }
      return collect(routes, (each) => plainRules(each).map((violation) => against(each, violation)));
    }),
});

function plainRules({ props }: Resource<Route>) {
  return collect(props.spec?.rules, ({ filters, backendRefs }, index) => {
    const redirects = filters?.some(({ requestRedirect }) => requestRedirect?.scheme === "https") ?? false;
    if (redirects && (backendRefs?.length ?? 0) === 0) return [];
    return [
      { path: `spec.rules[${index}]`, expected: "a redirect to HTTPS alone", found: "an answer over plain HTTP" },
    ];
  });
}
