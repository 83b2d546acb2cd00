import assert from "node:assert/strict";
import type { WorkloadContext, WorkloadSpec } from "../../../../components/workload/spec.ts";
import { Workload } from "../../../../components/workload/workload.ts";
import type { Rendered } from "../../../../cli/lib/render.ts";
import { renderComponents } from "../../../lib/component.ts";
import { identity, isProvider, resource } from "../../../lib/graph.ts";
import { at, list, record } from "../../../lib/json.ts";
import { image, least } from "./fixture.ts";

const deploy = (changes: Partial<WorkloadSpec> = {}, context: Partial<WorkloadContext> = {}): Promise<Rendered> =>
  renderComponents((opts) => {
    const around: WorkloadContext = { system: "shop", namespace: "shop", zoneSpread: "required", ...context };
    new Workload("shop-api", { ...around, component: "api", spec: { ...least, ...changes } }, opts);
  });
const names = ({ resources }: Rendered) => resources.filter((each) => !isProvider(each)).map(identity);
const podOf = async (changes?: Partial<WorkloadSpec>) =>
  at(resource(await deploy(changes), "Deployment", "shop-api").inputs, "spec", "template");
const containerOf = async (changes?: Partial<WorkloadSpec>) => at(await podOf(changes), "spec", "containers", 0);

describe("a workload", () => {
  it("is these objects, all with the component's name", async () => {
    const rendered = await deploy();
    assert.deepEqual(names(rendered), [
      "plumbline:workload:Workload shop-api",
      "kubernetes:core/v1:ConfigMap shop-api-config",
      "kubernetes:core/v1:ServiceAccount shop-api-account",
      "kubernetes:apps/v1:Deployment shop-api",
      "kubernetes:core/v1:Service shop-api-service",
      "kubernetes:autoscaling/v2:HorizontalPodAutoscaler shop-api-autoscaler",
      "kubernetes:policy/v1:PodDisruptionBudget shop-api-budget",
    ]);
    const objects = rendered.resources.filter(({ type }) => type.startsWith("kubernetes:"));
    for (const { inputs } of objects) {
      assert.equal(at(inputs, "metadata", "name"), "api");
      assert.equal(at(inputs, "metadata", "namespace"), "shop");
      assert.deepEqual(at(inputs, "metadata", "labels"), {
        "app.kubernetes.io/name": "api",
        "app.kubernetes.io/part-of": "shop",
        "app.kubernetes.io/managed-by": "plumbline",
        "plumbline.dev/owner": "shop",
      });
    }
  });

  it("has a pod that is restricted, quiet and rolled by checksum", async () => {
    const pod = await podOf();
    const metadata = at(pod, "metadata");
    assert.deepEqual(metadata, {
      labels: {
        "app.kubernetes.io/name": "api",
        "app.kubernetes.io/part-of": "shop",
        "app.kubernetes.io/managed-by": "plumbline",
        "plumbline.dev/owner": "shop",
        "app.kubernetes.io/version": "1.0.0",
      },
      annotations: { "plumbline.dev/config-checksum": at(metadata, "annotations", "plumbline.dev/config-checksum") },
    });
    assert.match(String(at(metadata, "annotations", "plumbline.dev/config-checksum")), /^[0-9a-f]{64}$/);
    const selector = { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" };
    const spread = (topologyKey: string, whenUnsatisfiable: string) => ({
      maxSkew: 1,
      topologyKey,
      whenUnsatisfiable,
      labelSelector: { matchLabels: selector },
      matchLabelKeys: ["pod-template-hash"],
    });
    assert.deepEqual(at(pod, "spec"), {
      serviceAccountName: "api",
      automountServiceAccountToken: false,
      enableServiceLinks: false,
      terminationGracePeriodSeconds: 30,
      securityContext: {
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        fsGroup: 10001,
        fsGroupChangePolicy: "OnRootMismatch",
        seccompProfile: { type: "RuntimeDefault" },
      },
      topologySpreadConstraints: [
        spread("topology.kubernetes.io/zone", "DoNotSchedule"),
        spread("kubernetes.io/hostname", "ScheduleAnyway"),
      ],
      containers: [
        {
          name: "api",
          image: `registry.example.com/shop/api:1.0.0@${image("1.0.0").digest}`,
          imagePullPolicy: "IfNotPresent",
          ports: [{ name: "http", containerPort: 8080, protocol: "TCP" }],
          envFrom: [{ configMapRef: { name: "api" } }],
          resources: least.resources,
          startupProbe: {
            httpGet: { path: "/health", port: "http" },
            periodSeconds: 5,
            timeoutSeconds: 3,
            failureThreshold: 30,
          },
          readinessProbe: {
            httpGet: { path: "/health", port: "http" },
            periodSeconds: 10,
            timeoutSeconds: 3,
            failureThreshold: 3,
          },
          livenessProbe: {
            httpGet: { path: "/health", port: "http" },
            periodSeconds: 10,
            timeoutSeconds: 3,
            failureThreshold: 3,
          },
          lifecycle: { preStop: { sleep: { seconds: 5 } } },
          securityContext: {
            allowPrivilegeEscalation: false,
            privileged: false,
            readOnlyRootFilesystem: true,
            runAsNonRoot: true,
            capabilities: { drop: ["ALL"] },
          },
          volumeMounts: [{ name: "writable-tmp", mountPath: "/tmp" }],
        },
      ],
      volumes: [{ name: "writable-tmp", emptyDir: { sizeLimit: "256Mi" } }],
    });
  });

  it("runs as the user and the group that it names, in the zones that the cluster names", async () => {
    const rendered = await deploy({ userId: 1001, groupId: 2000 }, { zones: ["eu-1a", "eu-1b"] });
    const pod = at(resource(rendered, "Deployment", "shop-api").inputs, "spec", "template", "spec");
    const { runAsUser, runAsGroup, fsGroup } = record(at(pod, "securityContext"));
    assert.deepEqual([runAsUser, runAsGroup, fsGroup], [1001, 2000, 2000]);
    const expression = { key: "topology.kubernetes.io/zone", operator: "In", values: ["eu-1a", "eu-1b"] };
    assert.deepEqual(at(pod, "affinity"), {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [expression] }] },
      },
    });
    assert.equal(at(pod, "topologySpreadConstraints", 0, "whenUnsatisfiable"), "DoNotSchedule");
  });

  it("gives up no replica while it rolls, and says no replica count of its own", async () => {
    const spec = at(resource(await deploy(), "Deployment", "shop-api").inputs, "spec");
    assert.deepEqual(at(spec, "strategy"), {
      type: "RollingUpdate",
      rollingUpdate: { maxUnavailable: 0, maxSurge: 1 },
    });
    assert.equal(at(spec, "replicas"), undefined);
    assert.equal(at(spec, "progressDeadlineSeconds"), 600);
    assert.equal(at(spec, "revisionHistoryLimit"), 5);
  });

  it("is scaled by CPU and memory, and slowly down", async () => {
    const utilization = (name: string, averageUtilization: number) => ({
      type: "Resource",
      resource: { name, target: { type: "Utilization", averageUtilization } },
    });
    const rendered = await deploy();
    assert.deepEqual(at(resource(rendered, "HorizontalPodAutoscaler", "shop-api-autoscaler").inputs, "spec"), {
      scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: "api" },
      minReplicas: 2,
      maxReplicas: 6,
      metrics: [utilization("cpu", 70), utilization("memory", 80)],
      behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
    });
    assert.deepEqual(at(resource(rendered, "PodDisruptionBudget", "shop-api-budget").inputs, "spec"), {
      maxUnavailable: 1,
      selector: { matchLabels: { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" } },
    });
    const byCpu = await deploy({ autoscale: { max: 6, memoryPercent: "off" } });
    assert.deepEqual(at(resource(byCpu, "HorizontalPodAutoscaler", "shop-api-autoscaler").inputs, "spec", "metrics"), [
      utilization("cpu", 70),
    ]);
  });

  it("is served under the port's name, with affinity only where asked", async () => {
    const service = async (changes?: Partial<WorkloadSpec>) =>
      at(resource(await deploy(changes), "Service", "shop-api-service").inputs, "spec");
    const plain = {
      type: "ClusterIP",
      selector: { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" },
      ports: [{ name: "http", port: 8080, targetPort: "http", protocol: "TCP" }],
    };
    assert.deepEqual(await service(), plain);
    assert.deepEqual(await service({ sessionAffinitySeconds: 60 }), {
      ...plain,
      sessionAffinity: "ClientIP",
      sessionAffinityConfig: { clientIP: { timeoutSeconds: 60 } },
    });
    assert.deepEqual(await service({ ports: { http: { port: 8080, servicePort: 80 } } }), {
      ...plain,
      ports: [{ name: "http", port: 80, targetPort: "http", protocol: "TCP" }],
    });
  });

  it("is scraped only where it says so", async () => {
    const rendered = await deploy({ metrics: { port: "http", path: "/metrics", intervalSeconds: 15 } });
    assert.deepEqual(at(resource(rendered, "ServiceMonitor", "shop-api-monitor").inputs, "spec"), {
      selector: { matchLabels: { "app.kubernetes.io/name": "api", "app.kubernetes.io/part-of": "shop" } },
      endpoints: [{ port: "http", path: "/metrics", interval: "15s", scrapeTimeout: "10s" }],
    });
    const fast = await deploy({ metrics: { port: "http", path: "/metrics", intervalSeconds: 5 } });
    const monitor = resource(fast, "ServiceMonitor", "shop-api-monitor");
    assert.equal(at(monitor.inputs, "spec", "endpoints", 0, "scrapeTimeout"), "5s");
  });

  it("has its series under the job that it names, by annotations of its pods", async () => {
    const metrics = { port: "http", path: "/metrics", intervalSeconds: 15 };
    const annotations = async (changes: Partial<WorkloadSpec>) =>
      Object.keys(record(at(await podOf(changes), "metadata", "annotations"))).sort();
    assert.deepEqual(await annotations({ metrics }), ["plumbline.dev/config-checksum"]);
    const pod = await podOf({ metrics: { ...metrics, job: "shop" } });
    const found = record(at(pod, "metadata", "annotations"));
    assert.deepEqual(found, {
      "plumbline.dev/config-checksum": found["plumbline.dev/config-checksum"],
      "prometheus.io/scrape": "true",
      "prometheus.io/port": "8080",
      "prometheus.io/path": "/metrics",
    });
    const rendered = await deploy({ metrics: { ...metrics, job: "shop" } });
    const monitor = resource(rendered, "ServiceMonitor", "shop-api-monitor");
    assert.deepEqual(at(monitor.inputs, "spec", "endpoints", 0, "relabelings", 1), {
      action: "replace",
      targetLabel: "job",
      replacement: "shop",
    });
  });

  it("restarts its pods when what they read at their start changes, and only then", async () => {
    const checksum = async (changes: Partial<WorkloadSpec>) =>
      at(await podOf(changes), "metadata", "annotations", "plumbline.dev/config-checksum");
    const base = await checksum({});
    assert.equal(await checksum({ autoscale: { max: 9 } }), base);
    for (const changes of [
      { env: { MODE: "other" } },
      { restartOn: { key: 2 } },
      { files: [{ name: "rules", mountPath: "/etc/rules", files: { "a.txt": "1" } }] },
    ]) {
      assert.notEqual(await checksum(changes), base);
    }
  });

  it("mounts secrets, files and writable folders", async () => {
    const changes: Partial<WorkloadSpec> = {
      writable: [
        "/tmp",
        "/var/Cache",
        { name: "spool", path: "/app/spool" },
        { name: "dump", path: "/d", size: "8Gi" },
      ],
      files: [{ name: "rules", mountPath: "/etc/rules", files: { "a.txt": "1" } }],
      secretMounts: [
        { name: "key", secret: "api-key", mountPath: "/etc/key", keys: ["KEY"] },
        { name: "all", secret: "api-all", mountPath: "/etc/all" },
      ],
      secretEnv: { TOKEN: { secret: "api-token", key: "token" } },
    };
    const container = await containerOf(changes);
    assert.deepEqual(at(container, "volumeMounts"), [
      { name: "writable-tmp", mountPath: "/tmp" },
      { name: "writable-var-cache", mountPath: "/var/Cache" },
      { name: "spool", mountPath: "/app/spool" },
      { name: "dump", mountPath: "/d" },
      { name: "rules", mountPath: "/etc/rules", readOnly: true },
      { name: "key", mountPath: "/etc/key", readOnly: true },
      { name: "all", mountPath: "/etc/all", readOnly: true },
    ]);
    assert.deepEqual(at(container, "env"), [
      { name: "TOKEN", valueFrom: { secretKeyRef: { name: "api-token", key: "token" } } },
    ]);
    assert.deepEqual(list(at(await podOf(changes), "spec", "volumes")), [
      { name: "writable-tmp", emptyDir: { sizeLimit: "256Mi" } },
      { name: "writable-var-cache", emptyDir: { sizeLimit: "256Mi" } },
      { name: "spool", emptyDir: { sizeLimit: "256Mi" } },
      { name: "dump", emptyDir: { sizeLimit: "8Gi" } },
      { name: "rules", configMap: { name: "rules", defaultMode: 0o444 } },
      { name: "key", secret: { secretName: "api-key", defaultMode: 0o440, items: [{ key: "KEY", path: "KEY" }] } },
      { name: "all", secret: { secretName: "api-all", defaultMode: 0o440 } },
    ]);
  });

  it("registers nothing when its spec does not hold together", async () => {
    const seen: string[] = [];
    await assert.rejects(
      renderComponents((opts) => {
        const traced = { ...opts, transformations: [({ name }: { name: string }) => void seen.push(name)] };
        new Workload(
          "shop-api",
          {
            system: "shop",
            namespace: "shop",
            zoneSpread: "required",
            component: "api",
            spec: { ...least, replicas: 0 },
          },
          traced,
        );
      }),
      { message: "workload api: replicas: expected a whole number of at least 1, got 0" },
    );
    assert.deepEqual(seen, []);
  });
});
