import { VpcEndpoint } from "@pulumi/aws/ec2/vpcEndpoint.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PrivateTables } from "./aws-routes.ts";
import type { NetworkGroups } from "./aws-security-groups.ts";
import type { ZoneSubnet } from "./aws-subnets.ts";
import { networkTags } from "./aws-tags.ts";

/**
 * Services that nodes and pods reach without a way through the internet: images, identities, secrets, keys and logs.
 * `eks-auth` is where the Pod Identity agent fetches the credentials of pods, and `rds` and `elasticache` take new passwords: what changes them
 * has no way to the internet.
 */
const services = [
  "ecr.api",
  "ecr.dkr",
  "eks-auth",
  "kms",
  "logs",
  "secretsmanager",
  "sts",
  "rds",
  "elasticache",
] as const;

interface EndpointPlace {
  readonly region: string;
  readonly tables: PrivateTables;
  readonly subnets: readonly ZoneSubnet[];
  readonly groups: NetworkGroups;
}

/** An interface in each private subnet for each service, and S3 by the route tables, which costs nothing. */
export function endpoints(
  parent: pulumi.Resource,
  name: string,
  vpcId: pulumi.Output<string>,
  { region, tables, subnets, groups }: EndpointPlace,
): void {
  const s3 = `${name}-s3-endpoint`;
  new VpcEndpoint(
    s3,
    {
      vpcId,
      serviceName: `com.amazonaws.${region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: tables.map(({ id }) => id),
      tags: networkTags(s3),
    },
    { parent },
  );
  for (const service of services) {
    const endpointName = `${name}-${service.replace(".", "-")}-endpoint`;
    new VpcEndpoint(
      endpointName,
      {
        vpcId,
        serviceName: `com.amazonaws.${region}.${service}`,
        vpcEndpointType: "Interface",
        subnetIds: subnets.map(({ subnet }) => subnet.id),
        securityGroupIds: [groups.endpoints.id],
        privateDnsEnabled: true,
        tags: networkTags(endpointName),
      },
      { parent },
    );
  }
}
