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
