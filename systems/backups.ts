import type * as pulumi from "@pulumi/pulumi";
import { BackupAccess } from "../components/backup-store/access.ts";
import { BackupVault } from "../components/backup-vault/backup-vault.ts";
import type { ProtectedStore } from "../components/backup-vault/spec.ts";
import type { BucketArgs, PrefixArgs } from "../components/backup-store/spec.ts";
import { backupAccounts, type PlannedStore } from "../components/operations/backup/plan.ts";
import type { SystemName } from "../config/schema.ts";
import { receiptsFolder } from "../operations/lib/receipt.ts";
import { type Tier, tierDays, tiers } from "../operations/lib/tiers.ts";
import { engineNamespace } from "./firefly-workload.ts";
import type { SystemPlace } from "./place.ts";
import type { SystemContext } from "./system.ts";

/** What a system keeps in the backup store, and the namespace that writes it. */
export interface SystemBackups extends BucketArgs {
  readonly namespace: string;
  /** Folder of the bucket that its backup programs write to, which its guide names. @default - the bucket itself */
  readonly folder?: string;
}

/** A receipt tells for as long as the longest backup that a restore was possible. Unit: days. */
const receiptDays = tierDays.yearly;

/**
 * What the backup programs make below a folder: one for each tier, which the store empties by age, and the receipts of drills. Who writes
 * needs no right to delete.
 */
function programFolders(days: Readonly<Record<Tier, number>>, folder = ""): Record<string, PrefixArgs> {
  const below = (name: string) => (folder === "" ? name : `${folder}/${name}`);
  return {
    ...Object.fromEntries(tiers.map((tier) => [below(tier), { retentionDays: days[tier] }])),
    [receiptsIn(folder)]: { retentionDays: receiptDays },
  };
}

/** The folder of the drills' receipts. */
const receiptsIn = (folder = "") => `${folder === "" ? "" : `${folder}/`}${receiptsFolder.replace(/\/$/, "")}`;

/** The folder of PostgreSQL's operator, with base backups and WAL; it removes what it writes. */
const postgres = { postgres: {} };

/** The guide of firefly keeps every dump for 30 days, whichever it is (FTE-046, FTE-047). */
const alike = { daily: 30, weekly: 30, monthly: 30, yearly: 30 };

/** Every system's folders in the backup store, whichever stack deploys it: the store and the system look here. */
export const systemBackups = {
  cap: { namespace: "cap", prefixes: programFolders(tierDays) },
  reconciliation: { namespace: "reconciliation", prefixes: { ...postgres, ...programFolders(tierDays) } },
  firefly: {
    namespace: engineNamespace,
    folder: "transactional-engine",
    prefixes: { ...postgres, ...programFolders(alike, "transactional-engine") },
  },
  ecommerce: { namespace: "ecommerce", prefixes: programFolders(tierDays) },
  onboarding: {
    namespace: "onboarding",
    folder: "onboarding",
    prefixes: { ...postgres, ...programFolders(tierDays, "onboarding") },
  },
} as const satisfies Record<SystemName, SystemBackups>;

/** The system's way to its folders, in its own namespace, for the jobs that back its stores up. */
export function backupAccess(
  parent: pulumi.Resource,
  name: string,
  { place }: SystemContext,
  { system, namespace }: SystemPlace,
  { prefixes, folder }: SystemBackups,
  plan: readonly PlannedStore[],
): BackupAccess {
  const receipts = receiptsIn(folder);
  return new BackupAccess(
    `${name}-backup-access`,
    { system, namespace, place, prefixes, receipts, ...backupAccounts(plan) },
    { parent },
  );
}

/**
 * Saves a system's managed stores in a vault, beside their own backups: in the primary region, from which all others are copied. Where nothing
 * is protected, the daily ones are enough to see that they work.
 */
export function vaultOf(
  parent: pulumi.Resource,
  name: string,
  { place, profile }: SystemContext,
  system: string,
  stores: Readonly<Record<string, ProtectedStore | undefined>>,
): void {
  if (place.cloud === "kubernetes" || place.role !== "primary") return;
  const saved = Object.entries(stores).flatMap(([store, found]) => (found ? [[store, found] as const] : []));
  if (saved.length === 0) return;
  const protect = profile.protectData;
  const args = { place, system, stores: Object.fromEntries(saved), protect };
  new BackupVault(`${name}-vault`, { ...args, ...(!protect && { tiers: ["daily"] as const }) }, { parent });
}
