import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import { namespaced } from "../../lib/kubernetes/objects.ts";
import { rule } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

const forbidden = new Set(["", "default", "kube-system", "kube-public", "kube-node-lease"]);

export default rule({
  name: "k8s-not-default-namespace",
  severity: "medium",
  level: "M!",
  description: "An object must name its namespace, and not one that belongs to Kubernetes itself.",
  remediationSteps: "Set metadata.namespace to the namespace of the object's system.",
  framework: cisKubernetes("5.6.4"),
  tags: ["trivy:KSV-0110", "trivy:KSV-0037"],
  requirements: ["REC-056"],
  on: namespaced,
  check: ({ metadata }: { metadata?: Unwrap<types.input.meta.v1.ObjectMeta> }, { provider }) => {
    const namespace = metadata?.namespace ?? providerNamespace(provider?.props) ?? "";
    return forbidden.has(namespace)
      ? [{ path: "metadata.namespace", expected: "a namespace of its own", found: show(namespace || undefined) }]
      : [];
  },
});

/** The namespace that a provider gives to objects which name none. */
function providerNamespace(props: Readonly<Record<string, unknown>> | undefined): string | undefined {
  return typeof props?.["namespace"] === "string" ? props["namespace"] : undefined;
}
