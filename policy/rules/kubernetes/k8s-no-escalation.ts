import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { expected } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-no-escalation",
  severity: "high",
  level: "R",
  description: "A container must say that its processes cannot gain more privileges than their parent.",
  remediationSteps: "Set securityContext.allowPrivilegeEscalation to false on each container.",
  framework: podSecurity("restricted", "Privilege Escalation"),
  tags: ["pss:restricted", "cis-k8s-1.12:5.2.6", "trivy:KSV-0001"],
  requirements: ["CAP-006", "FTE-063"],
  check: (pod) =>
    eachContainer(pod, ({ securityContext }, path) => {
      const allowed = securityContext?.allowPrivilegeEscalation;
      return allowed === false ? [] : [expected(`${path}.securityContext.allowPrivilegeEscalation`, false, allowed)];
    }),
});
