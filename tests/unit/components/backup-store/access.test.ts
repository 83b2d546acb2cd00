import assert from "node:assert/strict";
import { renderProgram } from "../../../../cli/lib/render.ts";
import { BackupAccess, type BackupAccessArgs } from "../../../../components/backup-store/access.ts";
import { type Objects, renderObjects } from "../objects.ts";

const args: BackupAccessArgs = {
  system: "shop",
  namespace: "market",
  place: { cloud: "kubernetes" },
  prefixes: { postgres: {}, "daily/dumps": { retentionDays: 30 } },
};
const rendered = (changes: Partial<BackupAccessArgs> = {}): Promise<Objects> =>
  renderObjects(() => new BackupAccess("shop-backups", { ...args, ...changes }));
const metadata = (name: string) => ({
  name,
  namespace: "market",
  labels: {
    "app.kubernetes.io/managed-by": "plumbline",
    "app.kubernetes.io/name": "backup-access",
    "app.kubernetes.io/part-of": "shop",
    "plumbline.dev/owner": "shop",
  },
});

describe("the access to a backup store", () => {
  it("is a reader in the system's own namespace, and what is fetched in its name", async () => {
    const objects = await rendered();
    assert.deepEqual(objects.names, [
      "ExternalSecret/backup-access",
      "SecretStore/backup-access",
      "ServiceAccount/backup-reader",
    ]);
    assert.deepEqual(objects.body("ServiceAccount/backup-reader"), {
      metadata: metadata("backup-reader"),
      automountServiceAccountToken: false,
    });
    assert.deepEqual(objects.body("SecretStore/backup-access"), {
      metadata: metadata("backup-access"),
      spec: {
        provider: {
          kubernetes: {
            remoteNamespace: "backup-store",
            auth: { serviceAccount: { name: "backup-reader" } },
            server: {
              url: "https://kubernetes.default.svc",
              caProvider: { type: "ConfigMap", name: "kube-root-ca.crt", key: "ca.crt" },
            },
          },
        },
      },
    });
    const lines = [
      "[default]",
      "aws_access_key_id={{ .AWS_ACCESS_KEY_ID }}",
      "aws_secret_access_key={{ .AWS_SECRET_ACCESS_KEY }}",
      "",
    ];
    const template = { engineVersion: "v2", mergePolicy: "Merge", data: { cloud: lines.join("\n") } };
    const entry = (secretKey: string, key: string) => ({ secretKey, remoteRef: { key, property: secretKey } });
    assert.deepEqual(objects.body("ExternalSecret/backup-access"), {
      metadata: metadata("backup-access"),
      spec: {
        refreshInterval: "1h",
        secretStoreRef: { kind: "SecretStore", name: "backup-access" },
        target: { name: "backup-access", creationPolicy: "Owner", template },
        data: [
          entry("AWS_ACCESS_KEY_ID", "account-shop"),
          entry("AWS_SECRET_ACCESS_KEY", "account-shop"),
          entry("ca.crt", "s3-authority"),
        ],
      },
    });
  });

  it("hands back where each folder is, and what opens it", async () => {
    const program = (changes: Partial<BackupAccessArgs> = {}) => {
      const access = new BackupAccess("shop-backups", { ...args, ...changes });
      return Promise.resolve({ dumps: access.target("daily/dumps"), wal: access.target("postgres") });
    };
    const common = {
      endpoint: "https://s3.backup-store.svc.cluster.local:9000",
      region: "us-east-1",
      bucket: "shop-backups",
      credentials: {
        namespace: "market",
        name: "backup-access",
        keys: ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"],
      },
      credentialsFile: { namespace: "market", name: "backup-access", keys: ["cloud"] },
      authority: { namespace: "market", name: "backup-access", keys: ["ca.crt"] },
    };
    assert.deepEqual((await renderProgram("test", {}, () => program())).outputs, {
      dumps: { ...common, prefix: "daily/dumps", retentionDays: 30 },
      wal: { ...common, prefix: "postgres" },
    });
    const { outputs } = await renderProgram("test", {}, () => program({ bucket: "archive" }));
    assert.deepEqual(outputs.wal, { ...common, bucket: "archive", prefix: "postgres" });
  });

  it("knows the system's folders", async () => {
    const ask = () => Promise.resolve({ bucket: new BackupAccess("shop-backups", args).target("redis").bucket });
    await assert.rejects(renderProgram("test", {}, ask), {
      message: 'backup access shop-backups: target: expected one of postgres, daily/dumps, got "redis"',
    });
  });
});
