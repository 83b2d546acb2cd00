import { type Attached, type Route, route } from "../../lib/kubernetes/gateways.ts";
import { beside, nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { against, missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

interface Traffic extends Attached {
  readonly spec?: Attached["spec"] & { readonly rateLimit?: object };
}
const policy = "kubernetes:gateway.envoyproxy.io/v1alpha1:BackendTrafficPolicy" as ResourceType<Traffic>;

/** The load balancer asks for this every few seconds, from many places, and must not be told to come later. */
const readiness = "/.well-known/ready";

/** The guides of these name no limit for what clients may ask; the firewall at the load balancer has one for all. */
const unlimited = [
  "production/engine",
  "production/engine-canary",
  "onboarding/onboarding-workflow",
  "onboarding/onboarding-workflow-admin",
];

export default stackRule({
  name: "k8s-route-limited",
  severity: "medium",
  level: "M",
  description: "A public route must limit how much one client may ask, or be listed as one that need not.",
  remediationSteps: "Attach a BackendTrafficPolicy with a rateLimit to the route.",
  framework: guides("ECO-028"),
  tags: ["nist-800-53:SC-5"],
  requirements: ["ECO-028", "REC-051"],
  on: [route],
  thresholds: {
    unlimited: threshold<readonly string[]>({
      description: "NAMESPACE/NAME of the routes without a limit.",
      type: "array",
      values: { dev: unlimited, staging: unlimited, prod: unlimited, "prod-azure": unlimited },
    }),
    readiness: threshold<string>({
      description: "Path by which a load balancer asks whether a host can serve.",
      type: "string",
      values: { dev: readiness, staging: readiness, prod: readiness, "prod-azure": readiness },
    }),
  },
  check: (subject: Resource<Route>, stack, { config, notApplicable }) => {
    const rules = subject.props.spec?.rules ?? [];
    if (rules.every(({ backendRefs }) => (backendRefs?.length ?? 0) === 0)) {
      return notApplicable("it leads to no pods");
    }
    if (rules.every(({ matches }) => matches?.every(({ path }) => path?.value === config.readiness) ?? false)) {
      return notApplicable("it is how a load balancer asks whether the host can serve");
    }
    if (config.unlimited.includes(`${namespaceOf(subject)}/${nameOf(subject)}`)) {
      return notApplicable("it is listed as one that need not");
    }
    const attached = beside(stack, subject, policy).filter(
      ({ props }) =>
        props.spec?.targetRefs?.some(({ kind, name }) => kind === "HTTPRoute" && name === nameOf(subject)) ?? false,
    );
    if (attached.length === 0) return [missing("BackendTrafficPolicy", "one of this route with a rateLimit")];
    return collect(attached, (each) =>
      each.props.spec?.rateLimit
        ? []
        : [against(each, { path: "spec.rateLimit", expected: "a limit", found: "nothing" })],
    );
  },
});
