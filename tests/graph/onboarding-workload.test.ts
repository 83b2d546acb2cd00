import assert from "node:assert/strict";
import { dependencies, podOwners, resource, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import {
  changedGraph,
  container,
  data,
  engine,
  enginePod,
  graph,
  namesOf,
  namespace,
  object,
  ownObjects,
  spec,
} from "./onboarding-fixture.ts";

const development = { requests: { cpu: "250m", memory: "512Mi" }, limits: { cpu: "500m", memory: "1Gi" } };
const production = { requests: { cpu: "1000m", memory: "2Gi" }, limits: { cpu: "2000m", memory: "4Gi" } };
const mebibytes = (quantity: unknown) => {
  const [, number, unit] = /^([0-9]+)(Mi|Gi)$/.exec(String(quantity)) ?? [];
  return Number(number) * (unit === "Gi" ? 1024 : 1);
};

describe("the engine of onboarding", () => {
  for (const [stack, resources, least] of [
    ["dev", development, 1],
    ["staging", production, 2],
    ["prod", production, 3],
    ["prod-azure", production, 3],
  ] as const) {
    it(`has the guide's size in ${stack}, and from ${least} to 10 pods by CPU`, async () => {
      const rendered = await graph(stack);
      assert.deepEqual(container(rendered).resources, resources);
      const deployment = spec(rendered, "Deployment", engine);
      assert.equal(at(deployment, "replicas"), undefined, "the autoscaler's");
      assert.deepEqual(namesOf(rendered, "HorizontalPodAutoscaler"), ["onboarding-workflow-hpa"]);
      const { behavior, ...autoscaler } = record(spec(rendered, "HorizontalPodAutoscaler", "onboarding-workflow-hpa"));
      assert.deepEqual(behavior, { scaleDown: { stabilizationWindowSeconds: 300 } });
      assert.deepEqual(autoscaler, {
        scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "onboarding-workflow" },
        minReplicas: least,
        maxReplicas: 10,
        // Not by memory: a JVM keeps the heap that it once had.
        metrics: [
          { type: "Resource", resource: { name: "cpu", target: { type: "Utilization", averageUtilization: 70 } } },
        ],
      });
    });

    it(`has a heap of at most three quarters of its memory in ${stack}`, async () => {
      const rendered = await graph(stack);
      const options = String(at(data(rendered, "ConfigMap", engine), "JAVA_TOOL_OPTIONS"));
      const [, heap] = / -Xmx([0-9]+)m /.exec(options) ?? [];
      assert.equal(Number(heap), 0.75 * mebibytes(resources.limits.memory));
    });
  }

  it("is one Deployment, beside that of the exporter of its backups, whose container, labels, image and ports are the guide's", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      assert.deepEqual(namesOf(rendered, "Deployment").sort(), ["backup-exporter", engine]);
      const { labels, body } = object(rendered, "Deployment", engine);
      assert.equal(labels.app, engine);
      assert.equal(at(body, "spec", "selector", "matchLabels", "app"), engine);
      assert.equal(at(body, "spec", "template", "metadata", "labels", "app"), engine);
      const { name, image, ports } = container(rendered);
      assert.equal(name, "workflow-engine");
      assert.match(
        String(image),
        /^registry\.example\.com\/onboarding\/onboarding-workflow:1\.0\.0@sha256:[0-9a-f]{64}$/,
      );
      assert.deepEqual(ports, [
        { name: "http", containerPort: 8080, protocol: "TCP" },
        { name: "management", containerPort: 8081, protocol: "TCP" },
      ]);
    }
  });

  it("says how it is on the management port, by its own state and not by that of what it depends on", async () => {
    const { startupProbe, readinessProbe, livenessProbe } = container(await graph("prod"));
    const probe = (group: string, initialDelaySeconds: number, periodSeconds: number, failureThreshold: number) => ({
      httpGet: { path: `/actuator/health/${group}`, port: "management" },
      initialDelaySeconds,
      periodSeconds,
      timeoutSeconds: 3,
      failureThreshold,
    });
    assert.deepEqual(startupProbe, probe("liveness", 10, 5, 30));
    assert.deepEqual(readinessProbe, probe("readiness", 30, 10, 3));
    assert.deepEqual(livenessProbe, probe("liveness", 60, 30, 3));
  });

  it("runs as user 1000, restricted, with /tmp to write a dump of its heap to", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const pod = enginePod(rendered);
      assert.deepEqual(at(pod, "securityContext"), {
        runAsNonRoot: true,
        runAsUser: 1000,
        runAsGroup: 1000,
        fsGroup: 1000,
        fsGroupChangePolicy: "OnRootMismatch",
        seccompProfile: { type: "RuntimeDefault" },
      });
      const { securityContext, volumeMounts, resources } = container(rendered);
      assert.deepEqual(securityContext, {
        allowPrivilegeEscalation: false,
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        capabilities: { drop: ["ALL"] },
      });
      assert.deepEqual(
        list(volumeMounts).filter((mount) => at(mount, "readOnly") !== true),
        [{ name: "tmp-volume", mountPath: "/tmp" }],
      );
      assert.deepEqual(
        list(at(pod, "volumes")).filter((volume) => at(volume, "emptyDir") !== undefined),
        [{ name: "tmp-volume", emptyDir: { sizeLimit: at(resources, "limits", "memory") } }],
      );
    }
  });

  it("has a Service with the guide's ports, and is scraped at the second", async () => {
    const rendered = await graph("prod");
    assert.deepEqual(spec(rendered, "Service", engine), {
      type: "ClusterIP",
      selector: { app: engine, "app.kubernetes.io/name": engine, "app.kubernetes.io/part-of": "onboarding" },
      ports: [
        { name: "http", port: 80, targetPort: "http", protocol: "TCP" },
        { name: "management", port: 8081, targetPort: "management", protocol: "TCP" },
      ],
    });
    assert.deepEqual(namesOf(rendered, "ServiceMonitor").sort(), ["backup-exporter", engine]);
    assert.deepEqual(spec(rendered, "ServiceMonitor", engine), {
      selector: { matchLabels: { "app.kubernetes.io/name": engine, "app.kubernetes.io/part-of": "onboarding" } },
      endpoints: [{ port: "management", path: "/actuator/prometheus", interval: "30s", scrapeTimeout: "10s" }],
    });
  });

  it("is spread over the zones, loses one pod at a time, and ends in time for open requests", async () => {
    const rendered = await graph("prod");
    const pod = enginePod(rendered);
    const [zones] = list(at(pod, "topologySpreadConstraints"));
    assert.deepEqual(
      [at(zones, "topologyKey"), at(zones, "maxSkew"), at(zones, "whenUnsatisfiable")],
      ["topology.kubernetes.io/zone", 1, "DoNotSchedule"],
    );
    assert.deepEqual(spec(rendered, "PodDisruptionBudget", engine), {
      maxUnavailable: 1,
      selector: {
        matchLabels: { app: engine, "app.kubernetes.io/name": engine, "app.kubernetes.io/part-of": "onboarding" },
      },
    });
    assert.deepEqual(container(rendered).lifecycle, { preStop: { sleep: { seconds: 10 } } });
    // 10 to be forgotten, 30 for requests, and 20 to spare.
    assert.equal(at(pod, "terminationGracePeriodSeconds"), 60);
  });

  it("starts after its stores, the network and the tasks on the database", async () => {
    for (const [stack, stores] of [
      ["dev", ["onboarding-postgres", "onboarding-kafka"]],
      ["prod", ["onboarding-postgres", "onboarding-kafka", "onboarding-redis"]],
    ] as const) {
      const deployed = await dependencies(resource(await graph(stack), "Workload", "onboarding-onboarding-workflow"));
      assert.deepEqual(deployed, ["onboarding-network", ...stores, "onboarding-history-partitions"]);
    }
  });

  it("scales out by hand through the stack's least, which is not below the stage's", async () => {
    const rendered = await changedGraph("prod", { minReplicas: 5 });
    assert.equal(at(spec(rendered, "HorizontalPodAutoscaler", "onboarding-workflow-hpa"), "minReplicas"), 5);
    await assert.rejects(changedGraph("prod", { minReplicas: 2 }), {
      message: "system onboarding: minReplicas: expected at least 3 in stage prod, got 2",
    });
  });
});

describe("the namespace of onboarding", () => {
  it("is the guide's, enforces the restricted standard, and holds everything of the system", async () => {
    for (const stack of stacks) {
      const { resources } = await graph(stack);
      const own = resources.filter(({ name }) => name === "onboarding" || name.startsWith("onboarding-"));
      const namespaces = own.filter(({ type }) => type === "kubernetes:core/v1:Namespace");
      assert.deepEqual(
        namespaces.map(({ inputs }) => at(inputs, "metadata", "name")),
        [namespace],
      );
      const labels = record(at(namespaces[0]?.inputs, "metadata", "labels"));
      for (const mode of ["enforce", "audit", "warn"]) {
        assert.equal(labels[`pod-security.kubernetes.io/${mode}`], "restricted");
      }
      const elsewhere = own.filter(
        ({ type, inputs }) =>
          type.startsWith("kubernetes:") &&
          type !== "kubernetes:core/v1:Namespace" &&
          at(inputs, "metadata", "namespace") !== namespace,
      );
      assert.deepEqual(elsewhere, []);
    }
  });

  it("has room for all pods at once: an update of the engine, of the poolers and of the exporter, and every store", async () => {
    for (const [stack, pods] of [
      // 11 of the engine, 2 poolers, 1 of PostgreSQL, 1 of Kafka and 4 beside it, 2 of the exporter of backups, 6 of its jobs, and 4 of others.
      ["dev", 31],
      // 11, 3, 2, 6 and 4, a Redis, 3, 6, and 4.
      ["staging", 40],
      ["prod", 41],
      ["prod-azure", 41],
    ] as const) {
      const quota = spec(await graph(stack), "ResourceQuota", namespace);
      assert.equal(at(quota, "hard", "pods"), String(pods), stack);
    }
  });

  it("holds a limit of each container that is no larger than what the quota counts with", async () => {
    for (const stack of stacks) {
      const rendered = await graph(stack);
      const { hard } = record(spec(rendered, "ResourceQuota", namespace));
      const pods = Number(at(hard, "pods"));
      const largest = {
        "limits.memory": mebibytes(at(hard, "limits.memory")) / pods,
        "requests.memory": mebibytes(at(hard, "requests.memory")) / pods,
      };
      const containers = podOwners(rendered)
        .filter((owner) => owner.namespace === namespace)
        .flatMap(({ template }) => list(at(template, "spec", "containers")));
      const pools = ownObjects(rendered).filter(({ kind }) => ["Cluster", "KafkaNodePool"].includes(kind));
      const sizes = [...containers, ...pools.map(({ body }) => at(body, "spec"))].map((each) => at(each, "resources"));
      assert.ok(sizes.length >= 6);
      for (const size of sizes) {
        assert.ok(mebibytes(at(size, "limits", "memory")) <= largest["limits.memory"], JSON.stringify(size));
        assert.ok(mebibytes(at(size, "requests", "memory")) <= largest["requests.memory"], JSON.stringify(size));
      }
    }
  });
});
