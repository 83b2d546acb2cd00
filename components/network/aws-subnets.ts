import { Subnet } from "@pulumi/aws/ec2/subnet.js";
import type * as pulumi from "@pulumi/pulumi";
import { networkTags } from "./aws-tags.ts";
import type { RegionNetworkArgs } from "./spec.ts";
import { subnetCidrs, type Tier } from "./subnets.ts";

/** A subnet and the zone that it is in. */
export interface ZoneSubnet {
  readonly zone: string;
  readonly subnet: Subnet;
}

export type TierSubnets = Readonly<Record<Tier, readonly ZoneSubnet[]>>;

/** How load balancers find the subnets that are meant for them. */
const roleTags: Readonly<Record<Tier, Record<string, string>>> = {
  public: { "kubernetes.io/role/elb": "1" },
  private: { "kubernetes.io/role/internal-elb": "1" },
  data: {},
};

/** A subnet of each tier in each zone. No address of any is public by itself. */
export function subnets(
  parent: pulumi.Resource,
  name: string,
  vpcId: pulumi.Output<string>,
  { cidr, zones }: RegionNetworkArgs,
): TierSubnets {
  const cidrs = subnetCidrs(cidr, zones);
  const make = (tier: Tier): ZoneSubnet[] =>
    zones.map((zone, index) => {
      const subnetName = `${name}-${tier}-${zone}`;
      const subnet = new Subnet(
        subnetName,
        {
          vpcId,
          availabilityZone: zone,
          cidrBlock: cidrs[tier][index],
          mapPublicIpOnLaunch: false,
          tags: networkTags(subnetName, { tier, ...roleTags[tier] }),
        },
        { parent },
      );
      return { zone, subnet };
    });
  return { public: make("public"), private: make("private"), data: make("data") };
}
