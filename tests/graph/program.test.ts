import * as pulumi from "@pulumi/pulumi";
import assert from "node:assert/strict";
import { render, renderProgram } from "../../cli/lib/render.ts";
import { stackOutputs } from "../../contract/schema.ts";
import { parseConfig } from "../../config/parse.ts";
import {
  changes,
  clusterGraphOf,
  dependencies,
  graphOf,
  graphWith,
  identity,
  isComponent,
  rawConfig,
  resource,
  stacks,
} from "../lib/graph.ts";
import { at } from "../lib/json.ts";

describe("the program", () => {
  for (const stack of stacks) {
    it(`gives ${stack} the outputs that the contract describes`, async () => {
      const { outputs } = await graphOf(stack);
      const { stage, cloud, systems } = await rawConfig(stack);
      const parsed = stackOutputs.parse(outputs);
      assert.deepEqual(
        { contract: parsed.contract, stage: parsed.stage, cloud: parsed.cloud },
        { contract: 1, stage, cloud },
      );
      assert.deepEqual(Object.keys(parsed.systems), systems);
      const { regions } = parseConfig(stack, await rawConfig(stack));
      const others = (regions ?? []).filter(({ role }) => role !== "primary");
      assert.deepEqual(
        Object.entries(parsed.regions ?? {}).map(([name, region]) => [name, region.role, Object.keys(region.systems)]),
        others.map(({ name, role }) => [name, role, systems]),
      );
      assert.deepEqual(outputs, JSON.parse(JSON.stringify(parsed)));
    });
  }

  it("deploys nothing for a stack without systems or platform, and says so in its outputs", async () => {
    const { resources, outputs } = await render("dev", {
      config: { "plumbline:systems": [], "plumbline:platform": { mode: "shared" } },
    });
    assert.deepEqual(resources.map(identity), [
      "pulumi:providers:random random",
      "pulumi:providers:kubernetes cluster",
    ]);
    assert.deepEqual(outputs, { contract: 1, stage: "dev", cloud: "kubernetes", systems: {}, regions: {} });
  });

  it("connects to the cluster that the stack names, and to no other", async () => {
    const given = { dev: await graphOf("dev"), "prod-azure": await clusterGraphOf("prod-azure") };
    for (const [stack, graph] of Object.entries(given)) {
      assert.equal(resource(graph, "kubernetes", "cluster").inputs.context, stack);
    }
    const provider = resource(await graphWith("dev", "cluster.kubeconfig", "/tmp/kube"), "kubernetes", "cluster");
    assert.equal(provider.inputs.kubeconfig, "/tmp/kube");
  });

  it("fails with its own line for a wrong configuration, and registers nothing", async () => {
    await assert.rejects(graphWith("dev", "cap.maxStalenessMs", 0), {
      message:
        "stack dev: plumbline:cap.maxStalenessMs: expected a whole number from 1 to 3600000 (milliseconds), got 0",
    });
  });

  it("calls no function of a provider that a test does not know of", async () => {
    const program = (token: string) => () => pulumi.runtime.invoke(token, {});
    const known = { "aws:index/getRegion:getRegion": { name: "us-east-1" } };
    const { outputs } = await renderProgram("dev", {}, program("aws:index/getRegion:getRegion"), known);
    assert.equal(outputs.name, "us-east-1");
    await assert.rejects(renderProgram("dev", {}, program("aws:index/getAmi:getAmi"), known), {
      message: "unexpected call of aws:index/getAmi:getAmi: nothing answers it outside of a deployment",
    });
  });

  it("is the same in two renderings", async () => {
    const again = await graphWith("staging", "stage", "staging");
    assert.deepEqual(changes(await graphOf("staging"), again), { added: [], removed: [], changed: [] });
  });
});

describe("the order of cap", () => {
  for (const stack of stacks) {
    it(`in ${stack}: stores and network, then app-cp, then app-ap`, async () => {
      const graph = await graphOf(stack);
      const before = ["cap-network", "cap-db-g1", "cap-db-g2"];
      assert.deepEqual(await dependencies(resource(graph, "Workload", "cap-app-cp")), before);
      assert.deepEqual(await dependencies(resource(graph, "Workload", "cap-app-ap")), [...before, "cap-app-cp"]);
    });
  }

  it("lets a Service count as ready only after its pods", async () => {
    const graph = await graphOf("prod");
    for (const app of ["cap-app-cp", "cap-app-ap"]) {
      assert.deepEqual(await dependencies(resource(graph, "Service", `${app}-service`)), [app]);
    }
  });
});

describe("a change of cap's configuration", () => {
  /** What differs in dev, but for components, which only record what they were given. */
  async function changedBy(path: string, value: unknown): Promise<string[]> {
    const [before, after] = [await graphOf("dev"), await graphWith("dev", path, value)];
    const components = new Set([...before.resources, ...after.resources].filter(isComponent).map(identity));
    const { added = [], removed = [], changed = [] } = changes(before, after);
    assert.deepEqual({ added, removed }, { added: [], removed: [] });
    return changed.filter((each) => !components.has(each));
  }
  const apps = ["kubernetes:apps/v1:Deployment cap-app-ap", "kubernetes:apps/v1:Deployment cap-app-cp"];
  const appConfigs = [
    "kubernetes:core/v1:ConfigMap cap-app-ap-config",
    "kubernetes:core/v1:ConfigMap cap-app-cp-config",
  ];

  it("of the session key's version makes a new key and restarts the applications", async () => {
    const key = "random:index/randomBytes:RandomBytes cap-session-key-value";
    assert.deepEqual(await changedBy("cap.secretKeyVersion", 2), [...apps, key]);
    const after = await graphWith("dev", "cap.secretKeyVersion", 2);
    assert.deepEqual(at(resource(after, "RandomBytes", "cap-session-key-value").inputs, "keepers"), { version: "2" });
    for (const app of ["cap-app-cp", "cap-app-ap"]) {
      const checksum = (graph: typeof after) =>
        at(
          resource(graph, "Deployment", app).inputs,
          "spec",
          "template",
          "metadata",
          "annotations",
          "plumbline.dev/config-checksum",
        );
      assert.match(String(checksum(after)), /^[0-9a-f]{64}$/);
      assert.notEqual(checksum(after), checksum(await graphOf("dev")));
    }
  });

  it("of the Redis passwords' version makes new ones and restarts nodes and applications", async () => {
    assert.deepEqual(await changedBy("cap.redisPasswordVersion", 2), [
      ...apps,
      "kubernetes:apps/v1:StatefulSet cap-db-g1",
      "kubernetes:apps/v1:StatefulSet cap-db-g2",
      "random:index/randomBytes:RandomBytes cap-db-g1-auth-value",
      "random:index/randomBytes:RandomBytes cap-db-g2-auth-value",
    ]);
  });

  it("of a setting changes the configuration and restarts the applications", async () => {
    assert.deepEqual(await changedBy("cap.networkTimeoutSec", 4), [...apps, ...appConfigs]);
  });

  it("of one image rolls that application alone", async () => {
    assert.deepEqual(await changedBy("cap.images.app-cp.tag", "1.0.1"), ["kubernetes:apps/v1:Deployment cap-app-cp"]);
  });

  it("to replication by Redis makes db-g2 a replica, and lets it reach db-g1", async () => {
    assert.deepEqual(await changedBy("cap.replication", "redis"), [
      ...apps,
      "kubernetes:apps/v1:StatefulSet cap-db-g2",
      ...appConfigs,
      "kubernetes:core/v1:ConfigMap cap-db-g2-config",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy cap-network-allow-db-g1",
      "kubernetes:networking.k8s.io/v1:NetworkPolicy cap-network-allow-db-g2",
    ]);
    const replica = await graphWith("dev", "cap.replication", "redis");
    const conf = at(resource(replica, "ConfigMap", "cap-db-g2-config").inputs, "data", "redis.conf");
    assert.match(
      String(conf),
      /\nreplicaof db-g1\.cap\.svc\.cluster\.local 6379\ninclude \/etc\/redis\/source\/source\.conf\n$/,
    );
  });
});
