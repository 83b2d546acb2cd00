import type { input } from "@pulumi/aws/types/index.js";

type Rule = input.wafv2.WebAclRule;

/** How long requests of an address are counted together. Unit: seconds. */
const windowSeconds = 300;

/**
 * Groups of rules that AWS keeps, in the order of their cost: addresses of known attackers first. Together with the limit
 * of requests they need 1327 of the 1500 units of capacity that are in the price of a firewall.
 */
export const managedGroups = [
  "AWSManagedRulesAmazonIpReputationList",
  "AWSManagedRulesKnownBadInputsRuleSet",
  "AWSManagedRulesCommonRuleSet",
  "AWSManagedRulesSQLiRuleSet",
  "AWSManagedRulesLinuxRuleSet",
] as const;
export type ManagedGroup = (typeof managedGroups)[number];

/** What a firewall is asked for. */
export interface RuleChoices {
  /** Requests of one address in five minutes, above which it is refused. */
  readonly requestsPerAddress: number;
  /** Rules of the groups that only count, for paths on which they would refuse what is meant. */
  readonly countOnly: Readonly<Partial<Record<ManagedGroup, readonly string[]>>>;
}

/** What the console and CloudWatch show of a rule. */
export const visible = (metricName: string) => ({
  metricName,
  cloudwatchMetricsEnabled: true,
  sampledRequestsEnabled: true,
});

/** The limit of requests, and then the groups. */
export function wafRules(metric: string, { requestsPerAddress, countOnly }: RuleChoices): Rule[] {
  const limit: Rule = {
    name: "requests-per-address",
    priority: 0,
    action: { block: {} },
    statement: {
      rateBasedStatement: { aggregateKeyType: "IP", limit: requestsPerAddress, evaluationWindowSec: windowSeconds },
    },
    visibilityConfig: visible(`${metric}-requests-per-address`),
  };
  const groups = managedGroups.map((name, index): Rule => {
    const overrides = (countOnly[name] ?? []).map((rule) => ({ name: rule, actionToUse: { count: {} } }));
    return {
      name,
      priority: index + 1,
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: "AWS",
          name,
          ...(overrides.length > 0 && { ruleActionOverrides: overrides }),
        },
      },
      visibilityConfig: visible(`${metric}-${name}`),
    };
  });
  return [limit, ...groups];
}
