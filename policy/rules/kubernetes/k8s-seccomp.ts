import { eachContainer, inherited, podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-seccomp",
  severity: "medium",
  level: "R",
  description: "A container must run under the seccomp profile RuntimeDefault, or one of its own.",
  remediationSteps: "Set securityContext.seccompProfile.type to RuntimeDefault on the pod.",
  framework: podSecurity("restricted", "Seccomp"),
  tags: ["pss:restricted", "cis-k8s-1.12:5.6.2", "trivy:KSV-0030", "trivy:KSV-0104"],
  requirements: ["CAP-006", "FTE-063"],
  check: (pod) =>
    eachContainer(pod, (container, path) => {
      const { value, path: at } = inherited(
        container.securityContext?.seccompProfile?.type,
        pod.spec.securityContext?.seccompProfile?.type,
        `${path}.securityContext.seccompProfile.type`,
        `${pod.path}.securityContext.seccompProfile.type`,
      );
      return value === "RuntimeDefault" || value === "Localhost"
        ? []
        : [{ path: at, expected: '"RuntimeDefault" or "Localhost"', found: show(value), fix: "RuntimeDefault" }];
    }),
});
