import assert from "node:assert/strict";
import { quotaFor, SystemNamespace } from "../../../../components/workload/namespace.ts";
import { renderComponents } from "../../../lib/component.ts";
import { resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";

const container = { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1", memory: "1Gi" } };

describe("a system's namespace", () => {
  it("has a quota with room for four jobs, and for each volume a copy", () => {
    assert.deepEqual(quotaFor(10, container, 2), {
      pods: 14,
      requests: { cpu: "7000m", memory: "7168Mi" },
      limits: { cpu: "14000m", memory: "14336Mi" },
      volumes: 4,
    });
  });

  const build = () =>
    renderComponents(
      (opts) => new SystemNamespace("shop-namespace", { system: "shop", quota: quotaFor(10, container, 2) }, opts),
    );

  it("enforces restricted Pod Security in all three modes", async () => {
    const { inputs } = resource(await build(), "Namespace", "shop-namespace");
    assert.deepEqual(at(inputs, "metadata"), {
      name: "shop",
      labels: {
        "app.kubernetes.io/name": "namespace",
        "app.kubernetes.io/part-of": "shop",
        "app.kubernetes.io/managed-by": "plumbline",
        "plumbline.dev/owner": "shop",
        "pod-security.kubernetes.io/enforce": "restricted",
        "pod-security.kubernetes.io/enforce-version": "v1.34",
        "pod-security.kubernetes.io/audit": "restricted",
        "pod-security.kubernetes.io/audit-version": "v1.34",
        "pod-security.kubernetes.io/warn": "restricted",
        "pod-security.kubernetes.io/warn-version": "v1.34",
      },
    });
  });

  it("limits what its pods take together, and sizes a container that states nothing", async () => {
    const rendered = await build();
    assert.deepEqual(at(resource(rendered, "ResourceQuota", "shop-namespace-quota").inputs, "spec", "hard"), {
      pods: "14",
      "requests.cpu": "7000m",
      "requests.memory": "7168Mi",
      "limits.cpu": "14000m",
      "limits.memory": "14336Mi",
      persistentvolumeclaims: "4",
      "services.nodeports": "0",
    });
    assert.deepEqual(at(resource(rendered, "LimitRange", "shop-namespace-limits").inputs, "spec", "limits"), [
      {
        type: "Container",
        defaultRequest: { cpu: "100m", memory: "128Mi" },
        default: { cpu: "500m", memory: "256Mi" },
      },
    ]);
  });

  it("refuses a system whose name is no DNS label", async () => {
    await assert.rejects(
      renderComponents((opts) => new SystemNamespace("x", { system: "a_b", quota: quotaFor(1, container, 0) }, opts)),
      { message: 'system a_b: name: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "a_b"' },
    );
  });
});
