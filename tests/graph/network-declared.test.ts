import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { parseConfig } from "../../config/parse.ts";
import { clusterGraphOf, rawConfig, stacks } from "../lib/graph.ts";
import { type Declared, declaredConnections, declaredNetworks, podsOfNode } from "../lib/network-declared.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";
import type { NetworkPolicy, Pod } from "../lib/network-policy.ts";
import { operatorPods } from "../lib/operator-pods.ts";

/** The systems of each stack, so that every test below is there for every system that a stack names. */
const cases = (
  await Promise.all(
    stacks.map(async (stack) => {
      const { systems } = parseConfig(stack, await rawConfig(stack));
      return systems.map((system) => ({ stack, system }));
    }),
  )
).flat();

/** Everything that runs in a namespace: what the program declares, and what operators make of it. */
const allPods = (graph: Rendered, namespace: string): Pod[] => [
  ...podsOf(graph, namespace),
  ...operatorPods(graph, namespace),
];

/** A system's network, its pods, the pods of the stack's other systems, and the policies of all. */
interface Scene {
  readonly declared: Declared;
  readonly pods: readonly Pod[];
  readonly others: readonly Pod[];
  readonly policies: readonly NetworkPolicy[];
}

function sceneOf(graph: Rendered, system: string): Scene {
  const networks = declaredNetworks(graph);
  const [declared, ...more] = networks.filter((each) => each.system === system);
  assert.ok(declared && more.length === 0, `one network of ${system}`);
  const others = networks
    .filter((each) => each !== declared)
    .flatMap(({ namespace }) => allPods(graph, namespace).map((pod) => ({ ...pod, name: `${namespace}/${pod.name}` })));
  // Both ends decide: the platform's, too, that send and receive. What namespaces of nobody's let in is theirs to say.
  const namespaces = networks.map(({ namespace }) => namespace);
  const policies = policiesOf(graph).filter(({ metadata }) => namespaces.includes(metadata.namespace));
  return { declared, pods: allPods(graph, declared.namespace), others, policies };
}

describe("connections between every two pods", () => {
  for (const { stack, system } of cases) {
    it(`of ${system} in ${stack} are those that it declares, and no other`, async () => {
      const graph = await clusterGraphOf(stack);
      const { declared, pods, others, policies } = sceneOf(graph, system);
      const empty = Object.keys(declared.nodes).filter((name) => podsOfNode(declared, name, pods).length === 0);
      assert.deepEqual(empty, [], "every node has pods");
      const found = connections(policies, namespacesOf(graph), declared.namespace, pods, others);
      assert.deepEqual(found, declaredConnections(declared, pods, others));
    });

    it(`of ${system} in ${stack} need every one of its policies`, async () => {
      const graph = await clusterGraphOf(stack);
      const { declared, pods, policies } = sceneOf(graph, system);
      const own = policies.filter(({ metadata }) => metadata.namespace === declared.namespace);
      // Those that deny all and open DNS, and at least one a node.
      assert.ok(own.length >= 2 + Object.keys(declared.nodes).length, `${own.length} policies`);
      const right = declaredConnections(declared, pods).join();
      const needless = own.filter((left) => {
        const rest = own.filter((each) => each !== left);
        return connections(rest, namespacesOf(graph), declared.namespace, pods).join() === right;
      });
      assert.deepEqual(
        needless.map(({ metadata }) => metadata.name),
        [],
      );
    });
  }
});
