import assert from "node:assert/strict";
import { Postgres } from "../../../../components/postgres/postgres.ts";
import type { PostgresArgs } from "../../../../components/postgres/spec.ts";
import { renderObjects } from "../objects.ts";
import { backupTarget, fullArgs, leastArgs } from "./fixture.ts";

const rendered = (args: () => PostgresArgs) => renderObjects(() => new Postgres("shop-db", args()));
const full = () => rendered(fullArgs);

describe("backups of PostgreSQL in the cluster", () => {
  it("has a database that restores are copied from, with the extensions that only an administrator makes", async () => {
    assert.deepEqual((await full()).spec("Database/db-template"), {
      cluster: { name: "db" },
      name: "shop_data_template",
      owner: "shop",
      ensure: "present",
      isTemplate: true,
      databaseReclaimPolicy: "retain",
      extensions: [
        { name: "pg_stat_statements", ensure: "present" },
        { name: "postgis", ensure: "present" },
      ],
    });
  });

  it("archives to its folder of the backup store and keeps 30 days", async () => {
    assert.deepEqual((await full()).spec("ObjectStore/db-backup"), {
      retentionPolicy: "30d",
      configuration: {
        destinationPath: "s3://shop-backups/postgres",
        endpointURL: "https://s3.backup-store.svc.cluster.local:9000",
        endpointCA: { name: "backup-authority", key: "ca.crt" },
        s3Credentials: {
          accessKeyId: { name: "backup-credentials", key: "AWS_ACCESS_KEY_ID" },
          secretAccessKey: { name: "backup-credentials", key: "AWS_SECRET_ACCESS_KEY" },
        },
        wal: { compression: "gzip", maxParallel: 4 },
        data: { compression: "gzip", jobs: 2 },
      },
      instanceSidecarConfiguration: {
        env: [{ name: "AWS_DEFAULT_REGION", value: "us-east-1" }],
        resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "1", memory: "512Mi" } },
      },
    });
  });

  it("closes a segment of the WAL after a sixth of the objective, and after a minute at the latest", async () => {
    for (const [rpoSeconds, timeout] of [
      [120, "20s"],
      [300, "50s"],
      [86_400, "60s"],
    ] as const) {
      const objects = await rendered(() => ({ ...leastArgs, backup: { target: backupTarget(), rpoSeconds } }));
      assert.deepEqual(objects.find("Cluster/db", "$.postgresql.parameters.archive_timeout"), [timeout]);
    }
  });

  it("makes a base backup at once and every night at two", async () => {
    assert.deepEqual((await full()).spec("ScheduledBackup/db-backup"), {
      cluster: { name: "db" },
      schedule: "0 0 2 * * *",
      immediate: true,
      target: "prefer-standby",
      backupOwnerReference: "none",
      method: "plugin",
      pluginConfiguration: { name: "barman-cloud.cloudnative-pg.io" },
    });
  });
});
