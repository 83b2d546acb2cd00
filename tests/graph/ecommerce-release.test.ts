import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { dependencies, resource } from "../lib/graph.ts";
import { at, record } from "../lib/json.ts";
import {
  changedObjects,
  container,
  data,
  graph,
  object,
  services,
  settings,
  spec,
  warm,
  workloads,
} from "./ecommerce-fixture.ts";

const release = "services.user-service.release";
const active = (rendered: Rendered) => at(spec(rendered, "Service", "user-service"), "selector", "version");
const replicas = (rendered: Rendered, colour: string) =>
  at(spec(rendered, "Deployment", `user-service-${colour}`), "replicas");

describe("releases of ecommerce", () => {
  it("have both colours side by side from staging on, each with its own label on its pods, and the Service selects one", async () => {
    for (const stack of ["staging", "prod", "prod-azure"]) {
      const rendered = await graph(stack, warm);
      for (const name of workloads) {
        for (const colour of ["blue", "green"]) {
          const deployment = object(rendered, "Deployment", `${name}-${colour}`);
          const labels = record(at(deployment.body, "spec", "template", "metadata", "labels"));
          assert.deepEqual([labels.app, labels.version], [name, colour]);
          assert.equal(at(deployment.body, "spec", "selector", "matchLabels", "version"), colour);
        }
        assert.equal(at(spec(rendered, "Service", name), "selector", "version"), "blue");
      }
    }
  });

  it("begin with a new image for the idle colour at full size, which no user reaches yet", async () => {
    const digest = `sha256:${"1".repeat(64)}`;
    const green = { ...record(at(await settings("prod"), ...release.split("."), "green")), tag: "1.1.0", digest };
    const before = await graph("prod");
    const after = await graph("prod", { [`${release}.green`]: green, [`${release}.idle`]: "warm" });
    assert.deepEqual(changedObjects(before, after), [
      "Deployment user-service-green",
      "HorizontalPodAutoscaler user-service-hpa-green",
      "PodDisruptionBudget user-service-green",
    ]);
    assert.deepEqual([active(after), replicas(after, "green")], ["blue", 3]);
    const image = `registry.example.com/ecommerce/user-service:1.1.0@${digest}`;
    assert.equal(container(after, "user-service-green").image, image);
    assert.notEqual(container(after, "user-service-blue").image, image);
    const scaler = (colour: string) => spec(after, "HorizontalPodAutoscaler", `user-service-hpa-${colour}`);
    assert.deepEqual(at(scaler("green"), "minReplicas"), at(scaler("blue"), "minReplicas"));
  });

  it("switch by one setting, forward and back: the Deployments learn their parts, and then the Service", async () => {
    const [blue, green] = [
      await graph("prod", { [`${release}.idle`]: "warm" }),
      await graph("prod", { [`${release}.idle`]: "warm", [`${release}.active`]: "green" }),
    ];
    assert.deepEqual(changedObjects(blue, green), [
      "Deployment user-service-blue",
      "Deployment user-service-green",
      "Service user-service",
    ]);
    assert.deepEqual([active(blue), active(green)], ["blue", "green"]);
    for (const colour of ["blue", "green"]) {
      const name = `user-service-${colour}`;
      assert.deepEqual(spec(green, "Deployment", name), spec(blue, "Deployment", name));
      assert.equal(object(green, "Deployment", name).labels["plumbline.dev/serving"], String(colour === "green"));
    }
  });

  it("switch only after the pods of both colours are ready", async () => {
    const rendered = await graph("prod", { [`${release}.idle`]: "warm" });
    const service = resource(rendered, "Service", "ecommerce-user-service-service");
    const colours = ["ecommerce-user-service-blue", "ecommerce-user-service-green"];
    assert.deepEqual(await dependencies(service), colours);
  });

  it("end when somebody lets the old colour go, after as long as they like to watch", async () => {
    const [watched, done] = [
      await graph("prod", { [`${release}.idle`]: "warm", [`${release}.active`]: "green" }),
      await graph("prod", { [`${release}.active`]: "green" }),
    ];
    assert.deepEqual(changedObjects(watched, done), [
      "Deployment user-service-blue",
      "HorizontalPodAutoscaler user-service-hpa-blue",
      "PodDisruptionBudget user-service-blue",
    ]);
    assert.deepEqual([active(done), replicas(done, "green")], ["green", 3]);
  });

  it("come after the stores and their indexes, the gateway after the services", async () => {
    const rendered = await graph("prod");
    const order = async (name: string) => dependencies(resource(rendered, "Workload", `ecommerce-${name}`));
    const [network, stores] = ["ecommerce-network", ["ecommerce-mongodb", "ecommerce-redis"]];
    for (const name of services) assert.deepEqual(await order(name), [network, ...stores]);
    const gateway = [network, ...services.map((name) => `ecommerce-${name}`)];
    assert.deepEqual(await order("api-gateway"), gateway);
  });

  it("replace pods one by one, each only after its successor is ready", async () => {
    for (const stack of ["dev", "prod"]) {
      const rendered = await graph(stack);
      for (const name of workloads) {
        const deployment = stack === "dev" ? name : `${name}-blue`;
        const strategy = { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
        assert.deepEqual(at(spec(rendered, "Deployment", deployment), "strategy"), strategy);
        assert.equal(at(spec(rendered, "PodDisruptionBudget", deployment), "maxUnavailable"), 1);
      }
    }
  });

  it("restart the pods of a service whose files change, and no other's", async () => {
    const [before, after] = [await graph("dev"), await graph("dev", { "notification.templates.welcome": "hello-v2" })];
    assert.deepEqual(changedObjects(before, after), [
      "ConfigMap order-service-config",
      "ConfigMap user-service-config",
      "Deployment order-service",
      "Deployment user-service",
    ]);
    const file = String(at(data(after, "ConfigMap", "user-service-config"), "application.yml"));
    assert.match(file, /welcome: hello-v2\n/);
  });
});
