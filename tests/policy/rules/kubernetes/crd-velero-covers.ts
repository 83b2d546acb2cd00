import { elsewhere, namespace, object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  namespace,
  workload("apps/v1:Deployment", "web"),
  object("velero.io/v1:Schedule", "daily", { template: { includedNamespaces: ["other", "app"] } }),
]);
const wrong = ["space: kubernetes:velero.io/v1:Schedule: expected one that includes the namespace app, found nothing"];

export default [
  at("in a schedule", {}),
  at("no schedule", { daily: "removed" }, wrong),
  at("a schedule of others", { daily: { props: { "/spec/template/includedNamespaces": ["other"] } } }, wrong),
  at("a schedule that is paused", { daily: { props: { "/spec/paused": true } } }, wrong),
  at("a schedule of another cluster", { daily: elsewhere }, wrong),
  at(
    "a part of the platform",
    {
      daily: "removed",
      space: { props: { "/metadata/labels": { "plumbline.dev/owner": "platform" } } },
    },
    [],
    { notApplicable: "what is in it is made anew by the program" },
  ),
  at("an empty namespace", { daily: "removed", web: "removed" }, [], { notApplicable: "no workload is in it" }),
];
