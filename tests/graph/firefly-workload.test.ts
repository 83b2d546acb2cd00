import assert from "node:assert/strict";
import type { Rendered } from "../../cli/lib/render.ts";
import { millicores } from "../../components/core/quantities.ts";
import { dependencies, objectsOf, podOwners, resource, stacks } from "../lib/graph.ts";
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
  settings,
  spec,
} from "./firefly-fixture.ts";

/** Resources of the engine's pods; a canary writes CPU in another way, and means the same. */
const size = (rendered: Rendered) =>
  enginePods(rendered).map((pod) => {
    const side = (name: string) => {
      const { cpu, memory } = record(at(container(pod).resources, name));
      return { cpu: `${millicores(String(cpu))}m`, memory };
    };
    return { requests: side("requests"), limits: side("limits") };
  });
const modes = Object.entries(releases);
const zonesOf = (pod: unknown) =>
  at(pod, "affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution", "nodeSelectorTerms");

describe("the engine of firefly", () => {
  const prod = { requests: { cpu: "2000m", memory: "4Gi" }, limits: { cpu: "4000m", memory: "8Gi" } };
  for (const [stack, resources, heap] of [
    ["dev", { requests: { cpu: "250m", memory: "1Gi" }, limits: { cpu: "1000m", memory: "2Gi" } }, [768, 1536]],
    ["staging", { requests: { cpu: "1000m", memory: "2Gi" }, limits: { cpu: "2000m", memory: "4Gi" } }, [1536, 3072]],
    ["prod", prod, [3072, 6144]],
    ["prod-azure", prod, [3072, 6144]],
  ] as const) {
    it(`has its resources in ${stack}, and a heap of at most three quarters of them`, async () => {
      for (const [, release] of modes) {
        const rendered = await changedGraph(stack, { release });
        for (const found of size(rendered)) assert.deepEqual(found, resources);
        assert.match(
          String(at(data(rendered, "ConfigMap", engine), "JAVA_TOOL_OPTIONS")),
          new RegExp(`^-Xms${heap[0]}m -Xmx${heap[1]}m `),
        );
      }
    });
  }

  it("is given the memory for the guide's heap of 8 GiB in the tuned profile, in any stack", async () => {
    const tuned = { cpu: "4000m", memory: "11Gi" };
    for (const stack of stacks) {
      const rendered = await changedGraph(stack, { profile: "tuned" });
      for (const found of size(rendered)) assert.deepEqual(found, { requests: tuned, limits: tuned });
    }
  });

  for (const [mode, release] of modes) {
    it(`runs as user 1001 and group 2000, restricted, with two folders to write to, in a ${mode} release`, async () => {
      const rendered = await changedGraph("prod", { release });
      for (const pod of enginePods(rendered)) {
        assert.deepEqual(at(pod, "securityContext"), {
          runAsNonRoot: true,
          runAsUser: 1001,
          runAsGroup: 2000,
          fsGroup: 2000,
          fsGroupChangePolicy: "OnRootMismatch",
          seccompProfile: { type: "RuntimeDefault" },
        });
        const { securityContext, volumeMounts } = container(pod);
        assert.deepEqual(securityContext, {
          allowPrivilegeEscalation: false,
          privileged: false,
          readOnlyRootFilesystem: true,
          runAsNonRoot: true,
          capabilities: { drop: ["ALL"] },
        });
        assert.deepEqual(
          list(volumeMounts).filter((mount) => at(mount, "readOnly") !== true),
          [
            { name: "tmp", mountPath: "/tmp" },
            { name: "cache", mountPath: "/app/cache" },
          ],
        );
        assert.deepEqual(
          list(at(pod, "volumes")).filter((volume) => at(volume, "emptyDir") !== undefined),
          // A dump of the heap fits into the first.
          [
            { name: "tmp", emptyDir: { sizeLimit: "8Gi" } },
            { name: "cache", emptyDir: { sizeLimit: "1Gi" } },
          ],
        );
      }
    });

    it(`is asked how it is on the management port, and stops in time, in a ${mode} release`, async () => {
      const rendered = await changedGraph("prod", { release });
      for (const pod of enginePods(rendered)) {
        const { startupProbe, livenessProbe, readinessProbe, ports, lifecycle } = container(pod);
        const asked = (group: string) => ({ path: `/actuator/health/${group}`, port: "metrics" });
        assert.deepEqual(startupProbe, {
          httpGet: asked("liveness"),
          periodSeconds: 5,
          timeoutSeconds: 3,
          failureThreshold: 60,
        });
        assert.deepEqual(livenessProbe, {
          httpGet: asked("liveness"),
          periodSeconds: 10,
          timeoutSeconds: 5,
          failureThreshold: 6,
        });
        assert.deepEqual(readinessProbe, {
          httpGet: asked("readiness"),
          periodSeconds: 5,
          timeoutSeconds: 5,
          failureThreshold: 3,
        });
        assert.deepEqual(ports, [
          { name: "http", containerPort: 8080, protocol: "TCP" },
          { name: "metrics", containerPort: 8081, protocol: "TCP" },
        ]);
        assert.deepEqual(lifecycle, { preStop: { sleep: { seconds: 10 } } });
        // Endpoints, open requests, running sagas, and some to spare.
        assert.equal(at(pod, "terminationGracePeriodSeconds"), 90);
      }
    });

    it(`is spread over the three zones of its region in a ${mode} release`, async () => {
      for (const [stack, zones] of [
        ["prod", ["us-east-1a", "us-east-1b", "us-east-1c"]],
        ["prod-azure", ["eastus-1", "eastus-2", "eastus-3"]],
      ] as const) {
        const rendered = await changedGraph(stack, { release });
        for (const pod of enginePods(rendered)) {
          const matchExpressions = [{ key: "topology.kubernetes.io/zone", operator: "In", values: zones }];
          assert.deepEqual(zonesOf(pod), [{ matchExpressions }]);
          const { topologyKey, maxSkew, whenUnsatisfiable } = record(at(pod, "topologySpreadConstraints", 0));
          assert.deepEqual(
            [topologyKey, maxSkew, whenUnsatisfiable],
            ["topology.kubernetes.io/zone", 1, "DoNotSchedule"],
          );
        }
        const budgets = namesOf(rendered, "PodDisruptionBudget").filter((name) => name.startsWith(engine));
        assert.equal(budgets.length, 1);
        for (const name of budgets) assert.equal(at(spec(rendered, "PodDisruptionBudget", name), "maxUnavailable"), 1);
      }
    });
  }

  it("may run in every zone of a cluster that names none", async () => {
    const rendered = await changedGraph("prod", {}, { zones: undefined });
    for (const pod of enginePods(rendered)) assert.equal(at(pod, "affinity"), undefined);
  });

  it("is reached and scraped through one Service with both ports, which is the only one labelled for it", async () => {
    for (const stack of ["dev", "prod", "prod-azure"]) {
      const rendered = await graph(stack);
      const service = object(rendered, "Service", engine);
      assert.equal(service.labels.app, engine);
      assert.deepEqual(at(service.body, "spec", "ports"), [
        { name: "http", port: 8080, targetPort: "http", protocol: "TCP" },
        { name: "metrics", port: 8081, targetPort: "metrics", protocol: "TCP" },
      ]);
      const monitor = spec(rendered, "ServiceMonitor", engine);
      assert.deepEqual(at(monitor, "endpoints"), [
        { port: "metrics", path: "/actuator/prometheus", interval: "30s", scrapeTimeout: "10s" },
      ]);
      const wanted = Object.entries(record(at(monitor, "selector", "matchLabels")));
      const services = objectsOf(rendered).filter(({ kind }) => kind === "Service");
      assert.deepEqual(
        services.filter(({ labels }) => wanted.every(([label, value]) => labels[label] === value)),
        services.filter(({ labels }) => labels.app === engine),
      );
      assert.deepEqual(Object.keys(record(monitor)).sort(), ["endpoints", "selector"]);
    }
  });

  it("has an account of its own, without a token and without any role", async () => {
    const rendered = await graph("prod");
    assert.equal(object(rendered, "ServiceAccount", engine).body.automountServiceAccountToken, false);
    for (const pod of enginePods(rendered)) {
      assert.deepEqual([at(pod, "serviceAccountName"), at(pod, "automountServiceAccountToken")], [engine, false]);
    }
    const rights = objectsOf(rendered).filter(({ kind }) => /^(Cluster)?Role(Binding)?$/.test(kind));
    // The one binding is of the people and pipelines that deploy.
    assert.deepEqual(
      rights.map(({ kind, name, body }) => [kind, name, at(body, "subjects", 0, "kind"), at(body, "subjects", 1)]),
      [["RoleBinding", "deployer", "Group", undefined]],
    );
  });

  it("and every other container declare what they need, in a namespace with room for both colours", async () => {
    const rendered = await changedGraph("prod", { release: { ...releases["blue-green"], idle: "warm" } });
    assert.deepEqual(
      podOwners(rendered).map(({ kind, name }) => `${kind} ${name.replace(/-[0-9a-f]{10}$/, "")}`),
      [
        "StatefulSet cache",
        "Job migration",
        ...["", "-drill", "-restore"].map((job) => `CronJob postgres-${engine}-backup${job}`),
        "Deployment backup-exporter",
        `Deployment ${engine}-blue`,
        `Deployment ${engine}-green`,
      ],
    );
    for (const { template } of podOwners(rendered)) {
      for (const each of list(at(template, "spec", "containers"))) {
        for (const side of ["requests", "limits"]) {
          assert.deepEqual(Object.keys(record(at(each, "resources", side))).sort(), ["cpu", "memory"]);
        }
      }
    }
    // 2 x 11 of the engine, 3 poolers, 3 + 3 + 1 stores, 3 jobs and 3 exporters of backups, and 4 other jobs.
    assert.deepEqual(at(spec(rendered, "ResourceQuota", "production"), "hard"), {
      pods: "42",
      "requests.cpu": "84000m",
      "requests.memory": "172032Mi",
      "limits.cpu": "168000m",
      "limits.memory": "344064Mi",
      persistentvolumeclaims: "14",
      "services.nodeports": "0",
    });
  });

  it("restarts for a new secret, and for nothing that it does not read", async () => {
    const template = (rendered: Rendered) => JSON.stringify(engineOwners(rendered).map(({ body }) => body));
    const before = await graph("prod");
    for (const version of [
      "apiKeyVersion",
      "databasePasswordVersion",
      "brokerCredentialVersion",
      "cachePasswordVersion",
    ]) {
      assert.notEqual(template(await changedGraph("prod", { [version]: 2 })), template(before), version);
    }
    assert.equal(template(await changedGraph("prod", { apiPath: "/other" })), template(before));
  });
});

describe("the migration of firefly", () => {
  it("runs the stack's image on the database itself, as its owner", async () => {
    const rendered = await graph("prod");
    const [name = "", ...others] = namesOf(rendered, "Job");
    assert.deepEqual(others, []);
    assert.match(name, /^migration-[0-9a-f]{10}$/);
    const pod = at(spec(rendered, "Job", name), "template", "spec");
    const { image, command, env } = container(pod);
    const { digest } = record((await settings("prod")).migrationImage);
    assert.equal(image, `registry.example.com/firefly/transactional-engine-migration:v1.2.0@${String(digest)}`);
    assert.equal(command, undefined);
    assert.deepEqual(env, [
      {
        name: "DATABASE_URL",
        value:
          "jdbc:postgresql://postgres-transactional-engine-rw.production.svc.cluster.local:5432/transactional_engine?sslmode=verify-full&sslrootcert=/etc/transactional-engine/authorities/postgres/ca.crt",
      },
      { name: "DATABASE_USER", value: "transactional_engine" },
      { name: "DATABASE_PASSWORD_FILE", value: "/etc/transactional-engine/secrets/engine/database-password" },
    ]);
    const mounted = list(at(pod, "volumes")).flatMap((volume) => {
      const secret = at(volume, "secret");
      return secret === undefined ? [] : [[at(secret, "secretName"), at(secret, "items")]];
    });
    assert.deepEqual(mounted, [
      ["transactional-engine-secrets", [{ key: "database-password", path: "database-password" }]],
      ["postgres-transactional-engine-ca", [{ key: "ca.crt", path: "ca.crt" }]],
    ]);
    assert.equal(at(pod, "securityContext", "runAsUser"), 1001);
  });

  it("comes after the database and before the engine, which comes after all that it calls", async () => {
    const rendered = await graph("prod");
    assert.deepEqual(await dependencies(resource(rendered, "Preparation", "firefly-migration")), [
      "firefly-network",
      "firefly-postgres",
    ]);
    assert.deepEqual(await dependencies(resource(rendered, "Workload", "firefly-transactional-engine")), [
      "firefly-network",
      "firefly-postgres",
      "firefly-broker",
      "firefly-cache",
      "firefly-migration",
      "firefly-edge",
    ]);
  });

  it("is another Job for another image of its own, and the same for another engine", async () => {
    const job = async (changed: Record<string, unknown>) => namesOf(await changedGraph("prod", changed), "Job");
    const before = await job({});
    const migrationImage = { ...record((await settings("prod")).migrationImage), tag: "v1.3.0" };
    assert.notDeepEqual(await job({ migrationImage }), before);
    assert.deepEqual(await job({ release: releases.rolling }), before);
  });
});
