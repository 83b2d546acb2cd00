import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const logging = { props: { "/metadata/namespace": "logging" } };
const at = stack([
  object("monitoring.coreos.com/v1:ServiceMonitor", "archiver", { endpoints: [{ port: "metrics" }] }),
  object("monitoring.coreos.com/v1:PrometheusRule", "rules", {
    groups: [{ name: "archiver", rules: [{ alert: "Away", expr: 'absent(up{job="archiver"} == 1)' }] }],
  }),
]);
const wrong = 'archiver: PrometheusRule: expected an alert on job="archiver", found nothing';

export default [
  at("an alert on it", { archiver: logging, rules: logging }),
  at("in a system's namespace", { rules: "removed" }, [], { notApplicable: "its alerts are a system's, or a chart's" }),
  at("no alerts", { archiver: logging, rules: "removed" }, [wrong]),
  at("those of another namespace", { archiver: logging }, [wrong]),
  at("those of another cluster", { archiver: logging, rules: { ...elsewhere, ...logging } }, [wrong]),
  at(
    "an alert on another job",
    {
      archiver: logging,
      rules: { props: { ...logging.props, "/spec/groups/0/rules/0/expr": 'up{job="node"} == 0' } },
    },
    [wrong],
  ),
];
