import { podRule } from "../../lib/kubernetes/pods.ts";
import { podSecurity } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { expected } from "../../lib/violation.ts";

const fields = ["hostPID", "hostIPC", "hostNetwork"] as const;

export default podRule({
  name: "k8s-no-host-namespaces",
  severity: "critical",
  level: "M!",
  description: "A pod must not share the node's process, IPC or network namespace.",
  remediationSteps: "Remove hostPID, hostIPC and hostNetwork from the pod; reach it through a Service instead.",
  framework: podSecurity("baseline", "Host Namespaces"),
  tags: [
    "pss:baseline",
    "cis-k8s-1.12:5.2.3",
    "cis-k8s-1.12:5.2.4",
    "cis-k8s-1.12:5.2.5",
    "trivy:KSV-0008",
    "trivy:KSV-0009",
    "trivy:KSV-0010",
  ],
  requirements: ["FTE-063", "REC-056"],
  check: ({ spec, path }) =>
    collect(fields, (field) => (spec[field] ? [expected(`${path}.${field}`, false, spec[field])] : [])),
});
