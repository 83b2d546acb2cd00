import { resource } from "../../lib/cases.ts";

const cidr = "0.0.0.0/0";
const except = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16", "169.254.0.0/16"];
const policy = resource("kubernetes:networking.k8s.io/v1:NetworkPolicy", {
  metadata: { name: "allow-a", namespace: "app" },
  spec: {
    podSelector: {},
    ingress: [{ from: [{ podSelector: {} }] }],
    egress: [{ to: [{ ipBlock: { cidr, except } }] }],
  },
});

export default [
  ...policy("an outside service", {}),
  ...policy("an outside service by IPv6", {
    "/spec/egress/0/to/0/ipBlock": { cidr: "::/0", except: ["fc00::/7", "fe80::/10"] },
  }),
  ...policy("no traffic", { "/spec/ingress": [], "/spec/egress": undefined }),
  ...policy("a network", { "/spec/egress/0/to/0/ipBlock": { cidr: "10.1.0.0/16" } }),
  ...policy(
    "the Kubernetes API",
    { "/spec/egress/0": { to: [{ ipBlock: { cidr } }], ports: [{ port: 443 }, { port: 6443 }] } },
    [],
    { config: { apiClients: ["app/allow-a"] } },
  ),
  ...policy(
    "more than the Kubernetes API",
    { "/spec/egress/0": { to: [{ ipBlock: { cidr } }], ports: [{ port: 443 }, { port: 22 }] } },
    [`spec.egress[0].to[0].ipBlock: expected no open world, found "${cidr}"`],
    { config: { apiClients: ["app/allow-a"] } },
  ),
  ...policy(
    "every port of the Kubernetes API",
    { "/spec/egress/0/to/0/ipBlock": { cidr } },
    [`spec.egress[0].to[0].ipBlock: expected no open world, found "${cidr}"`],
    { config: { apiClients: ["app/allow-a"] } },
  ),
  ...policy("a webhook", { "/spec/ingress/0": { ports: [{ port: 9443 }] } }, [], {
    config: { openPorts: { "app/allow-a": [9443] } },
  }),
  ...policy(
    "another port beside a webhook",
    { "/spec/ingress/0": { ports: [{ port: 8080 }] } },
    ["spec.ingress[0].from: expected the peers, found everybody"],
    { config: { openPorts: { "app/allow-a": [9443] } } },
  ),
  ...policy(
    "every port of a webhook",
    { "/spec/ingress/0": {} },
    ["spec.ingress[0].from: expected the peers, found everybody"],
    { config: { openPorts: { "app/allow-a": [9443] } } },
  ),
  ...policy("out to everywhere", { "/spec/egress/0/to/0/ipBlock": { cidr } }, [
    `spec.egress[0].to[0].ipBlock: expected no open world, found "${cidr}"`,
  ]),
  ...policy("out to everywhere but some", { "/spec/egress/0/to/0/ipBlock/except": ["10.0.0.0/8"] }, [
    `spec.egress[0].to[0].ipBlock: expected no open world, found "${cidr}"`,
  ]),
  ...policy("out to everybody", { "/spec/egress/0": { ports: [{ port: 443 }] } }, [
    "spec.egress[0].to: expected the peers, found everybody",
  ]),
  ...policy("in from everywhere", { "/spec/ingress/0/from": [{ ipBlock: { cidr, except } }] }, [
    `spec.ingress[0].from[0].ipBlock: expected no open world, found "${cidr}"`,
  ]),
  ...policy("in from everybody", { "/spec/ingress/0": {} }, [
    "spec.ingress[0].from: expected the peers, found everybody",
  ]),
];
