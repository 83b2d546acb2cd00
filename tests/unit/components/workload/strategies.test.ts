import assert from "node:assert/strict";
import type { Rendered } from "../../../../cli/lib/render.ts";
import type { BlueGreenStrategy, CanaryStrategy, Strategy } from "../../../../components/workload/spec.ts";
import { Workload } from "../../../../components/workload/workload.ts";
import { renderComponents } from "../../../lib/component.ts";
import { dependencies, identity, isCustom, resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";
import { image, least } from "./fixture.ts";

const deploy = (strategy: Strategy): Promise<Rendered> =>
  renderComponents((opts) => {
    const spec = { ...least, strategy };
    new Workload(
      "shop-api",
      { system: "shop", namespace: "shop", zoneSpread: "required", component: "api", spec },
      opts,
    );
  });
const custom = ({ resources }: Rendered) => resources.filter(isCustom).map(identity).sort();
const selector = { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" };

describe("blue-green", () => {
  const strategy = (active: "blue" | "green", idle: "warm" | "cold"): BlueGreenStrategy => ({
    kind: "blue-green",
    active,
    idle,
    images: { blue: image("1.0.0"), green: image("2.0.0") },
  });
  const both = [
    "kubernetes:apps/v1:Deployment shop-api-blue",
    "kubernetes:apps/v1:Deployment shop-api-green",
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler shop-api-blue-autoscaler",
    "kubernetes:autoscaling/v2:HorizontalPodAutoscaler shop-api-green-autoscaler",
    "kubernetes:core/v1:ConfigMap shop-api-config",
    "kubernetes:core/v1:Service shop-api-service",
    "kubernetes:core/v1:ServiceAccount shop-api-account",
    "kubernetes:policy/v1:PodDisruptionBudget shop-api-blue-budget",
    "kubernetes:policy/v1:PodDisruptionBudget shop-api-green-budget",
  ];

  it("keeps a warm colour at full size, and a cold one at nothing without an autoscaler", async () => {
    const warm = await deploy(strategy("blue", "warm"));
    assert.deepEqual(custom(warm), both);
    const cold = await deploy(strategy("blue", "cold"));
    assert.deepEqual(
      custom(cold),
      both.filter((each) => !/green-(autoscaler|budget)/.test(each)),
    );
    const replicas = (rendered: Rendered, colour: string) =>
      at(resource(rendered, "Deployment", `shop-api-${colour}`).inputs, "spec", "replicas");
    assert.deepEqual(
      [replicas(warm, "green"), replicas(cold, "blue"), replicas(cold, "green")],
      [undefined, undefined, 0],
    );
  });

  it("gives each colour its image, its label and its name", async () => {
    const rendered = await deploy(strategy("blue", "warm"));
    for (const [colour, tag] of [
      ["blue", "1.0.0"],
      ["green", "2.0.0"],
    ] as const) {
      const { inputs } = resource(rendered, "Deployment", `shop-api-${colour}`);
      const template = at(inputs, "spec", "template");
      assert.equal(at(inputs, "metadata", "name"), `api-${colour}`);
      assert.deepEqual(at(inputs, "spec", "selector", "matchLabels"), { ...selector, version: colour });
      assert.equal(at(template, "metadata", "labels", "version"), colour);
      assert.equal(at(template, "metadata", "labels", "app.kubernetes.io/version"), tag);
      assert.match(String(at(template, "spec", "containers", 0, "image")), new RegExp(`:${tag}@sha256:`));
      assert.deepEqual(at(template, "spec", "containers", 0, "env"), [{ name: "DEPLOYMENT_VERSION", value: colour }]);
    }
  });

  it("switches by the Service's selector alone, in both directions", async () => {
    const serving = async (active: "blue" | "green") => {
      const service = resource(await deploy(strategy(active, "warm")), "Service", "shop-api-service");
      assert.deepEqual(await dependencies(service), ["shop-api-blue", "shop-api-green"]);
      return at(service.inputs, "spec", "selector");
    };
    assert.deepEqual(await serving("blue"), { ...selector, version: "blue" });
    assert.deepEqual(await serving("green"), { ...selector, version: "green" });
  });
});

describe("canary", () => {
  const strategy: CanaryStrategy = {
    kind: "canary",
    route: "api",
    steps: [
      { weight: 10, pauseSeconds: 300 },
      { weight: 50, pauseSeconds: 600 },
    ],
    analysis: { prometheus: "http://prometheus:9090", failureRatio: "up", maxFailureRatio: 0.01, intervalSeconds: 60 },
  };

  it("is a Rollout with a stable and a canary Service, and an analysis", async () => {
    assert.deepEqual(custom(await deploy(strategy)), [
      "kubernetes:argoproj.io/v1alpha1:AnalysisTemplate shop-api-analysis",
      "kubernetes:argoproj.io/v1alpha1:Rollout shop-api",
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler shop-api-autoscaler",
      "kubernetes:core/v1:ConfigMap shop-api-config",
      "kubernetes:core/v1:Service shop-api-canary-service",
      "kubernetes:core/v1:Service shop-api-service",
      "kubernetes:core/v1:ServiceAccount shop-api-account",
      "kubernetes:policy/v1:PodDisruptionBudget shop-api-budget",
    ]);
  });

  it("moves the route's weights step by step, from the second step on watched by the analysis", async () => {
    const rollout = resource(await deploy(strategy), "Rollout", "shop-api");
    assert.deepEqual(at(rollout.inputs, "spec", "strategy"), {
      canary: {
        stableService: "api",
        canaryService: "api-canary",
        maxUnavailable: 0,
        maxSurge: 1,
        trafficRouting: { plugins: { "argoproj-labs/gatewayAPI": { httpRoute: "api", namespace: "shop" } } },
        analysis: { templates: [{ templateName: "api" }], startingStep: 1 },
        steps: [{ setWeight: 10 }, { pause: { duration: "300s" } }, { setWeight: 50 }, { pause: { duration: "600s" } }],
      },
    });
    assert.equal(at(rollout.inputs, "spec", "progressDeadlineAbort"), true);
    const spread = at(rollout.inputs, "spec", "template", "spec", "topologySpreadConstraints", 0, "matchLabelKeys");
    assert.deepEqual(spread, ["rollouts-pod-template-hash"]);
  });

  it("is scaled through the Rollout", async () => {
    const autoscaler = resource(await deploy(strategy), "HorizontalPodAutoscaler", "shop-api-autoscaler");
    assert.deepEqual(at(autoscaler.inputs, "spec", "scaleTargetRef"), {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      name: "api",
    });
  });

  it("leaves to the controller what the controller writes", async () => {
    const rendered = await deploy(strategy);
    for (const name of ["shop-api-service", "shop-api-canary-service"]) {
      assert.deepEqual(resource(rendered, "Service", name).opts.ignoreChanges, ["spec.selector"]);
    }
  });
});
