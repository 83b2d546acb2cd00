import * as pulumi from "@pulumi/pulumi";
import { AlarmTopic } from "../alarms/alarm-topic.ts";
import { ManagedCluster } from "../cluster/cluster.ts";
import type { Stage } from "../core/cloud.ts";
import { physicalName } from "../core/physical-names.ts";
import { type AwsPeer, type AwsPlace, arnOf, type KeyArns, type RegionRole } from "../core/place.ts";
import { cloudSecretStore, PlatformIdentities } from "../identity/platform-identities.ts";
import { Keys } from "../keys/keys.ts";
import { LogArchive } from "../log-archive/log-archive.ts";
import { RegionNetwork } from "../network/network.ts";
import { Registry } from "../registry/registry.ts";
import { RotationFunction } from "../secret-store/rotation-function.ts";
import { largestPod, regionSizes } from "./sizes.ts";

export interface AwsRegionArgs {
  readonly region: string;
  readonly role: RegionRole;
  readonly stage: Stage;
  readonly accountId: string;
  /** Private addresses of its network, in CIDR form. */
  readonly cidr: string;
  /** Names of the zones that it spreads over. */
  readonly zones: readonly string[];
  /** Addresses of Services, in CIDR form. */
  readonly serviceCidr: string;
  /** Networks that reach the API of its cluster from the internet. */
  readonly apiCidrs: readonly string[];
  /** ARNs of the roles that administer its cluster. */
  readonly administrators: readonly string[];
  /** Images that its registry has room for, such as `cap/app-cp`. */
  readonly repositories: readonly string[];
  /** Regions that get a copy of its images. */
  readonly copyImagesTo: readonly string[];
  /** Keys of the primary region; required in all regions but that one. */
  readonly primaryKeys?: KeyArns;
  /** Protects data, keys and the cluster. */
  readonly protect: boolean;
  /** Days after which secrets are replaced. */
  readonly secretRotationDays: number;
  /** Nodes that its cluster may grow to, or its stage's own bound where that is more. */
  readonly mostNodes: number;
  /** Port of the mail server that alerts are sent by. @default - no mail gets out */
  readonly mailPort?: number;
  /** Address that hears of alarms. @default - nobody: alarms are shown, and not sent */
  readonly alarmRecipient?: string;
}

/** Where a load balancer goes, and which machines it sends requests to. */
export interface EdgeParts {
  readonly publicSubnetIds: readonly pulumi.Output<string>[];
  readonly securityGroupId: pulumi.Output<string>;
  readonly nodes: Readonly<Record<string, pulumi.Output<string>>>;
}

/** First part of every ARN after `arn:`, in the regions that a stack may name. */
const partition = "aws";

/**
 * All that a region has before anything is deployed to it: keys, the archive of logs, a network, a cluster, a registry,
 * and the identities of the platform. The provider that it gets is the one of its region.
 */
export class AwsRegion extends pulumi.ComponentResource {
  static readonly token = "plumbline:region:AwsRegion";
  readonly cluster: ManagedCluster;
  /** What makes its cluster the same one over time. */
  readonly clusterArn: string;
  readonly registry: Registry;
  readonly keys: KeyArns;
  /** What a load balancer that the internet reaches is made with. */
  readonly edge: EdgeParts;
  readonly #args: AwsRegionArgs;
  readonly #logs: LogArchive;
  readonly #network: RegionNetwork;
  readonly #identities: PlatformIdentities;
  readonly #alarms: AlarmTopic;
  readonly #rotation: RotationFunction;

  constructor(name: string, args: AwsRegionArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AwsRegion.token, name, { ...args }, opts);
    this.#args = args;
    const clusterName = physicalName("cluster", args.stage, "platform");
    this.clusterArn = arnOf({ ...args, partition }, "eks", `cluster/${clusterName}`);
    this.keys = makeKeys(this, name, args);
    this.#logs = new LogArchive(
      `${name}-logs`,
      { cloud: "aws", ...where(args), keyArn: this.keys.logs, protect: args.protect },
      { parent: this },
    );
    this.#network = makeNetwork(this, name, args, clusterName, this.#logs);
    this.cluster = makeCluster(this, name, args, clusterName, { keys: this.keys, network: this.#network });
    this.edge = {
      publicSubnetIds: this.#network.publicSubnetIds,
      securityGroupId: this.#network.edgeSecurityGroupId,
      nodes: this.cluster.machines,
    };
    this.registry = makeRegistry(this, name, args, this.keys);
    const place = { ...where(args), partition, keys: this.keys, cluster: this.cluster };
    const identities = { place, clusterName, logs: this.#logs };
    this.#identities = new PlatformIdentities(`${name}-identities`, identities, { parent: this });
    this.#rotation = makeRotation(this, name, args, this.keys, this.#network);
    this.#alarms = new AlarmTopic(
      `${name}-alarms`,
      { place, ...(args.alarmRecipient !== undefined && { recipient: args.alarmRecipient }) },
      { parent: this },
    );
    this.registerOutputs({ cluster: this.cluster.name, registry: this.registry.host });
  }

  /** What the stack's other regions have to know of this one. */
  peer(): AwsPeer {
    return {
      region: this.#args.region,
      role: this.#args.role,
      keys: this.keys,
      secretsReaderRoleArn: this.#identities.secretsReaderRoleArn,
      accessLogs: this.#logs.access,
    };
  }

  /** What is deployed here has to know of it. */
  place(peers: readonly AwsPeer[]): AwsPlace {
    const { region, role, stage, accountId, protect } = this.#args;
    const network = this.#network;
    return {
      cloud: "aws",
      region,
      role,
      stage,
      protect,
      accountId,
      partition,
      network: {
        vpcId: network.vpcId,
        cidr: network.cidr,
        zones: network.zones,
        dataSubnetIds: network.dataSubnetIds,
        privateSubnetIds: network.privateSubnetIds,
        clientSecurityGroupId: network.nodeSecurityGroupId,
      },
      keys: this.keys,
      cluster: { name: this.cluster.name, arn: this.cluster.arn },
      secrets: {
        store: cloudSecretStore,
        readerRoleArn: this.#identities.secretsReaderRoleArn,
        readerRoleName: this.#identities.secretsReaderRoleName,
      },
      rotation: this.#rotation.rotation,
      logArchive: this.#logs.archive,
      auditArchive: this.#logs.audit,
      accessLogs: this.#logs.access,
      alarmTopicArn: this.#alarms.arn,
      peers,
    };
  }
}

const where = ({ region, role, stage, accountId }: AwsRegionArgs) => ({ region, role, stage, accountId });

function makeKeys(parent: pulumi.Resource, name: string, args: AwsRegionArgs): KeyArns {
  const primary = args.primaryKeys && { primary: args.primaryKeys };
  const keys = { cloud: "aws", ...where(args), ...primary, protect: args.protect } as const;
  return new Keys(`${name}-keys`, keys, { parent }).arns;
}

function makeNetwork(
  parent: pulumi.Resource,
  name: string,
  { region, stage, cidr, zones, mailPort }: AwsRegionArgs,
  clusterName: string,
  logs: LogArchive,
): RegionNetwork {
  const { nat } = regionSizes(stage);
  return new RegionNetwork(
    `${name}-network`,
    {
      cloud: "aws",
      region,
      stage,
      cidr,
      zones,
      nat,
      clusterName,
      flowLogs: logs.archive,
      ...(mailPort !== undefined && { mailPort }),
    },
    // Flow logs are delivered once the bucket's policy lets them.
    { parent, dependsOn: [logs] },
  );
}

function makeRotation(
  parent: pulumi.Resource,
  name: string,
  args: AwsRegionArgs,
  keys: KeyArns,
  { vpcId, privateSubnetIds, endpointSecurityGroupId }: RegionNetwork,
): RotationFunction {
  return new RotationFunction(
    `${name}-rotation`,
    {
      place: { ...where(args), partition, keys, protect: args.protect },
      network: { vpcId, privateSubnetIds, endpointSecurityGroupId },
      days: args.secretRotationDays,
    },
    { parent },
  );
}

function makeCluster(
  parent: pulumi.Resource,
  name: string,
  args: AwsRegionArgs,
  clusterName: string,
  { keys, network }: { readonly keys: KeyArns; readonly network: RegionNetwork },
): ManagedCluster {
  const sizes = regionSizes(args.stage);
  return new ManagedCluster(
    `${name}-cluster`,
    {
      cloud: "aws",
      ...where(args),
      clusterName,
      network: {
        zones: network.zones,
        privateSubnetIds: network.privateSubnetIds,
        nodeSecurityGroupId: network.nodeSecurityGroupId,
        controlPlaneSecurityGroupId: network.controlPlaneSecurityGroupId,
      },
      serviceCidr: args.serviceCidr,
      keys: { cluster: keys.cluster, volumes: keys.volumes, logs: keys.logs },
      nodes: { general: { ...sizes.nodes, most: Math.max(sizes.nodes.most, args.mostNodes) } },
      largestPod,
      apiCidrs: args.apiCidrs,
      administrators: args.administrators,
      logRetentionDays: sizes.controlPlaneLogDays,
      protect: args.protect,
    },
    // Nodes pull images and fetch credentials by the routes and endpoints of the network.
    { parent, dependsOn: [network] },
  );
}

function makeRegistry(parent: pulumi.Resource, name: string, args: AwsRegionArgs, keys: KeyArns): Registry {
  return new Registry(
    `${name}-registry`,
    {
      cloud: "aws",
      region: args.region,
      stage: args.stage,
      accountId: args.accountId,
      repositories: args.repositories,
      keyArn: keys.images,
      copyTo: args.copyImagesTo,
      protect: args.protect,
    },
    { parent },
  );
}
