import assert from "node:assert/strict";
import { quotaFor, SystemNamespace } from "../../../../components/workload/namespace.ts";
import { Network, type NetworkNode } from "../../../../components/workload/network.ts";
import { renderComponents } from "../../../lib/component.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list, record } from "../../../lib/json.ts";

const nodes: Record<string, NetworkNode> = {
  api: { ports: { http: { port: 8080, from: ["gateway"] } }, calls: ["db"], reaches: ["https"] },
  db: {
    ports: {
      sql: { port: 5432, from: ["operator"] },
      metrics: { port: 9187, from: ["prometheus"], callers: false },
    },
    calls: [],
    among: [8000],
    selector: { "cnpg.io/cluster": "db" },
  },
  worker: { ports: {}, calls: ["api"] },
};
const build = (mesh: "off" | "istio" | undefined) =>
  renderComponents((opts) => new Network("shop-network", { system: "shop", namespace: "shop", nodes, mesh }, opts));

describe("a system's network in a mesh", () => {
  it("is what it always is without one", async () => {
    const [off, none] = [await build("off"), await build(undefined)];
    assert.deepEqual(
      off.resources.map(({ inputs }) => inputs),
      none.resources.map(({ inputs }) => inputs),
    );
    assert.doesNotMatch(JSON.stringify(off.resources.map(({ inputs }) => inputs)), /15008|169\.254\.7\.127/);
    assert.deepEqual(
      off.resources.filter(({ type }) => type.includes("istio")),
      [],
    );
  });

  it("opens the mesh's port beside every port between pods, to the same peers, and nowhere else", async () => {
    const [off, on] = [await build("off"), await build("istio")];
    const mesh = { protocol: "TCP", port: 15008 };
    const withMesh = (rules: unknown) =>
      list(rules).map((rule) => {
        const peers = [...list(at(rule, "from")), ...list(at(rule, "to"))];
        // Names, and addresses outside of the cluster, are no pods of the mesh.
        const outside = peers.some((peer) => at(peer, "ipBlock") ?? at(peer, "podSelector", "matchLabels", "k8s-app"));
        return outside ? rule : { ...record(rule), ports: [...list(at(rule, "ports")), mesh] };
      });
    for (const { type, name, inputs } of off.resources.filter((each) => each.type.endsWith(":NetworkPolicy"))) {
      const spec = at(inputs, "spec");
      assert.deepEqual(
        at(on.resources.find((each) => each.type === type && each.name === name)?.inputs, "spec"),
        {
          ...record(spec),
          ...(at(spec, "ingress") !== undefined && { ingress: withMesh(at(spec, "ingress")) }),
          ...(at(spec, "egress") !== undefined && { egress: withMesh(at(spec, "egress")) }),
        },
        name,
      );
    }
  });

  it("lets the kubelet's probes through, which have an address of their own there", async () => {
    assert.deepEqual(at(resource(await build("istio"), "NetworkPolicy", "shop-network-allow-probes").inputs, "spec"), {
      podSelector: {},
      policyTypes: ["Ingress"],
      ingress: [{ from: [{ ipBlock: { cidr: "169.254.7.127/32" } }] }],
    });
  });

  it("tells the mesh who may reach which port, since they all arrive at one", async () => {
    const rendered = await build("istio");
    const rules = (name: string) => {
      const { inputs } = resource(rendered, "AuthorizationPolicy", `shop-network-${name}-mesh`);
      return list(at(inputs, "spec", "rules")).map((rule) => [
        at(rule, "to", 0, "operation", "ports"),
        at(rule, "from", 0, "source", "namespaces"),
      ]);
    };
    assert.deepEqual(rules("api"), [[["8080"], ["shop", "envoy-gateway-system"]]]);
    assert.deepEqual(rules("db"), [
      [["5432"], ["shop", "operators"]],
      [["8000"], ["shop"]],
    ]);
    assert.deepEqual(rules("db-metrics"), [[["9187"], ["monitoring"]]]);
    // Nobody calls it, so nobody may.
    assert.deepEqual(rules("worker"), []);
    const { inputs } = resource(rendered, "AuthorizationPolicy", "shop-network-db-mesh");
    assert.deepEqual(at(inputs, "spec", "selector"), { matchLabels: { "cnpg.io/cluster": "db" } });
    assert.equal(at(inputs, "spec", "action"), "ALLOW");
  });
});

describe("a system's namespace in a mesh (ONB-009)", () => {
  const quota = quotaFor(1, { requests: { cpu: "1", memory: "1Gi" }, limits: { cpu: "1", memory: "1Gi" } }, 0);
  const namespace = (mesh?: "off" | "istio") =>
    renderComponents((opts) => new SystemNamespace("shop-namespace", { system: "shop", quota, mesh }, opts));

  it("has its pods in it, restricted as before, and takes mutual TLS alone", async () => {
    const rendered = await namespace("istio");
    const labels = at(resource(rendered, "Namespace", "shop-namespace").inputs, "metadata", "labels");
    assert.equal(at(labels, "istio.io/dataplane-mode"), "ambient");
    assert.equal(at(labels, "pod-security.kubernetes.io/enforce"), "restricted");
    const { inputs } = resource(rendered, "PeerAuthentication", "shop-namespace-mesh");
    assert.equal(at(inputs, "metadata", "namespace"), "shop");
    assert.deepEqual(at(inputs, "spec"), { mtls: { mode: "STRICT" } });
  });

  it("has none of it where there is no mesh", async () => {
    for (const rendered of [await namespace(), await namespace("off")]) {
      assert.doesNotMatch(JSON.stringify(rendered.resources.map(({ type, inputs }) => [type, inputs])), /istio/);
    }
  });
});
