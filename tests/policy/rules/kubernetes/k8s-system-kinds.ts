import { namespace, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const types = [
  "core/v1:ConfigMap",
  "core/v1:Secret",
  "apps/v1:Deployment",
  "core/v1:Service",
  "gateway.networking.k8s.io/v1:HTTPRoute",
  "autoscaling/v2:HorizontalPodAutoscaler",
  "networking.k8s.io/v1:NetworkPolicy",
];
const kind = (type: string) => type.split(":")[1] ?? "";
const at = stack([namespace, ...types.map((type) => object(type, kind(type), {}))]);
const config = { namespaces: ["app"] };
const wrong = (name: string) => [`space: ${name}: expected one in the namespace app, found nothing`];

export default [
  at("all kinds", {}, [], { config }),
  at("another system", { Secret: "removed" }, [], { notApplicable: "no guide lists the kinds of its objects" }),
  ...types.map((type) => at(`no ${kind(type)}`, { [kind(type)]: "removed" }, wrong(kind(type)), { config })),
  at("a Secret of another namespace", { Secret: { props: { "/metadata/namespace": "other" } } }, wrong("Secret"), {
    config,
  }),
];
