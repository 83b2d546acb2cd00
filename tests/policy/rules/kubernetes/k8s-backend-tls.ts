import { elsewhere, object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  object("gateway.networking.k8s.io/v1:HTTPRoute", "api", {
    rules: [{ backendRefs: [{ name: "plain" }] }, { backendRefs: [{ name: "plain" }, { name: "web" }] }],
  }),
  object("cert-manager.io/v1:Certificate", "certificate", { secretName: "tls", dnsNames: ["web", "web.app.svc"] }),
  object("gateway.networking.k8s.io/v1:BackendTLSPolicy", "verified", {
    targetRefs: [{ kind: "Service", name: "web" }],
  }),
]);
const canary = stack([
  object("gateway.networking.k8s.io/v1:HTTPRoute", "api", {
    rules: [{ backendRefs: [{ name: "web-stable" }, { name: "web-canary" }] }],
  }),
  workload("argoproj.io/v1alpha1:Rollout", "web"),
  ...["web", "web-stable", "web-canary"].map((name) => object("core/v1:Service", name, { selector: { app: "web" } })),
  object("cert-manager.io/v1:Certificate", "certificate", { secretName: "tls", dnsNames: ["web", "web.app.svc"] }),
  ...["web-stable", "web-canary"].map((name) =>
    object("gateway.networking.k8s.io/v1:BackendTLSPolicy", `${name}-verified`, {
      targetRefs: [{ kind: "Service", name }],
    }),
  ),
]);
const wrong = [
  "api: spec.rules[1].backendRefs[1]: expected a BackendTLSPolicy of the Service web, which has a certificate, found nothing",
];

export default [
  at("verified", {}),
  at("not verified", { verified: "removed" }, wrong),
  at("in another cluster", { verified: elsewhere }, wrong),
  at("another Service", { verified: { props: { "/spec/targetRefs/0/name": "other" } } }, wrong),
  canary("both Services of a canary", {}),
  canary("one Service of a canary", { "web-canary-verified": "removed" }, [
    "api: spec.rules[0].backendRefs[1]: expected a BackendTLSPolicy of the Service web-canary, which has a certificate, found nothing",
  ]),
  canary("a Service of other pods", {
    "web-canary-verified": "removed",
    "web-canary": { props: { "/spec/selector/app": "other" } },
  }),
  canary("a canary without a certificate", {
    "web-stable-verified": "removed",
    "web-canary-verified": "removed",
    certificate: "removed",
  }),
  at("no certificate", { verified: "removed", certificate: "removed" }),
];
