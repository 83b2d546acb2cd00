import { resource } from "../../lib/cases.ts";

const gateway = resource("kubernetes:gateway.networking.k8s.io/v1:Gateway", {
  metadata: { name: "public", namespace: "app" },
  spec: {
    listeners: [
      { name: "http", hostname: "a.example.com", port: 80, protocol: "HTTP" },
      {
        name: "https",
        hostname: "a.example.com",
        port: 443,
        protocol: "HTTPS",
        tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "public-tls" }] },
      },
    ],
  },
});

export default [
  ...gateway("a host with its certificate", {}),
  ...gateway("TLS that the backend ends", {
    "/spec/listeners/1/protocol": "TLS",
    "/spec/listeners/1/tls": { mode: "Passthrough" },
  }),
  ...gateway("no certificate", { "/spec/listeners/1/tls/certificateRefs": [] }, [
    "spec.listeners[1].tls.certificateRefs: expected a certificate, found nothing",
  ]),
  ...gateway("no host", { "/spec/listeners/0/hostname": undefined }, [
    "spec.listeners[0].hostname: expected the host, found nothing",
  ]),
  ...gateway("no host behind a load balancer", { "/spec/listeners/1/hostname": undefined }, [], {
    config: { balanced: ["app/public"] },
  }),
  ...gateway(
    "no host behind a load balancer without TLS",
    { "/spec/listeners/0/hostname": undefined },
    ["spec.listeners[0].hostname: expected the host, found nothing"],
    { config: { balanced: ["app/public"] } },
  ),
  ...gateway("plain TCP", { "/spec/listeners/1/protocol": "TCP" }, [
    'spec.listeners[1].protocol: expected "HTTPS", found "TCP"',
  ]),
];
