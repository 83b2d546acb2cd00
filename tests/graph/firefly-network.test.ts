import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { backupConnections, backupPolicies } from "../lib/backup-network.ts";
import { stacks } from "../lib/graph.ts";
import { at, list } from "../lib/json.ts";
import { connections, namespacesOf, podsOf, policiesOf } from "../lib/network-matrix.ts";
import type { Pod } from "../lib/network-policy.ts";
import { challengeConnections, operatorPods } from "../lib/operator-pods.ts";
import { changedGraph, engine, graph, namespace, releases, spec } from "./firefly-fixture.ts";

const database = "postgres-transactional-engine";
/** Every pod of the system: the engine's by its version, the migration's without the hash of its content. */
function pods(rendered: Rendered): Pod[] {
  const own = podsOf(rendered, namespace).map((pod) => ({ ...pod, name: pod.name.replace(/-[0-9a-f]{10}$/, "") }));
  return [...own, ...operatorPods(rendered, namespace)];
}

const instances = [`${database}-1`, `${database}-2`];
const pooler = `${database}-pooler-rw`;
const nodes = ["broker-1", "broker-2"];

/** Every connection that the engine's versions and their stores need. */
function declared(stack: string, versions: readonly string[]): string[] {
  return [
    ...versions.flatMap((version) => [
      `gateway -> ${version}:8080/TCP`,
      // Whether it can serve, which is asked from outside under one path.
      `gateway -> ${version}:8081/TCP`,
      `prometheus -> ${version}:8081/TCP`,
      `${version} -> ${pooler}:5432/TCP`,
      ...nodes.map((node) => `${version} -> ${node}:5671/TCP`),
      `${version} -> cache:6379/TCP`,
      // The tokens' issuer and whatever else is public, and nothing private.
      `${version} -> internet:443/TCP`,
    ]),
    ...instances.flatMap((instance) => [
      `migration -> ${instance}:5432/TCP`,
      `${pooler} -> ${instance}:5432/TCP`,
      `operator -> ${instance}:5432/TCP`,
      `operator -> ${instance}:8000/TCP`,
      `${instance} -> object-store:9000/TCP`,
      `prometheus -> ${instance}:9187/TCP`,
    ]),
    `prometheus -> ${pooler}:9127/TCP`,
    ...nodes.flatMap((node) => [`operator -> ${node}:15671/TCP`, `prometheus -> ${node}:15691/TCP`]),
    // The API server has no labels, so that its ports are open to every address.
    ...[...instances, pooler].flatMap((pod) =>
      ["internet", "metadata-service"].flatMap((to) => [443, 6443].map((port) => `${pod} -> ${to}:${port}/TCP`)),
    ),
    ...challengeConnections(stack),
    ...among(instances, [5432, 8000]),
    ...among(nodes, [4369, 25672]),
    ...backupConnections([{ component: `${database}-backup`, pods: instances, port: 5432 }]),
    ...[...versions, "migration", "cache", pooler, "stranger", ...instances, ...nodes].flatMap((pod) => [
      `${pod} -> dns:53/TCP`,
      `${pod} -> dns:53/UDP`,
    ]),
  ].sort();
}

const among = (members: readonly string[], ports: readonly number[]) =>
  members.flatMap((from) =>
    members.filter((to) => to !== from).flatMap((to) => ports.map((port) => `${from} -> ${to}:${port}/TCP`)),
  );

const found = (rendered: Rendered) =>
  connections(policiesOf(rendered), namespacesOf(rendered), namespace, pods(rendered));

describe("network of firefly", () => {
  const versions: Readonly<Record<keyof typeof releases, readonly string[]>> = {
    rolling: [`${engine}-primary`],
    canary: [engine],
    "blue-green": [`${engine}-blue`, `${engine}-green`],
  };
  const modeOf: Readonly<Record<string, keyof typeof releases>> = { dev: "rolling", staging: "canary" };

  for (const stack of stacks) {
    it(`allows in ${stack} what the engine and its stores need, and nothing else`, async () => {
      const serving = versions[modeOf[stack] ?? "blue-green"].slice(0, 1);
      assert.deepEqual(found(await graph(stack)), declared(stack, serving));
    });
  }

  for (const mode of ["rolling", "canary", "blue-green"] as const) {
    it(`is the same for a ${mode} release in prod`, async () => {
      const both = mode === "blue-green" ? { idle: "warm" } : {};
      const rendered = await changedGraph("prod", { release: { ...releases[mode], ...both } });
      assert.deepEqual(found(rendered), declared("prod", versions[mode]));
    });
  }

  it("lets the gateway in at 8080, and Prometheus and questions after readiness at 8081, by one policy for all of the engine's pods", async () => {
    const rendered = await graph("prod");
    const policy = spec(rendered, "NetworkPolicy", "transactional-engine-network-policy");
    assert.deepEqual(at(policy, "policyTypes"), ["Ingress", "Egress"]);
    assert.deepEqual(at(policy, "podSelector"), {
      matchLabels: {
        app: "transactional-engine",
        "app.kubernetes.io/name": "transactional-engine",
        "app.kubernetes.io/part-of": "firefly",
      },
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
    assert.deepEqual(
      list(at(policy, "egress")).map((rule) => list(at(rule, "ports")).map((port) => at(port, "port"))),
      [[5432], [5671], [6379], [443]],
    );
    const [postgres] = list(at(policy, "egress"));
    assert.deepEqual(at(postgres, "to"), [
      { podSelector: { matchLabels: { "cnpg.io/cluster": database, "plumbline.dev/role": "postgres-pooler" } } },
    ]);
  });

  it("needs every one of its policies", async () => {
    const rendered = await graph("prod");
    const policies = policiesOf(rendered);
    assert.deepEqual(
      policies.map(({ metadata }) => metadata.name),
      [
        "default-deny",
        "allow-dns",
        "transactional-engine-network-policy",
        "allow-migration",
        `allow-${database}`,
        `allow-${database}-control`,
        `allow-${database}-pooler`,
        `allow-${database}-pooler-metrics`,
        "allow-broker",
        "allow-broker-management-metrics",
        "allow-cache",
        ...backupPolicies(`${database}-backup`),
        "allow-acme-solver",
      ],
    );
    const whole = JSON.stringify(found(rendered));
    const idle = policies.filter((left) => {
      const rest = policies.filter((policy) => policy !== left);
      return JSON.stringify(connections(rest, namespacesOf(rendered), namespace, pods(rendered))) === whole;
    });
    assert.deepEqual(idle, []);
  });
});
