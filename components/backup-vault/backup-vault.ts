import * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import { awsBackupVault } from "./aws.ts";
import { azureBackupVault } from "./azure.ts";
import {
  type AwsProtectedStore,
  awsStoreKinds,
  type AzureProtectedStore,
  type BackupVaultArgs,
  type BackupVaultOutputs,
  type ProtectedStore,
  resolveBackupVault,
} from "./spec.ts";

export interface PlacedVaultArgs extends BackupVaultArgs {
  readonly place: AwsPlace | AzurePlace;
}

/**
 * Backups of a system's managed stores that nobody can delete before their time, with copies in another region, and on AWS a restore of each store
 * every month (ECO-040). The stores' own backups are for restoring to a moment; these are for what is found out late.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together, or a store is of another cloud.
 */
export class BackupVault extends pulumi.ComponentResource implements BackupVaultOutputs {
  static readonly token = "plumbline:backup-vault:BackupVault";
  readonly vaultId: pulumi.Output<string>;
  readonly copyVaultId: pulumi.Output<string> | undefined;
  readonly tested: readonly string[];

  constructor(name: string, args: PlacedVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    const build = backendOf(name, args);
    super(BackupVault.token, name, { system: args.system }, opts);
    const built = build(this);
    this.vaultId = built.vaultId;
    this.copyVaultId = built.copyVaultId;
    this.tested = built.tested;
    this.registerOutputs(built);
  }
}

/** The way that the place has it made. */
function backendOf(name: string, { place, ...args }: PlacedVaultArgs): (parent: pulumi.Resource) => BackupVaultOutputs {
  switch (place.cloud) {
    case "aws": {
      const spec = resolveBackupVault(name, { ...args, stores: storesOf(name, args, isAwsStore) });
      return (parent) => awsBackupVault(parent, name, spec, place);
    }
    case "azure": {
      const spec = resolveBackupVault(name, { ...args, stores: storesOf(name, args, isAzureStore) });
      return (parent) => azureBackupVault(parent, name, spec, place);
    }
  }
}

const isAwsStore = (store: ProtectedStore): store is AwsProtectedStore =>
  awsStoreKinds.some((kind) => kind === store.kind);
const isAzureStore = (store: ProtectedStore): store is AzureProtectedStore => store.kind === "flexible-server";

/** The stores, all of them of the place's cloud. */
function storesOf<Store extends ProtectedStore>(
  name: string,
  { stores }: BackupVaultArgs,
  isOwn: (store: ProtectedStore) => store is Store,
): Record<string, Store> {
  return Object.fromEntries(
    Object.entries(stores).map(([store, given]) => {
      if (isOwn(given)) return [store, given];
      throw new InvalidInput(`backup vault ${name}`, `stores.${store}`, "a store of the place's own cloud", given.kind);
    }),
  );
}
