import { elsewhere, namespace, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  namespace,
  object("core/v1:ResourceQuota", "quota", { hard: { pods: "10" } }),
  object("core/v1:LimitRange", "limits", { limits: [] }),
]);

export default [
  at("both", {}),
  at("no quota", { quota: "removed" }, ["space: ResourceQuota: expected one in the namespace app, found nothing"]),
  at("limits of another namespace", { limits: { props: { "/metadata/namespace": "other" } } }, [
    "space: LimitRange: expected one in the namespace app, found nothing",
  ]),
  at("a quota of another cluster", { quota: elsewhere }, [
    "space: ResourceQuota: expected one in the namespace app, found nothing",
  ]),
  at("a namespace without a quota", { quota: "removed", limits: "removed" }, [], {
    config: { unlimited: ["app"] },
    notApplicable: "the namespace is listed as one without a quota",
  }),
];
