import { type Attached, type Route, route } from "../../lib/kubernetes/gateways.ts";
import { beside, type KubernetesObject, namespaceOf } from "../../lib/kubernetes/places.ts";
import type { ResourceType } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { collect } from "../../lib/unknown.ts";

const policy = "kubernetes:gateway.networking.k8s.io/v1:BackendTLSPolicy" as ResourceType<Attached>;
const certificate = "kubernetes:cert-manager.io/v1:Certificate" as ResourceType<
  KubernetesObject & { readonly spec?: { readonly dnsNames?: readonly string[] } }
>;

export default stackRule({
  name: "k8s-backend-tls",
  severity: "high",
  level: "M",
  description: "A route to a Service that has a certificate must reach it by TLS, and check whom it reaches.",
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

/** A certificate for the name by which the cluster knows the Service. */
function hasCertificate(stack: Stack, near: Resource<Route>, service: string): boolean {
  const host = `${service}.${namespaceOf(near)}.svc`;
  return beside(stack, near, certificate).some(({ props }) => props.spec?.dnsNames?.includes(host) ?? false);
}

function isVerified(stack: Stack, near: Resource<Route>, service: string): boolean {
  return beside(stack, near, policy).some(
    ({ props }) => props.spec?.targetRefs?.some(({ kind, name }) => kind === "Service" && name === service) ?? false,
  );
}
