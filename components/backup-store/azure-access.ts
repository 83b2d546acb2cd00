import * as pulumi from "@pulumi/pulumi";
import { accountOf, containerId } from "../core/azure-storage.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import type { AzureRole } from "../core/azure-roles.ts";
import { federatedIdentity } from "../identity/azure-workload-identity.ts";
import { type BlobRights, blobCondition } from "../core/azure-conditions.ts";
import { bucketName, type PrefixArgs } from "./spec.ts";
import type { BlobTarget } from "./target.ts";
import { assertOneTask, type TaskAccounts, taskFolders } from "./tasks.ts";

export interface AzureBackupAccessArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
  readonly place: AzurePlace;
  /** The system's folders by name, as the store knows them. */
  readonly prefixes: Readonly<Record<string, PrefixArgs>>;
  /** Name that the store was given for the system's container. @default - `<system>-backups` */
  readonly bucket?: string;
  /** Folder of the receipts, one of `prefixes`. @default - none */
  readonly receipts?: string;
  readonly accounts: TaskAccounts;
}

/**
 * A system's way into its container: an identity for the pods of each task, which may do with some of its folders what the task takes. Nothing is
 * kept in the cluster. The container is found by its name, so that the store may be another stack's.
 *
 * @throws InvalidInput when a service account is in two lists.
 */
export function azureBackupAccess(
  parent: pulumi.Resource,
  name: string,
  args: AzureBackupAccessArgs,
): Readonly<Record<string, BlobTarget>> {
  const { place, accounts } = args;
  assertOneTask(name, accounts);
  const account = accountOf(place, "backup");
  const bucket = bucketName(args.system, args.bucket);
  const { backups, receipts } = taskFolders(args);
  const container = containerId(place, account.name, bucket);
  const identity = (task: string, role: AzureRole, rights: BlobRights, serviceAccounts: readonly string[]) =>
    clientIdsOf(parent, `${name}-${task}`, args, serviceAccounts, {
      role,
      scope: container,
      on: "container",
      condition: blobCondition(rights),
    });
  const within = (folders: readonly string[], what = "*") => folders.map((folder) => `${folder}/${what}`);
  const none: readonly string[] = [];
  const manifests = within(backups, "*/manifest.json");
  const clientIds = {
    ...identity("writer", contributor, { reads: none, writes: within(backups) }, accounts.writers),
    ...identity("adder", contributor, { reads: manifests, writes: within(backups) }, accounts.adders ?? []),
    ...identity("driller", contributor, { reads: within(backups), writes: within(receipts) }, accounts.drillers),
    ...identity("reader", reader, { reads: within(backups), writes: none }, accounts.readers),
    ...identity("observer", reader, { reads: [...manifests, ...within(receipts)], writes: none }, accounts.observers),
  };
  const common = {
    service: "blob" as const,
    endpoint: pulumi.output(account.endpoint),
    region: place.region,
    bucket: pulumi.output(bucket),
    clientIds,
  };
  return Object.fromEntries(
    Object.entries(args.prefixes).map(([prefix, { retentionDays }]) => [
      prefix,
      { ...common, prefix, ...(retentionDays !== undefined && { retentionDays }) },
    ]),
  );
}

const contributor = "Storage Blob Data Contributor";
const reader = "Storage Blob Data Reader";

/** The client id of an identity for each of some service accounts; none, where there are none. */
function clientIdsOf(
  parent: pulumi.Resource,
  name: string,
  { system, namespace, place }: AzureBackupAccessArgs,
  serviceAccounts: readonly string[],
  grant: Parameters<typeof federatedIdentity>[2]["grants"][number],
): Record<string, pulumi.Output<string>> {
  if (serviceAccounts.length === 0) return {};
  const { clientId } = federatedIdentity(parent, name, {
    identity: { system, component: "backups" },
    scope: place,
    oidcIssuer: place.cluster.oidcIssuer,
    namespace,
    serviceAccounts: Object.fromEntries(serviceAccounts.map((account) => [account, account])),
    grants: [grant],
  });
  return Object.fromEntries(serviceAccounts.map((account) => [account, clientId]));
}
