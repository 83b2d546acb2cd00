import { SecurityGroupEgressRule } from "@pulumi/aws/vpc/securityGroupEgressRule.js";
import { SecurityGroupIngressRule } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type * as pulumi from "@pulumi/pulumi";
import { networkTags } from "./aws-tags.ts";

/** A connection between two security groups, or with an address range. */
export interface Flow {
  /** Group that opens the connection, or a range in CIDR form. */
  readonly from: pulumi.Output<string> | string;
  /** Group that accepts it, or a range in CIDR form. */
  readonly to: pulumi.Output<string> | string;
  /** Port, or the first and the last of a range; `all` is every protocol. */
  readonly port: number | readonly [number, number] | "all";
  /** @default "tcp" */
  readonly protocol?: "tcp" | "udp";
  /** What it is for; AWS takes letters, digits, spaces and `._-:/()#,@[]+=&;{}!$*`. */
  readonly description: string;
}

/**
 * Opens a connection at both ends: egress of the group that opens it, ingress of the one that accepts it. A group whose
 * every rule comes from here reaches what is declared, and nothing else.
 *
 * @param name What the rules are called, `-egress` and `-ingress` besides.
 */
export function allowFlow(parent: pulumi.Resource, name: string, flow: Flow): void {
  const ports =
    flow.port === "all"
      ? { ipProtocol: "-1" }
      : {
          ipProtocol: flow.protocol ?? "tcp",
          fromPort: typeof flow.port === "number" ? flow.port : flow.port[0],
          toPort: typeof flow.port === "number" ? flow.port : flow.port[1],
        };
  const common = { ...ports, description: flow.description, tags: networkTags(name) };
  if (typeof flow.from !== "string") {
    new SecurityGroupEgressRule(
      `${name}-egress`,
      { ...common, securityGroupId: flow.from, ...peer(flow.to) },
      { parent },
    );
  }
  if (typeof flow.to !== "string") {
    new SecurityGroupIngressRule(
      `${name}-ingress`,
      { ...common, securityGroupId: flow.to, ...peer(flow.from) },
      { parent },
    );
  }
}

const peer = (other: pulumi.Output<string> | string) =>
  typeof other === "string" ? { cidrIpv4: other } : { referencedSecurityGroupId: other };
