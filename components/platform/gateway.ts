import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { EnvoyProxy } from "../crds/envoy-gateway.ts";
import { GatewayClass } from "../crds/gateway-api.ts";
import { clientCertificate, type IssuerReference } from "../identity/certificates.ts";
import { balancedGateway } from "../edge/balanced-gateway.ts";
import { internalBalancer } from "../edge/azure-internal-balancer.ts";
import { gatewayNodePort } from "../edge/node-port.ts";
import { edgeAnnotations } from "./mesh.ts";
import { platformNamespaces } from "./peers.ts";
import type { PlatformSettings } from "./settings.ts";

/** Class of the Gateways that the platform serves. */
export const gatewayClass = "envoy";

const identity = { system: "platform", component: "gateway" };

/** Clients keep their address, which rate limits and allow-lists go by. */
const ownBalancer = { type: "LoadBalancer", externalTrafficPolicy: "Local" } as const;

/** Name of the Service that a load balancer of the stack's own sends requests to. */
const publicService = "public";

/**
 * The load balancer of the stack says who the client is, and has sent to HTTPS what plain HTTP asks for. It sends requests to a port of the nodes, of
 * which those without a pod of the gateway do not answer, or to a private load balancer that the gateway has for itself.
 */
const behindBalancer = (address: string | undefined) =>
  address === undefined ? onNodes : { name: publicService, ...internalBalancer(address) };

const onNodes = {
  type: "NodePort" as const,
  name: publicService,
  externalTrafficPolicy: "Local" as const,
  patch: {
    type: "StrategicMerge" as const,
    value: { spec: { ports: [{ port: 443, protocol: "TCP", nodePort: gatewayNodePort }] } },
  },
};

/** The class, and the one data plane behind all Gateways of it, in as many zones as it has replicas. It shows servers who it is (FTE-015). */
export function gateway(
  parent: pulumi.Resource,
  name: string,
  { sizes, zoneSpread, mesh, balanced, gatewayAddress }: PlatformSettings,
  issuer: IssuerReference,
  dependsOn: pulumi.Resource[],
): pulumi.Resource[] {
  const labels = objectLabels(identity);
  const selector = { "app.kubernetes.io/name": "envoy", "app.kubernetes.io/component": "proxy" };
  const client = clientCertificate(parent, `${name}-client`, {
    identity,
    namespace: platformNamespaces.gateway,
    issuer,
    secretName: "gateway-client",
  });
  const proxy = new EnvoyProxy(
    `${name}-proxy`,
    {
      metadata: { name: gatewayClass, namespace: platformNamespaces.gateway, labels },
      spec: {
        // One load balancer and one address for all systems.
        mergeGateways: true,
        backendTLS: { clientCertificateRef: { kind: "Secret", name: client.name }, minVersion: "1.2" },
        // Longer than the gateway's slowest answer, and in the order of a load balancer's own.
        shutdown: { drainTimeout: "60s", minDrainDuration: "10s" },
        provider: {
          type: "Kubernetes",
          kubernetes: {
            envoyDeployment: {
              replicas: sizes.proxies,
              container: {
                resources: { requests: { cpu: "200m", memory: "256Mi" }, limits: { cpu: "2", memory: "1Gi" } },
              },
              pod: {
                ...(mesh !== "off" && { annotations: edgeAnnotations(mesh) }),
                topologySpreadConstraints: [
                  {
                    maxSkew: 1,
                    topologyKey: "topology.kubernetes.io/zone",
                    whenUnsatisfiable: zoneSpread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
                    labelSelector: { matchLabels: selector },
                  },
                ],
              },
            },
            envoyPDB: { maxUnavailable: 1 },
            envoyService: balanced ? behindBalancer(gatewayAddress) : ownBalancer,
          },
        },
      },
    },
    { parent, dependsOn },
  );
  const served = new GatewayClass(
    name,
    {
      metadata: { name: gatewayClass, labels },
      spec: {
        controllerName: "gateway.envoyproxy.io/gatewayclass-controller",
        parametersRef: {
          group: "gateway.envoyproxy.io",
          kind: "EnvoyProxy",
          name: gatewayClass,
          namespace: platformNamespaces.gateway,
        },
      },
    },
    { parent, dependsOn: [proxy] },
  );
  if (!balanced) return [served];
  const door = { gatewayClass, issuer, service: publicService };
  return balancedGateway(parent, `${name}-balanced`, door, [served]);
}
