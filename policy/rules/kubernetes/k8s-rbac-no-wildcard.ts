import { eachRoleRule, type Role, roles } from "../../lib/kubernetes/rbac.ts";
import { rule } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";

const fields = ["apiGroups", "resources", "verbs", "nonResourceURLs"] as const;

export default rule<Role>({
  name: "k8s-rbac-no-wildcard",
  severity: "critical",
  level: "M!",
  description: "A role must list what it allows; a * also allows what is added to the API later.",
  remediationSteps: "Replace * by the API groups, resources and verbs that are needed.",
  framework: cisKubernetes("5.1.3"),
  tags: ["trivy:KSV-0044", "trivy:KSV-0045", "trivy:KSV-0046", "kube-linter:wildcard-in-rules"],
  requirements: ["FTE-016", "REC-055"],
  on: roles,
  check: (role) =>
    eachRoleRule(role, (each, path) =>
      collect(fields, (field) =>
        collect(each[field], (item, index) =>
          item === "*" ? [{ path: `${path}.${field}[${index}]`, expected: "a name", found: '"*"' }] : [],
        ),
      ),
    ),
});
