import { eachContainer, podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import { expected, show } from "../../lib/violation.ts";

export default podRule({
  name: "k8s-drop-all-caps",
  severity: "high",
  level: "R",
  description: "A container must drop all capabilities, and may add none but NET_BIND_SERVICE.",
  remediationSteps:
    'Set securityContext.capabilities.drop to ["ALL"] and remove capabilities.add; listen above port 1024.',
  framework: podSecurity("restricted", "Capabilities"),
  tags: ["pss:restricted", "cis-k8s-1.12:5.2.8", "cis-k8s-1.12:5.2.9", "trivy:KSV-0003", "trivy:KSV-0106"],
  requirements: ["CAP-006", "FTE-063", "ONB-042"],
  check: (pod) =>
    eachContainer(pod, ({ securityContext }, container) => {
      const capabilities = securityContext?.capabilities;
      const path = `${container}.securityContext.capabilities`;
      return allOf(
        () => (capabilities?.drop?.includes("ALL") ? [] : [expected(`${path}.drop`, ["ALL"], capabilities?.drop)]),
        () =>
          collect(capabilities?.add, (added, index) =>
            added === "NET_BIND_SERVICE"
              ? []
              : [{ path: `${path}.add[${index}]`, expected: "none but NET_BIND_SERVICE", found: show(added) }],
          ),
      );
    }),
});
