import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import { kubernetesBackupStore } from "./kubernetes.ts";
import {
  type BackupPlace,
  type BackupStoreArgs,
  type BackupStoreOutputs,
  type BackupStoreSpec,
  resolveBackupStore,
} from "./spec.ts";

type BackupStoreBackend = Backend<BackupStoreSpec, BackupStoreOutputs>;

const backends = {
  kubernetes: kubernetesBackupStore,
  aws: unsupported("aws"),
  azure: unsupported("azure"),
} satisfies Record<Cloud, BackupStoreBackend>;

/**
 * Where every store's backups go: one S3 service for the cluster, with a bucket and credentials for each system.
 *
 * @example
 * const store = new BackupStore("backup-store", {
 *   cloud: "kubernetes",
 *   systems: { cap: { prefixes: { redis: { retentionDays: 30 } } } },
 *   storage: "100Gi",
 *   credentialsVersion: 1,
 *   protect: true,
 * });
 * const access = new BackupAccess("cap-backups", { system: "cap", namespace, store: store.place, prefixes: { redis: {} } });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class BackupStore extends pulumi.ComponentResource implements BackupStoreOutputs {
  static readonly token = "plumbline:backup-store:BackupStore";
  readonly place: BackupPlace;

  constructor(name: string, args: BackupStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveBackupStore(name, args);
    super(BackupStore.token, name, spec, opts);
    this.place = backends[spec.cloud](this, name, spec).place;
    this.registerOutputs({ place: this.place });
  }
}

function unsupported(cloud: Cloud): BackupStoreBackend {
  return () => {
    throw new Unsupported(cloud, "a managed backup store", "use the in-cluster one (cloud: kubernetes)");
  };
}
