import { roles } from "../../../../policy/lib/kubernetes/rbac.ts";
import { resource } from "../../lib/cases.ts";

export default roles.flatMap((type) => {
  const role = resource(type, {
    metadata: { name: "a" },
    rules: [{ apiGroups: [""], resources: ["pods", "pods/log"], verbs: ["get", "list"] }],
  });
  const wrong = (door: string, verb: string) => [`rules[0].resources: expected no ${door}, found verb "${verb}"`];
  return [
    ...role("reading of pods and logs", {}),
    ...role("the nodes, without their proxy", { "/rules/0/resources": ["nodes"] }),
    ...role(
      "a shell",
      { "/rules/0/resources": ["pods/exec"], "/rules/0/verbs": ["create"] },
      wrong("pods/exec", "create"),
    ),
    ...role("the nodes' API", { "/rules/0/resources": ["nodes/proxy"] }, wrong("nodes/proxy", "get")),
    ...role(
      "a debugging container",
      { "/rules/0/resources": ["pods/ephemeralcontainers"], "/rules/0/verbs": ["patch"] },
      wrong("pods/ephemeralcontainers", "patch"),
    ),
    ...role("every proxy", { "/rules/0/resources": ["*/proxy"] }, wrong("nodes/proxy", "get")),
  ];
});
