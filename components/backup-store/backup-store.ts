import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";
import { awsBackupStore } from "./aws.ts";
import { azureBackupStore } from "./azure.ts";
import { kubernetesBackupStore } from "./kubernetes.ts";
import { type BackupStoreArgs, type BackupStoreOutputs, type BackupStoreSpec, resolveBackupStore } from "./spec.ts";

/**
 * Where every store's backups go: one S3 service, with a bucket for each system, or one account of Blob storage, with a container for each.
 *
 * @example
 * new BackupStore("backup-store", {
 *   place: { cloud: "kubernetes" },
 *   systems: { cap: { prefixes: { redis: { retentionDays: 30 } } } },
 *   storage: "100Gi",
 *   credentialsVersion: 1,
 *   protect: true,
 * });
 * const access = new BackupAccess("cap-backups", { system: "cap", namespace, place, prefixes: { redis: {} } });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 */
export class BackupStore extends pulumi.ComponentResource implements BackupStoreOutputs {
  static readonly token = "plumbline:backup-store:BackupStore";
  readonly endpoint: string;
  readonly region: string;
  readonly buckets: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: BackupStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveBackupStore(name, args);
    const build = backendOf(name, spec);
    super(BackupStore.token, name, spec, opts);
    const built = build(this);
    this.endpoint = built.endpoint;
    this.region = built.region;
    this.buckets = built.buckets;
    this.registerOutputs(built);
  }

  /**
   * Name of the bucket of a system.
   *
   * @throws InvalidInput when it has none here.
   */
  bucket(system: string): pulumi.Output<string> {
    const found = this.buckets[system];
    if (found) return found;
    throw new InvalidInput("backup store", "system", `one of ${Object.keys(this.buckets).join(", ")}`, system);
  }
}

/** The way that the place has it made. */
function backendOf(name: string, spec: BackupStoreSpec): (parent: pulumi.Resource) => BackupStoreOutputs {
  const { place } = spec;
  switch (place.cloud) {
    case "kubernetes":
      return (parent) => kubernetesBackupStore(parent, name, spec);
    case "aws":
      return (parent) => awsBackupStore(parent, name, spec, place);
    case "azure":
      return (parent) => azureBackupStore(parent, name, spec, place);
  }
}
