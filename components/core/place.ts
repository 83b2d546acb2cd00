import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "./azure-place.ts";
import type { Cloud, Stage } from "./cloud.ts";

/**
 * What a region is for: `primary` serves and writes, `replica` serves reads, `standby` waits with a copy of the data.
 */
export const regionRoles = ["primary", "replica", "standby"] as const;
export type RegionRole = (typeof regionRoles)[number];

/** Where a capability goes, and what its backend has to know of there. */
export type Place = KubernetesPlace | AwsPlace | AzurePlace;

/** The cluster of the stack; everything that a backend needs is in it already. */
export interface KubernetesPlace {
  readonly cloud: "kubernetes";
}

/** The stack's own cluster, whatever cloud it is on: for what no cloud's service does as well. */
export const inCluster: KubernetesPlace = { cloud: "kubernetes" };

/**
 * What customer-managed keys are for. One key for each purpose, so that who may use one says nothing about the others.
 *
 * - `data`: databases, caches and document stores
 * - `messaging`: queues and event streams
 * - `secrets`: the secret store
 * - `logs`: log groups and the log archive
 * - `backups`: backup buckets and vaults
 * - `cluster`: the Secret objects in the cluster's own database
 * - `volumes`: disks of nodes and of pods
 * - `images`: the registry
 */
export const keyPurposes = ["data", "messaging", "secrets", "logs", "backups", "cluster", "volumes", "images"] as const;
export type KeyPurpose = (typeof keyPurposes)[number];

/** ARN of the key of each purpose. */
export type KeyArns = Readonly<Record<KeyPurpose, pulumi.Output<string>>>;

/** Another region of the same stack, as far as data that is copied there has to know. */
export interface AwsPeer {
  readonly region: string;
  readonly role: RegionRole;
  readonly keys: KeyArns;
  /** Role by which External Secrets of that region's cluster reads. */
  readonly secretsReaderRoleArn: pulumi.Output<string>;
  /** Bucket there that takes the access logs of the other buckets there. */
  readonly accessLogs: BucketReference;
}

/** The network of a region as its data stores see it. */
export interface AwsPlaceNetwork {
  readonly vpcId: pulumi.Output<string>;
  /** Private address range of the network, in CIDR form. */
  readonly cidr: string;
  /** Names of its availability zones, in order. */
  readonly zones: readonly string[];
  /** One subnet for each zone, without any way to or from the internet; in the order of `zones`. */
  readonly dataSubnetIds: readonly pulumi.Output<string>[];
  /** One subnet for each zone, in which nodes and pods run; in the order of `zones`. */
  readonly privateSubnetIds: readonly pulumi.Output<string>[];
  /** Security group of nodes and pods: where clients of a data store come from. */
  readonly clientSecurityGroupId: pulumi.Output<string>;
}

/** The way from the cloud's secret store into Secrets of the cluster. */
export interface AwsPlaceSecrets {
  /** Name of the ClusterSecretStore that External Secrets reads through. */
  readonly store: string;
  /** Role that reads: a secret is readable to pods once its own policy, or a policy of the role, lets it. */
  readonly readerRoleArn: pulumi.Output<string>;
  readonly readerRoleName: pulumi.Output<string>;
}

/** The function that Secrets Manager calls to replace secrets, and how often. */
export interface AwsPlaceRotation {
  readonly functionArn: pulumi.Output<string>;
  /** Its role: each secret's own policy lets it in, and stores add what their APIs ask for. */
  readonly roleArn: pulumi.Output<string>;
  readonly roleName: pulumi.Output<string>;
  /** Where it comes from when it signs in to a database. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Days after which a secret is replaced. */
  readonly days: number;
}

/** A bucket that others write to or read from. */
export interface BucketReference {
  readonly name: pulumi.Output<string>;
  readonly arn: pulumi.Output<string>;
}

/** A region of AWS in which the stack has a network, keys and a cluster. */
export interface AwsPlace {
  readonly cloud: "aws";
  readonly region: string;
  readonly role: RegionRole;
  readonly stage: Stage;
  /** Protects data against deletion and keeps what is left of it: `protectData` of the stage's profile. */
  readonly protect: boolean;
  /** Number of the account. A setting of the stack, so that a preview asks nobody. */
  readonly accountId: string;
  /** First part of every ARN after `arn:`. */
  readonly partition: string;
  readonly network: AwsPlaceNetwork;
  readonly keys: KeyArns;
  readonly cluster: { readonly name: pulumi.Output<string>; readonly arn: pulumi.Output<string> };
  readonly secrets: AwsPlaceSecrets;
  readonly rotation: AwsPlaceRotation;
  /** Bucket that logs are kept in, a folder for each class: `application`, `history` and `network`. */
  readonly logArchive: BucketReference;
  /** Bucket of audit logs, in its folder `audit`: nobody can change or delete one before its time. */
  readonly auditArchive: BucketReference;
  /** Bucket that takes the access logs of the other buckets. */
  readonly accessLogs: BucketReference;
  /** Topic that alarms of what AWS runs go to. */
  readonly alarmTopicArn: pulumi.Output<string>;
  /** The stack's other regions, the primary first. */
  readonly peers: readonly AwsPeer[];
}

/**
 * Whether a place is a region of a cloud, whose services run the stores; a cluster that is given runs everything itself. It is all that a system
 * asks of where it is.
 */
export function isRegion<Site extends { readonly cloud: Cloud }>(
  place: Site,
): place is Exclude<Site, { readonly cloud: "kubernetes" }> {
  return place.cloud !== "kubernetes";
}

/**
 * The logical name of what a region has of its own, from which the names of all that is in it begin. In the primary region
 * it carries no suffix, so that a stack that gains a region replaces nothing.
 */
export function regionalName(place: Pick<AwsPlace | AzurePlace, "region" | "role">, name: string): string {
  return place.role === "primary" ? name : `${name}-${place.region}`;
}

/** The logical name of what is deployed to a place, likewise; a cluster that is given has no region. */
export function placedName(place: Place, name: string): string {
  return isRegion(place) ? regionalName(place, name) : name;
}

/** Which of a stack's other regions takes over, and is for copies: the one that only waits; where there is none, any other is better than none. */
export function standbyOf<Other extends { readonly role: RegionRole }>(others: readonly Other[]): Other | undefined {
  return others.find(({ role }) => role === "standby") ?? others[0];
}

/** ARN of a regional resource of the place. */
export function arnOf(
  place: Pick<AwsPlace, "partition" | "region" | "accountId">,
  service: string,
  resource: string,
): string {
  return `arn:${place.partition}:${service}:${place.region}:${place.accountId}:${resource}`;
}
