import { elsewhere, object, selector, servers } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const service = (name: string, of: string) =>
  object("core/v1:Service", name, { selector: { app: of }, ports: [{ name: "http", port: 80 }] }, { app: of });
const monitor = (name: string, of: string) =>
  object("monitoring.coreos.com/v1:ServiceMonitor", name, { selector: selector(of), endpoints: [{ port: "http" }] });
const at = stack([
  ...servers(),
  service("s-web", "web"),
  monitor("m-web", "web"),
  service("s-api", "api"),
  monitor("m-api", "api"),
  object("monitoring.coreos.com/v1:PodMonitor", "m-db", { selector: selector("db") }),
]);
const wrong = (name: string) =>
  `${name}: ServiceMonitor: expected one of a Service that selects the pods, found nothing`;

export default [
  at("each measured", {}),
  at("no monitor", { "m-web": "removed" }, [wrong("web")]),
  at("no Service", { "s-api": "removed" }, [wrong("api")]),
  at("a monitor of pods elsewhere", { "m-db": elsewhere }, [wrong("db")]),
  at("a Service of other pods", { "s-web": { props: { "/spec/selector/app": "api" } } }, [wrong("web")]),
  at("a workload without metrics", { "m-db": "removed" }, [], {
    config: { silent: ["app/db"] },
  }),
];
