import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { changes, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import {
  changedGraph,
  container,
  data,
  engine,
  engineOwners,
  enginePods,
  graph,
  namesOf,
  object,
  releases,
  spec,
} from "./firefly-fixture.ts";
import { autoscaled, selectorIn } from "./firefly-release-fixture.ts";

const blueGreen = (changed: Record<string, unknown>) =>
  changedGraph("prod", { release: { ...releases["blue-green"], ...changed } });

describe("the blue-green release of firefly", () => {
  for (const colour of ["blue", "green"] as const) {
    it(`has a Deployment of ${colour} with the guide's labels, container, variables and three instances`, async () => {
      const rendered = await blueGreen({ idle: "warm" });
      const name = `${engine}-${colour}`;
      const { labels, namespace } = object(rendered, "Deployment", name);
      assert.equal(namespace, "production");
      assert.equal(labels.version, colour);
      assert.equal(labels.app, engine);
      const selector = { ...selectorIn("blue-green"), version: colour };
      const deployment = spec(rendered, "Deployment", name);
      assert.deepEqual(at(deployment, "selector", "matchLabels"), selector);
      const podLabels = record(at(deployment, "template", "metadata", "labels"));
      for (const [label, value] of Object.entries(selector)) assert.equal(podLabels[label], value);
      const { name: containerName, env, envFrom, image } = container(at(deployment, "template", "spec"));
      const { tag, digest } = releases["blue-green"][colour];
      assert.equal(containerName, engine);
      assert.equal(image, `registry.example.com/firefly/${engine}:${tag}@${digest}`);
      assert.deepEqual(env, [{ name: "DEPLOYMENT_VERSION", value: colour }]);
      assert.deepEqual(envFrom, [{ configMapRef: { name: engine } }]);
      assert.equal(at(data(rendered, "ConfigMap", engine), "ENVIRONMENT"), "production");
      assert.equal(labels["plumbline.dev/serving"], String(colour === "blue"));
      assert.equal(at(deployment, "replicas"), 3);
      assert.deepEqual(object(rendered, "Deployment", name).resource.opts.ignoreChanges, ["spec.replicas"]);
      assert.deepEqual(autoscaled(rendered, name), {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
        minReplicas: 3,
        maxReplicas: 10,
        by: ["cpu"],
      });
      assert.deepEqual(spec(rendered, "PodDisruptionBudget", name), {
        maxUnavailable: 1,
        selector: { matchLabels: selector },
      });
    });
  }

  it("leads the one Service to the active colour, and switches by one setting, after the Deployments have learned their parts", async () => {
    const [before, after] = [await blueGreen({ idle: "warm" }), await blueGreen({ idle: "warm", active: "green" })];
    const selected = (rendered: Rendered) => at(spec(rendered, "Service", engine), "selector");
    assert.deepEqual(selected(before), { ...selectorIn("blue-green"), version: "blue" });
    assert.deepEqual(selected(after), { ...selectorIn("blue-green"), version: "green" });
    const { added, removed, changed = [] } = changes(before, after);
    assert.deepEqual({ added, removed }, { added: [], removed: [] });
    assert.deepEqual(
      changed.filter((each) => !each.startsWith("plumbline:")),
      [
        "kubernetes:apps/v1:Deployment firefly-transactional-engine-blue",
        "kubernetes:apps/v1:Deployment firefly-transactional-engine-green",
        "kubernetes:core/v1:Service firefly-transactional-engine-service",
      ],
    );
    for (const colour of ["blue", "green"]) {
      const name = `${engine}-${colour}`;
      assert.deepEqual(spec(after, "Deployment", name), spec(before, "Deployment", name));
      assert.equal(object(after, "Deployment", name).labels["plumbline.dev/serving"], String(colour === "green"));
    }
    assert.deepEqual(
      namesOf(before, "Service").filter((name) => name.startsWith(engine)),
      [engine],
    );
  });

  it("keeps a colour cold until a release is in flight", async () => {
    const rendered = await blueGreen({});
    const ofEngine = (kind: string) => namesOf(rendered, kind).filter((name) => name.startsWith(engine));
    for (const kind of ["Deployment", "HorizontalPodAutoscaler", "PodDisruptionBudget"]) {
      assert.deepEqual(ofEngine(kind), [`${engine}-blue`], kind);
    }
  });

  it("is how prod releases", async () => {
    for (const stack of ["prod", "prod-azure"]) {
      const rendered = await graph(stack);
      assert.deepEqual(
        engineOwners(rendered).map(({ kind, name }) => `${kind} ${name}`),
        [`Deployment ${engine}-blue`],
      );
      assert.match(
        String(container(enginePods(rendered)[0]).image),
        /^registry\.example\.com\/firefly\/transactional-engine:v1\.2\.0@sha256:[0-9a-f]{64}$/,
      );
    }
  });
});

describe("the rolling release of firefly", () => {
  it("is a Deployment transactional-engine-primary of five instances with the guide's labels", async () => {
    const rendered = await changedGraph("prod", { release: releases.rolling });
    const name = `${engine}-primary`;
    const { namespace, labels } = object(rendered, "Deployment", name);
    assert.deepEqual([namespace, labels.app, labels.region], ["production", engine, "primary"]);
    const deployment = spec(rendered, "Deployment", name);
    assert.deepEqual(at(deployment, "selector", "matchLabels"), selectorIn("rolling"));
    const podLabels = record(at(deployment, "template", "metadata", "labels"));
    for (const [label, value] of Object.entries(selectorIn("rolling"))) assert.equal(podLabels[label], value);
    const { name: containerName, image } = container(at(deployment, "template", "spec"));
    assert.equal(containerName, engine);
    assert.equal(image, `registry.example.com/firefly/${engine}:v1.2.0@${releases.rolling.image.digest}`);
    assert.deepEqual(autoscaled(rendered, name), {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
      minReplicas: 5,
      maxReplicas: 10,
      by: ["cpu"],
    });
    assert.deepEqual(at(spec(rendered, "Service", engine), "selector"), selectorIn("rolling"));
  });

  it("is how dev releases, with one instance", async () => {
    const rendered = await graph("dev");
    assert.deepEqual(
      engineOwners(rendered).map(({ kind, name }) => `${kind} ${name}`),
      [`Deployment ${engine}-primary`],
    );
    assert.deepEqual(autoscaled(rendered, `${engine}-primary`).minReplicas, 1);
  });
});

describe("releases of firefly", () => {
  it("are one at a time, and no two modes select the same pods or share a route", async () => {
    const found = await Promise.all(
      Object.values(releases).map(async (release) => {
        const rendered = await changedGraph("prod", { release });
        return {
          kinds: engineOwners(rendered).map(({ kind, name }) => `${kind} ${name}`),
          modes: [
            ...new Set(
              engineOwners(rendered).map(({ body }) =>
                at(body, "spec", "selector", "matchLabels", "plumbline.dev/release"),
              ),
            ),
          ],
          routes: namesOf(rendered, "HTTPRoute"),
          // Nothing keeps the Service from the pods of another mode.
          service: object(rendered, "Service", engine).resource.opts.ignoreChanges,
        };
      }),
    );
    assert.deepEqual(found, [
      {
        kinds: [`Deployment ${engine}-primary`],
        modes: ["rolling"],
        routes: ["https-redirect", "engine", "engine-ready"],
        service: undefined,
      },
      {
        kinds: [`Rollout ${engine}`],
        modes: ["canary"],
        routes: ["https-redirect", "engine-canary", "engine-canary-ready"],
        service: undefined,
      },
      {
        kinds: [`Deployment ${engine}-blue`],
        modes: ["blue-green"],
        routes: ["https-redirect", "engine", "engine-ready"],
        service: undefined,
      },
    ]);
  });

  it("are scaled by hand through the configuration, to ten in an emergency", async () => {
    const rendered = await changedGraph("prod", { minReplicas: 10 });
    const { minReplicas, maxReplicas } = autoscaled(rendered, `${engine}-blue`);
    assert.deepEqual([minReplicas, maxReplicas], [10, 11]);
    const higher = await changedGraph("prod", { minReplicas: 10, maxReplicas: 20 });
    assert.equal(autoscaled(higher, `${engine}-blue`).maxReplicas, 20);
  });

  for (const [stack, least] of [
    ["dev", [1, 1, 1]],
    ["staging", [2, 2, 2]],
    ["prod", [5, 5, 3]],
    ["prod-azure", [5, 5, 3]],
  ] as const) {
    it(`have in ${stack} at least ${least.join(", ")} instances: rolling, canary, and of a colour`, async () => {
      const found = await Promise.all(
        Object.values(releases).map(async (release) => {
          const rendered = await changedGraph(stack, { release });
          const [autoscaler = "", ...others] = namesOf(rendered, "HorizontalPodAutoscaler");
          assert.deepEqual(others, []);
          return autoscaled(rendered, autoscaler).minReplicas;
        }),
      );
      assert.deepEqual(found, least);
    });
  }

  it("reach the users under one host and the API's path, while the management endpoints stay inside", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const [, route = ""] = namesOf(rendered, "HTTPRoute");
      const { hostnames, rules, parentRefs } = record(spec(rendered, "HTTPRoute", route));
      const host = `firefly.${stack}.example.com`;
      assert.deepEqual(hostnames, [host]);
      assert.deepEqual(parentRefs, [{ name: "public", sectionName: host }]);
      assert.deepEqual(
        list(rules).map((rule) => [at(rule, "matches"), list(at(rule, "backendRefs")).map((ref) => at(ref, "port"))]),
        [[[{ path: { type: "PathPrefix", value: "/api" } }], stack === "staging" ? [8080, 8080] : [8080]]],
      );
    }
    const other = await changedGraph("dev", { apiPath: "/sagas" });
    assert.deepEqual(at(spec(other, "HTTPRoute", "engine"), "rules", 0, "matches"), [
      { path: { type: "PathPrefix", value: "/sagas" } },
    ]);
    assert.deepEqual(at(spec(other, "HTTPRoute", "engine"), "rules", 0, "backendRefs"), [{ name: engine, port: 8080 }]);
  });
});
