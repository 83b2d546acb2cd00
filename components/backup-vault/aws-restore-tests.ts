import { RestoreTestingPlan } from "@pulumi/aws/backup/restoreTestingPlan.js";
import { RestoreTestingSelection } from "@pulumi/aws/backup/restoreTestingSelection.js";
import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { restoreRole } from "./aws-roles.ts";
import type { AwsProtectedStore, AwsStoreKind, BackupVaultSpec } from "./spec.ts";

/** Every first Monday of a month, when people are there to look at what came out of it. */
const schedule = "cron(0 6 ? * MON#1 *)";

/** Backups that a test picks the newest of, and hours that a restored copy is there for a look. */
const selectionWindowDays = 7;
const validationWindowHours = 4;

/** What AWS Backup calls the kinds. */
const kinds: Readonly<Record<AwsStoreKind, string>> = { aurora: "Aurora", documentdb: "DocumentDB" };

/** Restores each store every month, into private subnets, and removes what it restored. */
export function restoreTests(
  parent: pulumi.Resource,
  name: string,
  { system, stores }: BackupVaultSpec<AwsProtectedStore>,
  place: AwsPlace,
  vaultArn: pulumi.Output<string>,
): void {
  const all = Object.entries(stores);
  const role = restoreRole(parent, `${name}-role`, { system, place, stores: all.map(([, { arn }]) => arn) });
  const plan = new RestoreTestingPlan(
    name,
    {
      name: identifier(place.stage, system),
      scheduleExpression: schedule,
      scheduleExpressionTimezone: "Etc/UTC",
      startWindowHours: 1,
      recoveryPointSelection: {
        algorithm: "LATEST_WITHIN_WINDOW",
        includeVaults: [vaultArn],
        recoveryPointTypes: ["SNAPSHOT"],
        selectionWindowDays,
      },
      tags: tagsFor({ system, component: "restore-test" }),
    },
    { parent },
  );
  for (const [store, { kind, arn, subnetGroup, securityGroupId }] of all) {
    new RestoreTestingSelection(
      `${name}-${store}`,
      {
        restoreTestingPlanName: plan.name,
        name: identifier(store),
        protectedResourceType: kinds[kind],
        protectedResourceArns: [arn],
        iamRoleArn: role.arn,
        // Not where AWS would put it, in the default network of the account.
        restoreMetadataOverrides: {
          dbSubnetGroupName: subnetGroup,
          vpcSecurityGroupIds: pulumi.jsonStringify([securityGroupId]),
        },
        validationWindowHours,
      },
      { parent, dependsOn: [...role.policies] },
    );
  }
}

/** These names take letters, digits and underscores alone, and at most 50 of them. */
const identifier = (...parts: readonly string[]) => parts.join("_").replaceAll("-", "_").slice(0, 50);
