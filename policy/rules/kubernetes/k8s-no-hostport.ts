import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-no-hostport",
  severity: "high",
  level: "M!",
  description: "A container must not bind a port of its node.",
  remediationSteps: "Remove hostPort and reach the pod through a Service.",
  framework: podSecurity("baseline", "Host Ports"),
  tags: ["pss:baseline", "cis-k8s-1.12:5.2.12", "trivy:KSV-0024"],
  requirements: ["FTE-063", "REC-056"],
  check: (pod) =>
    eachContainer(pod, ({ ports }, path) =>
      collect(ports, ({ hostPort }, index) =>
        hostPort ? [{ path: `${path}.ports[${index}].hostPort`, expected: "no hostPort", found: show(hostPort) }] : [],
      ),
    ),
});
