import assert from "node:assert/strict";
import { at } from "../../../lib/json.ts";
import { rendered } from "./fixture.ts";

const service = async (balanced?: boolean) => {
  const objects = await rendered({ ...(balanced !== undefined && { balanced }) });
  return at(objects.spec("EnvoyProxy/envoy"), "provider", "kubernetes", "envoyService");
};

describe("the gateway of a cluster", () => {
  it("has a load balancer of its own unless one stands before it", async () => {
    const own = { type: "LoadBalancer", externalTrafficPolicy: "Local" };
    assert.deepEqual([await service(), await service(false)], [own, own]);
  });

  it("is reached by one port of the nodes, which does not change, where one does", async () => {
    assert.deepEqual(await service(true), {
      type: "NodePort",
      name: "public",
      externalTrafficPolicy: "Local",
      patch: {
        type: "StrategicMerge",
        value: { spec: { ports: [{ port: 443, protocol: "TCP", nodePort: 30443 }] } },
      },
    });
  });

  it("has a listener for a load balancer that names no host, which the others need none of", async () => {
    const objects = await rendered({ balanced: true });
    assert.deepEqual(objects.spec("Gateway/balanced"), {
      gatewayClassName: "envoy",
      listeners: [
        {
          name: "https",
          protocol: "HTTPS",
          port: 443,
          tls: { mode: "Terminate", certificateRefs: [{ kind: "Secret", name: "balanced-tls" }] },
          allowedRoutes: {
            namespaces: {
              from: "Selector",
              selector: { matchLabels: { "app.kubernetes.io/managed-by": "plumbline" } },
            },
          },
        },
      ],
    });
    assert.deepEqual(objects.spec("ClientTrafficPolicy/balanced"), {
      targetRefs: [{ group: "gateway.networking.k8s.io", kind: "Gateway", name: "balanced", sectionName: "https" }],
      tls: { minVersion: "1.2" },
      clientIPDetection: { xForwardedFor: { numTrustedHops: 1 } },
    });
    assert.deepEqual(at(objects.spec("Certificate/balanced-tls"), "dnsNames"), ["public.envoy-gateway-system.svc"]);
    const own = await rendered();
    assert.throws(() => own.spec("Gateway/balanced"));
  });

  it("is one proxy for all Gateways of the class, and shows servers who it is (FTE-015)", async () => {
    const objects = await rendered();
    const spec = objects.spec("EnvoyProxy/envoy");
    assert.equal(at(spec, "mergeGateways"), true);
    assert.deepEqual(at(spec, "backendTLS"), {
      clientCertificateRef: { kind: "Secret", name: "gateway-client" },
      minVersion: "1.2",
    });
    assert.deepEqual(at(objects.spec("GatewayClass/envoy"), "parametersRef"), {
      group: "gateway.envoyproxy.io",
      kind: "EnvoyProxy",
      name: "envoy",
      namespace: "envoy-gateway-system",
    });
  });
});
