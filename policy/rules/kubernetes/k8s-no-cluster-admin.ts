import { bindings, type Binding } from "../../lib/kubernetes/rbac.ts";
import { rule } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";

export default rule<Binding>({
  name: "k8s-no-cluster-admin",
  severity: "critical",
  level: "M!",
  description: "Nobody may be bound to the role cluster-admin.",
  remediationSteps: "Bind a Role or ClusterRole that lists the resources and verbs which are needed.",
  framework: cisKubernetes("5.1.1"),
  tags: ["trivy:KSV-0111", "kube-linter:cluster-admin-role-binding"],
  requirements: ["FTE-016", "REC-055"],
  on: bindings,
  check: ({ roleRef }) =>
    roleRef?.name === "cluster-admin"
      ? [{ path: "roleRef.name", expected: "a role of its own", found: '"cluster-admin"' }]
      : [],
});
