import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
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
const wrong = [
  "api: spec.rules[1].backendRefs[1]: expected a BackendTLSPolicy of the Service web, which has a certificate, found nothing",
];

export default [
  at("verified", {}),
  at("not verified", { verified: "removed" }, wrong),
  at("in another cluster", { verified: elsewhere }, wrong),
  at("another Service", { verified: { props: { "/spec/targetRefs/0/name": "other" } } }, wrong),
  at("no certificate", { verified: "removed", certificate: "removed" }),
];
