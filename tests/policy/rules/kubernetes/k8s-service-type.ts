import { resource } from "../../lib/cases.ts";

const service = resource("kubernetes:core/v1:Service", {
  metadata: { name: "a", namespace: "app" },
  spec: { type: "ClusterIP", ports: [{ port: 80 }] },
});
const balancer = { "/spec/type": "LoadBalancer" };

export default [
  ...service("inside of the cluster", {}),
  ...service("no type, which is inside of the cluster", { "/spec/type": undefined }),
  ...service("an internal load balancer of AWS", {
    ...balancer,
    "/metadata/annotations": { "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal" },
  }),
  ...service("an internal load balancer of Azure", {
    ...balancer,
    "/metadata/annotations": { "service.beta.kubernetes.io/azure-load-balancer-internal": "true" },
  }),
  ...service("a load balancer that is listed", balancer, [], { config: { publicServices: ["app/a"] } }),
  ...service("a load balancer", balancer, ['spec.type: expected "ClusterIP", found "LoadBalancer"']),
  ...service("a port of every node", { "/spec/type": "NodePort", "/spec/ports/0/nodePort": 30080 }, [
    'spec.type: expected "ClusterIP", found "NodePort"',
    "spec.ports[0].nodePort: expected nothing, found 30080",
  ]),
  ...service("an address of its own choice", { "/spec/externalIPs": ["192.0.2.1"] }, [
    'spec.externalIPs[0]: expected no address, found "192.0.2.1"',
  ]),
];
