import assert from "node:assert/strict";
import { driftedInputs, importedInputs } from "../../../sandbox/providers/kubernetes/live-inputs.ts";
import type { JsonObject } from "../../../sandbox/providers/lib/values.ts";

const container = (rest: JsonObject): JsonObject => ({ name: "app", image: "app:1", ...rest });
const deployment = (spec: JsonObject): JsonObject => ({
  apiVersion: "apps/v1",
  kind: "Deployment",
  metadata: { name: "web", namespace: "shop" },
  spec,
});
const withContainers = (...containers: JsonObject[]) => deployment({ template: { spec: { containers } } });

describe("inputs of an object that changed", () => {
  it("stay as the program wrote them where nothing changed since", () => {
    const inputs = withContainers(container({ resources: { requests: { cpu: "1000m" } } }));
    const live = withContainers(
      container({ resources: { requests: { cpu: "1" } }, terminationMessagePath: "/dev/log" }),
    );
    assert.deepEqual(driftedInputs(inputs, live, live), inputs);
  });

  it("take over a changed value, and drop what was taken out", () => {
    const inputs = deployment({ replicas: 2, paused: true });
    const before = deployment({ replicas: 2, paused: true, strategy: {} });
    const live = deployment({ replicas: 5, strategy: { type: "Recreate" } });
    assert.deepEqual(driftedInputs(inputs, before, live), deployment({ replicas: 5 }));
  });

  it("follow the items of a list by name, and leave out those that others added", () => {
    const inputs = withContainers(container({}), container({ name: "helper" }));
    const before = withContainers(container({ tty: false }), container({ name: "helper" }));
    const live = withContainers(
      container({ name: "sidecar" }),
      container({ name: "helper", image: "app:2" }),
      container({ tty: true }),
    );
    assert.deepEqual(
      driftedInputs(inputs, before, live),
      withContainers(container({}), container({ name: "helper", image: "app:2" })),
    );
  });

  it("take over a list without names as a whole", () => {
    const inputs = withContainers(container({ args: ["a", "b"] }));
    const live = withContainers(container({ args: ["a"] }));
    assert.deepEqual(driftedInputs(inputs, inputs, live), live);
  });

  it("compare a Secret's stringData to what its data says", () => {
    const secret = (rest: JsonObject): JsonObject => ({
      apiVersion: "v1",
      kind: "Secret",
      metadata: { name: "login" },
      ...rest,
    });
    const encoded = (word: string) => ({ data: { word: Buffer.from(word).toString("base64") } });
    const inputs = secret({ stringData: { word: "old" } });
    assert.deepEqual(driftedInputs(inputs, secret(encoded("old")), secret(encoded("old"))), inputs);
    assert.deepEqual(
      driftedInputs(inputs, secret(encoded("old")), secret(encoded("new"))),
      secret({ stringData: { word: "new" } }),
    );
  });
});

describe("inputs of an imported object", () => {
  it("are everything that somebody could have set", () => {
    const live: JsonObject = {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: {
        name: "made",
        namespace: "shop",
        uid: "1",
        resourceVersion: "2",
        creationTimestamp: "now",
        managedFields: [],
        labels: { a: "b" },
        annotations: { "kubectl.kubernetes.io/last-applied-configuration": "{}" },
      },
      data: { a: "b" },
      status: { phase: "done" },
    };
    assert.deepEqual(importedInputs(live), {
      apiVersion: "v1",
      kind: "ConfigMap",
      metadata: { name: "made", namespace: "shop", labels: { a: "b" } },
      data: { a: "b" },
    });
  });
});
