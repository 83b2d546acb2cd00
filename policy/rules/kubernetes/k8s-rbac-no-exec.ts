import { eachRoleRule, grants, type Role, roles } from "../../lib/kubernetes/rbac.ts";
import { rule } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

/** Ways into a running container or a node, past everything that its image and pod allow. */
const doors = ["pods/exec", "pods/attach", "pods/portforward", "pods/ephemeralcontainers", "nodes/proxy"];
const verbs = ["get", "create", "update", "patch"];

export default rule<Role>({
  name: "k8s-rbac-no-exec",
  severity: "high",
  level: "M",
  description: "A role must not open a way into running containers, or to the API of a node.",
  remediationSteps:
    "Remove the sub-resource; a person who has to look into a pod is given that right for the time that it takes.",
  framework: cisKubernetes("5.1.10"),
  tags: ["trivy:KSV-0047", "trivy:KSV-0053"],
  requirements: ["FTE-016", "REC-055"],
  on: roles,
  check: (role) =>
    eachRoleRule(role, (each, path) =>
      collect(doors, (resource) => {
        const granted = grants(each, { group: "", resource, verbs });
        return granted === undefined
          ? []
          : [{ path: `${path}.resources`, expected: `no ${resource}`, found: `verb ${show(granted.verb)}` }];
      }),
    ),
});
