import assert from "node:assert/strict";
import { at, list, record } from "../lib/json.ts";
import {
  changedGraph,
  container,
  engine,
  engineOwners,
  enginePods,
  graph,
  object,
  releases,
  spec,
} from "./firefly-fixture.ts";
import { autoscaled, selectorIn } from "./firefly-release-fixture.ts";

describe("the canary release of firefly", () => {
  const canary = () => changedGraph("prod", { release: releases.canary });

  it("is a Rollout of five instances that takes the guide's steps between two Services", async () => {
    const rendered = await canary();
    const rollout = spec(rendered, "Rollout", engine);
    const pause = { pause: { duration: "600s" } };
    assert.equal(object(rendered, "Rollout", engine).body.apiVersion, "argoproj.io/v1alpha1");
    assert.deepEqual(at(rollout, "strategy", "canary"), {
      stableService: `${engine}-stable`,
      canaryService: `${engine}-canary`,
      maxUnavailable: 0,
      maxSurge: 1,
      trafficRouting: {
        plugins: { "argoproj-labs/gatewayAPI": { httpRoute: "engine-canary", namespace: "production" } },
      },
      analysis: { templates: [{ templateName: engine }], startingStep: 1 },
      steps: [10, 25, 50, 75].flatMap((setWeight) => [{ setWeight }, pause]),
    });
    assert.deepEqual(at(rollout, "selector", "matchLabels"), selectorIn("canary"));
    assert.equal(at(rollout, "template", "metadata", "labels", "app"), engine);
    const { name, image } = container(at(rollout, "template", "spec"));
    assert.equal(name, engine);
    assert.equal(image, `registry.example.com/firefly/${engine}:v1.3.0@${releases.canary.image.digest}`);
    assert.deepEqual(autoscaled(rendered, engine), {
      scaleTargetRef: { apiVersion: "argoproj.io/v1alpha1", kind: "Rollout", name: engine },
      minReplicas: 5,
      maxReplicas: 10,
      by: ["cpu"],
    });
  });

  it("has its weights moved in a route that starts with everything on the stable version", async () => {
    const rendered = await canary();
    const route = object(rendered, "HTTPRoute", "engine-canary");
    assert.deepEqual(at(route.body, "spec", "rules", 0, "backendRefs"), [
      { name: `${engine}-stable`, port: 8080, weight: 100 },
      { name: `${engine}-canary`, port: 8080, weight: 0 },
    ]);
    assert.deepEqual(route.resource.opts.ignoreChanges, ["spec.rules[0].backendRefs"]);
    const traffic = ["stable", "canary"].map((version) => object(rendered, "Service", `${engine}-${version}`));
    for (const { resource } of traffic) assert.deepEqual(resource.opts.ignoreChanges, ["spec.selector"]);
  });

  it("is as fast as a stack wants outside of prod, where the guide's pauses are the least", async () => {
    const quick = { ...releases.canary, pauseSeconds: 5, analysisSeconds: 2, deadlineSeconds: 20 };
    const rendered = await changedGraph("staging", { release: quick });
    const rollout = spec(rendered, "Rollout", engine);
    const pause = { pause: { duration: "5s" } };
    assert.deepEqual(
      at(rollout, "strategy", "canary", "steps"),
      [10, 25, 50, 75].flatMap((setWeight) => [{ setWeight }, pause]),
    );
    assert.equal(at(rollout, "progressDeadlineSeconds"), 20);
    assert.equal(at(spec(rendered, "AnalysisTemplate", engine), "metrics", 0, "interval"), "2s");
    await assert.rejects(changedGraph("prod", { release: quick }), {
      message: "system firefly: release.pauseSeconds: expected at least 600 in stage prod, got 5",
    });
  });

  it("is given up when its pods are not ready within ten minutes", async () => {
    const rollout = spec(await canary(), "Rollout", engine);
    assert.deepEqual([at(rollout, "progressDeadlineSeconds"), at(rollout, "progressDeadlineAbort")], [600, true]);
  });

  it("is given up when more than a tenth of the new version's sagas fail", async () => {
    const rendered = await changedGraph("prod", { release: releases.canary, executionsMetric: "sagas_total" });
    const [metric, ...others] = list(at(spec(rendered, "AnalysisTemplate", engine), "metrics"));
    assert.deepEqual(others, []);
    assert.equal(at(metric, "successCondition"), "len(result) == 0 || isNaN(result[0]) || result[0] <= 0.1");
    const of = '{namespace="production",job="transactional-engine-canary"}[5m]';
    assert.deepEqual(at(metric, "provider", "prometheus"), {
      address: "http://prometheus-operated.monitoring.svc.cluster.local:9090",
      query: `sum(rate(saga_executions_failures_total${of})) / sum(rate(sagas_total${of}))`,
    });
    // The job is the Service that a target was found through, so that the canary's has to be scraped.
    const { matchLabels } = record(at(spec(rendered, "ServiceMonitor", engine), "selector"));
    const { labels } = object(rendered, "Service", `${engine}-canary`);
    for (const [label, value] of Object.entries(record(matchLabels))) assert.equal(labels[label], value);
  });

  it("is how staging releases", async () => {
    const rendered = await graph("staging");
    assert.deepEqual(
      engineOwners(rendered).map(({ kind, name }) => `${kind} ${name}`),
      [`Rollout ${engine}`],
    );
    assert.match(String(container(enginePods(rendered)[0]).image), /:v1\.2\.0@sha256:[0-9a-f]{64}$/);
  });
});
