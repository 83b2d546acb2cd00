import { resource } from "../../lib/cases.ts";

const prefix = "nginx.ingress.kubernetes.io";
const ingress = resource("kubernetes:networking.k8s.io/v1:Ingress", {
  metadata: { name: "a", namespace: "app", annotations: { [`${prefix}/force-ssl-redirect`]: "true" } },
  spec: { rules: [{ host: "a.example.com" }], tls: [{ hosts: ["a.example.com"], secretName: "a-tls" }] },
});

export default [
  ...ingress("a host with its certificate", {}),
  ...ingress("no certificate", { "/spec/tls": undefined }, [
    "spec.tls: expected a certificate for a.example.com, found nothing",
  ]),
  ...ingress("the certificate of another host", { "/spec/tls/0/hosts": ["b.example.com"] }, [
    'spec.tls: expected a certificate for a.example.com, found [{"hosts":["b.example.com"],"secretName":"a-tls"}]',
  ]),
  ...ingress("every host", { "/spec/rules/0/host": "*.example.com" }, [
    'spec.rules[0].host: expected one host, found "*.example.com"',
  ]),
  ...ingress("no host", { "/spec/rules/0": { http: { paths: [] } } }, [
    "spec.rules[0].host: expected one host, found nothing",
  ]),
  ...ingress("plain HTTP", { "/metadata/annotations": { [`${prefix}/force-ssl-redirect`]: "false" } }, [
    `metadata.annotations["${prefix}/force-ssl-redirect"]: expected "true", found "false"`,
  ]),
  ...ingress("a snippet", { "/metadata/annotations": { [`${prefix}/configuration-snippet`]: "deny all;" } }, [
    `metadata.annotations["${prefix}/configuration-snippet"]: expected no snippet, found one`,
  ]),
];
