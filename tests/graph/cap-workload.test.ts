import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import type { Rendered, RenderedResource } from "../../cli/lib/render.ts";
import { capObject, capSettings, find, podOwners, renderCap, stacks } from "./cap-fixture.ts";

const apps = ["app-cp", "app-ap"] as const;
const nodes = ["db-g1", "db-g2"] as const;

describe("workloads of cap", () => {
  for (const stack of stacks) {
    it(`have requests and limits on every container in ${stack}`, async () => {
      const owners = podOwners(await renderCap(stack));
      const names = ["cap-app-ap", "cap-app-cp", "cap-backup-exporter", "cap-db-g1", "cap-db-g2"];
      assert.deepEqual(owners.map(({ name }) => name).sort(), names);
      const bare = owners.flatMap((owner) =>
        containersOf(owner).filter(({ resources }) =>
          ["requests", "limits"].some((side) =>
            ["cpu", "memory"].some((what) => typeof resources?.[side]?.[what] !== "string"),
          ),
        ),
      );
      assert.deepEqual(bare, []);
    });

    it(`run as a restricted non-root user in every container in ${stack}`, async () => {
      for (const owner of podOwners(await renderCap(stack))) {
        const [pod] = find(owner, "$.spec.template.spec.securityContext");
        assert.ok(typeof pod === "object" && pod !== null && "runAsUser" in pod && Number(pod.runAsUser) > 0);
        assert.deepEqual(find(owner, "$.spec.template.spec.securityContext.runAsNonRoot"), [true]);
        assert.deepEqual(find(owner, "$.spec.template.spec.securityContext.seccompProfile"), [
          { type: "RuntimeDefault" },
        ]);
        assert.deepEqual(
          containersOf(owner).map(({ securityContext }) => securityContext),
          containersOf(owner).map(() => ({
            allowPrivilegeEscalation: false,
            capabilities: { drop: ["ALL"] },
            privileged: false,
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
          })),
        );
      }
    });
  }

  it("have as many replicas as the stage says, kept by the autoscaler alone", async () => {
    const counts: Record<string, unknown[]> = {};
    for (const stack of stacks) {
      const rendered = await renderCap(stack);
      counts[stack] = apps.flatMap((app) =>
        find(capObject(rendered, "HorizontalPodAutoscaler", app), "$.spec.minReplicas"),
      );
      for (const app of apps) assert.deepEqual(find(capObject(rendered, "Deployment", app), "$.spec.replicas"), []);
    }
    assert.deepEqual(counts, { dev: [1, 1], staging: [2, 2], prod: [3, 3], "prod-azure": [3, 3] });
  });

  it("are updated one after the other, app_cp first, after the stores", async () => {
    const { resources } = await renderCap("prod");
    const dependencies = async (name: string): Promise<string[]> => {
      const workload = resources.find(
        (resource) => resource.type === "plumbline:workload:Workload" && resource.name === name,
      );
      assert.ok(workload);
      const given: unknown = await resolved(pulumi.output(workload.opts.dependsOn));
      const urns = (Array.isArray(given) ? given : [given]).map((resource: unknown) => {
        assert.ok(pulumi.Resource.isInstance(resource));
        return resolved(resource.urn);
      });
      const names = new Map(resources.map((resource) => [resource.urn, resource.name]));
      return (await Promise.all(urns)).map((urn) => names.get(urn) ?? urn);
    };
    assert.deepEqual(await dependencies("cap-app-cp"), ["cap-network", "cap-db-g1", "cap-db-g2"]);
    assert.deepEqual(await dependencies("cap-app-ap"), ["cap-network", "cap-db-g1", "cap-db-g2", "cap-app-cp"]);
  });

  it("change alone when their image changes: neither the stores nor the other app restart", async () => {
    const { images } = await capSettings("prod");
    assert.ok(
      typeof images === "object" && images !== null && "app-cp" in images && typeof images["app-cp"] === "object",
    );
    const digest = `sha256:${"0".repeat(64)}`;
    const before = await renderCap("prod");
    const after = await renderCap("prod", { images: { ...images, "app-cp": { ...images["app-cp"], digest } } });
    assert.deepEqual(changedObjects(before, after), ["kubernetes:apps/v1:Deployment cap-app-cp"]);
  });

  describe("stores", () => {
    it("run the configuration file of their own ConfigMap, and restart when it changes", async () => {
      const before = await renderCap("prod");
      const after = await renderCap("prod", { replication: "redis" });
      for (const node of nodes) {
        const set = capObject(before, "StatefulSet", node);
        const redis = "$.spec.template.spec.containers[?(@.name=='redis')]";
        assert.deepEqual(find(set, `${redis}.command`), [["/etc/redis/config/start.sh"]]);
        assert.deepEqual(find(set, `${redis}.args`), []);
        assert.deepEqual(find(set, `${redis}.volumeMounts[?(@.name=='config')]`), [
          { name: "config", mountPath: "/etc/redis/config", readOnly: true },
        ]);
        assert.deepEqual(find(set, "$.spec.template.spec.volumes[?(@.name=='config')].configMap.name"), [node]);
        const [start] = find(capObject(before, "ConfigMap", node), "$.data['start.sh']");
        assert.equal(start, "#!/bin/sh\nset -eu\nulimit -n 10032\nexec redis-server /etc/redis/config/redis.conf\n");
      }
      const template = (rendered: Rendered, node: string) =>
        JSON.stringify(find(capObject(rendered, "StatefulSet", node), "$.spec.template"));
      assert.equal(template(after, "db-g1"), template(before, "db-g1"));
      assert.notEqual(template(after, "db-g2"), template(before, "db-g2"));
    });

    it("are copied by the application, or by Redis where the stack says so", async () => {
      const application = await renderCap("prod");
      for (const node of nodes) assert.doesNotMatch(redisConf(application, node), /replicaof/);
      const redis = await renderCap("prod", { replication: "redis" });
      assert.doesNotMatch(redisConf(redis, "db-g1"), /replicaof/);
      assert.match(redisConf(redis, "db-g2"), /^replicaof db-g1(\.cap\.svc\.cluster\.local)? 6379$/m);
      for (const app of apps) {
        assert.deepEqual(find(capObject(application, "ConfigMap", app), "$.data.REPLICATION_MODE"), ["application"]);
        assert.deepEqual(find(capObject(redis, "ConfigMap", app), "$.data.REPLICATION_MODE"), ["redis"]);
      }
    });

    it("are protected from deletion in prod", async () => {
      for (const [stack, protect] of [
        ["dev", false],
        ["staging", false],
        ["prod", true],
        ["prod-azure", true],
      ] as const) {
        const rendered = await renderCap(stack);
        for (const node of nodes)
          assert.equal(capObject(rendered, "StatefulSet", node).opts.protect ?? false, protect, stack);
      }
    });
  });
});

interface Container {
  readonly resources?: Record<string, Record<string, unknown> | undefined>;
  readonly securityContext?: unknown;
}

function containersOf(owner: RenderedResource): Container[] {
  const found = ["containers", "initContainers"].flatMap((list) => find(owner, `$.spec.template.spec.${list}[*]`));
  return found.map((container) => {
    assert.ok(typeof container === "object" && container !== null);
    return container;
  });
}

function redisConf(rendered: Rendered, node: string): string {
  const [conf] = find(capObject(rendered, "ConfigMap", node), "$.data['redis.conf']");
  assert.ok(typeof conf === "string");
  return conf;
}

/** Kubernetes objects whose inputs differ between two renderings, or that only one of them has. */
function changedObjects(before: Rendered, after: Rendered): string[] {
  const inputs = ({ resources }: Rendered) =>
    new Map(
      resources
        .filter(({ type }) => type.startsWith("kubernetes:"))
        .map((resource) => [`${resource.type} ${resource.name}`, JSON.stringify(resource.inputs)]),
    );
  const [old, now] = [inputs(before), inputs(after)];
  return [...new Set([...old.keys(), ...now.keys()])].filter((key) => old.get(key) !== now.get(key));
}

function resolved<T>(output: pulumi.Output<T>): Promise<pulumi.Unwrap<T>> {
  return new Promise((resolve) => pulumi.output(output).apply(resolve));
}
