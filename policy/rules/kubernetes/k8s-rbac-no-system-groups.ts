import { type Binding, bindings } from "../../lib/kubernetes/rbac.ts";
import { rule } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

/** Groups and users that stand for everybody, or for those whom no rule binds. */
const everybody = new Set([
  "system:masters",
  "system:anonymous",
  "system:unauthenticated",
  "system:authenticated",
  "system:serviceaccounts",
]);

export default rule<Binding>({
  name: "k8s-rbac-no-system-groups",
  severity: "critical",
  level: "M!",
  description: "A role must be bound to somebody, not to everybody, to the anonymous, or to system:masters.",
  remediationSteps: "Name the ServiceAccount, user or group of the team that needs the role.",
  framework: cisKubernetes("5.1.7"),
  tags: ["trivy:KSV-0122", "trivy:KSV-0123", "trivy:KSV-01011"],
  requirements: ["FTE-016", "REC-055"],
  on: bindings,
  check: ({ subjects }) =>
    collect(subjects, ({ name }, index) =>
      everybody.has(name ?? "")
        ? [{ path: `subjects[${index}].name`, expected: "one subject of its own", found: show(name) }]
        : [],
    ),
});
