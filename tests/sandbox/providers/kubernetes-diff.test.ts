import assert from "node:assert/strict";
import { unknown } from "../../../sandbox/providers/lib/values.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";
import { Plugin } from "../lib/provider-plugin.ts";
import { Workbench, configMap, service, urn, workload } from "../lib/provider-workbench.ts";

describe("kubernetes provider: diff", () => {
  let bench: Workbench;
  before(async () => {
    bench = await Workbench.open("diffs");
  });
  after(() => bench.plugin.stop());

  it("does not take two spellings of a quantity for a change", async () => {
    const limits = (cpu: string) => ({
      containers: [{ name: "app", image: "app:1", resources: { limits: { cpu } } }],
    });
    const old = await bench.make("apps/v1:Deployment", "quantity", workload("quantity", {}, limits("1000m")));
    const { changes } = await bench.change(
      "apps/v1:Deployment",
      "quantity",
      old,
      workload("quantity", {}, limits("1")),
    );
    assert.deepEqual(changes, {});
  });

  const replaced: [string, string, JsonObject, JsonObject, Record<string, string>][] = [
    [
      "a Deployment's selector",
      "apps/v1:Deployment",
      workload("selected"),
      workload("selected", {
        selector: { matchLabels: { app: "selected", tier: "a" } },
        template: {
          metadata: { labels: { app: "selected", tier: "a" } },
          spec: { containers: [{ name: "app", image: "app:1" }] },
        },
      }),
      { "spec.selector.matchLabels.tier": "ADD_REPLACE", "spec.template.metadata.labels.tier": "ADD" },
    ],
    [
      "a StatefulSet's service, but not its replicas",
      "apps/v1:StatefulSet",
      { ...workload("stateful", { serviceName: "a", replicas: 0 }), kind: "StatefulSet" },
      { ...workload("stateful", { serviceName: "b", replicas: 1 }), kind: "StatefulSet" },
      { "spec.serviceName": "UPDATE_REPLACE", "spec.replicas": "UPDATE" },
    ],
    [
      "a Job's template",
      "batch/v1:Job",
      job("app:1"),
      job("app:2"),
      { "spec.template.spec.containers[0].image": "UPDATE_REPLACE" },
    ],
    [
      "a Service's address",
      "core/v1:Service",
      service({}),
      service({ clusterIP: "None" }),
      { "spec.clusterIP": "ADD_REPLACE" },
    ],
    [
      "a headless Service that gets an address",
      "core/v1:Service",
      service({ clusterIP: "None" }),
      service({}),
      { "spec.clusterIP": "DELETE_REPLACE" },
    ],
    [
      "a ConfigMap's data, as the official provider does",
      "core/v1:ConfigMap",
      configMap("data", { a: "1" }),
      configMap("data", { a: "2", b: "1" }),
      { "data.a": "UPDATE_REPLACE", "data.b": "ADD_REPLACE" },
    ],
    [
      "a RoleBinding's role",
      "rbac.authorization.k8s.io/v1:RoleBinding",
      roleBinding("view"),
      roleBinding("edit"),
      { "roleRef.name": "UPDATE_REPLACE" },
    ],
    [
      "a StorageClass's parameters",
      "storage.k8s.io/v1:StorageClass",
      storageClass("1"),
      storageClass("2"),
      { "parameters.iops": "UPDATE_REPLACE" },
    ],
  ];
  for (const [what, type, before, after, expected] of replaced) {
    it(`replaces for ${what}`, async () => {
      const old = await bench.make(type, "it", before);
      const diffed = await bench.change(type, "it", old, after);
      assert.deepEqual(diffed.changes, expected);
      assert.equal(diffed.deleteBeforeReplace, true);
      await bench.plugin.delete(urn(type, "it"), old);
    });
  }

  it("replaces for another name or namespace, with the new one first", async () => {
    const old = await bench.make("core/v1:ConfigMap", "moving", configMap("moving", {}));
    const renamed = await bench.change("core/v1:ConfigMap", "moving", old, configMap("moved", {}));
    assert.deepEqual([renamed.changes, renamed.deleteBeforeReplace], [{ "metadata.name": "UPDATE_REPLACE" }, false]);
    const elsewhere = { ...configMap("moving", {}), metadata: { name: "moving", namespace: "default" } };
    const moved = await bench.change("core/v1:ConfigMap", "moving", old, elsewhere);
    assert.deepEqual([moved.changes, moved.deleteBeforeReplace], [{ "metadata.namespace": "UPDATE_REPLACE" }, false]);
  });

  it("replaces an object with a generated name without deleting the old one first", async () => {
    const old = await bench.make("core/v1:ConfigMap", "generated", {
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { a: "1" },
    });
    const { changes, deleteBeforeReplace } = await bench.change("core/v1:ConfigMap", "generated", old, {
      apiVersion: "v1",
      kind: "ConfigMap",
      data: { a: "2" },
    });
    assert.deepEqual([changes, deleteBeforeReplace], [{ "data.a": "UPDATE_REPLACE" }, false]);
  });

  it("shows an unknown value as a change, and replaces for it where it may have to", async () => {
    const old = await bench.make("apps/v1:Deployment", "unsure", workload("unsure"));
    const news = workload("unsure", { replicas: unknown, selector: { matchLabels: { app: unknown } } });
    const { changes } = await bench.change("apps/v1:Deployment", "unsure", old, news);
    assert.deepEqual(changes, { "spec.replicas": "ADD", "spec.selector.matchLabels.app": "UPDATE_REPLACE" });
  });

  it("does not replace for a part that is unknown as a whole, unless its name may change with it", async () => {
    const old = await bench.make("apps/v1:Deployment", "whole", workload("whole"));
    const spec = await bench.change("apps/v1:Deployment", "whole", old, { ...workload("whole"), spec: unknown });
    assert.deepEqual(spec.changes, { spec: "UPDATE" });
    const metadata = await bench.change("apps/v1:Deployment", "whole", old, {
      ...workload("whole"),
      metadata: unknown,
    });
    assert.deepEqual(metadata.changes, { metadata: "UPDATE_REPLACE" });
  });

  it("changes a ConfigMap in place where the provider is told to, unless the object forbids it", async () => {
    const mutable = await Plugin.start("kubernetes");
    await mutable.configure({ kubeconfig: bench.kubeconfig, enableConfigMapMutable: "true" });
    for (const [immutable, expected] of [
      [false, "UPDATE"],
      [true, "UPDATE_REPLACE"],
    ] as const) {
      const old = await bench.make("core/v1:ConfigMap", "pinned", { ...configMap("pinned", { a: "1" }), immutable });
      const news = { ...old.inputs, data: { a: "2" } };
      assert.deepEqual((await mutable.diff(urn("core/v1:ConfigMap", "pinned"), old, news)).changes, {
        "data.a": expected,
      });
      await bench.plugin.delete(urn("core/v1:ConfigMap", "pinned"), old);
    }
    await mutable.stop();
  });

  it("leaves out what the program ignores", async () => {
    const old = await bench.make("core/v1:ConfigMap", "ignored", configMap("ignored", {}, { owner: "a", other: "a" }));
    const news = configMap("ignored", {}, { owner: "b", other: "b" });
    const { changes } = await bench.change("core/v1:ConfigMap", "ignored", old, news, ["metadata.annotations.owner"]);
    assert.deepEqual(changes, { "metadata.annotations.other": "UPDATE" });
  });
});

function job(image: string): JsonObject {
  const template = { spec: { restartPolicy: "Never", containers: [{ name: "app", image }] } };
  const metadata = { name: "job", annotations: { "pulumi.com/skipAwait": "true" } };
  return { apiVersion: "batch/v1", kind: "Job", metadata, spec: { suspend: true, template } };
}

function roleBinding(role: string): JsonObject {
  const roleRef = { apiGroup: "rbac.authorization.k8s.io", kind: "ClusterRole", name: role };
  return { apiVersion: "rbac.authorization.k8s.io/v1", kind: "RoleBinding", metadata: { name: "binding" }, roleRef };
}

function storageClass(iops: string): JsonObject {
  const metadata = { name: "fast" };
  return {
    apiVersion: "storage.k8s.io/v1",
    kind: "StorageClass",
    metadata,
    provisioner: "example.com/disk",
    parameters: { iops },
  };
}
