import assert from "node:assert/strict";
import { Network, type NetworkNode } from "../../../../components/workload/network.ts";
import { renderComponents } from "../../../lib/component.ts";
import { resource } from "../../../lib/graph.ts";
import { at, list } from "../../../lib/json.ts";

const build = (nodes: Record<string, NetworkNode>) =>
  renderComponents((opts) => new Network("shop-network", { system: "shop", namespace: "shop", nodes }, opts));
const spec = async (nodes: Record<string, NetworkNode>, name: string) =>
  at(resource(await build(nodes), "NetworkPolicy", `shop-network-${name}`).inputs, "spec");
const pods = (component: string) => ({
  podSelector: { matchLabels: { "app.kubernetes.io/name": component, "app.kubernetes.io/part-of": "shop" } },
});
const db: NetworkNode = { ports: { sql: { port: 5432 } }, calls: [] };

describe("a system's network", () => {
  it("denies everything, and lets every pod ask for names", async () => {
    assert.deepEqual(await spec({ db }, "default-deny"), { podSelector: {}, policyTypes: ["Ingress", "Egress"] });
    assert.deepEqual(await spec({ db }, "allow-dns"), {
      podSelector: {},
      policyTypes: ["Egress"],
      egress: [
        {
          to: [
            {
              namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "kube-system" } },
              podSelector: { matchLabels: { "k8s-app": "kube-dns" } },
            },
          ],
          ports: [
            { protocol: "UDP", port: 53 },
            { protocol: "TCP", port: 53 },
          ],
        },
      ],
    });
  });

  it("names a node's policy after it, or as it says", async () => {
    const { resources } = await build({ db, api: { ...db, policy: "api-network-policy" } });
    assert.deepEqual(
      resources
        .filter(({ type }) => type.endsWith(":NetworkPolicy"))
        .map(({ inputs }) => at(inputs, "metadata", "name")),
      ["default-deny", "allow-dns", "allow-db", "api-network-policy"],
    );
  });

  it("opens a call to what is no pods by its networks, at the caller alone", async () => {
    const managed: NetworkNode = {
      ports: { sql: { port: 5432 } },
      calls: [],
      addresses: ["10.0.192.0/22", "10.0.196.0/22"],
    };
    const nodes = { db: managed, api: { ports: { http: { port: 8080 } }, calls: ["db"] } };
    const there = {
      to: [{ ipBlock: { cidr: "10.0.192.0/22" } }, { ipBlock: { cidr: "10.0.196.0/22" } }],
      ports: [{ protocol: "TCP", port: 5432 }],
    };
    assert.deepEqual(at(await spec(nodes, "allow-api"), "egress"), [there]);
    const names = (await build(nodes)).resources
      .filter(({ type }) => type.endsWith(":NetworkPolicy"))
      .map(({ inputs }) => at(inputs, "metadata", "name"));
    assert.deepEqual(names, ["default-deny", "allow-dns", "allow-api"]);
  });

  it("opens a declared call on both ends, and nothing for a node that nobody calls", async () => {
    const nodes = { db, api: { ports: { http: { port: 8080 } }, calls: ["db"] } };
    const ports = [{ protocol: "TCP", port: 5432 }];
    assert.deepEqual(await spec(nodes, "allow-db"), {
      ...pods("db"),
      policyTypes: ["Ingress", "Egress"],
      ingress: [{ from: [pods("api")], ports }],
      egress: [],
    });
    assert.deepEqual(await spec(nodes, "allow-api"), {
      ...pods("api"),
      policyTypes: ["Ingress", "Egress"],
      ingress: [],
      egress: [{ to: [pods("db")], ports }],
    });
  });

  it("selects the pods by the labels that a node names", async () => {
    const selector = { "cnpg.io/cluster": "db" };
    const nodes = { db: { ...db, selector, among: [5432, 8000] }, api: { ports: {}, calls: ["db"] } };
    const own = { podSelector: { matchLabels: selector } };
    const policy = await spec(nodes, "allow-db");
    const among = [
      { protocol: "TCP", port: 5432 },
      { protocol: "TCP", port: 8000 },
    ];
    assert.deepEqual(at(policy, "podSelector"), own.podSelector);
    assert.deepEqual(list(at(policy, "ingress"))[1], { from: [own], ports: among });
    assert.deepEqual(at(policy, "egress"), [{ to: [own], ports: among }]);
    assert.deepEqual(at(await spec(nodes, "allow-api"), "egress", 0, "to"), [own]);
  });

  describe("of a node with ports that are not for its callers", () => {
    const selector = { "cnpg.io/cluster": "db" };
    const ports = {
      sql: { port: 5432 },
      admin: { port: 8000, from: ["operator"], callers: false },
      metrics: { port: 9187, from: ["prometheus"], callers: false },
    } as const;
    const inner: NetworkNode = { ports, calls: [], selector, among: [5432], reaches: ["https"] };
    const api: NetworkNode = { ports: { http: { port: 8080 } }, calls: ["db"] };
    const names = async (nodes: Record<string, NetworkNode>) =>
      (await build(nodes)).resources.flatMap(({ type, name }) => (type.endsWith(":NetworkPolicy") ? [name] : []));
    const open = (policy: unknown) =>
      list(at(policy, "ingress")).map((rule) => list(at(rule, "ports")).map((port) => at(port, "port")));

    it("keeps them apart: callers get the others, on both ends, and the audiences get theirs", async () => {
      const nodes = { db: inner, api };
      const own = await spec(nodes, "allow-db");
      assert.deepEqual(open(own), [[5432], [5432]]);
      assert.deepEqual(at(own, "ingress", 0, "from"), [pods("api")]);
      assert.deepEqual(list(at(own, "egress")).length, 2);
      const apart = await spec(nodes, "allow-db-admin-metrics");
      assert.deepEqual(at(apart, "podSelector", "matchLabels"), selector);
      assert.deepEqual(open(apart), [[8000], [9187]]);
      assert.deepEqual(
        list(at(apart, "ingress"))
          .flatMap((rule) => list(at(rule, "from")))
          .map((peer) => at(peer, "namespaceSelector")),
        ["operators", "monitoring"].map((name) => ({ matchLabels: { "kubernetes.io/metadata.name": name } })),
      );
      assert.deepEqual(at(apart, "egress"), []);
      assert.deepEqual(at(await spec(nodes, "allow-api"), "egress"), [
        { to: [{ podSelector: { matchLabels: selector } }], ports: [{ protocol: "TCP", port: 5432 }] },
      ]);
    });

    it("leaves one policy for a node that nobody calls", async () => {
      const network = ["shop-network-default-deny", "shop-network-allow-dns"];
      assert.deepEqual(await names({ db: inner }), [...network, "shop-network-allow-db"]);
      assert.deepEqual(open(await spec({ db: inner }, "allow-db")), [[8000], [9187], [5432]]);
    });

    it("does not take the name of another node, nor a call that leaves no port", async () => {
      await assert.rejects(build({ db: inner, api, "db-admin-metrics": api }), {
        message: 'system shop: nodes: expected no node but db\'s own ports, got "db-admin-metrics"',
      });
      const closed = { ...inner, ports: { metrics: ports.metrics } };
      await assert.rejects(build({ db: closed, api }), {
        message: 'system shop: api.calls: expected only nodes that serve it a port, got "db"',
      });
    });
  });

  const wrong: readonly (readonly [nodes: Record<string, NetworkNode>, message: string])[] = [
    [{ db, api: { ...db, calls: ["dbs"] } }, 'api.calls: expected only db, got "dbs"'],
    [{ db, api: { ...db, calls: ["api"] } }, 'api.calls: expected only db, got "api"'],
    [
      { job: { ports: {}, calls: [] }, api: { ...db, calls: ["job"] } },
      'api.calls: expected only nodes that serve it a port, got "job"',
    ],
  ];
  for (const [nodes, message] of wrong) {
    it(`refuses: ${message}`, async () => {
      await assert.rejects(build(nodes), { message: `system shop: ${message}` });
    });
  }
});
