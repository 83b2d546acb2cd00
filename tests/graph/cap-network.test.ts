import assert from "node:assert/strict";
import { capObject, find, renderCap, stacks } from "./cap-fixture.ts";
import { allowed, type Peer, policiesOf } from "./cap-reach.ts";

const inCap = (name: string): Peer => ({
  namespace: "cap",
  labels: { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "cap" },
});

/** Who may try to connect: cap's own pods, the platform's, and strangers. */
const peers: Record<string, Peer> = {
  "app-cp": inCap("app-cp"),
  "app-ap": inCap("app-ap"),
  "db-g1": inCap("db-g1"),
  "db-g2": inCap("db-g2"),
  ...Object.fromEntries(
    ["db-g1", "db-g2"].flatMap((node) =>
      ["backup", "backup-drill", "backup-restore"].map((job) => [`${node}-${job}`, inCap(`${node}-${job}`)]),
    ),
  ),
  "backup-exporter": inCap("backup-exporter"),
  "acme-solver": { namespace: "cap", labels: { "acme.cert-manager.io/http01-solver": "true" } },
  stranger: inCap("stranger"),
  gateway: {
    namespace: "envoy-gateway-system",
    labels: { "app.kubernetes.io/name": "envoy", "app.kubernetes.io/component": "proxy" },
  },
  "gateway's controller": { namespace: "envoy-gateway-system", labels: { "app.kubernetes.io/name": "gateway-helm" } },
  prometheus: { namespace: "monitoring", labels: { "app.kubernetes.io/name": "prometheus" } },
  grafana: { namespace: "monitoring", labels: { "app.kubernetes.io/name": "grafana" } },
  "another system's app": {
    namespace: "firefly",
    labels: { "app.kubernetes.io/name": "app-cp", "app.kubernetes.io/part-of": "cap" },
  },
  "backup-store": { namespace: "backup-store", labels: { "app.kubernetes.io/name": "s3" } },
  dns: { namespace: "kube-system", labels: { "k8s-app": "kube-dns" } },
  "API server": {},
  internet: {},
};
const ports = [53, 80, 443, 5001, 5002, 6379, 6380, 8080, 8089, 9000, 9187];
const targets = [
  "app-cp",
  "app-ap",
  "db-g1",
  "db-g2",
  "db-g1-backup-restore",
  "db-g2-backup-restore",
  "backup-exporter",
  "acme-solver",
  "backup-store",
  "stranger",
  "dns",
  "API server",
  "internet",
];
/** Pods of cap, whose way out counts; what others may do elsewhere is not cap's to say. */
const own = [
  "app-cp",
  "app-ap",
  "db-g1",
  "db-g2",
  "db-g1-backup-restore",
  "db-g2-backup-restore",
  "backup-exporter",
  "acme-solver",
  "stranger",
];

const inEveryStack = [
  "acme-solver -> dns:53",
  "app-ap -> db-g1:6379",
  "app-ap -> db-g2:6379",
  "app-ap -> dns:53",
  "app-cp -> db-g1:6379",
  "app-cp -> db-g2:6379",
  "app-cp -> dns:53",
  "backup-exporter -> backup-store:9000",
  "backup-exporter -> dns:53",
  "db-g1 -> db-g1-backup-restore:6380",
  "db-g1 -> dns:53",
  ...["db-g1", "db-g2"].flatMap((node) =>
    ["backup", "backup-drill", "backup-restore"].flatMap((job) => [
      `${node}-${job} -> backup-store:9000`,
      // A drill does not reach the node in use.
      ...(job === "backup-drill" ? [] : [`${node}-${job} -> ${node}:6379`]),
      `${node}-${job} -> dns:53`,
    ]),
  ),
  "db-g2 -> db-g2-backup-restore:6380",
  "db-g2 -> dns:53",
  "gateway -> app-ap:5002",
  "gateway -> app-cp:5001",
  "prometheus -> app-ap:5002",
  "prometheus -> app-cp:5001",
  "prometheus -> backup-exporter:9187",
  "stranger -> dns:53",
];

/** A development stack's own authority asks no host whether it is ours. */
const declared = (stack: string) =>
  [...inEveryStack, ...(stack === "dev" ? [] : ["gateway -> acme-solver:8089"])].sort();

type Policies = ReturnType<typeof policiesOf>;

function matrix(policies: Policies): string[] {
  return Object.entries(peers)
    .flatMap(([from, source]) =>
      targets
        .filter((to) => to !== from && (own.includes(to) || source.namespace === "cap"))
        .flatMap((to) =>
          ports
            .filter((port) => allowed(policies, source, peers[to] ?? {}, port))
            .map((port) => `${from} -> ${to}:${port}`),
        ),
    )
    .sort();
}

describe("network of cap", () => {
  for (const stack of stacks) {
    it(`allows in ${stack} exactly what is declared, of ${Object.keys(peers).length * targets.length * ports.length} connections`, async () => {
      assert.deepEqual(matrix(policiesOf(await renderCap(stack))), declared(stack));
    });
  }

  it("allows DNS over UDP, too, and nothing else over it", async () => {
    const policies = policiesOf(await renderCap("prod"));
    for (const name of own) {
      assert.deepEqual(
        targets.flatMap((to) =>
          ports
            .filter((port) => allowed(policies, peers[name] ?? {}, peers[to] ?? {}, port, "UDP"))
            .map((port) => `${to}:${port}`),
        ),
        ["dns:53"],
      );
    }
  });

  it("adds the replica's way to db_g1 where Redis replicates, and nothing else", async () => {
    const before = matrix(policiesOf(await renderCap("prod")));
    const after = matrix(policiesOf(await renderCap("prod", { replication: "redis" })));
    assert.deepEqual(
      after.filter((line) => !before.includes(line)),
      ["db-g2 -> db-g1:6379"],
    );
    assert.deepEqual(
      before.filter((line) => !after.includes(line)),
      [],
    );
  });

  it("depends on every single policy", async () => {
    const policies = policiesOf(await renderCap("prod"));
    const whole = matrix(policies);
    const idle = policies.filter((policy) => {
      const rest = policies.filter((other) => other !== policy);
      return JSON.stringify(matrix(rest)) === JSON.stringify(whole);
    });
    assert.equal(policies.length, 14);
    assert.deepEqual(idle, []);
  });

  it("selects pods by labels that the pods have", async () => {
    const rendered = await renderCap("prod");
    for (const [kind, name] of [
      ["Deployment", "app-cp"],
      ["Deployment", "app-ap"],
      ["StatefulSet", "db-g1"],
      ["StatefulSet", "db-g2"],
    ] as const) {
      const [labels] = find(capObject(rendered, kind, name), "$.spec.template.metadata.labels");
      assert.ok(typeof labels === "object" && labels !== null);
      const { labels: expected = {} } = peers[name] ?? {};
      assert.deepEqual(
        Object.entries(labels).filter(([key]) => key in expected),
        Object.entries(expected),
      );
    }
  });

  it("has no way in but through the Gateway: no Service has a node port or a load balancer", async () => {
    for (const stack of stacks) {
      const { resources } = await renderCap(stack);
      const services = resources.filter(({ type }) => type === "kubernetes:core/v1:Service");
      const kinds = services.map((service) => [
        find(service, "$.metadata.name")[0],
        find(service, "$.spec.type")[0] ?? "ClusterIP",
      ]);
      assert.deepEqual(kinds, [
        ["db-g1", "ClusterIP"],
        ["db-g2", "ClusterIP"],
        ["app-cp", "ClusterIP"],
        ["app-ap", "ClusterIP"],
        ["backup-exporter", "ClusterIP"],
      ]);
      assert.deepEqual(
        resources.filter(({ type }) => type.endsWith(":Ingress")),
        [],
      );
    }
  });
});
