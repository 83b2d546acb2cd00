import { eachRoleRule, grants, type Role, roles } from "../../lib/kubernetes/rbac.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";

const deployers = ["plumbline-deployer"];

export default rule({
  name: "k8s-rbac-secrets",
  severity: "high",
  level: "M",
  description: "A role may read Secrets only by name, unless it is listed as the one that deploys them.",
  remediationSteps: "Add resourceNames with the Secrets that are read, or mount the Secret into the pod instead.",
  framework: cisKubernetes("5.1.2"),
  tags: ["trivy:KSV-0041", "trivy:KSV-0113", "kube-linter:access-to-secrets"],
  requirements: ["FTE-016", "REC-055"],
  on: roles,
  thresholds: {
    mayRead: threshold<readonly string[]>({
      description: "Names of the roles that may read every Secret of a namespace: who deploys a system writes them.",
      type: "array",
      values: { dev: deployers, staging: deployers, prod: deployers, "prod-azure": deployers },
    }),
  },
  check: (role: Role, { config }) =>
    config.mayRead.includes(role.metadata?.name ?? "")
      ? []
      : eachRoleRule(role, (each, path) => {
          const granted = grants(each, { group: "", resource: "secrets", verbs: ["get", "list", "watch"] });
          if (granted === undefined || (each.resourceNames?.length ?? 0) > 0) return [];
          return [{ path: `${path}.resourceNames`, expected: "the names of the Secrets", found: "nothing" }];
        }),
});
