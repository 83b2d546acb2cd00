import { podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-no-hostpath",
  severity: "critical",
  level: "M!",
  description: "A pod must not mount a path of its node.",
  remediationSteps: "Replace the hostPath volume by an emptyDir, a ConfigMap or a PersistentVolumeClaim.",
  framework: podSecurity("baseline", "HostPath Volumes"),
  tags: ["pss:baseline", "cis-k8s-1.12:5.2.11", "trivy:KSV-0023"],
  requirements: ["FTE-063", "REC-056"],
  check: ({ spec, path }) =>
    collect(spec.volumes, ({ hostPath }, index) =>
      hostPath
        ? [{ path: `${path}.volumes[${index}].hostPath`, expected: "no hostPath volume", found: show(hostPath) }]
        : [],
    ),
});
