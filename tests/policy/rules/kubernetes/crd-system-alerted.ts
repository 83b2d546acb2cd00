import { elsewhere, namespace, object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const metadata = { name: "app", labels: { "plumbline.dev/owner": "shop" } };
const at = stack([
  { ...namespace, props: { metadata } },
  workload("apps/v1:Deployment", "web"),
  object("monitoring.coreos.com/v1:PrometheusRule", "rules", {
    groups: [{ name: "a", rules: [{ alert: "Slow", expr: "latency > 1" }] }],
  }),
  object("monitoring.coreos.com/v1alpha1:ScrapeConfig", "brokers", { jobName: "shop-kafka" }),
]);
const wrong = ["space: PrometheusRule: expected one with alerts on what the system does, found nothing"];

export default [
  at("alerts", {}),
  at("none", { rules: "removed" }, wrong),
  at("those of another cluster", { rules: elsewhere }, wrong),
  at(
    "those of a store alone",
    { rules: { props: { "/spec/groups/0/rules/0/expr": 'up{job="shop-kafka"} == 0' } } },
    wrong,
  ),
  at(
    "a part of the platform",
    {
      rules: "removed",
      space: { props: { "/metadata/labels": { "plumbline.dev/owner": "platform" } } },
    },
    [],
    { notApplicable: "what is in it is the platform's, whose charts bring their alerts" },
  ),
  at("an empty namespace", { rules: "removed", web: "removed" }, [], { notApplicable: "nothing in it serves" }),
];
