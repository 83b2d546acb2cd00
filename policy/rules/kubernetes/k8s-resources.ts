import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

// No CPU limit: it throttles a container while its node idles. Memory cannot be taken back, so it has one.
const required = [
  ["requests", "cpu"],
  ["requests", "memory"],
  ["limits", "memory"],
] as const;

export default podRule({
  name: "k8s-resources",
  severity: "medium",
  level: "M",
  description: "A container must request CPU and memory, and must have a memory limit.",
  remediationSteps:
    "Set resources.requests.cpu, resources.requests.memory and resources.limits.memory on each container.",
  framework: kubernetesDocs("Resource management", "concepts/configuration/manage-resources-containers/"),
  tags: ["trivy:KSV-0011", "trivy:KSV-0015", "trivy:KSV-0016", "trivy:KSV-0018", "kube-score:container-resources"],
  requirements: ["CAP-011", "ONB-042"],
  check: (pod) =>
    eachContainer(
      pod,
      ({ resources }, path) =>
        collect(required, ([kind, resource]) => {
          const quantity = resources?.[kind]?.[resource];
          return isPositive(quantity)
            ? []
            : [
                {
                  path: `${path}.resources.${kind}.${resource}`,
                  expected: "a quantity above zero",
                  found: show(quantity),
                },
              ];
        }),
      ["containers", "initContainers"], // an ephemeral container may not have resources
    ),
});

function isPositive(quantity: string | undefined): boolean {
  return quantity !== undefined && Number.parseFloat(quantity) > 0;
}
