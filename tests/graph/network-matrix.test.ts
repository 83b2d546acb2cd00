import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { parseConfig } from "../../config/parse.ts";
import { backupConnections } from "../lib/backup-network.ts";
import { clusterGraphOf, clusterGraphWith, objectsOf, rawConfig, stacks } from "../lib/graph.ts";
import { challengeConnections, operatorPods } from "../lib/operator-pods.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";

const podsIn = (graph: Rendered, namespace: string) => [...podsOf(graph, namespace), ...operatorPods(graph, namespace)];
const found = (graph: Rendered, namespace: string) =>
  connections(policiesOf(graph), namespacesOf(graph), namespace, podsIn(graph, namespace));

describe("connections of a pod that no system declares", () => {
  for (const stack of stacks) {
    it(`in ${stack}: it asks for names, and nobody reaches it`, async () => {
      const { systems } = parseConfig(stack, await rawConfig(stack));
      const graph = await clusterGraphOf(stack);
      for (const system of systems) {
        const namespace = objectsOf(graph).find(
          ({ kind, labels }) => kind === "Namespace" && labels["app.kubernetes.io/part-of"] === system,
        );
        assert.ok(namespace, `a namespace of ${system}`);
        const lines = found(graph, namespace.name);
        assert.deepEqual(
          lines.filter((line) => /\b(stranger|impostor)\b/.test(line)),
          ["stranger -> dns:53/TCP", "stranger -> dns:53/UDP"],
        );
      }
    });
  }
});

describe("connections of cap", () => {
  const inEveryStack = [
    "app-ap -> db-g1:6379/TCP",
    "app-ap -> db-g2:6379/TCP",
    "app-cp -> db-g1:6379/TCP",
    "app-cp -> db-g2:6379/TCP",
    "gateway -> app-ap:5002/TCP",
    "gateway -> app-cp:5001/TCP",
    "prometheus -> app-ap:5002/TCP",
    "prometheus -> app-cp:5001/TCP",
    ...backupConnections(
      ["db-g1", "db-g2"].map((pod) => ({ component: `${pod}-backup`, pods: [pod], port: 6379, handOver: 6380 })),
    ),
    // Every pod of the namespace may ask for names, whoever it is.
    ...["app-ap", "app-cp", "db-g1", "db-g2", "stranger"].flatMap((pod) => [
      `${pod} -> dns:53/TCP`,
      `${pod} -> dns:53/UDP`,
    ]),
  ];
  const declared = (stack: string) => [...inEveryStack, ...challengeConnections(stack)].sort();

  for (const stack of stacks) {
    it(`in ${stack} are those that are declared, and no other`, async () => {
      assert.deepEqual(found(await clusterGraphOf(stack), "cap"), declared(stack));
    });
  }

  it("have one more where Redis replicates: from db-g2 to its source, and not back", async () => {
    const graph = await clusterGraphWith("prod", "cap.replication", "redis");
    assert.deepEqual(found(graph, "cap"), [...declared("prod"), "db-g2 -> db-g1:6379/TCP"].sort());
  });

  it("need every one of the policies", async () => {
    const graph = await clusterGraphOf("prod");
    const policies = policiesOf(graph).filter(({ metadata }) => metadata.namespace === "cap");
    const needless = policies.filter((left) => {
      const rest = policies.filter((each) => each !== left);
      const lines = connections(rest, namespacesOf(graph), "cap", podsIn(graph, "cap"));
      return lines.join() === declared("prod").join();
    });
    assert.deepEqual(needless, []);
    assert.equal(policies.length, 14);
  });
});
