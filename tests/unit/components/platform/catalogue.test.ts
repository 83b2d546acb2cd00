import assert from "node:assert/strict";
import { type ChartEntry, type ChartName, chartNames, charts } from "../../../../components/platform/catalogue.ts";
import { namespaces, type PlatformNamespace } from "../../../../components/platform/namespaces.ts";
import { audiencePeers, platformNamespaces } from "../../../../components/platform/peers.ts";
import { goOperators, strimzi } from "../../../../sandbox/crds/operators.ts";

const entries = chartNames.map((name): [ChartName, ChartEntry] => [name, charts[name]]);

describe("the platform's catalogue", () => {
  it("has every part of the platform, each after what it needs", () => {
    assert.deepEqual(chartNames, [
      "envoy-gateway",
      "kube-prometheus-stack",
      "cert-manager",
      "external-secrets",
      "argo-rollouts",
      "cloudnative-pg",
      "plugin-barman-cloud",
      "strimzi",
      "rabbitmq",
      "mongodb",
      "eck",
      "reloader",
      "cluster-autoscaler",
      "fluent-bit",
      "velero",
      "metrics-server",
      "istio-base",
      "istiod",
      "istio-cni",
      "ztunnel",
    ]);
    for (const [name, { after }] of entries) {
      for (const other of after) {
        assert.ok(chartNames.some((chart) => chart === other && chartNames.indexOf(chart) < chartNames.indexOf(name)));
      }
    }
  });

  it("pins every chart to one version, and says where it is from", () => {
    for (const [name, { version, app, chart, repository }] of entries) {
      assert.match(version, /^v?\d+\.\d+\.\d+$/, name);
      assert.match(app, /^v?\d+\.\d+\.\d+$/, name);
      assert.equal(chart.startsWith("oci://"), repository === undefined, name);
      if (repository !== undefined) assert.match(repository, /^https:\/\//, name);
    }
  });

  it("brings every custom resource that the program writes, in the release that its types are made from", () => {
    const known = new Map([...goOperators, strimzi].map(({ name, version }) => [name, version.replace(/^v/, "")]));
    const brought = new Map(entries.flatMap(([, { definitions, app }]) => definitions.map((name) => [name, app])));
    // Autoscaling by events is no part of the platform.
    known.delete("keda");
    assert.deepEqual([...brought.keys()].sort(), [...known.keys()].sort());
    const different = [...brought].filter(([name, app]) => known.get(name) !== app.replace(/^v/, ""));
    assert.deepEqual(different, [
      // Part of the gateway's release.
      ["gateway-api", "v1.9.1"],
      // No chart has the release whose definitions are published as a module; newer ones only add to them.
      ["rabbitmq-cluster", "2.22.1"],
      ["rabbitmq-topology", "2.22.1"],
    ]);
  });

  it("keeps the operators of the stores where the stores' network policies expect them", () => {
    const operators = ["cloudnative-pg", "plugin-barman-cloud", "strimzi", "rabbitmq", "mongodb"] as const;
    assert.deepEqual(new Set(operators.map((name) => charts[name].namespace)), new Set([platformNamespaces.operators]));
    assert.deepEqual(audiencePeers.operator, {
      namespaceSelector: { matchLabels: { "kubernetes.io/metadata.name": "operators" } },
    });
  });

  it("has one release of Istio, which nothing but the mesh asks for (ECO-007)", () => {
    const optional = entries.filter(([, { option }]) => option === "mesh");
    assert.deepEqual(
      optional.map(([name, { chart, version, option }]) => [name, chart, version, option]),
      [
        ["istio-base", "base", "1.31.1", "mesh"],
        ["istiod", "istiod", "1.31.1", "mesh"],
        ["istio-cni", "cni", "1.31.1", "mesh"],
        ["ztunnel", "ztunnel", "1.31.1", "mesh"],
      ],
    );
    const needed = entries.filter(([, { option }]) => option === undefined).flatMap(([, { after }]) => after);
    assert.deepEqual(
      needed.filter((name) => optional.some(([other]) => other === name)),
      [],
    );
  });

  it("restricts every pod but those of the nodes' agents, and says why not them", () => {
    const open = Object.entries(namespaces).filter(
      ([, entry]: [string, PlatformNamespace]) => entry.podSecurity !== "restricted",
    );
    assert.deepEqual(
      open.map(([name]) => name),
      ["node-agents"],
    );
    assert.match(namespaces["node-agents"].because, /host paths/);
    assert.deepEqual(
      entries.filter(([, { namespace }]) => namespace === "node-agents").map(([name]) => name),
      ["fluent-bit", "istio-cni", "ztunnel"],
    );
  });
});
