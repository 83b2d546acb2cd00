import { storePort, storeRegion } from "./scripts.ts";
import { type BackupPlace, storeNamespace } from "./spec.ts";

/** Component of the in-cluster store, and name of its Service. */
export const storeComponent = "s3";

/** Where the store of a cluster is, whichever stack makes it. */
export const clusterBackupPlace: BackupPlace = {
  endpoint: `https://${storeComponent}.${storeNamespace}.svc.cluster.local:${storePort}`,
  region: storeRegion,
  namespace: storeNamespace,
};
