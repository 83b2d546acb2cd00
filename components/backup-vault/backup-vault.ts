import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../core/place.ts";
import { awsBackupVault } from "./aws.ts";
import { type BackupVaultArgs, type BackupVaultOutputs, resolveBackupVault } from "./spec.ts";

export interface PlacedVaultArgs extends BackupVaultArgs {
  readonly place: AwsPlace;
}

/**
 * Backups of a system's managed stores that nobody can delete before their time, with copies in another region, and a restore of each store
 * every month (ECO-040). The stores' own backups are for restoring to a moment; these are for what is found out late.
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 */
export class BackupVault extends pulumi.ComponentResource implements BackupVaultOutputs {
  static readonly token = "plumbline:backup-vault:BackupVault";
  readonly vaultArn: pulumi.Output<string>;
  readonly copyVaultArn: pulumi.Output<string> | undefined;
  readonly tested: readonly string[];

  constructor(name: string, { place, ...args }: PlacedVaultArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveBackupVault(name, args);
    super(BackupVault.token, name, { system: spec.system }, opts);
    const built = awsBackupVault(this, name, spec, place);
    this.vaultArn = built.vaultArn;
    this.copyVaultArn = built.copyVaultArn;
    this.tested = built.tested;
    this.registerOutputs(built);
  }
}
