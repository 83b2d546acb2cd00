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

/** Kinds of stores that each cloud's plan saves. */
export const awsStoreKinds = ["aurora", "documentdb"] as const;
export type AwsStoreKind = (typeof awsStoreKinds)[number];

/** A store of AWS that a plan saves. */
export interface AwsProtectedStore {
  readonly kind: AwsStoreKind;
  readonly arn: pulumi.Input<string>;
  /** Group of private subnets that a restored copy is put into. */
  readonly subnetGroup: pulumi.Input<string>;
  /** Security group of a restored copy. */
  readonly securityGroupId: pulumi.Input<string>;
}

/** A server of PostgreSQL of Azure; its Data Protection saves no caches and no clusters of MongoDB. */
export interface AzureProtectedStore {
  readonly kind: "flexible-server";
  readonly id: pulumi.Input<string>;
  readonly name: pulumi.Input<string>;
}

/** A store that a plan saves. */
export type ProtectedStore = AwsProtectedStore | AzureProtectedStore;

export interface BackupVaultArgs<Store extends ProtectedStore = ProtectedStore> {
  readonly system: string;
  /** Stores by name. */
  readonly stores: Readonly<Record<string, Store>>;
  /** Tiers of the plan, without those that the stage has no need of. @default - all four */
  readonly tiers?: readonly BackupTier[];
  /** Who hears how backups, copies and restores ended: a topic by its ARN, or a group of alarms by its id. @default - nobody */
  readonly topic?: pulumi.Input<string>;
  /**
   * Locks the vault for good, protects it, and keeps it when the stack goes. From `graceDays` on nobody can shorten that, neither the
   * account's owner nor the cloud: what is in it is paid for until it is as old as it has to be.
   */
  readonly protect: boolean;
  /** Days in which a lock can still be undone; none on Azure, where it holds at once. Range: 3 to 30. @default 7 */
  readonly graceDays?: number;
}

/** Every default filled in. */
export interface BackupVaultSpec<Store extends ProtectedStore = ProtectedStore> extends BackupVaultArgs<Store> {
  readonly tiers: readonly BackupTier[];
  readonly graceDays: number;
}

/** What every cloud hands back. */
export interface BackupVaultOutputs {
  /** ARN on AWS, id on Azure. */
  readonly vaultId: pulumi.Output<string>;
  /** Vault with the copies in another region; none where the stack has one region, or where one vault is in two. */
  readonly copyVaultId?: pulumi.Output<string>;
  /** Stores that the cloud itself tests a restore of, by name. */
  readonly tested: readonly string[];
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the vault, the field, the allowed range and the value.
 */
export function resolveBackupVault<Store extends ProtectedStore>(
  name: string,
  args: BackupVaultArgs<Store>,
): BackupVaultSpec<Store> {
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
