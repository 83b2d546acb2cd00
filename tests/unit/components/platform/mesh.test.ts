import assert from "node:assert/strict";
import { JSONPath } from "jsonpath-plus";
import { at } from "../../../lib/json.ts";
import { rendered, value } from "./fixture.ts";

const inMesh = "istio.io/dataplane-mode";

describe("the platform's mesh (FTE-012, ECO-007)", () => {
  it("is not there unless the stack asks for it", async () => {
    for (const objects of [await rendered(), await rendered({ mesh: "off" })]) {
      assert.deepEqual(
        objects.names.filter((name) => /istio|ztunnel/.test(name)),
        [],
      );
      // What a deployer may write knows of it all the same.
      const others = objects.resources.filter(({ type }) => !type.endsWith(":ClusterRole"));
      assert.doesNotMatch(JSON.stringify(others.map(({ inputs }) => inputs)), /istio|15008/);
    }
  });

  it("is Istio without sidecars: its control plane apart, and its agents with those of the nodes", async () => {
    const objects = await rendered({ mesh: "istio" });
    assert.deepEqual(
      ["istio-base", "istiod", "istio-cni", "ztunnel"].map((chart) => [
        chart,
        objects.body(`Release/platform-${chart}`).namespace,
        value(objects, chart, "profile"),
        value(objects, chart, "global/istioNamespace"),
      ]),
      [
        ["istio-base", "istio-system", "ambient", "istio-system"],
        ["istiod", "istio-system", "ambient", "istio-system"],
        ["istio-cni", "node-agents", "ambient", "istio-system"],
        ["ztunnel", "node-agents", "ambient", "istio-system"],
      ],
    );
    // It trusts the tunnels of no other namespace with the pods' certificates.
    assert.equal(value(objects, "istiod", "trustedZtunnelNamespace"), "node-agents");
    assert.equal(value(objects, "istiod", "replicaCount"), 2);
    assert.deepEqual(value(objects, "istiod", "seccompProfile"), { type: "RuntimeDefault" });
    const { metadata } = objects.body("Namespace/istio-system");
    assert.equal(at(metadata, "labels", "pod-security.kubernetes.io/enforce"), "restricted");
  });

  it("takes in those parts of the platform that connect to the systems' pods", async () => {
    const objects = await rendered({ mesh: "istio" });
    const members = objects.names.filter(
      (name) => name.startsWith("Namespace/") && at(objects.body(name).metadata, "labels", inMesh) === "ambient",
    );
    assert.deepEqual(members, ["Namespace/envoy-gateway-system", "Namespace/monitoring", "Namespace/operators"]);
  });

  it("leaves the clients' addresses to the gateway, and opens its port where a policy stands", async () => {
    const objects = await rendered({ mesh: "istio" });
    assert.deepEqual(objects.find("EnvoyProxy/envoy", "$..envoyDeployment.pod.annotations"), [
      { "ambient.istio.io/bypass-inbound-capture": "true" },
    ]);
    const json: unknown = objects.spec("NetworkPolicy/allow-long-term-metrics");
    assert.ok(typeof json === "object" && json !== null);
    assert.deepEqual(JSONPath<unknown[]>({ path: "$.ingress[*].ports[*].port", json, wrap: true }), [8428, 15008]);
  });
});
