import assert from "node:assert/strict";
import { renderProgram, secretMarker } from "../../../../cli/lib/render.ts";
import { BackupStore } from "../../../../components/backup-store/backup-store.ts";
import { clusterBackupPlace } from "../../../../components/backup-store/cluster-place.ts";
import { bucketScript, expiryScript, startScript } from "../../../../components/backup-store/scripts.ts";
import { resolveBackupStore } from "../../../../components/backup-store/spec.ts";
import { imageReference, thirdPartyImages } from "../../../../components/core/images.ts";
import { dependenciesOf, type Objects, renderObjects } from "../objects.ts";
import { storeArgs } from "./fixture.ts";

const spec = resolveBackupStore("store", storeArgs);
const labelsOf = (component: string) => ({
  "app.kubernetes.io/managed-by": "plumbline",
  "app.kubernetes.io/name": component,
  "app.kubernetes.io/part-of": "backup-store",
  "plumbline.dev/owner": "backup-store",
});
const rendered = (protect = true): Promise<Objects> =>
  renderObjects(() => {
    new BackupStore("store", { ...storeArgs, protect });
  });

describe("the backup store in the cluster", () => {
  it("is these objects", async () => {
    assert.deepEqual((await rendered()).names, [
      "Certificate/internal-ca",
      "Certificate/s3-authority",
      "Certificate/s3-tls",
      "ConfigMap/bucket-script",
      "ConfigMap/s3-scripts",
      "Issuer/internal-ca",
      "Issuer/internal-ca-root",
      ...(await jobs()),
      "LimitRange/backup-store",
      "Namespace/backup-store",
      "NetworkPolicy/allow-buckets",
      "NetworkPolicy/allow-dns",
      "NetworkPolicy/allow-s3",
      "NetworkPolicy/allow-systems",
      "NetworkPolicy/default-deny",
      "ResourceQuota/backup-store",
      "Role/reader-desk",
      "Role/reader-shop",
      "RoleBinding/deployer",
      "RoleBinding/reader-desk",
      "RoleBinding/reader-shop",
      "Secret/account-desk",
      "Secret/account-shop",
      "Secret/accounts",
      "Secret/s3-root",
      "Service/s3",
      "ServiceAccount/buckets",
      "ServiceAccount/s3",
      "StatefulSet/s3",
    ]);
  });

  it("is one server on a volume that outlives it, and beside it what removes expired objects", async () => {
    const objects = await rendered();
    const set = "StatefulSet/s3";
    assert.deepEqual(objects.find(set, "$.replicas"), [1]);
    assert.deepEqual(objects.find(set, "$.persistentVolumeClaimRetentionPolicy"), [
      { whenDeleted: "Retain", whenScaled: "Retain" },
    ]);
    assert.deepEqual(objects.find(set, "$.volumeClaimTemplates[0].spec"), [
      { accessModes: ["ReadWriteOnce"], storageClassName: "fast-ssd", resources: { requests: { storage: "100Gi" } } },
    ]);
    const image = imageReference(thirdPartyImages.versitygw);
    assert.deepEqual(objects.find(set, "$..containers[*].image"), [image, image]);
    assert.deepEqual(objects.find(set, "$..containers[*].command"), [
      ["/etc/backup-store/scripts/start.sh"],
      ["/etc/backup-store/scripts/expire.sh"],
    ]);
    assert.deepEqual(objects.body("ConfigMap/s3-scripts").data, {
      "start.sh": startScript(),
      "expire.sh": expiryScript(spec),
    });
    assert.deepEqual(objects.find(set, "$..containers[0].livenessProbe"), [
      {
        httpGet: { path: "/health", port: "s3", scheme: "HTTPS" },
        periodSeconds: 20,
        timeoutSeconds: 5,
        failureThreshold: 6,
      },
    ]);
    assert.equal(objects.resource(set).opts.protect, true);
    const disposable = await rendered(false);
    assert.deepEqual(disposable.find(set, "$.persistentVolumeClaimRetentionPolicy.whenDeleted"), ["Delete"]);
    assert.equal(disposable.resource(set).opts.protect, false);
  });

  it("passes the restricted standard with a read-only root", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.find("StatefulSet/s3", "$.template.spec.securityContext"), [
      {
        runAsNonRoot: true,
        runAsUser: 10001,
        runAsGroup: 10001,
        fsGroup: 10001,
        fsGroupChangePolicy: "OnRootMismatch",
        seccompProfile: { type: "RuntimeDefault" },
      },
    ]);
    const restricted = {
      allowPrivilegeEscalation: false,
      privileged: false,
      readOnlyRootFilesystem: true,
      runAsNonRoot: true,
      capabilities: { drop: ["ALL"] },
    };
    assert.deepEqual(objects.find("StatefulSet/s3", "$..containers[*].securityContext"), [restricted, restricted]);
  });

  it("lets the bucket job and the systems' namespaces in, on one port", async () => {
    const objects = await rendered();
    const ports = [{ protocol: "TCP", port: 9000 }];
    const selected = (component: string) => ({
      podSelector: {
        matchLabels: { "app.kubernetes.io/name": component, "app.kubernetes.io/part-of": "backup-store" },
      },
    });
    assert.deepEqual(objects.spec("NetworkPolicy/allow-systems"), {
      ...selected("s3"),
      policyTypes: ["Ingress"],
      ingress: [
        {
          from: [
            {
              namespaceSelector: {
                matchExpressions: [
                  { key: "kubernetes.io/metadata.name", operator: "In", values: ["shop", "desk-production"] },
                ],
              },
            },
          ],
          ports,
        },
      ],
    });
    assert.deepEqual(objects.find("NetworkPolicy/allow-s3", "$.ingress"), [[{ from: [selected("buckets")], ports }]]);
    assert.deepEqual(objects.find("NetworkPolicy/allow-s3", "$.egress"), [[]]);
  });

  it("makes the buckets once the server is there, with the administrator's credentials by reference", async () => {
    const objects = await rendered();
    const [job = ""] = await jobs();
    const secret = (key: string) => ({ secretKeyRef: { name: "s3-root", key } });
    assert.deepEqual(
      new Set(objects.find(job, "$..containers[0].env[*]")),
      new Set([
        { name: "ADMIN_ENDPOINT_URL", value: "https://s3.backup-store.svc:9000" },
        { name: "SSL_CERT_FILE", value: "/etc/backup-store/tls/ca.crt" },
        { name: "ADMIN_ACCESS_KEY_ID", valueFrom: secret("AWS_ACCESS_KEY_ID") },
        { name: "ADMIN_SECRET_ACCESS_KEY", valueFrom: secret("AWS_SECRET_ACCESS_KEY") },
      ]),
    );
    assert.deepEqual(objects.find(job, "$..containers[0].command"), [["sh", "/etc/backup-store/scripts/buckets.sh"]]);
    assert.deepEqual(objects.body("ConfigMap/bucket-script").data, { "buckets.sh": bucketScript(spec) });
  });

  it("keeps every system's secret key in one file for the server, and each in a Secret of its own", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.body("Secret/accounts"), {
      metadata: { name: "accounts", namespace: "backup-store", labels: labelsOf("accounts") },
      type: "Opaque",
      data: { "users.json": secretMarker },
    });
    assert.deepEqual(objects.body("Secret/account-shop"), {
      metadata: { name: "account-shop", namespace: "backup-store", labels: labelsOf("account-shop") },
      type: "Opaque",
      data: { AWS_ACCESS_KEY_ID: secretMarker, AWS_SECRET_ACCESS_KEY: secretMarker },
    });
    const random = objects.resources.filter(({ type: one }) => one === "random:index/randomBytes:RandomBytes");
    assert.deepEqual(
      random.map(({ name, inputs }) => [name, inputs]),
      ["store-root-value", "store-key-shop", "store-key-desk"].map((name) => [
        name,
        { length: 32, keepers: { version: "2" } },
      ]),
    );
  });

  it("lets the reader of a system's namespace read that system's Secret, and a certificate without the server's key", async () => {
    const objects = await rendered();
    for (const [system, namespace] of Object.entries({ shop: "shop", desk: "desk-production" })) {
      assert.deepEqual(objects.body(`Role/reader-${system}`).rules, [
        {
          apiGroups: [""],
          resources: ["secrets"],
          resourceNames: [`account-${system}`, "s3-authority"],
          verbs: ["get"],
        },
      ]);
      const { roleRef, subjects } = objects.body(`RoleBinding/reader-${system}`);
      assert.deepEqual(
        [roleRef, subjects],
        [
          { apiGroup: "rbac.authorization.k8s.io", kind: "Role", name: `reader-${system}` },
          [{ kind: "ServiceAccount", name: "backup-reader", namespace }],
        ],
      );
    }
    const copy = "Certificate/s3-authority";
    assert.deepEqual(objects.find(copy, "$.usages"), [["digital signature"]]);
    assert.deepEqual(objects.find(copy, "$.dnsNames"), []);
    assert.deepEqual(objects.find(copy, "$.issuerRef"), objects.find("Certificate/s3-tls", "$.issuerRef"));
  });

  it("runs behind its own policies", async () => {
    assert.deepEqual(dependenciesOf(await rendered(), "StatefulSet/s3"), ["store-network"]);
  });

  it("hands back where it is, as plain data that another stack can know", async () => {
    const program = () => {
      const { endpoint, region, buckets } = new BackupStore("store", storeArgs);
      return Promise.resolve({ endpoint, region, buckets });
    };
    const { outputs } = await renderProgram("test", {}, program);
    const { endpoint, region } = clusterBackupPlace;
    assert.deepEqual(outputs, { endpoint, region, buckets: { shop: "shop-backups", desk: "desk-archive" } });
    const hosts = (await rendered()).find("Certificate/s3-tls", "$.dnsNames")[0];
    assert.ok(Array.isArray(hosts) && hosts.includes(new URL(clusterBackupPlace.endpoint).hostname));
  });
});

/** The bucket job, whose name is of its content. */
async function jobs(): Promise<string[]> {
  return (await rendered()).names.filter((name) => /^Job\/buckets-[0-9a-f]{10}$/.test(name));
}
