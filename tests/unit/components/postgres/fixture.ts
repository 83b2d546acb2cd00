import * as pulumi from "@pulumi/pulumi";
import type { BackupTarget } from "../../../../components/backup-store/target.ts";
import type { PostgresArgs } from "../../../../components/postgres/spec.ts";

/** Where the backups go; a function, since outputs are made inside of a program. */
export function backupTarget(): BackupTarget {
  const secret = (name: string, keys: readonly string[]) => ({
    namespace: pulumi.output("shop"),
    name: pulumi.output(name),
    keys,
  });
  return {
    endpoint: pulumi.output("https://s3.backup-store.svc.cluster.local:9000"),
    region: "us-east-1",
    bucket: pulumi.output("shop-backups"),
    prefix: "postgres",
    credentials: secret("backup-credentials", ["AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY"]),
    credentialsFile: secret("backup-credentials", ["cloud"]),
    authority: secret("backup-authority", ["ca.crt"]),
  };
}

/** Arguments of a database with nothing optional. */
export const leastArgs: PostgresArgs = {
  place: { cloud: "kubernetes" },
  system: "shop",
  component: "db",
  namespace: "shop",
  database: "shop_data",
  owner: "shop",
  instances: 1,
  storage: "10Gi",
  resources: { requests: { cpu: "500m", memory: "1Gi" }, limits: { cpu: "2", memory: "2Gi" } },
  passwordVersion: 3,
  zoneSpread: "preferred",
  protect: false,
};

/** Arguments of a database with everything optional. */
export function fullArgs(): PostgresArgs {
  return {
    ...leastArgs,
    instances: 3,
    version: 18,
    synchronousReplicas: 1,
    storageClass: "fast-ssd",
    maxConnections: 500,
    parameters: { shared_buffers: "256MB", work_mem: "4MB" },
    slowStatementMs: 250,
    extensions: ["uuid-ossp", "postgis"],
    aliases: ["postgres"],
    pooler: { poolSize: 100, readers: true },
    backup: { target: backupTarget() },
    secretName: "shop-db-secret",
    zoneSpread: "required",
    protect: true,
  };
}
