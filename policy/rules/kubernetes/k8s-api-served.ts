import { objects } from "../../lib/kubernetes/objects.ts";
import { rule } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

/** Versions that Kubernetes serves no more, or will not soon, by API group, and what took their place. */
const gone: readonly (readonly [version: RegExp, instead: string])[] = [
  [/^extensions\/v1beta1$/, "apps/v1 or networking.k8s.io/v1"],
  [/^apps\/v1beta[12]$/, "apps/v1"],
  [/^networking\.k8s\.io\/v1beta1$/, "networking.k8s.io/v1"],
  [/^policy\/v1beta1$/, "policy/v1; Pod Security Admission in place of PodSecurityPolicy"],
  [/^batch\/v(1beta1|2alpha1)$/, "batch/v1"],
  [/^autoscaling\/v2beta[12]$/, "autoscaling/v2"],
  [/^rbac\.authorization\.k8s\.io\/v1(alpha|beta)1$/, "rbac.authorization.k8s.io/v1"],
  [/^apiextensions\.k8s\.io\/v1beta1$/, "apiextensions.k8s.io/v1"],
  [/^admissionregistration\.k8s\.io\/v1beta1$/, "admissionregistration.k8s.io/v1"],
  [/^storage\.k8s\.io\/v1(alpha|beta)1$/, "storage.k8s.io/v1"],
  [/^certificates\.k8s\.io\/v1beta1$/, "certificates.k8s.io/v1"],
  [/^coordination\.k8s\.io\/v1beta1$/, "coordination.k8s.io/v1"],
  [/^discovery\.k8s\.io\/v1beta1$/, "discovery.k8s.io/v1"],
  [/^scheduling\.k8s\.io\/v1(alpha|beta)1$/, "scheduling.k8s.io/v1"],
  [/^flowcontrol\.apiserver\.k8s\.io\/v1(alpha1|beta[123])$/, "flowcontrol.apiserver.k8s.io/v1"],
  [/^gateway\.networking\.k8s\.io\/v1alpha1$/, "gateway.networking.k8s.io/v1"],
];

/**
 * Whether an object fits the schema of the API is for the API server, which a preview asks by a dry run, and for the tests, which give every
 * manifest to a validator: the pack would have to carry the schemas of two hundred kinds. What it can tell alone is a version that is gone.
 */
export default rule({
  name: "k8s-api-served",
  severity: "high",
  level: "M!",
  description: "An object must be of an API version that supported releases of Kubernetes serve.",
  remediationSteps: "Declare the object with the version that took its place; its fields may have moved.",
  framework: kubernetesDocs("Deprecated API migration guide", "reference/using-api/deprecation-guide/"),
  tags: ["kube-score:stable-version", "kube-linter:no-extensions-v1beta", "kube-linter:schema-validation"],
  requirements: ["ONB-001", "REC-056"],
  on: objects,
  check: ({ apiVersion }: { apiVersion?: string }, { type }) => {
    const version = apiVersion ?? type.replace(/^kubernetes:/, "").replace(/:[^:]*$/, "");
    const [, instead] = gone.find(([pattern]) => pattern.test(version)) ?? [];
    return instead === undefined ? [] : [{ path: "apiVersion", expected: instead, found: show(version) }];
  },
});
