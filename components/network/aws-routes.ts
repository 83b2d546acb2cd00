import { Eip } from "@pulumi/aws/ec2/eip.js";
import { InternetGateway } from "@pulumi/aws/ec2/internetGateway.js";
import { NatGateway } from "@pulumi/aws/ec2/natGateway.js";
import { Route } from "@pulumi/aws/ec2/route.js";
import { RouteTable } from "@pulumi/aws/ec2/routeTable.js";
import { RouteTableAssociation } from "@pulumi/aws/ec2/routeTableAssociation.js";
import type * as pulumi from "@pulumi/pulumi";
import type { TierSubnets, ZoneSubnet } from "./aws-subnets.ts";
import { networkTags } from "./aws-tags.ts";
import type { RegionNetworkArgs } from "./spec.ts";

const anywhere = "0.0.0.0/0";

/** Tables of the private subnets, by which endpoints of the gateway kind are reached. */
export type PrivateTables = readonly RouteTable[];

/**
 * Ways between the subnets and the internet: public subnets by the gateway, private ones by a NAT gateway and one way
 * only, data subnets not at all.
 */
export function routes(
  parent: pulumi.Resource,
  name: string,
  vpcId: pulumi.Output<string>,
  tiers: TierSubnets,
  { nat }: RegionNetworkArgs,
): PrivateTables {
  const opts = { parent };
  const gateway = new InternetGateway(`${name}-internet`, { vpcId, tags: networkTags(`${name}-internet`) }, opts);
  const table = (tableName: string) => new RouteTable(tableName, { vpcId, tags: networkTags(tableName) }, opts);
  const associate = (tier: string, to: RouteTable, { zone, subnet }: ZoneSubnet) =>
    new RouteTableAssociation(
      `${name}-${tier}-${zone}-association`,
      { routeTableId: to.id, subnetId: subnet.id },
      opts,
    );

  const open = table(`${name}-public-routes`);
  new Route(
    `${name}-public-default`,
    { routeTableId: open.id, destinationCidrBlock: anywhere, gatewayId: gateway.id },
    opts,
  );
  for (const one of tiers.public) associate("public", open, one);

  const closed = table(`${name}-data-routes`);
  for (const one of tiers.data) associate("data", closed, one);

  const natGateways = new Map(
    (nat === "one" ? tiers.public.slice(0, 1) : tiers.public).map((one) => [
      one.zone,
      natGateway(parent, `${name}-nat-${one.zone}`, one, gateway),
    ]),
  );
  const [shared] = natGateways.values();
  return tiers.private.map((one) => {
    const own = table(`${name}-private-${one.zone}-routes`);
    new Route(
      `${name}-private-${one.zone}-default`,
      {
        routeTableId: own.id,
        destinationCidrBlock: anywhere,
        natGatewayId: (natGateways.get(one.zone) ?? shared)?.id,
      },
      opts,
    );
    associate("private", own, one);
    return own;
  });
}

function natGateway(
  parent: pulumi.Resource,
  name: string,
  { subnet }: ZoneSubnet,
  internet: InternetGateway,
): NatGateway {
  const address = new Eip(
    `${name}-address`,
    { domain: "vpc", tags: networkTags(`${name}-address`) },
    { parent, dependsOn: [internet] },
  );
  return new NatGateway(
    name,
    { allocationId: address.allocationId, subnetId: subnet.id, connectivityType: "public", tags: networkTags(name) },
    { parent, dependsOn: [internet] },
  );
}
