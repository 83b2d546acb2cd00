import { roles } from "../../../../policy/lib/kubernetes/rbac.ts";
import { resource } from "../../lib/cases.ts";

export default roles.flatMap((type) => {
  const role = resource(type, {
    metadata: { name: "a" },
    rules: [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list"] }],
  });
  const wrong = (path: string) => [`rules[0].${path}: expected a name, found "*"`];
  return [
    ...role("what is needed", {}),
    ...role("no rules", { "/rules": [] }),
    ...role("every verb", { "/rules/0/verbs": ["get", "*"] }, wrong("verbs[1]")),
    ...role("every resource", { "/rules/0/resources": ["*"] }, wrong("resources[0]")),
    ...role("every group", { "/rules/0/apiGroups": ["*"] }, wrong("apiGroups[0]")),
    ...role("every address", { "/rules/0/nonResourceURLs": ["*"] }, wrong("nonResourceURLs[0]")),
  ];
});
