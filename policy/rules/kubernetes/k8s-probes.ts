import { eachContainer, podRule, serves, servingTypes } from "../../lib/kubernetes/pods.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

export default podRule({
  name: "k8s-probes",
  severity: "medium",
  level: "M",
  description:
    "A container that listens, or is alone in its pod, must have a readiness and a liveness probe, and the two must differ.",
  remediationSteps:
    "Give the container a readinessProbe and a livenessProbe; let the liveness probe be more patient, or ask less, so that a pod which is merely not ready is not restarted.",
  framework: kubernetesDocs("Probes", "concepts/configuration/liveness-readiness-startup-probes/"),
  tags: ["kube-score:pod-probes", "gatekeeper:requiredprobes"],
  requirements: ["ONB-042", "CAP-035"],
  on: servingTypes,
  check: (pod) =>
    eachContainer(
      pod,
      (container, path) => {
        if (!serves(pod, container)) return [];
        const missing = collect(["readinessProbe", "livenessProbe"] as const, (probe) =>
          container[probe] ? [] : [{ path: `${path}.${probe}`, expected: "a probe", found: "nothing" }],
        );
        if (missing.length > 0) return missing;
        return canonical(container.readinessProbe) === canonical(container.livenessProbe)
          ? [
              {
                path: `${path}.livenessProbe`,
                expected: "a probe that is more patient than the readiness probe, or asks less",
                found: "the readiness probe once more",
              },
            ]
          : [];
      },
      ["containers"],
    ),
});

/** A probe as text, whatever the order of its keys: comparing the SDK's proxies as objects finds all different. */
function canonical(probe: unknown): string {
  const sorted = (_key: string, value: unknown) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value;
  return JSON.stringify(probe, sorted);
}
