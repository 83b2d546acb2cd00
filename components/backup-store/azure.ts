import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { type BlobRule, expireBlobs, privateAccount } from "../core/azure-storage.ts";
import type { BackupStoreOutputs, BackupStoreSpec } from "./spec.ts";

/** What the backend takes of the arguments; sizes and credentials are Azure's own business. */
export type AzureBackupStoreSpec = Pick<BackupStoreSpec, "systems" | "undeleteDays">;

/**
 * An account of the region with a container for each system. Every version is kept, nobody can delete one as long as the shortest of all folders
 * keeps it, and all of it is copied to the region that Azure has paired with this one, from where it can be read.
 */
export function azureBackupStore(
  parent: pulumi.Resource,
  name: string,
  { systems, undeleteDays }: AzureBackupStoreSpec,
  place: AzurePlace,
): BackupStoreOutputs {
  const account = privateAccount(parent, name, {
    scope: place,
    identity: { system: "platform", component: "backup-store" },
    purpose: "backup",
    dataClass: "personal",
    copies: "Standard_RAGZRS",
    key: place.keys.backups,
    network: place.network,
    workspaceId: place.workspaceId,
    containers: Object.values(systems).map(({ bucket }) => bucket),
    lifecycle: Object.values(systems).flatMap(foldersOf),
    undeleteDays,
    lockDays: lockDays(systems, undeleteDays),
  });
  const buckets = Object.fromEntries(
    Object.entries(systems).map(([system, { bucket }]) => [system, account.containerName(bucket)]),
  );
  return { endpoint: account.endpoint, region: place.region, buckets };
}

type System = AzureBackupStoreSpec["systems"][string];

/** Folders whose retention the store looks after (ECO-040: a folder for each tier). */
const foldersOf = ({ bucket, prefixes }: System): BlobRule[] =>
  Object.entries(prefixes).flatMap(([prefix, { retentionDays }]) =>
    retentionDays === undefined ? [] : [expireBlobs(`${bucket}/${prefix}/`, retentionDays)],
  );

/**
 * A lock is for a whole account: no longer than the shortest folder, or that one could never be emptied in time. Who removes its own objects may:
 * on Azure a removed object becomes an older version, which the lock keeps.
 */
function lockDays(systems: AzureBackupStoreSpec["systems"], undeleteDays: number): number {
  const retained = Object.values(systems).flatMap(({ prefixes }) =>
    Object.values(prefixes).flatMap(({ retentionDays }) => retentionDays ?? []),
  );
  return retained.length === 0 ? undeleteDays : Math.min(...retained);
}
