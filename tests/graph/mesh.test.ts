import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { parseConfig } from "../../config/parse.ts";
import { changes, clusterGraphOf, clusterGraphWith, objectsOf, rawConfig } from "../lib/graph.ts";
import { at } from "../lib/json.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";

const { systems } = parseConfig("prod", await rawConfig("prod"));
/** The systems' namespaces; firefly's is the guide's. */
const namespaces = systems.map((system) => (system === "firefly" ? "production" : system));
const meshPort = { port: 15008 };

describe("a stack in a mesh (FTE-012, ECO-007, ONB-009)", () => {
  let without: Rendered;
  let inMesh: Rendered;

  before(async () => {
    without = await clusterGraphOf("prod");
    inMesh = await clusterGraphWith("prod", "cluster.mesh", "istio");
  });

  it("has all systems in it, restricted as before, and each takes mutual TLS alone", () => {
    const objects = objectsOf(inMesh);
    for (const name of namespaces) {
      const namespace = objects.find((each) => each.kind === "Namespace" && each.name === name);
      assert.equal(namespace?.labels["istio.io/dataplane-mode"], "ambient", name);
      assert.equal(namespace.labels["pod-security.kubernetes.io/enforce"], "restricted", name);
      const modes = objects.filter((each) => each.kind === "PeerAuthentication" && each.namespace === name);
      assert.deepEqual(
        modes.map(({ body }) => at(body, "spec")),
        [{ mtls: { mode: "STRICT" } }],
        name,
      );
    }
  });

  it("keeps every resource that it had without, and adds Istio's alone", () => {
    const { added = [], removed } = changes(without, inMesh);
    assert.deepEqual(removed, []);
    const kinds = new Set(added.map((each) => each.split(" ")[0]));
    assert.deepEqual([...kinds].sort(), [
      "kubernetes:core/v1:LimitRange",
      "kubernetes:core/v1:Namespace",
      "kubernetes:core/v1:ResourceQuota",
      "kubernetes:helm.sh/v3:Release",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy",
      "kubernetes:security.istio.io/v1:AuthorizationPolicy",
      "kubernetes:security.istio.io/v1:PeerAuthentication",
      "plumbline:workload:Network",
    ]);
    const policies = added.filter((each) => each.startsWith("kubernetes:networking.k8s.io/v1:NetworkPolicy"));
    const probes = policies.filter((each) => each.endsWith("-network-allow-probes"));
    // The systems' namespaces, and those of the platform's that call them.
    assert.equal(probes.length, namespaces.length + 3);
    assert.deepEqual(
      policies
        .filter((each) => !probes.includes(each))
        .map((each) => each.split(" ")[1])
        .sort(),
      [
        "platform-istio-system-network-allow-dns",
        "platform-istio-system-network-allow-istiod",
        "platform-istio-system-network-default-deny",
        "platform-node-agents-network-allow-istio-cni",
        "platform-node-agents-network-allow-ztunnel",
      ],
    );
  });

  it("is not there unless the stack says so", () => {
    const objects = objectsOf(without);
    assert.deepEqual(
      objects.filter(({ body, labels }) => /istio/.test(JSON.stringify([at(body, "apiVersion"), labels]))),
      [],
    );
  });

  for (const namespace of namespaces) {
    it(`lets the pods of ${namespace} reach those by the mesh's port that they reach without it, and no others`, () => {
      const pods = podsOf(without, namespace);
      const pairs = (graph: Rendered, wanted: (line: string) => boolean) => {
        const targets = pods.map((pod, index) =>
          index === 0
            ? { ...pod, ports: [...(pod.ports ?? []), { name: "mesh", ...meshPort, protocol: "TCP" as const }] }
            : pod,
        );
        const lines = connections(policiesOf(graph), namespacesOf(graph), namespace, targets);
        const own = new Set(pods.map(({ name }) => name));
        const toPods = lines.filter((line) => own.has(/ -> (.+):\d+\/\w+$/.exec(line)?.[1] ?? ""));
        return [...new Set(toPods.filter(wanted).map((line) => line.replace(/:\d+\/\w+$/, "")))];
      };
      const direct = pairs(without, () => true);
      assert.notEqual(direct.length, 0);
      assert.deepEqual(
        pairs(inMesh, (line) => line.endsWith(":15008/TCP")),
        direct,
      );
    });
  }
});
