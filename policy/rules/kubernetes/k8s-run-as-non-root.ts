import { eachContainer, inherited, podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { expected, show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-run-as-non-root",
  severity: "high",
  level: "R",
  description: "A container must run as a user other than root, and say so.",
  remediationSteps:
    "Set securityContext.runAsNonRoot to true on the pod or on each container, and no runAsUser 0; build the image with a numeric USER.",
  framework: podSecurity("restricted", "Running as Non-root"),
  tags: ["pss:restricted", "cis-k8s-1.12:5.2.7", "trivy:KSV-0012", "trivy:KSV-0105"],
  requirements: ["CAP-006", "FTE-063", "ONB-042"],
  check: (pod) =>
    eachContainer(pod, (container, path) => {
      const field = (name: "runAsNonRoot" | "runAsUser") =>
        inherited<boolean | number>(
          container.securityContext?.[name],
          pod.spec.securityContext?.[name],
          `${path}.securityContext.${name}`,
          `${pod.path}.securityContext.${name}`,
        );
      return allOf(
        () => {
          const nonRoot = field("runAsNonRoot");
          return nonRoot.value === true ? [] : [expected(nonRoot.path, true, nonRoot.value)];
        },
        () => {
          const user = field("runAsUser");
          return user.value === 0
            ? [{ path: user.path, expected: "a user other than 0", found: show(user.value) }]
            : [];
        },
      );
    }),
});
