import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  object("gateway.networking.k8s.io/v1:Gateway", "public", {
    listeners: [
      { name: "http", protocol: "HTTP" },
      { name: "https", protocol: "HTTPS" },
    ],
  }),
  object("gateway.envoyproxy.io/v1alpha1:ClientTrafficPolicy", "clients", {
    targetRefs: [{ kind: "Gateway", name: "public", sectionName: "https" }],
    tls: { minVersion: "1.2" },
  }),
]);
const none = ["public: spec.listeners[1]: expected one with tls.minVersion, found nothing"];
const wrong = (found: string) => [`clients: spec.tls.minVersion: expected 1.2 or 1.3, found ${found}; write "1.2"`];

export default [
  at("TLS 1.2 or newer", {}),
  at("a policy of the whole gateway", { clients: { props: { "/spec/targetRefs/0/sectionName": undefined } } }),
  at("no policy", { clients: "removed" }, none),
  at("the policy of another listener", { clients: { props: { "/spec/targetRefs/0/sectionName": "other" } } }, none),
  at("TLS 1.0", { clients: { props: { "/spec/tls/minVersion": "1.0" } } }, wrong('"1.0"')),
  at("not said", { clients: { props: { "/spec/tls": undefined } } }, wrong("nothing")),
  at("TLS 1.2, where 1.3 is wanted", {}, ['clients: spec.tls.minVersion: expected 1.3, found "1.2"; write "1.3"'], {
    config: { versions: ["1.3"] },
  }),
];
