import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { backupConnections, backupPolicies } from "../lib/backup-network.ts";
import { stacks } from "../lib/graph.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";
import type { Pod } from "../lib/network-policy.ts";
import { challengeConnections, operatorPods } from "../lib/operator-pods.ts";
import { graph, ports, services, serving, warm, workloads } from "./ecommerce-fixture.ts";

const namespace = "ecommerce";
/** Every pod of the system, without the hash of a job's content. */
function pods(rendered: Rendered): Pod[] {
  const own = podsOf(rendered, namespace).map((pod) => ({ ...pod, name: pod.name.replace(/-[0-9a-f]{10}$/, "") }));
  return [...own, ...operatorPods(rendered, namespace)];
}

const store = ["mongodb-1", "mongodb-2"];

/** The hops of the guide: from the load balancer to the gateway, on to the services, on to the stores (ECO-033). */
function declared(stack: string, names: (workload: (typeof workloads)[number]) => string[]): string[] {
  const gateways = names("api-gateway");
  const backends = services.flatMap((service) => names(service));
  const all = [...gateways, ...backends];
  return [
    ...gateways.flatMap((gateway) => [
      `gateway -> ${gateway}:8080/TCP`,
      ...services.flatMap((service) => names(service).map((pod) => `${gateway} -> ${pod}:${ports[service]}/TCP`)),
    ]),
    ...backends.flatMap((pod) => store.map((member) => `${pod} -> ${member}:27017/TCP`)),
    ...all.flatMap((pod) => [`${pod} -> redis:6379/TCP`, `${pod} -> internet:443/TCP`]),
    ...workloads.flatMap((name) => names(name).map((pod) => `prometheus -> ${pod}:${ports[name]}/TCP`)),
    ...store.flatMap((member) => [
      `mongodb-indexes -> ${member}:27017/TCP`,
      `prometheus -> ${member}:9216/TCP`,
      // The API server has no labels, so that its ports are open to every address.
      ...["internet", "metadata-service"].flatMap((to) => [443, 6443].map((port) => `${member} -> ${to}:${port}/TCP`)),
    ]),
    ...backupConnections([{ component: "mongodb-backup", pods: store, port: 27_017, increments: true }]),
    ...challengeConnections(stack),
    "mongodb-1 -> mongodb-2:27017/TCP",
    "mongodb-2 -> mongodb-1:27017/TCP",
    ...[...all, "mongodb-indexes", "redis", "stranger", ...store].flatMap((pod) => [
      `${pod} -> dns:53/TCP`,
      `${pod} -> dns:53/UDP`,
    ]),
  ].sort();
}

const expected = (stack: string) => declared(stack, (name) => [serving(stack, name)]);

describe("network of ecommerce", () => {
  for (const stack of stacks) {
    it(`allows in ${stack} the hops of the guide, and no other`, async () => {
      const rendered = await graph(stack);
      const found = connections(policiesOf(rendered), namespacesOf(rendered), namespace, pods(rendered));
      assert.deepEqual(found, expected(stack));
    });
  }

  it("is the same for both colours, side by side", async () => {
    const rendered = await graph("prod", warm);
    const found = connections(policiesOf(rendered), namespacesOf(rendered), namespace, pods(rendered));
    assert.deepEqual(
      found,
      declared("prod", (name) => [`${name}-blue`, `${name}-green`]),
    );
  });

  it("needs every one of its policies", async () => {
    const rendered = await graph("dev");
    const policies = policiesOf(rendered);
    const right = expected("dev");
    const names = ["default-deny", "allow-dns", ...workloads, "mongodb", "mongodb-metrics", "mongodb-indexes", "redis"];
    assert.deepEqual(
      policies.map(({ metadata }) => metadata.name),
      [
        ...names.map((name) => (name === "default-deny" || name === "allow-dns" ? name : `allow-${name}`)),
        ...backupPolicies("mongodb-backup"),
      ],
    );
    const idle = policies.filter((left) => {
      const rest = policies.filter((policy) => policy !== left);
      const found = connections(rest, namespacesOf(rendered), namespace, pods(rendered));
      return JSON.stringify(found) === JSON.stringify(right);
    });
    assert.deepEqual(idle, []);
  });
});
