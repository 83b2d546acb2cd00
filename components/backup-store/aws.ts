import type * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import { bucketName, expireFolder, type LifecycleRule, privateBucket } from "../core/aws-bucket.ts";
import { type AwsPlace, standbyOf } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { replicate } from "./aws-replication.ts";
import type { BackupStoreOutputs, BackupStoreSpec } from "./spec.ts";

/** What the backend takes of the arguments; sizes and credentials are S3's own business. */
export type AwsBackupStoreSpec = Pick<BackupStoreSpec, "systems" | "undeleteDays" | "protect">;

type SystemSpec = AwsBackupStoreSpec["systems"][string];

/**
 * A bucket for each system, whose backups nobody can delete as long as the shortest of its folders keeps them, and a copy of
 * the primary region's in another one, which is behind by fifteen minutes at the most.
 */
export function awsBackupStore(
  parent: pulumi.Resource,
  name: string,
  spec: AwsBackupStoreSpec,
  place: AwsPlace,
): BackupStoreOutputs {
  const copyTo = place.role === "primary" ? standbyOf(place.peers) : undefined;
  const buckets = Object.fromEntries(
    Object.entries(spec.systems).map(([system, args]) => {
      const own = `${name}-${system}`;
      const common = (tag: string) => ({
        lifecycle: foldersOf(args),
        undeleteDays: spec.undeleteDays,
        lock: { days: lockDays(args, spec.undeleteDays), compliance: spec.protect },
        tags: tagsFor({ system, component: "backups" }, "personal", { purpose: tag }),
        protect: spec.protect,
      });
      const bucket = privateBucket(parent, own, {
        ...common("backup"),
        bucket: bucketName(place, args.bucket),
        keyArn: place.keys.backups,
        accessLogs: place.accessLogs.name,
      });
      if (copyTo !== undefined) {
        const copy = privateBucket(parent, `${own}-copy`, {
          ...common("backup-copy"),
          bucket: bucketName({ ...place, region: copyTo.region }, args.bucket, "copy"),
          region: copyTo.region,
          keyArn: copyTo.keys.backups,
          accessLogs: copyTo.accessLogs.name,
        });
        replicate(parent, `${own}-replication`, { system, place, peer: copyTo, from: bucket, to: copy });
      }
      // Whoever saves comes after all that makes the bucket what it is.
      return [system, after(bucket.name, [bucket.versioning])];
    }),
  );
  return { endpoint: endpointOf(place), region: place.region, buckets };
}

/** URL of S3 in a region. */
export const endpointOf = ({ region }: Pick<AwsPlace, "region">) => `https://s3.${region}.amazonaws.com`;

/** Folders whose retention the store looks after (ECO-040: a folder for each tier). */
function foldersOf({ prefixes }: SystemSpec): LifecycleRule[] {
  return Object.entries(prefixes).flatMap(([prefix, { retentionDays }]) =>
    retentionDays === undefined ? [] : [expireFolder(prefix, retentionDays)],
  );
}

/** A lock is for a whole bucket: no longer than the shortest folder, or that one could never be emptied in time. */
function lockDays({ prefixes }: SystemSpec, undeleteDays: number): number {
  const retained = Object.values(prefixes).flatMap(({ retentionDays }) => retentionDays ?? []);
  return retained.length === 0 ? undeleteDays : Math.min(...retained);
}
