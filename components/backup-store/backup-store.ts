import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { InvalidInput, Unsupported } from "../core/errors.ts";
import { kubernetesBackupStore } from "./kubernetes.ts";
import {
  type BackupAccessOutputs,
  type BackupStoreArgs,
  type BackupStoreOutputs,
  type BackupStoreSpec,
  type BuiltBackupStore,
  resolveBackupStore,
} from "./spec.ts";
import type { BackupTarget } from "./target.ts";

type BackupStoreBackend = Backend<BackupStoreSpec, BuiltBackupStore>;

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
 * const target = store.access("cap-backups", "cap", namespace, { parent }).target("redis");
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class BackupStore extends pulumi.ComponentResource implements BackupStoreOutputs {
  static readonly token = "plumbline:backup-store:BackupStore";
  readonly endpoint: pulumi.Output<string>;
  readonly region: string;
  readonly #built: BuiltBackupStore;
  readonly #systems: readonly string[];

  constructor(name: string, args: BackupStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveBackupStore(name, args);
    super(BackupStore.token, name, spec, opts);
    this.#built = backends[spec.cloud](this, name, spec);
    this.#systems = Object.keys(spec.systems);
    this.endpoint = this.#built.endpoint;
    this.region = this.#built.region;
    this.registerOutputs({ endpoint: this.endpoint, region: this.region });
  }

  /**
   * Gives a system its credentials and the authority's certificate, in its own namespace.
   *
   * @throws InvalidInput when the store was not told of the system.
   */
  access(
    name: string,
    system: string,
    namespace: pulumi.Input<string>,
    opts?: pulumi.ComponentResourceOptions,
  ): BackupAccess {
    if (!this.#systems.includes(system)) {
      throw new InvalidInput(`backup access ${name}`, "system", `one of ${this.#systems.join(", ")}`, system);
    }
    return new BackupAccess(name, { system, namespace }, this.#built.grant, opts);
  }
}

/** A system's way into the backup store. */
export class BackupAccess extends pulumi.ComponentResource implements BackupAccessOutputs {
  static readonly token = "plumbline:backup-store:BackupAccess";
  readonly targets: Readonly<Record<string, BackupTarget>>;
  readonly #name: string;

  constructor(
    name: string,
    args: { readonly system: string; readonly namespace: pulumi.Input<string> },
    grant: BuiltBackupStore["grant"],
    opts?: pulumi.ComponentResourceOptions,
  ) {
    super(BackupAccess.token, name, args, opts);
    this.#name = name;
    this.targets = grant(this, name, args.system, args.namespace).targets;
    this.registerOutputs({ targets: this.targets });
  }

  /**
   * One of the system's folders.
   *
   * @throws InvalidInput naming the folders that there are.
   */
  target(prefix: string): BackupTarget {
    const target = this.targets[prefix];
    if (target === undefined) {
      const known = Object.keys(this.targets).join(", ");
      throw new InvalidInput(`backup access ${this.#name}`, "target", `one of ${known}`, prefix);
    }
    return target;
  }
}

function unsupported(cloud: Cloud): BackupStoreBackend {
  return () => {
    throw new Unsupported(cloud, "a managed backup store", "use the in-cluster one (cloud: kubernetes)");
  };
}
