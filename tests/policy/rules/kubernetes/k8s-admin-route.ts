import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack([
  object("gateway.networking.k8s.io/v1:HTTPRoute", "admin", {
    rules: [{ matches: [{ path: { value: "/api" } }] }, { matches: [{ path: { value: "/admin" } }] }],
  }),
  object("gateway.envoyproxy.io/v1alpha1:SecurityPolicy", "guard", {
    targetRefs: [{ kind: "HTTPRoute", name: "admin" }],
    authorization: { defaultAction: "Deny", rules: [] },
  }),
]);
const wrong = ["admin: spec.rules[1].matches: expected a SecurityPolicy that denies strangers, found nothing"];

export default [
  at("networks that are listed", {}),
  at("a login", { guard: { props: { "/spec/authorization": undefined, "/spec/oidc": { clientID: "a" } } } }),
  at(
    "no administrative path",
    { admin: { props: { "/spec/rules/1/matches/0/path/value": "/administrators" } }, guard: "removed" },
    [],
    {
      notApplicable: "it leads to no administrative path",
    },
  ),
  at("nobody watches", { guard: "removed" }, wrong),
  at(
    "a path below",
    { guard: "removed", admin: { props: { "/spec/rules/1/matches/0/path/value": "/actuator/env" } } },
    wrong,
  ),
  at("everybody but some", { guard: { props: { "/spec/authorization/defaultAction": "Allow" } } }, wrong),
  at("the guard of another", { guard: { props: { "/spec/targetRefs/0/name": "other" } } }, wrong),
];
