import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { expected } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-no-privileged",
  severity: "critical",
  level: "M!",
  description: "A container must not be privileged.",
  remediationSteps:
    "Remove securityContext.privileged; grant the one device or capability that is needed by other means.",
  framework: podSecurity("baseline", "Privileged Containers"),
  tags: ["pss:baseline", "cis-k8s-1.12:5.2.2", "trivy:KSV-0017"],
  requirements: ["FTE-063", "REC-056", "ECO-032"],
  check: (pod) =>
    eachContainer(pod, ({ securityContext }, path) => {
      const privileged = securityContext?.privileged;
      return privileged ? [expected(`${path}.securityContext.privileged`, false, privileged)] : [];
    }),
});
