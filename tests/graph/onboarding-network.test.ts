import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { backupConnections } from "../lib/backup-network.ts";
import { stacks } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";
import type { Pod } from "../lib/network-policy.ts";
import { challengeConnections, operatorPods } from "../lib/operator-pods.ts";
import { changedGraph, engine, graph, namespace, spec } from "./onboarding-fixture.ts";

/** Every pod of the system, a Job's without the hash of its content. */
function pods(rendered: Rendered): Pod[] {
  const own = podsOf(rendered, namespace).map((each) => ({
    ...each,
    name: each.name.replace(/-[0-9a-f]{10}$/, "-job"),
  }));
  return [...own, ...operatorPods(rendered, namespace)];
}

const instances = ["postgres-1", "postgres-2"];
const pooler = "postgres-pooler-rw";
const brokers = ["kafka-kafka-broker-1", "kafka-kafka-broker-2"];
const controllers = ["kafka-kafka-controller-1", "kafka-kafka-controller-2"];
const [topicOperator, exporter] = ["kafka-entity-operator", "kafka-kafka-exporter"];
const tasks = ["migration-job", "history-partitions-job", "history-partitions"];

const among = (members: readonly string[], ports: readonly number[]) =>
  members.flatMap((from) =>
    members.filter((to) => to !== from).flatMap((to) => ports.map((port) => `${from} -> ${to}:${port}/TCP`)),
  );

/** Every connection that the engine, its tasks and its stores need; those besides by what the stack wants. */
function declared(stack: string, more: { readonly providers?: boolean } = {}): string[] {
  const larger = stack !== "dev";
  const stores = larger ? ["redis"] : [];
  // Both are nodes of Kafka; brokers alone where they are the controllers, too.
  const nodes = larger ? [...controllers, ...brokers] : brokers;
  // The API server has no labels, so that its ports are open to every address.
  const callServer = [...instances, pooler, ...nodes, topicOperator];
  return [
    `gateway -> ${engine}:8080/TCP`,
    // Whether it can serve, which is asked from outside under one path.
    `gateway -> ${engine}:8081/TCP`,
    `prometheus -> ${engine}:8081/TCP`,
    `${engine} -> ${pooler}:5432/TCP`,
    ...nodes.map((node) => `${engine} -> ${node}:9093/TCP`),
    ...stores.map((redis) => `${engine} -> ${redis}:6379/TCP`),
    ...(more.providers === true ? [`${engine} -> internet:443/TCP`] : []),
    ...instances.flatMap((instance) => [
      ...tasks.map((task) => `${task} -> ${instance}:5432/TCP`),
      `${pooler} -> ${instance}:5432/TCP`,
      `operator -> ${instance}:5432/TCP`,
      `operator -> ${instance}:8000/TCP`,
      `prometheus -> ${instance}:9187/TCP`,
      // Where its WAL and its base backups go.
      `${instance} -> object-store:9000/TCP`,
    ]),
    `prometheus -> ${pooler}:9127/TCP`,
    ...nodes.flatMap((node) => [
      ...[9090, 9091, 8443].map((port) => `operator -> ${node}:${port}/TCP`),
      `prometheus -> ${node}:9404/TCP`,
      ...[topicOperator, exporter].map((from) => `${from} -> ${node}:9091/TCP`),
    ]),
    `prometheus -> ${topicOperator}:8080/TCP`,
    `prometheus -> ${topicOperator}:8081/TCP`,
    `prometheus -> ${exporter}:9404/TCP`,
    ...callServer.flatMap((from) =>
      ["internet", "metadata-service"].flatMap((to) => [443, 6443].map((port) => `${from} -> ${to}:${port}/TCP`)),
    ),
    ...backupConnections([
      { component: "postgres-backup", pods: instances, port: 5432 },
      { component: "kafka-backup", pods: nodes, port: 9093, drilledInPlace: true },
    ]),
    ...challengeConnections(stack),
    ...among(instances, [5432, 8000]),
    ...among(nodes, [9090, 9091]),
    ...[engine, ...tasks, ...stores, ...callServer, exporter, "stranger"].flatMap((from) => [
      `${from} -> dns:53/TCP`,
      `${from} -> dns:53/UDP`,
    ]),
  ].sort();
}

const found = (rendered: Rendered) =>
  connections(policiesOf(rendered), namespacesOf(rendered), namespace, pods(rendered));

describe("network of onboarding", () => {
  for (const stack of stacks) {
    it(`allows in ${stack} what the engine, its tasks and its stores need, and nothing else`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(found(rendered), declared(stack));
    });
  }

  it("opens the way to the providers where the engine calls them, and none to private addresses", async () => {
    const rendered = await changedGraph("prod", { callsProviders: true });
    assert.deepEqual(found(rendered), declared("prod", { providers: true }));
  });

  it("lets the gateway in at 8080, and Prometheus and questions after readiness at 8081, by the policy that the guide names", async () => {
    const policy = spec(await graph("prod"), "NetworkPolicy", "onboarding-workflow-netpol");
    assert.deepEqual(at(policy, "policyTypes"), ["Ingress", "Egress"]);
    assert.deepEqual(at(policy, "podSelector"), {
      matchLabels: { app: engine, "app.kubernetes.io/name": engine, "app.kubernetes.io/part-of": "onboarding" },
    });
    const peer = (where: string, labels: Record<string, string>) => ({
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": where } },
      podSelector: { matchLabels: labels },
    });
    const envoy = { "app.kubernetes.io/name": "envoy", "app.kubernetes.io/component": "proxy" };
    assert.deepEqual(at(policy, "ingress"), [
      { from: [peer("envoy-gateway-system", envoy)], ports: [{ protocol: "TCP", port: 8080 }] },
      {
        from: [peer("monitoring", { "app.kubernetes.io/name": "prometheus" }), peer("envoy-gateway-system", envoy)],
        ports: [{ protocol: "TCP", port: 8081 }],
      },
    ]);
    const to = (labels: Record<string, string>, port: number) => ({
      to: [{ podSelector: { matchLabels: labels } }],
      ports: [{ protocol: "TCP", port }],
    });
    assert.deepEqual(list(at(policy, "egress")), [
      to({ "cnpg.io/cluster": "postgres", "plumbline.dev/role": "postgres-pooler" }, 5432),
      to({ "strimzi.io/cluster": "kafka", "strimzi.io/name": "kafka-kafka" }, 9093),
      to({ "app.kubernetes.io/name": "redis", "app.kubernetes.io/part-of": "onboarding" }, 6379),
    ]);
  });
});
