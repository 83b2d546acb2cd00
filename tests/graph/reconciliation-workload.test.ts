import assert from "node:assert/strict";
import { objectsOf, podOwners, stacks } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";
import { changedGraph, container, graph, object, settings, spec } from "./reconciliation-fixture.ts";

const services = ["backend", "frontend"] as const;
const ports = {
  backend: [
    { name: "http", port: 8080 },
    { name: "metrics", port: 9090 },
  ],
  frontend: [{ name: "http", port: 8080 }],
} as const;
const sizes = {
  backend: { requests: { cpu: "250m", memory: "256Mi" }, limits: { cpu: "1000m", memory: "512Mi" } },
  frontend: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "250m", memory: "128Mi" } },
} as const;

describe("workloads of reconciliation", () => {
  for (const stack of stacks) {
    for (const name of services) {
      it(`are a Deployment and a Service ${name} in ${stack}, under the guide's own names`, async () => {
        const rendered = await graph(stack);
        const selector = { "app.kubernetes.io/name": name, "app.kubernetes.io/part-of": "reconciliation", app: name };
        const image = at((await settings(stack)).images, name);
        const deployment = spec(rendered, "Deployment", name);
        assert.deepEqual(at(deployment, "selector", "matchLabels"), selector);
        assert.equal(at(deployment, "template", "metadata", "labels", "app"), name);
        assert.equal(object(rendered, "Deployment", name).labels.app, name);
        assert.equal(list(at(deployment, "template", "spec", "containers")).length, 1);
        const own = container(rendered, "Deployment", name);
        assert.equal(own.name, name);
        assert.equal(
          own.image,
          `registry.example.com/reconciliation/reconciliation-${name}:v1.1.0@${String(at(image, "digest"))}`,
        );
        assert.deepEqual(
          own.ports,
          ports[name].map(({ name: port, port: number }) => ({ name: port, containerPort: number, protocol: "TCP" })),
        );
        assert.deepEqual(spec(rendered, "Service", name), {
          type: "ClusterIP",
          selector,
          ports: ports[name].map((port) => ({ ...port, targetPort: port.name, protocol: "TCP" })),
        });
      });
    }

    it(`replace their pods one by one in ${stack}, each only after its successor is ready`, async () => {
      const rendered = await graph(stack);
      for (const name of services) {
        const strategy = { type: "RollingUpdate", rollingUpdate: { maxUnavailable: 0, maxSurge: 1 } };
        assert.deepEqual(at(spec(rendered, "Deployment", name), "strategy"), strategy);
        assert.equal(at(spec(rendered, "Deployment", name), "replicas"), undefined);
        assert.equal(at(spec(rendered, "PodDisruptionBudget", name), "maxUnavailable"), 1);
      }
    });
  }

  for (const [stack, least] of [
    ["dev", 1],
    ["staging", 2],
    ["prod", 2],
    ["prod-azure", 2],
  ] as const) {
    it(`are sized by use in ${stack}: ${least} to 10 backends, ${least} to 5 frontends, at 70 % CPU and 80 % memory`, async () => {
      const rendered = await graph(stack);
      const metric = (name: string, averageUtilization: number) => ({
        type: "Resource",
        resource: { name, target: { type: "Utilization", averageUtilization } },
      });
      for (const [name, most] of [
        ["backend", 10],
        ["frontend", 5],
      ] as const) {
        assert.deepEqual(spec(rendered, "HorizontalPodAutoscaler", name), {
          scaleTargetRef: { apiVersion: "apps/v1", kind: "Deployment", name },
          minReplicas: least,
          maxReplicas: most,
          metrics: [metric("cpu", 70), metric("memory", 80)],
          behavior: { scaleDown: { stabilizationWindowSeconds: 300 } },
        });
      }
    });
  }

  it("are scaled by hand through the configuration", async () => {
    const { backend, frontend } = await settings("prod");
    const rendered = await changedGraph("prod", {
      backend: { ...record(backend), minReplicas: 5 },
      frontend: { ...record(frontend), minReplicas: 3 },
    });
    assert.equal(at(spec(rendered, "HorizontalPodAutoscaler", "backend"), "minReplicas"), 5);
    assert.equal(at(spec(rendered, "HorizontalPodAutoscaler", "frontend"), "minReplicas"), 3);
  });

  it("declare what they need, and so does every other container", async () => {
    const rendered = await graph("prod");
    for (const name of services) assert.deepEqual(container(rendered, "Deployment", name).resources, sizes[name]);
    const owners = podOwners(rendered);
    assert.deepEqual(owners.map(({ kind, name }) => `${kind} ${name.replace(/-[0-9a-f]{10}$/, "")}`).sort(), [
      "CronJob postgres-backup",
      "CronJob postgres-backup-drill",
      "CronJob postgres-backup-restore",
      "Deployment backend",
      "Deployment backup-exporter",
      "Deployment frontend",
      "Job migration",
      "StatefulSet redis",
    ]);
    for (const { template } of owners) {
      for (const each of list(at(template, "spec", "containers"))) {
        for (const side of ["requests", "limits"]) {
          assert.deepEqual(Object.keys(record(at(each, "resources", side))).sort(), ["cpu", "memory"]);
        }
      }
    }
  });

  it("are all in the namespace that the guide names", async () => {
    for (const stack of stacks) {
      const objects = objectsOf(await graph(stack)).filter(({ kind }) => kind !== "Namespace");
      assert.deepEqual([...new Set(objects.map(({ namespace }) => namespace))], ["reconciliation"]);
    }
  });

  it("have an account each, without a token and without a role", async () => {
    const rendered = await graph("prod");
    const accounts = objectsOf(rendered).filter(({ kind }) => kind === "ServiceAccount");
    assert.deepEqual(accounts.map(({ name, body }) => [name, body.automountServiceAccountToken]).sort(), [
      ["backend", false],
      ["backup-exporter", false],
      // Of no pod: External Secrets fetches the backup store's credentials in its name.
      ["backup-reader", false],
      ["frontend", false],
      ["migration", false],
      ["postgres-backup", false],
      ["postgres-backup-drill", false],
      ["postgres-backup-restore", false],
      ["redis", false],
    ]);
    const owners = podOwners(rendered);
    assert.deepEqual(
      owners.map(({ template }) => [
        at(template, "spec", "serviceAccountName"),
        at(template, "spec", "automountServiceAccountToken"),
      ]),
      [
        ["redis", false],
        ["migration", false],
        ["backend", false],
        ["frontend", false],
        ["postgres-backup", false],
        ["postgres-backup-drill", false],
        ["postgres-backup-restore", false],
        ["backup-exporter", false],
      ],
    );
    // People deploy the system; no account of it may do anything.
    const rights = objectsOf(rendered).filter(({ kind }) => /^(Cluster)?Role(Binding)?$/.test(kind));
    assert.deepEqual(
      rights.map(({ kind, name, body }) => [kind, name, at(body, "subjects", 0, "kind"), at(body, "subjects", 1)]),
      [["RoleBinding", "deployer", "Group", undefined]],
    );
  });

  it("say how they are at the paths and the port that the stack names", async () => {
    const changes = { port: 3000, readinessPath: "/readyz", livenessPath: "/livez" };
    for (const name of services) {
      const rendered = await changedGraph("prod", { [name]: changes });
      const { readinessProbe, livenessProbe, startupProbe } = container(rendered, "Deployment", name);
      assert.deepEqual(at(readinessProbe, "httpGet"), { path: "/readyz", port: "http" });
      assert.deepEqual(at(livenessProbe, "httpGet"), { path: "/livez", port: "http" });
      assert.deepEqual(at(startupProbe, "httpGet"), { path: "/livez", port: "http" });
      assert.deepEqual(at(container(rendered, "Deployment", name), "ports", 0), {
        name: "http",
        containerPort: 3000,
        protocol: "TCP",
      });
    }
  });

  it("are scraped on 9090 at /metrics, where the backend alone has something to tell; what backups there are, the exporter tells", async () => {
    const rendered = await graph("prod");
    assert.deepEqual(spec(rendered, "ServiceMonitor", "backend"), {
      selector: {
        matchLabels: { "app.kubernetes.io/name": "backend", "app.kubernetes.io/part-of": "reconciliation" },
      },
      endpoints: [{ port: "metrics", path: "/metrics", interval: "30s", scrapeTimeout: "10s" }],
    });
    assert.deepEqual(
      objectsOf(rendered).flatMap(({ kind, name }) => (kind === "ServiceMonitor" ? [name] : [])),
      ["backend", "backup-exporter"],
    );
  });
});
