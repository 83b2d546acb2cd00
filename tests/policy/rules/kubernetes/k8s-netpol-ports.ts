import { resource } from "../../lib/cases.ts";

const policy = resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", {
  metadata: { name: "a", namespace: "app" },
  spec: {
    podSelector: {},
    ingress: [{ ports: [{ port: 8080 }], from: [{ podSelector: {} }] }],
    egress: [{ ports: [{ port: 53, protocol: "UDP" }], to: [{ namespaceSelector: { matchLabels: { a: "b" } } }] }],
  },
});

export default [
  ...policy("named", {}),
  ...policy("every port in", { "/spec/ingress/0/ports": undefined }, [
    "spec.ingress[0].ports: expected the ports, found nothing",
  ]),
  ...policy("every port out", { "/spec/egress/0/ports": [] }, ["spec.egress[0].ports: expected the ports, found []"]),
  ...policy("every port out, to everybody", { "/spec/egress/0/ports": undefined, "/spec/egress/0/to": undefined }, [
    "spec.egress[0].ports: expected the ports, found nothing",
  ]),
  ...policy("whatever is in every namespace", {
    "/spec/egress/0/ports": undefined,
    "/spec/egress/0/to": [{ namespaceSelector: {} }],
  }),
];
