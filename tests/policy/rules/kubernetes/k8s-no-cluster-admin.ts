import { bindings } from "../../../../policy/lib/kubernetes/rbac.ts";
import { resource } from "../../lib/cases.ts";

export default bindings.flatMap((type) => {
  const binding = resource(type, { metadata: { name: "a" }, roleRef: { kind: "ClusterRole", name: "reader" } });
  return [
    ...binding("a role of its own", {}),
    ...binding("every right in the cluster", { "/roleRef/name": "cluster-admin" }, [
      'roleRef.name: expected a role of its own, found "cluster-admin"',
    ]),
  ];
});
