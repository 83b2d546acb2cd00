import assert from "node:assert/strict";
import type { Rendered } from "../../../../cli/lib/render.ts";
import type {
  AutoscaleSpec,
  BlueGreenStrategy,
  CanaryStrategy,
  Strategy,
} from "../../../../components/workload/spec.ts";
import { Workload } from "../../../../components/workload/workload.ts";
import { renderComponents } from "../../../lib/component.ts";
import { dependencies, identity, isCustom, resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";
import { image, least } from "./fixture.ts";

const deploy = (strategy: Strategy, autoscale: AutoscaleSpec = least.autoscale): Promise<Rendered> =>
  renderComponents((opts) => {
    const spec = { ...least, strategy, autoscale };
    new Workload(
      "shop-api",
      { system: "shop", namespace: "shop", zoneSpread: "required", component: "api", spec },
      opts,
    );
  });
const custom = ({ resources }: Rendered) => resources.filter(isCustom).map(identity).sort();
const selector = { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" };

describe("rolling", () => {
  it("puts the suffix into the names of the Deployment and its companions, and not of the Service", async () => {
    const rendered = await deploy({ kind: "rolling", suffix: "primary" });
    assert.deepEqual(custom(rendered), [
      "kubernetes:apps/v1:Deployment shop-api-primary",
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler shop-api-primary-autoscaler",
      "kubernetes:core/v1:ConfigMap shop-api-config",
      "kubernetes:core/v1:Service shop-api-service",
      "kubernetes:core/v1:ServiceAccount shop-api-account",
      "kubernetes:policy/v1:PodDisruptionBudget shop-api-primary-budget",
    ]);
    const nameOf = (kind: string, name: string) => at(resource(rendered, kind, name).inputs, "metadata", "name");
    assert.equal(nameOf("Deployment", "shop-api-primary"), "api-primary");
    assert.equal(nameOf("PodDisruptionBudget", "shop-api-primary-budget"), "api-primary");
    assert.equal(nameOf("Service", "shop-api-service"), "api");
    const autoscaler = resource(rendered, "HorizontalPodAutoscaler", "shop-api-primary-autoscaler").inputs;
    assert.equal(at(autoscaler, "metadata", "name"), "api-primary");
    assert.deepEqual(at(autoscaler, "spec", "scaleTargetRef"), {
      apiVersion: "apps/v1",
      kind: "Deployment",
      name: "api-primary",
    });
    assert.deepEqual(await dependencies(resource(rendered, "Service", "shop-api-service")), ["shop-api-primary"]);
  });
});

describe("an autoscaler with a name of its own", () => {
  const named = { ...least.autoscale, name: "api-hpa" };
  const names = async (strategy: Strategy) =>
    Object.fromEntries(
      (await deploy(strategy, named)).resources.flatMap(({ type, name, inputs }) =>
        /:(HorizontalPodAutoscaler|PodDisruptionBudget|Deployment)$/.test(type)
          ? [[name, at(inputs, "metadata", "name")]]
          : [],
      ),
    );

  it("keeps its logical name, and lends its name to no other object", async () => {
    assert.deepEqual(await names({ kind: "rolling" }), {
      "shop-api": "api",
      "shop-api-autoscaler": "api-hpa",
      "shop-api-budget": "api",
    });
  });

  it("is one for each colour", async () => {
    const images = { blue: image("1.0.0"), green: image("2.0.0") };
    assert.deepEqual(await names({ kind: "blue-green", active: "blue", idle: "warm", images }), {
      "shop-api-blue": "api-blue",
      "shop-api-blue-autoscaler": "api-hpa-blue",
      "shop-api-blue-budget": "api-blue",
      "shop-api-green": "api-green",
      "shop-api-green-autoscaler": "api-hpa-green",
      "shop-api-green-budget": "api-green",
    });
  });
});

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

  it("makes a colour with its least pods and leaves them to the autoscaler, and has nothing of a cold one", async () => {
    const warm = await deploy(strategy("blue", "warm"));
    assert.deepEqual(custom(warm), both);
    const cold = await deploy(strategy("blue", "cold"));
    assert.deepEqual(
      custom(cold),
      both.filter((each) => !each.includes("green")),
    );
    for (const colour of ["blue", "green"]) {
      const { inputs, opts } = resource(warm, "Deployment", `shop-api-${colour}`);
      assert.equal(at(inputs, "spec", "replicas"), least.replicas);
      assert.deepEqual(opts.ignoreChanges, ["spec.replicas"]);
    }
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

  it("changes both Deployments before the Service at a switch, so that their pods are waited for, and none of their pods", async () => {
    const [blue, green] = [await deploy(strategy("blue", "warm")), await deploy(strategy("green", "warm"))];
    for (const colour of ["blue", "green"]) {
      const [before, after] = [blue, green].map((each) => resource(each, "Deployment", `shop-api-${colour}`).inputs);
      const part = (inputs: unknown) => at(inputs, "metadata", "labels", "plumbline.dev/serving");
      assert.deepEqual([part(before), part(after)], colour === "blue" ? ["true", "false"] : ["false", "true"]);
      assert.deepEqual(at(after, "spec"), at(before, "spec"));
    }
  });

  it("comes to a cold colour by making it first: the Service waits for it, and what the old one had goes last", async () => {
    const after = await deploy(strategy("green", "cold"));
    assert.deepEqual(await dependencies(resource(after, "Service", "shop-api-service")), ["shop-api-green"]);
    assert.equal(at(resource(after, "Deployment", "shop-api-green").inputs, "spec", "replicas"), least.replicas);
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
      "kubernetes:core/v1:Service shop-api-stable-service",
      "kubernetes:core/v1:ServiceAccount shop-api-account",
      "kubernetes:policy/v1:PodDisruptionBudget shop-api-budget",
    ]);
  });

  it("moves the route's weights step by step, from the second step on watched by the analysis", async () => {
    const rollout = resource(await deploy(strategy), "Rollout", "shop-api");
    assert.deepEqual(at(rollout.inputs, "spec", "strategy"), {
      canary: {
        stableService: "api-stable",
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

  it("is made with its least pods, which are waited for and then left to the autoscaler, and keeps no old versions", async () => {
    const { inputs, opts } = resource(await deploy(strategy), "Rollout", "shop-api");
    assert.deepEqual([at(inputs, "spec", "replicas"), at(inputs, "spec", "revisionHistoryLimit")], [least.replicas, 0]);
    assert.equal(at(inputs, "metadata", "annotations", "pulumi.com/waitFor"), "condition=Available");
    assert.deepEqual(opts.ignoreChanges, ["spec.replicas"]);
  });

  it("has quantities in the controller's own way of writing, which it would otherwise make its own", async () => {
    const size = { cpu: "2000m", memory: "2048Mi" };
    const rendered = await renderComponents((options) => {
      const writable = ["/tmp", { name: "cache", path: "/cache", size: "1024Mi" }, { name: "run", path: "/run" }];
      const spec = { ...least, strategy, resources: { requests: size, limits: size }, writable };
      new Workload(
        "shop-api",
        { system: "shop", namespace: "shop", zoneSpread: "required", component: "api", spec },
        options,
      );
    });
    const pod = at(resource(rendered, "Rollout", "shop-api").inputs, "spec", "template", "spec");
    const canonical = { cpu: "2", memory: "2Gi" };
    assert.deepEqual(at(pod, "containers", 0, "resources"), { requests: canonical, limits: canonical });
    assert.deepEqual(
      [0, 1, 2].map((index) => at(pod, "volumes", index, "emptyDir", "sizeLimit")),
      ["256Mi", "1Gi", "256Mi"],
    );
  });

  it("is scaled through the Rollout", async () => {
    const autoscaler = resource(await deploy(strategy), "HorizontalPodAutoscaler", "shop-api-autoscaler");
    assert.deepEqual(at(autoscaler.inputs, "spec", "scaleTargetRef"), {
      apiVersion: "argoproj.io/v1alpha1",
      kind: "Rollout",
      name: "api",
    });
  });

  it("leaves to the controller the selectors of its two Services, and keeps that of the workload's own", async () => {
    const rendered = await deploy(strategy);
    for (const version of ["stable", "canary"]) {
      const service = resource(rendered, "Service", `shop-api-${version}-service`);
      assert.deepEqual(service.opts.ignoreChanges, ["spec.selector"]);
      assert.equal(at(service.inputs, "metadata", "name"), `api-${version}`);
      assert.equal(at(service.inputs, "metadata", "annotations", "pulumi.com/skipAwait"), "true");
      assert.deepEqual(at(service.inputs, "spec", "selector"), selector);
    }
    const own = resource(rendered, "Service", "shop-api-service");
    assert.equal(own.opts.ignoreChanges, undefined);
    assert.deepEqual(at(own.inputs, "spec", "selector"), selector);
    assert.deepEqual(await dependencies(own), ["shop-api"]);
  });

  it("has the pods of the new version scraped by themselves, and the stable ones only once", async () => {
    const rendered = await deploy(strategy);
    const named = (name: string) =>
      at(resource(rendered, "Service", name).inputs, "metadata", "labels", "app.kubernetes.io/name");
    // The scrape's selector has the component's name.
    assert.deepEqual(
      ["service", "canary-service", "stable-service"].map((name) => named(`shop-api-${name}`)),
      ["api", "api", "api-stable"],
    );
  });
});
