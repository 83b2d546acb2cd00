import type * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../core/errors.ts";

/**
 * How often a backup is made and how long it is kept: 30 daily, 12 weekly, 12 monthly and 7 yearly ones (ECO-040), each
 * at 02:00 UTC. A year is 365 days, and seven are 2557 with their leap days.
 */
export const backupTiers = {
  daily: { schedule: "cron(0 2 * * ? *)", retentionDays: 30 },
  weekly: { schedule: "cron(0 2 ? * SUN *)", retentionDays: 84 },
  monthly: { schedule: "cron(0 2 1 * ? *)", retentionDays: 365 },
  yearly: { schedule: "cron(0 2 1 1 ? *)", retentionDays: 2557 },
} as const satisfies Record<string, { schedule: string; retentionDays: number }>;
export type BackupTier = keyof typeof backupTiers;

/** Kinds of stores that a plan saves. */
export const protectedKinds = ["aurora", "documentdb"] as const;
export type ProtectedKind = (typeof protectedKinds)[number];

/** A store that a plan saves. */
export interface ProtectedStore {
  readonly kind: ProtectedKind;
  readonly arn: pulumi.Input<string>;
  /** Group of private subnets that a restored copy is put into. */
  readonly subnetGroup: pulumi.Input<string>;
  /** Security group of a restored copy. */
  readonly securityGroupId: pulumi.Input<string>;
}

export interface BackupVaultArgs {
  readonly system: string;
  /** Stores by name. */
  readonly stores: Readonly<Record<string, ProtectedStore>>;
  /** Tiers of the plan, without those that the stage has no need of. @default - all four */
  readonly tiers?: readonly BackupTier[];
  /** ARN of a topic that hears how backups, copies and restores ended. @default - nobody */
  readonly topic?: pulumi.Input<string>;
  /**
   * Locks the vault for good, protects it, and keeps it when the stack goes. From `graceDays` on nobody can shorten that, neither the
   * account's owner nor AWS: what is in it is paid for until it is as old as it has to be.
   */
  readonly protect: boolean;
  /** Days in which a lock can still be undone. Range: 3 to 30. @default 7 */
  readonly graceDays?: number;
}

/** Every default filled in. */
export interface BackupVaultSpec extends BackupVaultArgs {
  readonly tiers: readonly BackupTier[];
  readonly graceDays: number;
}

/** What every cloud hands back. */
export interface BackupVaultOutputs {
  readonly vaultArn: pulumi.Output<string>;
  /** Vault with the copies in another region; none where the stack has one region. */
  readonly copyVaultArn?: pulumi.Output<string>;
  /** Stores that a restore is tested of, by name. */
  readonly tested: readonly string[];
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the vault, the field, the allowed range and the value.
 */
export function resolveBackupVault(name: string, args: BackupVaultArgs): BackupVaultSpec {
  const where = `backup vault ${name}`;
  const spec = { tiers: Object.keys(backupTiers).filter(isTier), graceDays: 7, ...args };
  if (Object.keys(args.stores).length === 0) throw new InvalidInput(where, "stores", "at least one store", {});
  const wrong = Object.keys(args.stores).find((store) => !/^[a-z][a-z0-9-]{0,29}$/.test(store));
  if (wrong !== undefined) {
    throw new InvalidInput(where, "stores", "names of a-z, 0-9 and -, at most 30 characters", wrong);
  }
  if (spec.tiers.length === 0) {
    throw new InvalidInput(where, "tiers", `some of ${Object.keys(backupTiers).join(", ")}`, []);
  }
  if (!Number.isInteger(spec.graceDays) || spec.graceDays < 3 || spec.graceDays > 30) {
    throw new InvalidInput(where, "graceDays", "a whole number from 3 to 30", spec.graceDays);
  }
  return spec;
}

const isTier = (name: string): name is BackupTier => name in backupTiers;
