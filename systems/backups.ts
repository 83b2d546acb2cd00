import type * as pulumi from "@pulumi/pulumi";
import { BackupAccess } from "../components/backup-store/access.ts";
import { BackupVault } from "../components/backup-vault/backup-vault.ts";
import type { ProtectedStore } from "../components/backup-vault/spec.ts";
import type { BucketArgs } from "../components/backup-store/spec.ts";
import type { SystemName } from "../config/schema.ts";
import { engineNamespace } from "./firefly-workload.ts";
import type { SystemPlace } from "./place.ts";
import type { SystemContext } from "./system.ts";

/** What a system keeps in the backup store, and the namespace that writes it. */
interface SystemBackups extends BucketArgs {
  readonly namespace: string;
}

/**
 * Every system's folders in the backup store, whichever stack deploys it: the store and the system look here. What a database's operator
 * writes it also removes; a system whose stores have no backups yet has no bucket.
 */
export const systemBackups = {
  cap: undefined,
  reconciliation: { namespace: "reconciliation", prefixes: { postgres: {} } },
  firefly: { namespace: engineNamespace, prefixes: { postgres: {} } },
  ecommerce: undefined,
  onboarding: { namespace: "onboarding", prefixes: { postgres: {} } },
} as const satisfies Record<SystemName, SystemBackups | undefined>;

/** The system's way to its folders, in its own namespace. */
export function backupAccess(
  parent: pulumi.Resource,
  name: string,
  { place }: SystemContext,
  { system, namespace }: SystemPlace,
  { prefixes }: SystemBackups,
): BackupAccess {
  return new BackupAccess(`${name}-backup-access`, { system, namespace, place, prefixes }, { parent });
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
  if (place.cloud !== "aws" || place.role !== "primary") return;
  const saved = Object.entries(stores).flatMap(([store, found]) => (found ? [[store, found] as const] : []));
  if (saved.length === 0) return;
  const protect = profile.protectData;
  const args = { place, system, stores: Object.fromEntries(saved), protect };
  new BackupVault(`${name}-vault`, { ...args, ...(!protect && { tiers: ["daily"] as const }) }, { parent });
}
