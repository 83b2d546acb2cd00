import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  object("monitoring.coreos.com/v1:PrometheusRule", "rules", { groups: [] }),
  object("monitoring.coreos.com/v1alpha1:AlertmanagerConfig", "tell", {
    route: { receiver: "team" },
    receivers: [{ name: "team" }],
  }),
]);
const wrong = ["rules: AlertmanagerConfig: expected one with a route and receivers in the cluster, found nothing"];

export default [
  at("somebody is told", {}),
  at("nobody", { tell: "removed" }, wrong),
  at("somebody of another cluster", { tell: elsewhere }, wrong),
  at("no receivers", { tell: { props: { "/spec/receivers": [] } } }, wrong),
  at("no route to them", { tell: { props: { "/spec/route": undefined } } }, wrong),
  at("a stage whose alerts are only to be seen", { tell: "removed" }, [], {
    config: { heard: false },
    notApplicable: "nobody is told of this stage's alerts",
  }),
];
