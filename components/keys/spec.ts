import type * as pulumi from "@pulumi/pulumi";
import type { Cloud, Stage } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";
import { type KeyArns, type KeyPurpose, keyPurposes, type RegionRole } from "../core/place.ts";

/**
 * Purposes whose data is copied to other regions. Their keys are multi-region from the start, with or without a second
 * region: a key cannot become one later, and a new key would mean data that is written anew.
 */
export const copiedPurposes = ["data", "secrets", "backups"] as const satisfies readonly KeyPurpose[];
export type CopiedPurpose = (typeof copiedPurposes)[number];

/** Whether data under a key is copied to other regions. */
export function isCopied(purpose: KeyPurpose): purpose is CopiedPurpose {
  return copiedPurposes.some((one) => one === purpose);
}

export interface KeysArgs {
  /** Cloud that keeps them. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  readonly region: string;
  readonly role: RegionRole;
  readonly stage: Stage;
  readonly accountId: string;
  /** First part of every ARN after `arn:`. @default "aws" */
  readonly partition?: string;
  /** Keys of the primary region, whose replicas a further region gets. Required in all regions but the primary. */
  readonly primary?: KeyArns;
  /** Protects the keys: what a deleted key encrypted is lost. */
  readonly protect: boolean;
}

/** Every default filled in. */
export interface KeysSpec extends KeysArgs {
  readonly partition: string;
}

/** What every cloud hands back. */
export interface KeysOutputs {
  readonly arns: KeyArns;
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput when a further region does not know the keys of the primary one.
 */
export function resolveKeys(name: string, args: KeysArgs): KeysSpec {
  if ((args.role === "primary") !== (args.primary === undefined)) {
    const allowed = args.role === "primary" ? "nothing, as it is the primary" : "the keys of the primary region";
    throw new InvalidInput(`keys ${name}`, "primary", allowed, args.primary && "keys");
  }
  return { ...args, partition: args.partition ?? "aws" };
}

/** A value for each purpose. */
export function forEachPurpose(make: (purpose: KeyPurpose) => pulumi.Output<string>): KeyArns {
  const [data, messaging, secrets, logs, backups, cluster, volumes, images] = keyPurposes;
  return {
    [data]: make(data),
    [messaging]: make(messaging),
    [secrets]: make(secrets),
    [logs]: make(logs),
    [backups]: make(backups),
    [cluster]: make(cluster),
    [volumes]: make(volumes),
    [images]: make(images),
  };
}
