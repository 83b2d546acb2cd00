import { eachRoleRule, grants, type Power, type Role, roles } from "../../lib/kubernetes/rbac.ts";
import { rule } from "../../lib/rule.ts";
import { cisKubernetes } from "../../lib/standards.ts";
import { collect } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

const write = ["create", "update", "patch", "delete", "deletecollection"];
const rbac = "rbac.authorization.k8s.io";
const admission = "admissionregistration.k8s.io";

/** What lets its holder become more than the role says. */
const powers: readonly Power[] = [
  { verbs: ["bind", "escalate", "impersonate"] },
  ...["roles", "clusterroles", "rolebindings", "clusterrolebindings"].map((resource) => ({
    group: rbac,
    resource,
    verbs: write,
  })),
  { group: "", resource: "serviceaccounts/token", verbs: ["create"] },
  { group: "certificates.k8s.io", resource: "certificatesigningrequests/approval", verbs: ["update", "patch"] },
  { group: admission, resource: "mutatingwebhookconfigurations", verbs: write },
  { group: admission, resource: "validatingwebhookconfigurations", verbs: write },
];

export default rule<Role>({
  name: "k8s-rbac-no-escalation",
  severity: "critical",
  level: "M!",
  description:
    "A role must not let its holder take more rights: no bind, escalate or impersonate, no writing of roles, tokens, certificates or webhooks.",
  remediationSteps: "Remove the verb; whoever administers the cluster grants rights, and no role of a stack does.",
  framework: cisKubernetes("5.1.8"),
  tags: ["cis-k8s-1.12:5.1.11", "cis-k8s-1.12:5.1.12", "cis-k8s-1.12:5.1.13", "trivy:KSV-0043", "trivy:KSV-0050"],
  requirements: ["FTE-016", "REC-055"],
  on: roles,
  check: (role) =>
    eachRoleRule(role, (each, path) =>
      collect(powers, (power) => {
        const granted = grants(each, power);
        if (granted === undefined) return [];
        const what = power.resource === undefined ? "" : ` on ${power.resource}`;
        return [
          {
            path: `${path}.verbs[${granted.index}]`,
            expected: `no ${power.verbs.join(", ")}${what}`,
            found: show(granted.verb),
          },
        ];
      }),
    ),
});
