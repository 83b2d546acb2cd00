import { podsIn } from "../../lib/kubernetes/flows.ts";
import { type Attached, type Route, route } from "../../lib/kubernetes/gateways.ts";
import { beside, clusterOf, type KubernetesObject, nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import { hasAll, type Labels } from "../../lib/kubernetes/selectors.ts";
import type { ResourceType } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

const policy = "kubernetes:gateway.networking.k8s.io/v1:BackendTLSPolicy" as ResourceType<Attached>;
const certificate = "kubernetes:cert-manager.io/v1:Certificate" as ResourceType<
  KubernetesObject & { readonly spec?: { readonly dnsNames?: readonly string[] } }
>;
const service = "kubernetes:core/v1:Service" as ResourceType<
  KubernetesObject & { readonly spec?: { readonly selector?: Labels } }
>;

export default stackRule({
  name: "k8s-backend-tls",
  severity: "high",
  level: "M",
  description: "A route to a Service whose pods have a certificate must reach it by TLS, and check whom it reaches.",
  remediationSteps: "Declare a BackendTLSPolicy of the Service with the authority that signed its certificate.",
  framework: guides("FTE-020"),
  tags: ["nist-800-53:SC-8"],
  requirements: ["FTE-020", "ECO-026"],
  on: [route],
  check: (subject: Resource<Route>, stack) =>
    collect(subject.props.spec?.rules, ({ backendRefs }, index) =>
      collect(backendRefs, ({ name = "" }, place) =>
        !hasCertificate(stack, subject, name) || isVerified(stack, subject, name)
          ? []
          : [
              {
                ...missing("BackendTLSPolicy", `a BackendTLSPolicy of the Service ${name}, which has a certificate`),
                path: `spec.rules[${index}].backendRefs[${place}]`,
              },
            ],
      ),
    ),
});

/** A certificate for a name by which the cluster knows the pods of the Service. */
function hasCertificate(stack: Stack, near: Resource<Route>, to: string): boolean {
  const hosts = namesOfPods(stack, near, to).map((name) => `${name}.${namespaceOf(near)}.svc`);
  return beside(stack, near, certificate).some(({ props }) =>
    hosts.some((host) => props.spec?.dnsNames?.includes(host)),
  );
}

/** The Service's own name, and those of others with a pod of it: the Services of a canary share their pods' certificate. */
function namesOfPods(stack: Stack, near: Resource<Route>, to: string): readonly string[] {
  const services = beside(stack, near, service);
  const own = services.find((each) => nameOf(each) === to);
  const pods = podsIn(stack, clusterOf(near), namespaceOf(near)).filter((labels) =>
    hasAll(own?.props.spec?.selector, labels),
  );
  const others = services.filter(({ props }) => pods.some((labels) => hasAll(props.spec?.selector, labels)));
  return [to, ...others.map(nameOf)];
}

function isVerified(stack: Stack, near: Resource<Route>, to: string): boolean {
  return beside(stack, near, policy).some(
    ({ props }) => props.spec?.targetRefs?.some(({ kind, name }) => kind === "Service" && name === to) ?? false,
  );
}
