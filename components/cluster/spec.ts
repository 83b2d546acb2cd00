import type * as pulumi from "@pulumi/pulumi";
import type { Cloud, Stage } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";
import type { KeyArns, RegionRole } from "../core/place.ts";
import { mebibytes, millicores } from "../core/quantities.ts";
import { allocatable, instanceSizes, type InstanceType } from "./instances.ts";

/** Nodes of one kind, as many of them in each zone. */
export interface NodePool {
  /** Kind of machine. Structural, so never an `Input`. */
  readonly instanceType: InstanceType;
  /** Nodes at all times, rounded up to as many in each zone. Range: 2 to 100. */
  readonly least: number;
  /** Nodes that scaling may go up to, rounded up likewise. Range: `least` to 450 for each zone, which is the most of a group on EKS. */
  readonly most: number;
  /** Disk of a node, for images, logs and what pods write beside their volumes. Range: 30 to 1000. Unit: GiB. */
  readonly diskGiB: number;
}

/** The parts of the region's network that the cluster is in. */
export interface ClusterNetwork {
  /** Names of the zones of the private subnets, in their order. */
  readonly zones: readonly string[];
  readonly privateSubnetIds: readonly pulumi.Output<string>[];
  readonly nodeSecurityGroupId: pulumi.Output<string>;
  readonly controlPlaneSecurityGroupId: pulumi.Output<string>;
}

export interface ClusterArgs {
  /** Cloud that runs it. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  readonly region: string;
  readonly role: RegionRole;
  readonly stage: Stage;
  readonly accountId: string;
  /** First part of every ARN after `arn:`. @default "aws" */
  readonly partition?: string;
  /** The cluster's own name, unique in its region. */
  readonly clusterName: string;
  readonly network: ClusterNetwork;
  /** Addresses of Services, in CIDR form. */
  readonly serviceCidr: string;
  readonly keys: Pick<KeyArns, "cluster" | "volumes" | "logs">;
  /** Nodes by the name of their pool. */
  readonly nodes: Readonly<Record<string, NodePool>>;
  /** Requests of the largest pod that has to find room on a node. */
  readonly largestPod: { readonly cpu: string; readonly memory: string };
  /** Networks that reach the API from the internet. @default [] - it is reached from its own network alone */
  readonly apiCidrs?: readonly string[];
  /** ARNs of the roles that administer it, the role that deploys among them. */
  readonly administrators: readonly string[];
  /** Days that the logs of the control plane can be searched. */
  readonly logRetentionDays: (typeof retentions)[number];
  /** Protects the cluster against deletion. */
  readonly protect: boolean;
}

/** Most nodes of a managed group of EKS, of which a pool has one in each zone. */
export const mostOfGroup = 450;

/** What CloudWatch offers, of what is of use here. */
export const retentions = [30, 60, 90, 120, 150, 180, 365, 400, 545, 731] as const;

/** Every default filled in. */
export interface ClusterSpec extends ClusterArgs {
  readonly partition: string;
  readonly apiCidrs: readonly string[];
}

/** What every cloud hands back. */
export interface ClusterOutputs {
  readonly name: pulumi.Output<string>;
  /** Identity in policies: an ARN on AWS. */
  readonly arn: pulumi.Output<string>;
  /** How clients reach it. Nothing of it is secret: each fetches a token of its own when it connects. */
  readonly kubeconfig: pulumi.Output<string>;
  /** The cloud's own names of the groups of machines that nodes are, by the pool and the zone. */
  readonly machines: Readonly<Record<string, pulumi.Output<string>>>;
}

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the cluster, the field, the allowed range and the value.
 */
export function resolveCluster(name: string, args: ClusterArgs): ClusterSpec {
  const where = `cluster ${name}`;
  const pools = Object.entries(args.nodes);
  if (pools.length === 0) throw new InvalidInput(where, "nodes", "at least one pool", args.nodes);
  for (const [pool, { least, most, diskGiB }] of pools) {
    const whole = (field: string, value: number, from: number, to: number) => {
      if (!Number.isInteger(value) || value < from || value > to) {
        throw new InvalidInput(where, `nodes.${pool}.${field}`, `a whole number from ${from} to ${to}`, value);
      }
    };
    whole("least", least, 2, 100);
    whole("most", most, least, mostOfGroup * args.network.zones.length);
    whole("diskGiB", diskGiB, 30, 1000);
  }
  const { cpu, memory } = args.largestPod;
  const fits = pools.some(([, { instanceType }]) => {
    const room = allocatable(instanceType);
    return millicores(cpu) <= room.millicores && mebibytes(memory) <= room.mebibytes;
  });
  if (!fits) {
    const known = Object.keys(instanceSizes).join(", ");
    throw new InvalidInput(
      where,
      "nodes",
      `a pool of ${known} whose nodes hold a pod of ${cpu} and ${memory}`,
      args.nodes,
    );
  }
  if (args.administrators.length === 0) {
    throw new InvalidInput(where, "administrators", "at least the role that deploys", args.administrators);
  }
  const open = args.apiCidrs?.find((cidr) => cidr.endsWith("/0"));
  if (open !== undefined) throw new InvalidInput(where, "apiCidrs", "networks that are not the whole internet", open);
  return { ...args, partition: args.partition ?? "aws", apiCidrs: args.apiCidrs ?? [] };
}
