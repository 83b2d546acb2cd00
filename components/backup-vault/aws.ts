import { Plan } from "@pulumi/aws/backup/plan.js";
import { Selection } from "@pulumi/aws/backup/selection.js";
import { Vault } from "@pulumi/aws/backup/vault.js";
import { VaultLockConfiguration } from "@pulumi/aws/backup/vaultLockConfiguration.js";
import { VaultNotifications } from "@pulumi/aws/backup/vaultNotifications.js";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../core/physical-names.ts";
import { type AwsPlace, standbyOf } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { backupRole } from "./aws-roles.ts";
import { restoreTests } from "./aws-restore-tests.ts";
import { type AwsProtectedStore, backupTiers, type BackupVaultOutputs, type BackupVaultSpec } from "./spec.ts";

/** How long after its time a backup may start, and how long it may take. Unit: minutes. */
const startWindow = 60;
const completionWindow = 360;

/** The end of each job, in whatever state: who is only to hear of failures filters by the attribute `State` of the message. */
const endings = ["BACKUP_JOB_COMPLETED", "COPY_JOB_FAILED", "RESTORE_JOB_COMPLETED"];

/** What is the same of both vaults. */
interface VaultArgs {
  readonly keyArn: pulumi.Input<string>;
  /** Region, where it is not the provider's own. */
  readonly region?: string;
}

/**
 * A vault that nobody can empty before its time, a plan that fills it with backups of the system's databases, copies of all
 * of them in another region, and a restore of each store every month, to see that it can be done.
 *
 * Databases that copy themselves to other regions are not saved by it from a wrong statement, which is copied likewise: this is what
 * is left then.
 */
export function awsBackupVault(
  parent: pulumi.Resource,
  name: string,
  spec: BackupVaultSpec<AwsProtectedStore>,
  place: AwsPlace,
): BackupVaultOutputs {
  const peer = standbyOf(place.peers);
  const vault = makeVault(parent, name, spec, place, { keyArn: place.keys.backups });
  const copy =
    peer && makeVault(parent, `${name}-copy`, spec, place, { keyArn: peer.keys.backups, region: peer.region });
  const stores = Object.values(spec.stores).map(({ arn }) => arn);
  const role = backupRole(parent, `${name}-role`, {
    system: spec.system,
    place,
    stores,
    vaults: [vault.arn, ...(copy ? [copy.arn] : [])],
    ...(peer && { peer }),
  });
  const plan = makePlan(parent, name, spec, vault, copy);
  new Selection(
    `${name}-selection`,
    { planId: plan.id, iamRoleArn: role.arn, name: `${spec.system}-stores`, resources: [...stores] },
    { parent, dependsOn: [...role.policies] },
  );
  if (spec.topic !== undefined) {
    new VaultNotifications(
      `${name}-notifications`,
      { backupVaultName: vault.name, snsTopicArn: spec.topic, backupVaultEvents: endings },
      { parent },
    );
  }
  restoreTests(parent, `${name}-restore`, spec, place, vault.arn);
  return { vaultId: vault.arn, ...(copy && { copyVaultId: copy.arn }), tested: Object.keys(spec.stores) };
}

function makeVault(
  parent: pulumi.Resource,
  name: string,
  { system, tiers, protect, graceDays }: BackupVaultSpec,
  { stage }: AwsPlace,
  { keyArn, region }: VaultArgs,
): Vault {
  const vault = new Vault(
    name,
    {
      // The lock knows it by its name. A copy from another region is beside the vault of this one.
      name: physicalName("backup vault", stage, system, region === undefined ? "backups" : "backup-copies"),
      kmsKeyArn: keyArn,
      ...(region !== undefined && { region }),
      forceDestroy: !protect,
      tags: tagsFor({ system, component: "backup" }, "personal"),
    },
    { parent, protect, retainOnDelete: protect },
  );
  const kept = tiers.map((tier) => backupTiers[tier].retentionDays);
  new VaultLockConfiguration(
    `${name}-lock`,
    {
      backupVaultName: vault.name,
      ...(region !== undefined && { region }),
      minRetentionDays: Math.min(...kept),
      maxRetentionDays: Math.max(...kept),
      // Without it, those who may change the vault may change the lock.
      ...(protect && { changeableForDays: graceDays }),
    },
    { parent, protect, retainOnDelete: protect },
  );
  return vault;
}

function makePlan(
  parent: pulumi.Resource,
  name: string,
  { system, tiers }: BackupVaultSpec,
  vault: Vault,
  copy: Vault | undefined,
): Plan {
  return new Plan(
    `${name}-plan`,
    {
      rules: tiers.map((tier) => {
        const { schedule, retentionDays } = backupTiers[tier];
        const lifecycle = { deleteAfter: retentionDays };
        return {
          ruleName: tier,
          targetVaultName: vault.name,
          schedule,
          scheduleExpressionTimezone: "Etc/UTC",
          startWindow,
          completionWindow,
          lifecycle,
          recoveryPointTags: tagsFor({ system, component: "backup" }, "personal", { tier }),
          ...(copy && { copyActions: [{ destinationVaultArn: copy.arn, lifecycle }] }),
        };
      }),
      tags: tagsFor({ system, component: "backup" }),
    },
    { parent },
  );
}
