import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { expected } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-readonly-root",
  severity: "medium",
  level: "M",
  description: "A container's root file system must be read-only.",
  remediationSteps:
    "Set securityContext.readOnlyRootFilesystem to true on each container (the pod has no such field), and mount an emptyDir where it writes, such as /tmp.",
  framework: kubernetesDocs("Application security checklist", "concepts/security/application-security-checklist/"),
  tags: ["trivy:KSV-0014", "kube-linter:no-read-only-root-fs"],
  requirements: ["FTE-063", "ONB-042", "ECO-032"],
  check: (pod) =>
    eachContainer(pod, ({ securityContext }, path) => {
      const readOnly = securityContext?.readOnlyRootFilesystem;
      return readOnly === true ? [] : [expected(`${path}.securityContext.readOnlyRootFilesystem`, true, readOnly)];
    }),
});
