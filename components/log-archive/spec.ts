import type * as pulumi from "@pulumi/pulumi";
import type { Cloud, Stage } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";
import type { BucketReference } from "../core/place.ts";

/**
 * Kinds of logs by how long they are kept.
 *
 * - `audit`: who did what; nobody can change or delete it before its time
 * - `application`: what the workloads write, as long as it can be searched in the cluster
 * - `history`: what the workloads write, for longer than it can be searched (CAP-065)
 * - `network`: which addresses spoke with which
 * - `access`: who read or wrote which object of a bucket
 */
export const logClasses = ["audit", "application", "history", "network", "access"] as const;
export type LogClass = (typeof logClasses)[number];

/** Seven years, leap days included (FTE-079); the others are those of the guides, or what incident reviews need. */
export const defaultRetention: Readonly<Record<LogClass, number>> = {
  audit: 2557,
  application: 30,
  history: 365,
  network: 365,
  access: 365,
};

export interface LogArchiveArgs {
  /** Cloud that keeps it. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  readonly region: string;
  readonly stage: Stage;
  readonly accountId: string;
  /** First part of every ARN after `arn:`. @default "aws" */
  readonly partition?: string;
  /** Customer-managed key for logs. */
  readonly keyArn: pulumi.Input<string>;
  /** Days that logs of a class stay. Range: 1 to 36500. @default - audit 2557, application 30, history, network and access 365 */
  readonly retentionDays?: Partial<Readonly<Record<LogClass, number>>>;
  /** Protects the archive; audit logs cannot be deleted by anybody before their time. */
  readonly protect: boolean;
}

/** Every default filled in. */
export interface LogArchiveSpec extends LogArchiveArgs {
  readonly partition: string;
  readonly retentionDays: Readonly<Record<LogClass, number>>;
}

/** Where logs go. */
export interface LogArchiveOutputs {
  /** Bucket with a folder for each class that has none of its own: `application`, `history` and `network`. */
  readonly archive: BucketReference;
  /** Bucket of `audit`, a folder of the same name in it. */
  readonly audit: BucketReference;
  /** Bucket of `access`, a folder for each bucket in it. */
  readonly access: BucketReference;
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the class, the allowed range and the value.
 */
export function resolveLogArchive(name: string, args: LogArchiveArgs): LogArchiveSpec {
  const retentionDays = { ...defaultRetention, ...args.retentionDays };
  for (const logClass of logClasses) {
    const days = retentionDays[logClass];
    if (!Number.isInteger(days) || days < 1 || days > 36500) {
      throw new InvalidInput(
        `log archive ${name}`,
        `retentionDays.${logClass}`,
        "a whole number from 1 to 36500 (days)",
        days,
      );
    }
  }
  return { ...args, partition: args.partition ?? "aws", retentionDays };
}
