import { roles } from "../../../../policy/lib/kubernetes/rbac.ts";
import { type Changes, resource } from "../../lib/cases.ts";

const rbac = "rbac.authorization.k8s.io";

export default roles.flatMap((type) => {
  const role = resource(type, {
    metadata: { name: "a" },
    rules: [{ apiGroups: [rbac], resources: ["roles"], verbs: ["get", "list"] }],
  });
  const rule = (group: string, resourceName: string, verbs: string[]): Changes => ({
    "/rules/0": { apiGroups: [group], resources: [resourceName], verbs },
  });
  const wrong = (index: number, expected: string, found: string) => [
    `rules[0].verbs[${index}]: expected no ${expected}, found "${found}"`,
  ];
  const writes = (resourceName: string) => `create, update, patch, delete, deletecollection on ${resourceName}`;
  return [
    ...role("reading roles", {}),
    ...role(
      "impersonation",
      rule("", "users", ["get", "impersonate"]),
      wrong(1, "bind, escalate, impersonate", "impersonate"),
    ),
    ...role("writing of bindings", rule(rbac, "rolebindings", ["create"]), wrong(0, writes("rolebindings"), "create")),
    ...role(
      "writing of cluster roles",
      rule(rbac, "clusterroles", ["get", "patch"]),
      wrong(1, writes("clusterroles"), "patch"),
    ),
    ...role(
      "tokens of others",
      rule("", "serviceaccounts/token", ["create"]),
      wrong(0, "create on serviceaccounts/token", "create"),
    ),
    ...role(
      "approval of certificates",
      rule("certificates.k8s.io", "certificatesigningrequests/approval", ["update"]),
      wrong(0, "update, patch on certificatesigningrequests/approval", "update"),
    ),
    ...role(
      "webhooks",
      rule("admissionregistration.k8s.io", "mutatingwebhookconfigurations", ["create"]),
      wrong(0, writes("mutatingwebhookconfigurations"), "create"),
    ),
  ];
});
