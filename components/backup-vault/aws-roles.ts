import type * as pulumi from "@pulumi/pulumi";
import { type PolicyStatement, serviceTrust } from "../core/aws-policy.ts";
import { type AwsPeer, type AwsPlace, arnOf } from "../core/place.ts";
import { type MadeRole, makeRole } from "../identity/aws-roles.ts";

/** What AWS Backup calls the copies that it restores for a test; it removes them when the test is over. */
const testCopies = "awsbackup-restore-test-*";

/** What a service does with a key on behalf of somebody: as long as the resource is there, and not beyond. */
const use = ["kms:Decrypt", "kms:DescribeKey", "kms:GenerateDataKey", "kms:GenerateDataKeyWithoutPlaintext"];

const allow = (
  Sid: string,
  Action: string[],
  Resource: pulumi.Input<string>[],
  Condition?: object,
): PolicyStatement => ({
  Sid,
  Effect: "Allow",
  Action,
  Resource,
  ...(Condition && { Condition }),
});

interface RoleArgs {
  readonly system: string;
  readonly place: AwsPlace;
  /** ARNs of the stores, all of which are clusters to the API of RDS. */
  readonly stores: readonly pulumi.Input<string>[];
}

/** Who saves: makes and copies snapshots of the stores, and can neither restore nor change one. */
export function backupRole(
  parent: pulumi.Resource,
  name: string,
  {
    system,
    place,
    stores,
    vaults,
    peer,
  }: RoleArgs & { readonly vaults: readonly pulumi.Input<string>[]; readonly peer?: AwsPeer },
): MadeRole {
  const regions = [place.region, ...(peer ? [peer.region] : [])];
  const snapshots = regions.map((region) => arnOf({ ...place, region }, "rds", "cluster-snapshot:awsbackup:*"));
  const keys = [place.keys.data, place.keys.backups, ...(peer ? [peer.keys.backups] : [])];
  return makeRole(parent, name, {
    identity: { system, component: "backup" },
    description: `Backups of ${system}`,
    trust: serviceTrust(place, "backup.amazonaws.com"),
    statements: [
      allow("FindStores", ["rds:DescribeDBClusters", "rds:ListTagsForResource"], [...stores]),
      allow("Save", ["rds:CreateDBClusterSnapshot"], [...stores, ...snapshots]),
      allow(
        "KeepAndCopy",
        [
          "rds:AddTagsToResource",
          "rds:CopyDBClusterSnapshot",
          "rds:DeleteDBClusterSnapshot",
          "rds:DescribeDBClusterSnapshots",
          "rds:ListTagsForResource",
        ],
        snapshots,
      ),
      allow("FillVaults", ["backup:CopyIntoBackupVault", "backup:DescribeBackupVault"], [...vaults]),
      ...keyStatements(regions, keys),
    ],
  });
}

/** Who tests: restores a store under a name of its own, and removes it; the stores themselves it can only look at. */
export function restoreRole(parent: pulumi.Resource, name: string, { system, place, stores }: RoleArgs): MadeRole {
  const copies = ["cluster", "db"].map((kind) => arnOf(place, "rds", `${kind}:${testCopies}`));
  const snapshots = arnOf(place, "rds", "cluster-snapshot:awsbackup:*");
  // Restoring names these, of which a store has its own; they can be read alone.
  const surroundings = ["subgrp", "cluster-pg", "og"].map((kind) => arnOf(place, "rds", `${kind}:*`));
  return makeRole(parent, name, {
    identity: { system, component: "restore-test" },
    description: `Restore tests of ${system}`,
    trust: serviceTrust(place, "backup.amazonaws.com"),
    statements: [
      allow("FindStores", ["rds:DescribeDBClusters", "rds:ListTagsForResource"], [...stores, ...copies]),
      allow("FindSnapshots", ["rds:DescribeDBClusterSnapshots", "rds:ListTagsForResource"], [snapshots]),
      allow("Restore", ["rds:RestoreDBClusterFromSnapshot"], [...copies, snapshots, ...surroundings]),
      allow(
        "RemoveCopies",
        [
          "rds:AddTagsToResource",
          "rds:CreateDBInstance",
          "rds:DeleteDBCluster",
          "rds:DeleteDBInstance",
          "rds:DescribeDBInstances",
        ],
        copies,
      ),
      ...keyStatements([place.region], [place.keys.data, place.keys.backups]),
    ],
  });
}

/** Keys, through the services that keep stores and vaults, and handed on to them alone. */
function keyStatements(regions: readonly string[], keys: readonly pulumi.Output<string>[]): PolicyStatement[] {
  const via = regions.flatMap((region) => [`rds.${region}.amazonaws.com`, `backup.${region}.amazonaws.com`]);
  const StringEquals = { "kms:ViaService": via };
  return [
    allow("UseKeys", use, [...keys], { StringEquals }),
    allow("LetServicesGoOn", ["kms:CreateGrant"], [...keys], {
      StringEquals,
      Bool: { "kms:GrantIsForAWSResource": "true" },
    }),
  ];
}
