import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const rules = (value: string) => [{ matches: [{ path: { value } }], backendRefs: [{ name: "web", port: 80 }] }];
const at = stack([
  object("gateway.networking.k8s.io/v1:HTTPRoute", "api", { rules: rules("/api") }),
  object("gateway.networking.k8s.io/v1:HTTPRoute", "ready", { rules: rules("/.well-known/ready") }),
  object("gateway.networking.k8s.io/v1:HTTPRoute", "redirect", { rules: [{ filters: [{ type: "RequestRedirect" }] }] }),
  object("gateway.envoyproxy.io/v1alpha1:BackendTrafficPolicy", "traffic", {
    targetRefs: [{ kind: "HTTPRoute", name: "api" }],
    rateLimit: { type: "Local" },
  }),
]);
const wrong = ["api: BackendTrafficPolicy: expected one of this route with a rateLimit, found nothing"];

export default [
  at("limited, but for redirects and readiness", {}),
  at("no policy", { traffic: "removed" }, wrong),
  at("one of another cluster", { traffic: elsewhere }, wrong),
  at("one of another route", { traffic: { props: { "/spec/targetRefs/0/name": "other" } } }, wrong),
  at("one without a limit", { traffic: { props: { "/spec/rateLimit": undefined } } }, [
    "traffic: spec.rateLimit: expected a limit, found nothing",
  ]),
  at("readiness at another path", { ready: { props: { "/spec/rules": rules("/health") } } }, [
    "ready: BackendTrafficPolicy: expected one of this route with a rateLimit, found nothing",
  ]),
  at("one that is listed", { traffic: "removed" }, [], {
    config: { unlimited: ["app/api"] },
    notApplicable:
      "it is listed as one that need not; it is how a load balancer asks whether the host can serve; it leads to no pods",
  }),
];
