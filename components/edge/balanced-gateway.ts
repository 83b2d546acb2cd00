import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { ClientTrafficPolicy } from "../crds/generated/envoy-gateway.ts";
import { Gateway } from "../crds/generated/gateway-api.ts";
import { type IssuerReference, serverCertificate } from "../identity/certificates.ts";
import { platformNamespaces } from "../platform/peers.ts";
import { clientTraffic, gatewayGroup } from "./policies.ts";

const identity = { system: "platform", component: "gateway" };
const namespace = platformNamespaces.gateway;
const gatewayName = "balanced";
const listener = "https";

/** The listener of a load balancer of the stack's own, as routes of any namespace refer to it. */
export const balancedListener = { namespace, name: gatewayName, sectionName: listener } as const;

export interface BalancedGatewayArgs {
  readonly gatewayClass: string;
  readonly issuer: IssuerReference;
  /** Name of the Service that the requests come by. */
  readonly service: string;
}

/**
 * The door for a load balancer that speaks TLS to the gateway. It names no host when the connection begins (no SNI), so that all listeners
 * with a host would refuse it; this one has none, and the request itself tells the host. Everybody else is still led to the host's own one.
 */
export function balancedGateway(
  parent: pulumi.Resource,
  name: string,
  { gatewayClass, issuer, service }: BalancedGatewayArgs,
  dependsOn: pulumi.Resource[],
): pulumi.Resource[] {
  const metadata = { name: gatewayName, namespace, labels: objectLabels(identity) };
  // The load balancer checks no name; it is the Service's own.
  const tls = serverCertificate(parent, `${name}-certificate`, {
    identity,
    namespace,
    issuer,
    secretName: `${gatewayName}-tls`,
    hosts: [`${service}.${namespace}.svc`],
  });
  const gateway = new Gateway(
    name,
    {
      metadata,
      spec: {
        gatewayClassName: gatewayClass,
        listeners: [
          {
            name: listener,
            protocol: "HTTPS",
            port: 443,
            tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: tls.name }] },
            // The systems' namespaces, wherever on the cluster a stack makes them.
            allowedRoutes: {
              namespaces: {
                from: "Selector",
                selector: { matchLabels: { "app.kubernetes.io/managed-by": "plumbline" } },
              },
            },
          },
        ],
      },
    },
    { parent, dependsOn },
  );
  const policy = new ClientTrafficPolicy(
    `${name}-tls`,
    {
      metadata,
      spec: {
        targetRefs: [{ group: gatewayGroup, kind: "Gateway", name: gatewayName, sectionName: listener }],
        ...clientTraffic(true),
      },
    },
    { parent, dependsOn: [gateway] },
  );
  return [gateway, policy];
}
