import { bindings } from "../../../../policy/lib/kubernetes/rbac.ts";
import { resource } from "../../lib/cases.ts";

export default bindings.flatMap((type) => {
  const binding = resource(type, {
    metadata: { name: "a" },
    subjects: [{ kind: "Group", name: "plumbline:deployers" }],
  });
  return [
    ...binding("a team", {}),
    ...["system:masters", "system:authenticated", "system:anonymous", "system:serviceaccounts"].flatMap((name) =>
      binding(`the subject ${name}`, { "/subjects/0/name": name }, [
        `subjects[0].name: expected one subject of its own, found "${name}"`,
      ]),
    ),
  ];
});
