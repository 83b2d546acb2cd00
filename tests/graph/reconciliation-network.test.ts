import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { backupConnections, backupPolicies } from "../lib/backup-network.ts";
import { stacks } from "../lib/graph.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";
import type { Pod } from "../lib/network-policy.ts";
import { challengeConnections, operatorPods } from "../lib/operator-pods.ts";
import { graph } from "./reconciliation-fixture.ts";

const namespace = "reconciliation";
/** Every pod of the system, the migration's without the hash of its content. */
function pods(rendered: Rendered): Pod[] {
  const own = podsOf(rendered, namespace).map((pod) => ({ ...pod, name: pod.name.replace(/-[0-9a-f]{10}$/, "") }));
  return [...own, ...operatorPods(rendered, namespace)];
}

const instances = ["postgres-1", "postgres-2"];
const pooler = "postgres-pooler-rw";
const each = (lines: (instance: string) => string[]) => instances.flatMap(lines);

const inEveryStack = [
  "gateway -> frontend:8080/TCP",
  "gateway -> backend:8080/TCP",
  "frontend -> backend:8080/TCP",
  `backend -> ${pooler}:5432/TCP`,
  "backend -> redis:6379/TCP",
  "prometheus -> backend:9090/TCP",
  `prometheus -> ${pooler}:9127/TCP`,
  ...each((instance) => [
    `migration -> ${instance}:5432/TCP`,
    `${pooler} -> ${instance}:5432/TCP`,
    `operator -> ${instance}:5432/TCP`,
    `operator -> ${instance}:8000/TCP`,
    `${instance} -> object-store:9000/TCP`,
    `prometheus -> ${instance}:9187/TCP`,
    // The API server has no labels, so that its ports are open to every address.
    `${instance} -> internet:443/TCP`,
    `${instance} -> internet:6443/TCP`,
    `${instance} -> metadata-service:443/TCP`,
    `${instance} -> metadata-service:6443/TCP`,
  ]),
  ...backupConnections([{ component: "postgres-backup", pods: instances, port: 5432 }]),
  `${pooler} -> internet:443/TCP`,
  `${pooler} -> internet:6443/TCP`,
  `${pooler} -> metadata-service:443/TCP`,
  `${pooler} -> metadata-service:6443/TCP`,
  ...[5432, 8000].flatMap((port) => [`postgres-1 -> postgres-2:${port}/TCP`, `postgres-2 -> postgres-1:${port}/TCP`]),
  ...["backend", "frontend", "migration", "redis", pooler, "stranger", ...instances].flatMap((pod) => [
    `${pod} -> dns:53/TCP`,
    `${pod} -> dns:53/UDP`,
  ]),
];

const declared = (stack: string) => [...inEveryStack, ...challengeConnections(stack)].sort();

describe("network of reconciliation", () => {
  for (const stack of stacks) {
    it(`allows in ${stack} the hops of the guide, and no other`, async () => {
      const rendered = await graph(stack);
      const found = connections(policiesOf(rendered), namespacesOf(rendered), namespace, pods(rendered));
      assert.deepEqual(found, declared(stack));
    });
  }

  it("needs every one of its policies", async () => {
    const rendered = await graph("prod");
    const policies = policiesOf(rendered);
    assert.deepEqual(
      policies.map(({ metadata }) => metadata.name),
      [
        "default-deny",
        "allow-dns",
        "allow-frontend",
        "allow-backend",
        "allow-backend-metrics",
        "allow-migration",
        "allow-postgres",
        "allow-postgres-control",
        "allow-postgres-pooler",
        "allow-postgres-pooler-metrics",
        "allow-redis",
        ...backupPolicies("postgres-backup"),
        "allow-acme-solver",
      ],
    );
    const idle = policies.filter((left) => {
      const rest = policies.filter((policy) => policy !== left);
      const found = connections(rest, namespacesOf(rendered), namespace, pods(rendered));
      return JSON.stringify(found) === JSON.stringify(declared("prod"));
    });
    assert.deepEqual(idle, []);
  });
});
