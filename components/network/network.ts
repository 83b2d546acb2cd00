import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import { awsNetwork } from "./aws.ts";
import { type RegionNetworkArgs, type RegionNetworkOutputs, resolveNetwork } from "./spec.ts";

type NetworkBackend = Backend<RegionNetworkArgs, RegionNetworkOutputs>;

const backends = {
  aws: awsNetwork,
  azure: unsupported("azure"),
  kubernetes: unsupported("kubernetes"),
} satisfies Record<Cloud, NetworkBackend>;

/**
 * A region's private network: what the internet reaches, what runs workloads, and what keeps data, in subnets apart, in
 * each zone. Cost: a way out to the internet is paid by the hour, so `nat: "each-zone"` is for prod.
 *
 * @example
 * const network = new RegionNetwork("network", {
 *   cloud: "aws", region: "us-east-1", stage: "prod", cidr: "10.0.0.0/16",
 *   zones: ["us-east-1a", "us-east-1b", "us-east-1c"], nat: "each-zone", clusterName: "prod", flowLogs: logs.archive,
 * });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported where the cloud has no backend.
 */
export class RegionNetwork extends pulumi.ComponentResource implements RegionNetworkOutputs {
  static readonly token = "plumbline:network:RegionNetwork";
  readonly vpcId: pulumi.Output<string>;
  readonly cidr: string;
  readonly zones: readonly string[];
  readonly publicSubnetIds: readonly pulumi.Output<string>[];
  readonly privateSubnetIds: readonly pulumi.Output<string>[];
  readonly dataSubnetIds: readonly pulumi.Output<string>[];
  readonly nodeSecurityGroupId: pulumi.Output<string>;
  readonly endpointSecurityGroupId: pulumi.Output<string>;
  readonly controlPlaneSecurityGroupId: pulumi.Output<string>;
  readonly edgeSecurityGroupId: pulumi.Output<string>;

  constructor(name: string, args: RegionNetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveNetwork(name, args);
    super(RegionNetwork.token, name, spec, opts);
    const built = backends[spec.cloud](this, name, spec);
    this.vpcId = built.vpcId;
    this.cidr = built.cidr;
    this.zones = built.zones;
    this.publicSubnetIds = built.publicSubnetIds;
    this.privateSubnetIds = built.privateSubnetIds;
    this.dataSubnetIds = built.dataSubnetIds;
    this.nodeSecurityGroupId = built.nodeSecurityGroupId;
    this.endpointSecurityGroupId = built.endpointSecurityGroupId;
    this.controlPlaneSecurityGroupId = built.controlPlaneSecurityGroupId;
    this.edgeSecurityGroupId = built.edgeSecurityGroupId;
    this.registerOutputs(built);
  }
}

function unsupported(cloud: Cloud): NetworkBackend {
  return () => {
    throw new Unsupported(cloud, "a network of a region", "name a region of aws");
  };
}
