import assert from "node:assert/strict";
import { objectsOf, podOwners, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import {
  autoscaler,
  container,
  data,
  filesOf,
  graph,
  object,
  ports,
  services,
  serving,
  settings,
  spec,
  stages,
  workloads,
} from "./ecommerce-fixture.ts";

const selectorOf = (name: string) => ({
  "app.kubernetes.io/name": name,
  "app.kubernetes.io/part-of": "ecommerce",
  app: name,
});

/** What each stage says (ECO-008 to ECO-010, ECO-052). */
const sizes = {
  dev: {
    replicas: [1, 3],
    members: 1,
    heap: "-Xms128m -Xmx256m",
    resources: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
  },
  staging: {
    replicas: [2, 6],
    members: 3,
    heap: "-Xms320m -Xmx640m",
    resources: { requests: { cpu: "500m", memory: "512Mi" }, limits: { cpu: "1000m", memory: "1Gi" } },
  },
  prod: {
    replicas: [3, 20],
    members: 5,
    heap: "-Xms704m -Xmx1408m",
    resources: { requests: { cpu: "1000m", memory: "1Gi" }, limits: { cpu: "2000m", memory: "2Gi" } },
  },
} as const;
const sizeOf = (stack: string) => sizes[Object.entries(stages).find(([name]) => name === stack)?.[1] ?? "dev"];
const metric = (name: string, averageUtilization: number) => ({
  type: "Resource",
  resource: { name, target: { type: "Utilization", averageUtilization } },
});

describe("workloads of ecommerce", () => {
  for (const stack of stacks) {
    const { replicas, members, heap, resources } = sizeOf(stack);

    it(`are the four services and the gateway in ${stack}, with the template's names, labels, image and port`, async () => {
      const rendered = await graph(stack);
      const version = stack === "dev" ? "v1" : "blue";
      for (const name of workloads) {
        const deployment = object(rendered, "Deployment", serving(stack, name));
        const { release } = record(at(await settings(stack), "services", name));
        const image = at(release, stack === "dev" ? "image" : "blue");
        assert.deepEqual([deployment.labels.app, deployment.labels.version], [name, version]);
        const selector = { ...selectorOf(name), version };
        assert.deepEqual(at(deployment.body, "spec", "selector", "matchLabels"), selector);
        const labels = record(at(deployment.body, "spec", "template", "metadata", "labels"));
        assert.deepEqual([labels.app, labels.version], [name, version]);
        assert.equal(list(at(deployment.body, "spec", "template", "spec", "containers")).length, 1);
        const own = container(rendered, serving(stack, name));
        assert.equal(own.name, name);
        assert.equal(own.image, `registry.example.com/ecommerce/${name}:1.0.0@${String(at(image, "digest"))}`);
        assert.deepEqual(own.ports, [{ name: "http", containerPort: ports[name], protocol: "TCP" }]);
        assert.deepEqual(spec(rendered, "Service", name), {
          type: "ClusterIP",
          selector,
          ports: [{ name: "http", port: ports[name], targetPort: "http", protocol: "TCP" }],
        });
      }
    });

    it(`have the sizes of ${stack}: ${replicas[0]} to ${replicas[1]} replicas by CPU, ${members} members of MongoDB`, async () => {
      const rendered = await graph(stack);
      for (const name of workloads) {
        const deployment = serving(stack, name);
        assert.deepEqual(container(rendered, deployment).resources, resources);
        // A colour is made whole; otherwise the autoscaler says how many (ECO-052).
        const made = stack === "dev" ? undefined : replicas[0];
        assert.equal(at(spec(rendered, "Deployment", deployment), "replicas"), made);
        assert.deepEqual(spec(rendered, "HorizontalPodAutoscaler", autoscaler(stack, name)), {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name: deployment },
          minReplicas: replicas[0],
          maxReplicas: replicas[1],
          metrics: [metric("cpu", 70)],
          behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
        });
      }
      assert.equal(at(spec(rendered, "MongoDBCommunity", "mongodb"), "members"), members);
    });

    it(`ask the health groups in ${stack}, liveness without the stores, with the template's times`, async () => {
      const rendered = await graph(stack);
      const group = (name: string) => ({ path: `/actuator/health/${name}`, port: "http" });
      for (const name of workloads) {
        const { startupProbe, livenessProbe, readinessProbe } = container(rendered, serving(stack, name));
        const rest = { timeoutSeconds: 3, failureThreshold: 3 };
        assert.deepEqual(livenessProbe, {
          httpGet: group("liveness"),
          initialDelaySeconds: 60,
          periodSeconds: 30,
          ...rest,
        });
        assert.deepEqual(readinessProbe, {
          httpGet: group("readiness"),
          initialDelaySeconds: 30,
          periodSeconds: 10,
          ...rest,
        });
        const startup = { httpGet: group("liveness"), periodSeconds: 5, timeoutSeconds: 3, failureThreshold: 60 };
        assert.deepEqual(startupProbe, startup);
      }
    });

    it(`run in ${stack} with a heap inside their memory, and the profile whose files they mount`, async () => {
      const rendered = await graph(stack);
      const stage = sizeOf(stack) === sizes.prod ? "prod" : stack;
      for (const name of workloads) {
        assert.deepEqual(data(rendered, "ConfigMap", name), {
          SPRING_PROFILES_ACTIVE: stage,
          SPRING_CONFIG_ADDITIONAL_LOCATION: "file:/etc/ecommerce/config/",
          LOGGING_CONFIG: "file:/etc/ecommerce/config/logback-spring.xml",
          JAVA_TOOL_OPTIONS: `${heap} -XX:+UseG1GC -XX:MaxGCPauseMillis=200 -XX:+ExitOnOutOfMemoryError`,
        });
        const files = Object.keys(record(data(rendered, "ConfigMap", filesOf(name)))).sort();
        assert.deepEqual(files, [`application-${stage}.yml`, "application.yml", "logback-spring.xml"]);
        const mounts = list(container(rendered, serving(stack, name)).volumeMounts);
        const mount = { name: filesOf(name), mountPath: "/etc/ecommerce/config", readOnly: true };
        assert.deepEqual(
          mounts.filter((each) => at(each, "name") === filesOf(name)),
          [mount],
        );
      }
    });

    it(`get the database's address in ${stack} from mongodb-secret, and the gateway none`, async () => {
      const rendered = await graph(stack);
      const address = { secretKeyRef: { name: "mongodb-secret", key: "connection-string" } };
      for (const name of workloads) {
        const variables = list(container(rendered, serving(stack, name)).env);
        const own = variables.filter((each) => at(each, "name") !== "DEPLOYMENT_VERSION");
        assert.deepEqual(own, name === "api-gateway" ? [] : [{ name: "MONGODB_URI", valueFrom: address }]);
      }
    });

    it(`state their sizes in every container of ${stack}`, async () => {
      for (const { template } of podOwners(await graph(stack))) {
        for (const each of list(at(template, "spec", "containers"))) {
          for (const side of ["requests", "limits"]) {
            assert.deepEqual(Object.keys(record(at(each, "resources", side))).sort(), ["cpu", "memory"]);
          }
        }
      }
    });
  }

  it("also scale on memory where a stack says so", async () => {
    const rendered = await graph("dev", { memoryPercent: 80 });
    for (const name of workloads) {
      const metrics = at(spec(rendered, "HorizontalPodAutoscaler", autoscaler("dev", name)), "metrics");
      assert.deepEqual(metrics, [metric("cpu", 70), metric("memory", 80)]);
    }
  });

  it("listen where the stack says, and the gateway finds them there", async () => {
    const rendered = await graph("dev", { "services.order-service.port": 9000 });
    assert.equal(at(container(rendered, "order-service").ports, 0, "containerPort"), 9000);
    assert.match(String(at(data(rendered, "ConfigMap", "gateway-config"), "application.yml")), /order-service:9000\n/);
    assert.match(
      String(at(data(rendered, "ConfigMap", "order-service-config"), "application.yml")),
      /\nserver:\n {2}port: 9000\n/,
    );
  });

  it("are scraped every 15 seconds at Spring's own path, all five, as the one job that the guide names (ECO-014)", async () => {
    const rendered = await graph("prod");
    for (const name of workloads) {
      assert.deepEqual(spec(rendered, "ServiceMonitor", name), {
        selector: { matchLabels: { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "ecommerce" } },
        endpoints: [
          {
            port: "http",
            path: "/actuator/prometheus",
            interval: "15s",
            scrapeTimeout: "10s",
            relabelings: [
              {
                action: "keep",
                sourceLabels: ["__meta_kubernetes_pod_annotation_prometheus_io_scrape"],
                regex: "true",
              },
              { action: "replace", targetLabel: "job", replacement: "ecommerce-services" },
            ],
          },
        ],
      });
      const template = at(spec(rendered, "Deployment", `${name}-blue`), "template");
      const annotations = at(template, "metadata", "annotations");
      const port = at(template, "spec", "containers", 0, "ports", 0, "containerPort");
      assert.equal(at(annotations, "prometheus.io/scrape"), "true");
      assert.equal(at(annotations, "prometheus.io/path"), "/actuator/prometheus");
      assert.equal(at(annotations, "prometheus.io/port"), String(port));
    }
    const monitors = objectsOf(rendered).flatMap(({ kind, name }) => (kind === "ServiceMonitor" ? [name] : []));
    assert.deepEqual(monitors.sort(), ["backup-exporter", "mongodb", ...workloads].sort());
  });

  it("finish requests that are under way before they stop", async () => {
    const rendered = await graph("prod");
    for (const name of workloads) {
      const pod = at(spec(rendered, "Deployment", `${name}-blue`), "template", "spec");
      assert.equal(at(pod, "terminationGracePeriodSeconds"), 45);
      assert.deepEqual(at(pod, "containers", 0, "lifecycle"), { preStop: { sleep: { seconds: 5 } } });
    }
    for (const name of services) {
      const text = String(at(data(rendered, "ConfigMap", `${name}-config`), "application.yml"));
      assert.match(text, /timeout-per-shutdown-phase: 30s\n/);
      assert.match(text, /\n {2}shutdown: graceful\n/);
    }
  });

  it("have room in the namespace for every service at its most, in both colours, for the stores, and for their backups", async () => {
    assert.deepEqual(at(spec(await graph("prod"), "ResourceQuota", "ecommerce"), "hard"), {
      pods: "231",
      "requests.cpu": "231000m",
      "requests.memory": "288768Mi",
      "limits.cpu": "462000m",
      "limits.memory": "577536Mi",
      persistentvolumeclaims: "22",
      "services.nodeports": "0",
    });
    assert.equal(at(spec(await graph("dev"), "ResourceQuota", "ecommerce"), "hard", "pods"), "36");
  });
});
