import type { BackupStoreArgs } from "../../../../components/backup-store/spec.ts";

/** Arguments of a store for two systems. */
export const storeArgs: BackupStoreArgs = {
  place: { cloud: "kubernetes" },
  systems: {
    shop: { prefixes: { postgres: {}, "daily/dumps": { retentionDays: 30 } } },
    desk: { bucket: "desk-archive", namespace: "desk-production", prefixes: { redis: { retentionDays: 7 } } },
  },
  storage: "100Gi",
  storageClass: "fast-ssd",
  credentialsVersion: 2,
  protect: true,
};
