import type * as pulumi from "@pulumi/pulumi";
import { Address4 } from "ip-address";
import type { Cloud, Stage } from "../core/cloud.ts";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlaceNetwork, BucketReference } from "../core/place.ts";

/** Ways out to the internet: one for the whole network, which is cheap, or one for each zone, which survives a zone. */
export const natModes = ["one", "each-zone"] as const;
export type NatMode = (typeof natModes)[number];

export interface RegionNetworkArgs {
  /** Cloud that it is in. Structural, so never an `Input`. */
  readonly cloud: Cloud;
  readonly region: string;
  readonly stage: Stage;
  /** Private addresses, in CIDR form. Range: /16 to /20. */
  readonly cidr: string;
  /** Names of the zones that it spreads over. Range: 2 to 6. */
  readonly zones: readonly string[];
  readonly nat: NatMode;
  /** Name that the cluster will have, for the load balancers that it makes. */
  readonly clusterName: string;
  /** Bucket whose folder `network` gets the flow logs. */
  readonly flowLogs: BucketReference;
  /** Port of the mail server that alerts are sent by, wherever on the internet it is. @default - no mail gets out */
  readonly mailPort?: number;
}

/** What a region's cluster and data stores stand on. */
export interface RegionNetworkOutputs extends Omit<AwsPlaceNetwork, "clientSecurityGroupId"> {
  readonly publicSubnetIds: readonly pulumi.Output<string>[];
  /** Of nodes and pods. */
  readonly nodeSecurityGroupId: pulumi.Output<string>;
  /** Of the endpoints of the cloud's services: who calls them without being a node has to be let in. */
  readonly endpointSecurityGroupId: pulumi.Output<string>;
  /** Of the cluster's API servers. */
  readonly controlPlaneSecurityGroupId: pulumi.Output<string>;
  /** Of the load balancer that the internet reaches. */
  readonly edgeSecurityGroupId: pulumi.Output<string>;
}

/**
 * Checks what the types cannot.
 *
 * @throws InvalidInput naming the network, the field, the allowed range and the value.
 */
export function resolveNetwork(name: string, args: RegionNetworkArgs): RegionNetworkArgs {
  const where = `network ${name}`;
  const valid = args.cidr.includes("/") && Address4.isValid(args.cidr);
  const bits = valid ? new Address4(args.cidr).subnetMask : 0;
  if (bits < 16 || bits > 20) throw new InvalidInput(where, "cidr", "a network of /16 to /20", args.cidr);
  if (args.zones.length < 2 || args.zones.length > 6) {
    throw new InvalidInput(where, "zones", "2 to 6 zones", args.zones);
  }
  return args;
}
