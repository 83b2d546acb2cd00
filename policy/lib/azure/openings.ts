import type { NetworkSecurityGroupArgs } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import type { SecurityRuleArgs } from "@pulumi/azure-native/network/securityRule.js";
import type { Given } from "../demands.ts";
import { collect } from "../unknown.ts";
import type { Violation } from "../violation.ts";
import { isWorld } from "./ranges.ts";

/** What a rule of a network security group lets in from the whole internet. */
export interface Opening {
  /** Where the range is written. */
  readonly path: string;
  readonly world: string;
  /** Whether one of some ports is among those that it is for. */
  readonly opens: (ports: readonly number[]) => boolean;
}

type Rule = Omit<Given<SecurityRuleArgs>, "resourceGroupName" | "networkSecurityGroupName">;

/** Checks each rule of a group, or one that is a resource of its own, that lets the whole internet in. */
export function eachOpening(
  type: string,
  props: object,
  check: (opening: Opening) => readonly Violation[],
): Violation[] {
  if (type === "azure-native:network:SecurityRule") return opening("", props, check);
  const { securityRules }: Given<NetworkSecurityGroupArgs> = props;
  return collect(securityRules, (rule, index) => opening(`securityRules[${index}].`, rule, check));
}

function opening(path: string, rule: Rule, check: (opening: Opening) => readonly Violation[]): Violation[] {
  if (rule.direction !== "Inbound" || rule.access !== "Allow") return [];
  const many = rule.sourceAddressPrefixes?.find(isWorld);
  const one = isWorld(rule.sourceAddressPrefix) ? rule.sourceAddressPrefix : undefined;
  const world = one ?? many;
  if (world === undefined || world === null) return [];
  const field = one ? "sourceAddressPrefix" : "sourceAddressPrefixes";
  const ranges = [rule.destinationPortRange, ...(rule.destinationPortRanges ?? [])].filter((range) => range);
  const opens = (ports: readonly number[]) => ranges.some((range) => ports.some((port) => covers(range ?? "", port)));
  return [...check({ path: `${path}${field}`, world, opens })];
}

/** Whether `*`, `22` or `20-30` has a port in it. */
function covers(range: string, port: number): boolean {
  if (range === "*") return true;
  const [first = NaN, last = first] = range.split("-").map(Number);
  return first <= port && port <= last;
}
