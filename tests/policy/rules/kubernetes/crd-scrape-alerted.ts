import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  object("monitoring.coreos.com/v1alpha1:ScrapeConfig", "brokers", { jobName: "shop-kafka" }),
  object("monitoring.coreos.com/v1:PrometheusRule", "rules", {
    groups: [
      {
        name: "kafka",
        rules: [
          { alert: "Away", expr: 'up{job="shop-kafka"} == 0' },
          { record: "a", expr: 'sum(rate(records{job="shop-kafka"}[5m]))' },
        ],
      },
    ],
  }),
]);
const wrong = 'brokers: PrometheusRule: expected an alert on job="shop-kafka", found nothing';

export default [
  at("an alert on the job", {}),
  at("no alerts", { rules: "removed" }, [wrong]),
  at("those of another cluster", { rules: elsewhere }, [wrong]),
  at("those of another namespace", { rules: { props: { "/metadata/namespace": "other" } } }, [wrong]),
  at("an alert on another job", { rules: { props: { "/spec/groups/0/rules/0/expr": 'up{job="node"} == 0' } } }, [
    wrong,
  ]),
  at("a rule that is no alert", { rules: { props: { "/spec/groups/0/rules/0/alert": undefined } } }, [wrong]),
];
