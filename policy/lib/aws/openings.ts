import type { SecurityGroupArgs } from "@pulumi/aws/ec2/securityGroup.js";
import type { SecurityGroupRuleArgs } from "@pulumi/aws/ec2/securityGroupRule.js";
import type { SecurityGroupIngressRuleArgs } from "@pulumi/aws/vpc/securityGroupIngressRule.js";
import type { Given } from "../demands.ts";
import { collect } from "../unknown.ts";
import type { Violation } from "../violation.ts";

/** What a rule of a security group lets through. */
export interface Opening {
  /** Where the range is written. */
  readonly path: string;
  /** The range that is the whole internet, if one is. */
  readonly world: string | undefined;
  /** Every port of every protocol. */
  readonly all: boolean;
  readonly from: number;
  readonly to: number;
}

type Check = (opening: Opening) => readonly Violation[];
type Numbers = Pick<Opening, "all" | "from" | "to">;
type Inline = NonNullable<NonNullable<Given<SecurityGroupArgs>["ingress"]>[number]>;

const whole = new Set(["0.0.0.0/0", "::/0"]);
const worldIn = (ranges: readonly (string | null)[]): string | undefined =>
  ranges.find((range) => range !== null && whole.has(range)) ?? undefined;

/** Whether it lets one of some ports through. */
export const opens = ({ all, from, to }: Opening, ports: readonly number[]): boolean =>
  all || ports.some((port) => from <= port && port <= to);

/** Checks what a group, or a rule of one, lets in. */
export function eachIngress(type: string, props: object, check: Check): Violation[] {
  return eachOpening("ingress", type, props, check);
}

/** Checks what a group, or a rule of one, lets out. */
export function eachEgress(type: string, props: object, check: Check): Violation[] {
  return eachOpening("egress", type, props, check);
}

function eachOpening(direction: "ingress" | "egress", type: string, props: object, check: Check): Violation[] {
  switch (type) {
    case "aws:ec2/securityGroup:SecurityGroup": {
      const group: Given<SecurityGroupArgs> = props;
      return collect(group[direction], (one: Inline, index) => check(inline(`${direction}[${index}]`, one)));
    }
    case "aws:ec2/securityGroupRule:SecurityGroupRule": {
      const one: Given<SecurityGroupRuleArgs> = props;
      return one.type === direction ? [...check(inline("", one))] : [];
    }
    default: {
      const { cidrIpv4, cidrIpv6, ipProtocol, fromPort, toPort }: Given<SecurityGroupIngressRuleArgs> = props;
      const world = worldIn([cidrIpv4 ?? null, cidrIpv6 ?? null]);
      const path = world === cidrIpv4 ? "cidrIpv4" : "cidrIpv6";
      return [...check({ path, world, ...numbers(ipProtocol, fromPort, toPort) })];
    }
  }
}

function inline(path: string, one: Inline | Given<SecurityGroupRuleArgs>): Opening {
  const start = path === "" ? "" : `${path}.`;
  const [four, six] = [worldIn(one.cidrBlocks ?? []), worldIn(one.ipv6CidrBlocks ?? [])];
  const field = four === undefined && six !== undefined ? "ipv6CidrBlocks" : "cidrBlocks";
  return { path: `${start}${field}`, world: four ?? six, ...numbers(one.protocol, one.fromPort, one.toPort) };
}

function numbers(protocol: unknown, from: unknown, to: unknown): Numbers {
  const all = protocol === "-1" || protocol === "all";
  const first = Number(from ?? -1);
  return { all, from: all ? 0 : first, to: all ? 65_535 : Number(to ?? first) };
}
