import assert from "node:assert/strict";
import { Cache } from "../../../../components/cache/cache.ts";
import type { CacheArgs } from "../../../../components/cache/spec.ts";
import { renderComponents } from "../../../lib/component.ts";
import { identity, isProvider, resource } from "../../../lib/graph.ts";
import { at } from "../../../lib/json.ts";
import { args } from "./fixture.ts";

const build = (changes: Partial<CacheArgs> = {}) =>
  renderComponents((opts) => new Cache("shop-db", { ...args, ...changes }, opts));
const stateful = async (changes?: Partial<CacheArgs>) => resource(await build(changes), "StatefulSet", "shop-db");

describe("a Redis node in the cluster", () => {
  it("is these objects", async () => {
    const { resources } = await build();
    assert.deepEqual(resources.filter((each) => !isProvider(each)).map(identity), [
      "plumbline:cache:Cache shop-db",
      "plumbline:secret-store:GeneratedSecret shop-db-auth",
      "random:index/randomBytes:RandomBytes shop-db-auth-value",
      "kubernetes:core/v1:Secret shop-db-auth",
      "kubernetes:cert-manager.io/v1:Certificate shop-db-certificate",
      "kubernetes:core/v1:ConfigMap shop-db-config",
      "kubernetes:core/v1:ServiceAccount shop-db-account",
      "kubernetes:core/v1:Service shop-db-service",
      "kubernetes:apps/v1:StatefulSet shop-db",
    ]);
  });

  it("keeps its volume where it is protected, and only there", async () => {
    for (const [protect, whenDeleted] of [
      [true, "Retain"],
      [false, "Delete"],
    ] as const) {
      const { opts, inputs } = await stateful({ protect });
      assert.equal(opts.protect, protect);
      assert.deepEqual(at(inputs, "spec", "persistentVolumeClaimRetentionPolicy"), {
        whenDeleted,
        whenScaled: "Retain",
      });
    }
  });

  it("has a volume of the size and class that are asked for", async () => {
    const claim = async (changes?: Partial<CacheArgs>) =>
      at((await stateful(changes)).inputs, "spec", "volumeClaimTemplates", 0, "spec");
    const plain = { accessModes: ["ReadWriteOnce"], resources: { requests: { storage: "5Gi" } } };
    assert.deepEqual(await claim(), plain);
    assert.deepEqual(await claim({ storageClass: "fast" }), { ...plain, storageClassName: "fast" });
  });

  it("has a minute to write its file, and two probes of different patience", async () => {
    const pod = at((await stateful()).inputs, "spec", "template", "spec");
    assert.equal(at(pod, "terminationGracePeriodSeconds"), 60);
    const probe = (script: string, periodSeconds: number, failureThreshold: number) => ({
      exec: { command: [`/etc/redis/config/${script}`] },
      periodSeconds,
      timeoutSeconds: 5,
      failureThreshold,
    });
    assert.deepEqual(at(pod, "containers", 0, "startupProbe"), probe("live.sh", 5, 120));
    assert.deepEqual(at(pod, "containers", 0, "livenessProbe"), probe("live.sh", 10, 6));
    assert.deepEqual(at(pod, "containers", 0, "readinessProbe"), probe("ready.sh", 5, 3));
  });

  it("stays out of the zone of its companion: by force or by preference", async () => {
    const affinity = async (changes: Partial<CacheArgs>) =>
      at((await stateful(changes)).inputs, "spec", "template", "spec", "affinity");
    const term = {
      topologyKey: "topology.kubernetes.io/zone",
      labelSelector: {
        matchLabels: { "app.kubernetes.io/part-of": "shop" },
        matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: ["db-2"] }],
      },
    };
    assert.equal(await affinity({}), undefined);
    assert.deepEqual(await affinity({ apartFrom: ["db-2"] }), {
      podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: [term] },
    });
    assert.deepEqual(await affinity({ apartFrom: ["db-2"], zoneSpread: "preferred" }), {
      podAntiAffinity: { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
    });
  });

  it("has a certificate for every name that it is called by", async () => {
    const certificate = resource(await build(), "Certificate", "shop-db-certificate");
    assert.deepEqual(at(certificate.inputs, "spec"), {
      secretName: "db-tls",
      dnsNames: ["db", "db.shop", "db.shop.svc", "db.shop.svc.cluster.local", "localhost"],
      duration: "2160h",
      renewBefore: "720h",
      privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
      usages: ["digital signature", "server auth"],
      issuerRef: { kind: "Issuer", name: "internal-ca" },
    });
  });

  it("restarts when its configuration or its password changes, and only then", async () => {
    const checksum = async (changes?: Partial<CacheArgs>) => {
      const { inputs } = await stateful(changes);
      return at(inputs, "spec", "template", "metadata", "annotations", "plumbline.dev/config-checksum");
    };
    const base = await checksum();
    assert.match(String(base), /^[0-9a-f]{64}$/);
    assert.equal(await checksum({ volume: "6Gi" }), base);
    const others = [
      await checksum({ maxClients: 5 }),
      await checksum({ passwordVersion: 2 }),
      await checksum({ eviction: "volatile-lru" }),
    ];
    assert.equal(new Set([base, ...others]).size, 4);
  });
});
