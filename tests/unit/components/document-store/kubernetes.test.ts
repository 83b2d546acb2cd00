import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import { imageReference, thirdPartyImages } from "../../../../components/core/images.ts";
import { DocumentStore } from "../../../../components/document-store/document-store.ts";
import { indexScript } from "../../../../components/document-store/index-script.ts";
import { resolveIndexes } from "../../../../components/document-store/indexes.ts";
import type { DocumentStoreArgs } from "../../../../components/document-store/spec.ts";
import { dependenciesOf, type Objects, renderObjects } from "../objects.ts";
import { storeArgs } from "./fixture.ts";

const selector = { "app.kubernetes.io/name": "mongodb", "app.kubernetes.io/part-of": "shop" };
const labels = { ...selector, "app.kubernetes.io/managed-by": "plumbline", "plumbline.dev/owner": "shop" };
const restricted = {
  allowPrivilegeEscalation: false,
  privileged: false,
  readOnlyRootFilesystem: true,
  runAsNonRoot: true,
  capabilities: { drop: ["ALL"] },
};
const copyResources = { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "200m", memory: "128Mi" } };

const rendered = (changes: Partial<DocumentStoreArgs> = {}): Promise<Objects> =>
  renderObjects(() => new DocumentStore("shop-store", { ...storeArgs, ...changes }));

const jobOf = ({ names }: Objects): string => {
  const jobs = names.filter((name) => name.startsWith("Job/"));
  assert.equal(jobs.length, 1);
  return jobs[0] ?? "";
};

describe("a document store in the cluster", () => {
  it("is these objects", async () => {
    const objects = await rendered();
    assert.deepEqual(
      objects.names.map((name) => name.replace(/^(Job\/.*)-[0-9a-f]{10}$/, "$1-HASH")),
      [
        "Certificate/mongodb-tls",
        "ConfigMap/mongodb-indexes",
        "Job/mongodb-indexes-HASH",
        "MongoDBCommunity/mongodb",
        "PodDisruptionBudget/mongodb",
        "Role/mongodb",
        "RoleBinding/mongodb",
        "Secret/mongodb-backup",
        "Secret/mongodb-indexes",
        "Secret/mongodb-metrics",
        "Secret/mongodb-secret",
        "ServiceAccount/mongodb",
        "ServiceAccount/mongodb-indexes",
        "ServiceMonitor/mongodb",
      ],
    );
  });

  it("is a replica set that requires TLS and SCRAM-SHA-256, and passes the restricted standard, in every zone", async () => {
    const user = (name: string, secret: string, roles: object[]) => ({
      name,
      db: "admin",
      passwordSecretRef: { name: secret, key: "password" },
      scramCredentialsSecretName: `mongodb-${name}`,
      connectionStringSecretName: `mongodb-${name}-operator`,
      roles,
    });
    assert.deepEqual((await rendered()).body("MongoDBCommunity/mongodb"), {
      metadata: {
        name: "mongodb",
        namespace: "shop",
        labels: { ...labels, "app.kubernetes.io/version": "7.0.39-jammy" },
      },
      spec: {
        type: "ReplicaSet",
        members: 3,
        version: "7.0.39",
        security: {
          authentication: { modes: ["SCRAM-SHA-256"], ignoreUnknownUsers: false },
          tls: {
            enabled: true,
            optional: false,
            certificateKeySecretRef: { name: "mongodb-tls" },
            caCertificateSecretRef: { name: "mongodb-tls" },
          },
          roles: [
            {
              role: "indexManager",
              db: "ecommerce",
              privileges: [
                {
                  resource: { db: "ecommerce", collection: "" },
                  actions: ["createCollection", "createIndex", "listCollections", "listIndexes"],
                },
              ],
              roles: [],
            },
          ],
        },
        users: [
          user("app", "mongodb-secret", [{ name: "readWrite", db: "ecommerce" }]),
          user("backup", "mongodb-backup", [{ name: "backup", db: "admin" }]),
          user("indexes", "mongodb-indexes", [{ name: "indexManager", db: "ecommerce" }]),
        ],
        prometheus: {
          username: "metrics",
          passwordSecretRef: { name: "mongodb-metrics", key: "password" },
          port: 9216,
          tlsSecretKeyRef: { name: "mongodb-tls" },
        },
        additionalMongodConfig: {
          "net.tls.disabledProtocols": "TLS1_0,TLS1_1",
          "operationProfiling.mode": "off",
          "operationProfiling.slowOpThresholdMs": 100,
          "storage.wiredTiger.engineConfig.cacheSizeGB": 1.5,
        },
        statefulSet: {
          metadata: { labels },
          spec: {
            template: {
              metadata: { labels },
              spec: {
                serviceAccountName: "mongodb",
                automountServiceAccountToken: true,
                enableServiceLinks: false,
                terminationGracePeriodSeconds: 120,
                securityContext: {
                  runAsNonRoot: true,
                  runAsUser: 2000,
                  runAsGroup: 2000,
                  fsGroup: 2000,
                  fsGroupChangePolicy: "OnRootMismatch",
                  seccompProfile: { type: "RuntimeDefault" },
                },
                topologySpreadConstraints: [
                  {
                    maxSkew: 1,
                    topologyKey: "topology.kubernetes.io/zone",
                    whenUnsatisfiable: "DoNotSchedule",
                    labelSelector: { matchLabels: selector },
                  },
                  {
                    maxSkew: 1,
                    topologyKey: "kubernetes.io/hostname",
                    whenUnsatisfiable: "ScheduleAnyway",
                    labelSelector: { matchLabels: selector },
                  },
                ],
                initContainers: [
                  { name: "mongod-posthook", resources: copyResources, securityContext: restricted },
                  { name: "mongodb-agent-readinessprobe", resources: copyResources, securityContext: restricted },
                ],
                containers: [
                  {
                    name: "mongod",
                    resources: storeArgs.resources,
                    securityContext: restricted,
                    image: imageReference(thirdPartyImages.mongo),
                  },
                  {
                    name: "mongodb-agent",
                    resources: {
                      requests: { cpu: "100m", memory: "256Mi" },
                      limits: { cpu: "500m", memory: "512Mi" },
                    },
                    securityContext: restricted,
                  },
                ],
              },
            },
            volumeClaimTemplates: [claim("data-volume", "100Gi"), claim("logs-volume", "2Gi")],
          },
        },
      },
    });
  });

  it("mounts the encryption key beside the server, readable for it alone, where one is asked for (ECO-035)", async () => {
    const objects = await rendered({
      encryptionKeyFile: { secretName: "mongodb-encryption-key", mountPath: "/etc/mongodb-encryption", version: 1 },
    });
    const pod = "$.statefulSet.spec.template.spec";
    const store = "MongoDBCommunity/mongodb";
    assert.deepEqual(objects.find(store, `${pod}.containers[?(@.name=='mongod')].volumeMounts`), [
      [{ name: "encryption-key", mountPath: "/etc/mongodb-encryption", readOnly: true }],
    ]);
    assert.deepEqual(objects.find(store, `${pod}.volumes`), [
      [
        {
          name: "encryption-key",
          secret: {
            secretName: "mongodb-encryption-key",
            defaultMode: 0o400,
            items: [{ key: "key", path: "key" }],
          },
        },
      ],
    ]);
    assert.deepEqual(objects.body("Secret/mongodb-encryption-key").data, { key: secretMarker });
    assert.equal(JSON.stringify((await rendered()).spec("MongoDBCommunity/mongodb")).includes("encryption-key"), false);
  });

  it("has a certificate that its members also show to each other", async () => {
    const spec = (await rendered()).spec("Certificate/mongodb-tls");
    assert.ok(typeof spec === "object" && spec !== null && "dnsNames" in spec && "usages" in spec);
    assert.deepEqual(spec.dnsNames, [
      "*.mongodb-svc.shop.svc.cluster.local",
      "mongodb-svc.shop.svc.cluster.local",
      "localhost",
    ]);
    assert.deepEqual(spec.usages, ["digital signature", "server auth", "client auth"]);
  });

  it("lets its agents read one Secret and change their own pods, and nothing else", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.body("Role/mongodb").rules, [
      { apiGroups: [""], resources: ["secrets"], verbs: ["get"], resourceNames: ["mongodb-config"] },
      {
        apiGroups: [""],
        resources: ["pods"],
        verbs: ["get", "patch", "delete"],
        resourceNames: ["mongodb-0", "mongodb-1", "mongodb-2"],
      },
    ]);
    assert.equal(objects.body("ServiceAccount/mongodb").automountServiceAccountToken, false);
    assert.deepEqual(objects.body("RoleBinding/mongodb").subjects, [
      { kind: "ServiceAccount", name: "mongodb", namespace: "shop" },
    ]);
  });

  it("is scraped by TLS and password, and drained one member at a time", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.spec("ServiceMonitor/mongodb"), {
      selector: { matchLabels: { app: "mongodb-svc" } },
      endpoints: [
        {
          port: "prometheus",
          scheme: "https",
          path: "/metrics",
          interval: "30s",
          scrapeTimeout: "10s",
          basicAuth: {
            username: { name: "mongodb-metrics", key: "username" },
            password: { name: "mongodb-metrics", key: "password" },
          },
          tlsConfig: {
            ca: { secret: { name: "mongodb-tls", key: "ca.crt" } },
            serverName: "mongodb-svc.shop.svc.cluster.local",
          },
        },
      ],
    });
    assert.deepEqual(objects.spec("PodDisruptionBudget/mongodb"), {
      maxUnavailable: 1,
      selector: { matchLabels: selector },
    });
  });

  it("creates its indexes by a restricted job, as a user of its own, after the store", async () => {
    const objects = await rendered();
    const job = jobOf(objects);
    assert.deepEqual(dependenciesOf(objects, job), ["shop-store-indexes-mongodb-indexes"]);
    const pod = "$.template.spec";
    assert.deepEqual(objects.find(job, `${pod}.securityContext.seccompProfile`), [{ type: "RuntimeDefault" }]);
    assert.deepEqual(objects.find(job, `${pod}.containers[*].securityContext`), [restricted]);
    assert.deepEqual(objects.find(job, `${pod}.containers[*].image`), [imageReference(thirdPartyImages.mongo)]);
    assert.deepEqual(objects.find(job, `${pod}.containers[*].command`), [
      ["mongosh", "--nodb", "--quiet", "--norc", "--file", "/scripts/ensure-indexes.js"],
    ]);
    assert.deepEqual(objects.find(job, `${pod}.volumes[*].secret.secretName`), ["mongodb-indexes", "mongodb-tls"]);
    assert.deepEqual(objects.body("ConfigMap/mongodb-indexes").data, {
      "ensure-indexes.js": indexScript("ecommerce", resolveIndexes("store", storeArgs.indexes ?? [])),
    });
  });

  it("creates them by another job when they change, and by the same when they do not", async () => {
    const job = jobOf(await rendered());
    assert.equal(jobOf(await rendered({ members: 5 })), job);
    assert.notEqual(jobOf(await rendered({ indexes: [{ collection: "users", keys: { email: 1 } }] })), job);
    const without = await rendered({ indexes: [] });
    assert.deepEqual(
      without.names.filter((name) => name.startsWith("Job/")),
      [],
    );
  });

  it("is protected where the stack says so", async () => {
    for (const protect of [true, false]) {
      const objects = await rendered({ protect });
      assert.equal(objects.resource("MongoDBCommunity/mongodb").opts.protect, protect);
    }
  });

  it("hands out where it is, by reference and never by value", async () => {
    const seen: unknown[] = [];
    const later: string[] = [];
    await renderObjects(() => {
      const { port, replicaSet, database, users, authority, network, preparations, hosts } = new DocumentStore(
        "shop-store",
        storeArgs,
      );
      seen.push({ port, replicaSet, database, network, preparations, keys: authority.keys });
      for (const [user, { keys, name }] of Object.entries(users)) {
        seen.push([user, keys]);
        name.apply((secret) => later.push(secret));
      }
      authority.name.apply((secret) => later.push(secret));
      hosts.apply((members) => later.push(...members));
    });
    const keys = ["password", "username", "connection-string"];
    assert.deepEqual(seen, [
      {
        port: 27017,
        replicaSet: "mongodb",
        database: "ecommerce",
        network: {
          ports: {
            mongodb: { port: 27017 },
            metrics: { port: 9216, from: ["prometheus"], callers: false },
          },
          calls: [],
          among: [27017],
          reaches: ["kubernetes-api"],
        },
        preparations: { "mongodb-indexes": { ports: {}, calls: ["mongodb"] } },
        keys: ["ca.crt"],
      },
      ["app", keys],
      ["backup", keys],
    ]);
    assert.deepEqual(later.sort(), [
      "mongodb-0.mongodb-svc.shop.svc.cluster.local:27017",
      "mongodb-1.mongodb-svc.shop.svc.cluster.local:27017",
      "mongodb-2.mongodb-svc.shop.svc.cluster.local:27017",
      "mongodb-backup",
      "mongodb-secret",
      "mongodb-tls",
    ]);
  });
});

function claim(name: string, storage: string): object {
  return {
    metadata: { name, labels: selector },
    spec: {
      accessModes: ["ReadWriteOnce"],
      storageClassName: "fast-ssd",
      resources: { requests: { storage } },
    },
  };
}
