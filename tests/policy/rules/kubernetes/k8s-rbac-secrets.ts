import { roles } from "../../../../policy/lib/kubernetes/rbac.ts";
import { resource } from "../../lib/cases.ts";

export default roles.flatMap((type) => {
  const role = resource(type, {
    metadata: { name: "reader" },
    rules: [{ apiGroups: [""], resources: ["secrets"], resourceNames: ["db"], verbs: ["get"] }],
  });
  const wrong = ["rules[0].resourceNames: expected the names of the Secrets, found nothing"];
  return [
    ...role("one Secret", {}),
    ...role("Secrets that it only makes", { "/rules/0/resourceNames": undefined, "/rules/0/verbs": ["create"] }),
    ...role("the secrets of another API", {
      "/rules/0/resourceNames": undefined,
      "/rules/0/apiGroups": ["example.com"],
    }),
    ...role("a role that deploys", { "/metadata/name": "plumbline-deployer", "/rules/0/resourceNames": undefined }),
    ...role("every Secret", { "/rules/0/resourceNames": undefined }, wrong),
    ...role("every Secret, as a list", { "/rules/0/resourceNames": [], "/rules/0/verbs": ["list"] }, wrong),
    ...role("every resource", { "/rules/0/resourceNames": undefined, "/rules/0/resources": ["*"] }, wrong),
    ...role(
      "a deployer where none is listed",
      { "/metadata/name": "plumbline-deployer", "/rules/0/resourceNames": undefined },
      wrong,
      {
        config: { mayRead: [] },
      },
    ),
  ];
});
