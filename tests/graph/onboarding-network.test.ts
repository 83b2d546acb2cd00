import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";
import type { Pod } from "../lib/network-policy.ts";
import { changedGraph, engine, graph, namespace, object, spec } from "./onboarding-fixture.ts";

const tcp = (ports: Record<string, number>): Pod["ports"] =>
  Object.entries(ports).map(([name, port]) => ({ name, port, protocol: "TCP" }));
const text = (labels: unknown) =>
  Object.fromEntries(Object.entries(record(labels)).map(([key, value]) => [key, String(value)]));
const pod = (name: string, labels: Record<string, string>, ports: Record<string, number>): Pod => ({
  kind: "pod",
  name,
  namespace,
  labels,
  ports: tcp(ports),
});

/** The pods that CloudNativePG makes: two instances and a pooler, with the labels that it puts on them. */
function databasePods(rendered: Rendered): Pod[] {
  const cluster = object(rendered, "Cluster", "postgres").body;
  const pooler = object(rendered, "Pooler", "postgres-pooler-rw").body;
  const inherited = text(at(cluster, "spec", "inheritedMetadata", "labels"));
  const instance = { ...inherited, "cnpg.io/cluster": "postgres", "cnpg.io/podRole": "instance" };
  const instancePorts = { postgresql: 5432, metrics: 9187, status: 8000 };
  const poolerLabels = {
    ...text(at(pooler, "spec", "template", "metadata", "labels")),
    "cnpg.io/cluster": "postgres",
    "cnpg.io/podRole": "pooler",
    "cnpg.io/poolerName": "postgres-pooler-rw",
  };
  return [
    pod("postgres-1", instance, instancePorts),
    pod("postgres-2", instance, instancePorts),
    pod("pooler", poolerLabels, { pgbouncer: 5432, metrics: 9127 }),
  ];
}

/** The pods that Strimzi makes: two brokers, the operator of topics and users, and the exporter of lag. */
function kafkaPods(rendered: Rendered): Pod[] {
  const pool = object(rendered, "KafkaNodePool", "kafka-broker").body;
  const labels = (part: string) => ({
    ...text(at(pool, "spec", "template", "pod", "metadata", "labels")),
    "strimzi.io/cluster": "kafka",
    "strimzi.io/kind": "Kafka",
    "strimzi.io/name": `kafka-${part}`,
  });
  const ports = { quorum: 9090, replication: 9091, clients: 9093, metrics: 9404, agent: 8443 };
  return [
    pod("broker-0", labels("kafka"), ports),
    pod("broker-1", labels("kafka"), ports),
    pod("entity-operator", labels("entity-operator"), { topics: 8080, users: 8081 }),
    pod("exporter", labels("kafka-exporter"), { metrics: 9404 }),
  ];
}

/** Every pod of the system, a Job's without the hash of its content. */
function pods(rendered: Rendered): Pod[] {
  const own = podsOf(rendered, namespace).map((each) => ({
    ...each,
    name: each.name.replace(/-[0-9a-f]{10}$/, "-job"),
  }));
  return [...own, ...databasePods(rendered), ...kafkaPods(rendered)];
}

const instances = ["postgres-1", "postgres-2"];
const brokers = ["broker-0", "broker-1"];
const tasks = ["migration-job", "history-partitions-job", "history-partitions"];

const among = (members: readonly string[], ports: readonly number[]) =>
  members.flatMap((from) =>
    members.filter((to) => to !== from).flatMap((to) => ports.map((port) => `${from} -> ${to}:${port}/TCP`)),
  );

/** Every connection that the engine, its tasks and its stores need; those besides by what the stack wants. */
function declared(more: {
  readonly redis: boolean;
  readonly archives: boolean;
  readonly providers?: boolean;
}): string[] {
  const stores = more.redis ? ["redis"] : [];
  // The API server has no labels, so that its ports are open to every address.
  const callServer = [...instances, "pooler", ...brokers, "entity-operator"];
  return [
    `gateway -> ${engine}:8080/TCP`,
    `prometheus -> ${engine}:8081/TCP`,
    `${engine} -> pooler:5432/TCP`,
    ...brokers.map((broker) => `${engine} -> ${broker}:9093/TCP`),
    ...stores.map((redis) => `${engine} -> ${redis}:6379/TCP`),
    ...(more.providers === true ? [`${engine} -> internet:443/TCP`] : []),
    ...instances.flatMap((instance) => [
      ...tasks.map((task) => `${task} -> ${instance}:5432/TCP`),
      `pooler -> ${instance}:5432/TCP`,
      `backup -> ${instance}:5432/TCP`,
      `operator -> ${instance}:5432/TCP`,
      `operator -> ${instance}:8000/TCP`,
      `prometheus -> ${instance}:9187/TCP`,
      ...(more.archives ? [`${instance} -> object-store:9000/TCP`] : []),
    ]),
    "prometheus -> pooler:9127/TCP",
    ...brokers.flatMap((broker) => [
      ...[9090, 9091, 8443].map((port) => `operator -> ${broker}:${port}/TCP`),
      `prometheus -> ${broker}:9404/TCP`,
      ...["entity-operator", "exporter"].flatMap((from) =>
        [9090, 9091, 8443, 9404].map((port) => `${from} -> ${broker}:${port}/TCP`),
      ),
    ]),
    "prometheus -> entity-operator:8080/TCP",
    "prometheus -> entity-operator:8081/TCP",
    "prometheus -> exporter:9404/TCP",
    ...callServer.flatMap((from) =>
      ["internet", "metadata-service"].flatMap((to) => [443, 6443].map((port) => `${from} -> ${to}:${port}/TCP`)),
    ),
    ...among(instances, [5432, 8000]),
    ...among(brokers, [9090, 9091]),
    ...[engine, ...tasks, ...stores, ...callServer, "exporter", "backup", "stranger"].flatMap((from) => [
      `${from} -> dns:53/TCP`,
      `${from} -> dns:53/UDP`,
    ]),
  ].sort();
}

/** Whether the instances send their WAL to the backup store. */
const archives = (rendered: Rendered) => at(spec(rendered, "Cluster", "postgres"), "plugins") !== undefined;

const found = (rendered: Rendered) =>
  connections(policiesOf(rendered), namespacesOf(rendered), namespace, pods(rendered));

describe("network of onboarding", () => {
  for (const stack of stacks) {
    it(`allows in ${stack} what the engine, its tasks and its stores need, and nothing else`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(found(rendered), declared({ redis: stack !== "dev", archives: archives(rendered) }));
    });
  }

  it("opens the way to the providers where the engine calls them, and none to private addresses", async () => {
    const rendered = await changedGraph("prod", { callsProviders: true });
    assert.deepEqual(found(rendered), declared({ redis: true, archives: archives(rendered), providers: true }));
  });

  it("lets the gateway in at 8080 and Prometheus at 8081, by the policy that the guide names", async () => {
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
        from: [peer("monitoring", { "app.kubernetes.io/name": "prometheus" })],
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

  it("needs every one of its policies", async () => {
    const rendered = await graph("prod");
    const policies = policiesOf(rendered);
    const own = policies.filter(({ metadata }) => metadata.namespace === namespace);
    assert.ok(own.length >= 14);
    const whole = JSON.stringify(found(rendered));
    const idle = own.filter((left) => {
      const rest = policies.filter((policy) => policy !== left);
      return JSON.stringify(connections(rest, namespacesOf(rendered), namespace, pods(rendered))) === whole;
    });
    assert.deepEqual(
      idle.map(({ metadata }) => metadata.name),
      [],
    );
  });
});
