import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { charts } from "../../../components/platform/catalogue.ts";
import { goOperators } from "../../../sandbox/crds/operators.ts";
import { reportToTerminal } from "../../../sandbox/lib/failure.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { buildRollouts } from "../../../sandbox/lib/rollouts.ts";
import { at, record } from "../../lib/json.ts";
import { Cluster, type Kind } from "./cluster.ts";
import { RolloutsController } from "./controller.ts";
import { Observed, stableHash, weights } from "./observed.ts";
import { Prometheus } from "./prometheus.ts";
import { engine, FireflyStack, image, namespace } from "./stack.ts";

/** Least instances of the engine, as the stack has them. */
const least = 5;

/** The images that a cluster's admission refuses, as it does an unsigned one: their pods are never there. */
const refused = { colour: "v9.0.0", canary: "v9.1.0" } as const;

describe("the controller of releases", () => {
  it("is of the version that the platform installs, and whose kinds the control plane has", () => {
    const module = join(projectRoot, "sandbox/go-tests/rollouts/go.mod");
    const built = /^\tgithub\.com\/argoproj\/argo-rollouts (\S+)$/m.exec(readFileSync(module, "utf8"))?.[1];
    const kinds = goOperators.find(({ name }) => name === "argo-rollouts");
    assert.ok(kinds);
    assert.deepEqual([built, kinds.version], [charts["argo-rollouts"].app, charts["argo-rollouts"].app]);
  });
});

/**
 * Releases of firefly by `pulumi up`, on a control plane with the real controllers. kwok says that pods are ready, and there are no
 * measurements, so that autoscalers act on their bounds alone.
 */
describe("releases on a control plane", () => {
  let stack: FireflyStack;
  let cluster: Cluster;
  let prometheus: Prometheus;
  const controller = new RolloutsController();

  before(async function () {
    this.timeout(1_500_000);
    await buildRollouts(reportToTerminal);
    [stack, prometheus] = await Promise.all([FireflyStack.create(), Prometheus.start()]);
    cluster = new Cluster(await stack.start(), namespace);
    await controller.start(cluster, prometheus.url);
    await cluster.refuseImages(Object.values(refused));
    await cluster.watch();
  });

  after(async () => {
    cluster.stop();
    await controller.stop();
    await Promise.all([prometheus.stop(), stack.stop()]);
  });

  const until = (what: string, isSo: () => boolean) => cluster.until(what, isSo, () => controller.lastWords);
  const ofEngine = (kind: Kind) => cluster.names(kind).filter((name) => name.startsWith(engine));
  const served = (): unknown => at(cluster.get("Service", engine), "spec", "selector", "version");
  const size = (colour: string): unknown[] => {
    const deployment = cluster.get("Deployment", `${engine}-${colour}`);
    return [at(deployment, "spec", "replicas"), at(deployment, "status", "readyReplicas")];
  };

  describe("in two colours", () => {
    const colours = { blue: "v1.0.0", green: "v1.1.0" };
    const release = (active: "blue" | "green", idle: "warm" | "cold", tags: Partial<typeof colours> = {}) => {
      const { blue, green } = { ...colours, ...tags };
      return { mode: "blue-green", active, idle, blue: image(blue), green: image(green), deadlineSeconds: 15 };
    };
    const companions = ["Deployment", "HorizontalPodAutoscaler", "PodDisruptionBudget"] as const;
    const has = (...running: string[]) => {
      const names = running.map((colour) => `${engine}-${colour}`);
      for (const kind of companions) assert.deepEqual(ofEngine(kind), names, kind);
    };

    it("begin with the active colour at its full size, and nothing of the other", async () => {
      await stack.up({ release: release("blue", "cold") });
      has("blue");
      assert.deepEqual([served(), size("blue")], ["blue", [least, least]]);
    });

    it("make the idle colour whole beside it, with an autoscaler and a budget of its own, before anybody reaches it", async () => {
      const seen = new Observed(cluster);
      await stack.up({ release: release("blue", "warm") });
      has("blue", "green");
      assert.deepEqual([served(), size("green"), seen.leastReady], ["blue", [least, least], least]);
    });

    it("switch when all pods of the other colour are ready, and leave both to their autoscalers", async () => {
      // The autoscaler of blue asks for one more, as it would under load.
      await cluster.kubectl(["patch", "hpa", `${engine}-blue`, "-n", namespace, "-p", '{"spec":{"minReplicas":6}}']);
      await until("blue has six pods", () => String(size("blue")) === "6,6");
      const seen = new Observed(cluster);
      const before: unknown[] = [];
      cluster.onChange(() => {
        if (served() === "green") before.push(size("green"));
      });
      await stack.up({ release: release("green", "warm") });
      has("blue", "green");
      assert.deepEqual([served(), before[0], size("blue"), seen.leastReady], ["green", [least, least], [6, 6], least]);
    });

    it("let the old colour go with all that it had", async () => {
      const seen = new Observed(cluster);
      await stack.up({ release: release("green", "cold") });
      await until("blue is gone", () => ofEngine("Deployment").length === 1);
      has("green");
      assert.deepEqual([served(), size("green"), seen.leastReady], ["green", [least, least], least]);
    });

    it("fail when the pods of the colour to come are not there in time, and keep the one that serves", async () => {
      const seen = new Observed(cluster);
      const { exitCode, stdout } = await stack.tryUp({ release: release("blue", "cold", { blue: refused.colour }) });
      assert.notEqual(exitCode, 0);
      assert.match(stdout, /Deployment \(firefly-transactional-engine-blue\):\n\s+error: /);
      assert.deepEqual([served(), size("green"), seen.leastReady], ["green", [least, least], least]);
    });

    it("come to a cold colour in one update without losing a pod", async () => {
      const seen = new Observed(cluster);
      await stack.up({ release: release("blue", "cold") });
      await until("green is gone", () => ofEngine("Deployment").length === 1);
      has("blue");
      assert.deepEqual([served(), size("blue"), seen.leastReady], ["blue", [least, least], least]);
    });
  });

  describe("by canary", () => {
    const release = (tag: string) => ({
      mode: "canary",
      image: image(tag),
      pauseSeconds: 5,
      analysisSeconds: 1,
      deadlineSeconds: 15,
    });
    const status = (field: string): unknown => at(cluster.get("Rollout", engine), "status", field);
    const selected = (version: "stable" | "canary"): unknown =>
      at(cluster.get("Service", `${engine}-${version}`), "spec", "selector", "rollouts-pod-template-hash");
    const running = (): unknown =>
      at(cluster.get("Rollout", engine), "spec", "template", "metadata", "labels", "app.kubernetes.io/version");
    const isHealthy = (tag: string) => () =>
      running() === tag && status("phase") === "Healthy" && status("stableRS") === status("currentPodHash");
    const shares = ({ weights: moments }: Observed) => moments.map(({ what }) => what);

    it("take over from two colours without losing a pod", async () => {
      const seen = new Observed(cluster);
      await stack.up({ release: release("v1.2.0") });
      await until("the colours are gone", () => ofEngine("Deployment").length === 0);
      assert.ok(isHealthy("v1.2.0")());
      for (const kind of ["Rollout", "HorizontalPodAutoscaler", "PodDisruptionBudget"] as const) {
        assert.deepEqual(ofEngine(kind), [engine], kind);
      }
      assert.deepEqual(weights(cluster), [100, 0]);
      assert.ok(seen.leastReady >= least, `at least ${seen.leastReady} ready`);
    });

    it("take the guide's steps with a pause after each, keep the stable version whole, and promote the new one", async () => {
      prometheus.failureRatio = 0.02;
      const before = stableHash(cluster);
      const seen = new Observed(cluster);
      await stack.up({ release: release("v1.3.0") });
      await until("v1.3.0 is stable, and has all traffic", () => isHealthy("v1.3.0")() && weights(cluster)[0] === 100);
      console.log(seen.describe("a good version"));
      // At last, the Services change places: the stable one gets the new version, and then all traffic.
      const steps = ["100/0", "90/10", "75/25", "50/50", "25/75", "0/100", "100/0"];
      assert.deepEqual(shares(seen), steps);
      assert.deepEqual([...seen.pauses], [1, 3, 5, 7]);
      assert.deepEqual([seen.leastStable, seen.leastReady >= least], [least, true]);
      const pods = ["90/10", "75/25", "50/50", "25/75"].map((share) => seen.canaryPods.get(share));
      assert.deepEqual(pods, [1, 2, 3, 4]);
      assert.notEqual(stableHash(cluster), before);
      assert.deepEqual([selected("stable"), selected("canary")], [stableHash(cluster), stableHash(cluster)]);
      assert.equal(at(cluster.get("Rollout", engine), "spec", "replicas"), least);
      await until("its analysis has ended well", () => {
        const [run, ...others] = cluster.all("AnalysisRun");
        return others.length === 0 && at(run, "status", "phase") === "Successful";
      });
    });

    it("ask the cluster's Prometheus for the share of failed sagas of the canary's pods", () => {
      const of = `{namespace="${namespace}",job="${engine}-canary"}[5m]`;
      assert.deepEqual(prometheus.questions, [
        {
          address: "http://prometheus-operated.monitoring.svc.cluster.local:9090",
          query: `sum(rate(saga_executions_failures_total${of})) / sum(rate(saga_executions_total${of}))`,
        },
      ]);
    });

    it("abort a version that fails, and lead everything back to the stable one, which has been there all the time", async () => {
      prometheus.failureRatio = 0.5;
      const stable = stableHash(cluster);
      const seen = new Observed(cluster);
      await stack.up({ release: release("v1.4.0") });
      await until("the release is given up", () => status("phase") === "Degraded" && weights(cluster)[0] === 100);
      console.log(seen.describe("a version of which half of the sagas fail"));
      assert.deepEqual(shares(seen), ["100/0", "90/10", "100/0"]);
      assert.equal(status("abort"), true);
      assert.match(
        String(status("message")),
        /"failure-ratio" assessed Failed due to failed \(3\) > failureLimit \(2\)$/,
      );
      assert.deepEqual([stableHash(cluster), selected("stable"), seen.leastStable], [stable, stable, least]);
    });

    it("are over at once when the configuration goes back to the stable version", async () => {
      prometheus.failureRatio = 0;
      const seen = new Observed(cluster);
      await stack.up({ release: release("v1.3.0") });
      await until("v1.3.0 is healthy", isHealthy("v1.3.0"));
      assert.deepEqual([shares(seen), seen.leastStable], [["100/0"], least]);
    });

    it("abort a version whose pods are not there in time, before it has any traffic", async () => {
      const stable = stableHash(cluster);
      const seen = new Observed(cluster);
      await stack.up({ release: release(refused.canary) });
      await until("the release is given up", () => status("phase") === "Degraded");
      console.log(seen.describe("a version whose pods are never there"));
      assert.match(String(status("message")), /has timed out progressing/);
      assert.deepEqual([shares(seen), status("abort")], [["100/0"], true]);
      assert.deepEqual([stableHash(cluster), selected("stable"), seen.leastStable], [stable, stable, least]);
      assert.equal(record(cluster.get("Rollout", engine).spec).replicas, least);
    });
  });
});
