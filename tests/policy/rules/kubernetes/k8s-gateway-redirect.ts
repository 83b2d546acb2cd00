import { object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const redirect = { filters: [{ type: "RequestRedirect", requestRedirect: { scheme: "https", statusCode: 301 } }] };
const at = stack([
  object("gateway.networking.k8s.io/v1:Gateway", "public", {
    listeners: [
      { name: "http", protocol: "HTTP" },
      { name: "https", protocol: "HTTPS" },
    ],
  }),
  object("gateway.networking.k8s.io/v1:HTTPRoute", "redirect", {
    parentRefs: [{ name: "public", sectionName: "http" }],
    rules: [redirect],
  }),
  object("gateway.networking.k8s.io/v1:HTTPRoute", "web", {
    parentRefs: [{ name: "public", sectionName: "https" }],
    rules: [{ backendRefs: [{ name: "web", port: 80 }] }],
  }),
]);
const plain = (name: string) =>
  `${name}: spec.rules[0]: expected a redirect to HTTPS alone, found an answer over plain HTTP`;
const none = ["public: spec.listeners[0]: expected one that redirects to HTTPS, found nothing"];

export default [
  at("a redirect and nothing else", {}),
  at("a route that listens on HTTP too", { web: { props: { "/spec/parentRefs/0/sectionName": undefined } } }, [
    plain("web"),
  ]),
  at(
    "a redirect to the same scheme",
    { redirect: { props: { "/spec/rules/0/filters/0/requestRedirect/scheme": "http" } } },
    [plain("redirect")],
  ),
  at("no redirect", { redirect: "removed" }, none),
  at("the redirect of another gateway", { redirect: { props: { "/spec/parentRefs/0/namespace": "other" } } }, none),
];
