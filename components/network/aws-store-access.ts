import { SecurityGroup } from "@pulumi/aws/ec2/securityGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../core/labels.ts";
import type { AwsPlace, AwsPlaceNetwork } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { allowFlow } from "./aws-flows.ts";
import { subnetCidrs } from "./subnets.ts";

export interface StoreGroupArgs {
  readonly identity: Identity;
  readonly place: Pick<AwsPlace, "network" | "rotation">;
  /** What is behind it, for those who read the console. */
  readonly description: string;
  readonly port: number;
  /** Whether the function that rotates secrets signs in there, too. @default false */
  readonly rotator?: boolean;
}

/** The security group of a data store, which nodes and pods reach on one port, and nobody else but who changes its users' passwords. */
export function storeGroup(
  parent: pulumi.Resource,
  name: string,
  { identity, place, description, port, rotator = false }: StoreGroupArgs,
): SecurityGroup {
  const { vpcId, clientSecurityGroupId } = place.network;
  const tags = { ...tagsFor(identity), Name: name };
  const group = new SecurityGroup(name, { vpcId, description, revokeRulesOnDelete: true, tags }, { parent });
  allowFlow(parent, `${name}-clients`, {
    from: clientSecurityGroupId,
    to: group.id,
    port,
    description: `Pods to ${identity.system} ${identity.component}`,
  });
  if (rotator) {
    allowFlow(parent, `${name}-rotator`, {
      from: place.rotation.securityGroupId,
      to: group.id,
      port,
      description: `Rotation of secrets to ${identity.system} ${identity.component}`,
    });
  }
  return group;
}

/** Networks of the subnets that data stores are in, for the policies of the pods that call them. */
export const dataNetworks = ({ cidr, zones }: Pick<AwsPlaceNetwork, "cidr" | "zones">): readonly string[] =>
  subnetCidrs(cidr, zones).data;
