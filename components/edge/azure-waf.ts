import { WebApplicationFirewallPolicy } from "@pulumi/azure-native/network/webApplicationFirewallPolicy.js";
import type { input } from "@pulumi/azure-native/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { azureWhere } from "../core/azure-scope.ts";
import { InvalidInput } from "../core/errors.ts";

/** Sets of rules that Azure keeps: known attacks, and programs that pretend to be people. */
const managedRuleSets = [
  { ruleSetType: "Microsoft_DefaultRuleSet", ruleSetVersion: "2.1" },
  { ruleSetType: "Microsoft_BotManagerRuleSet", ruleSetVersion: "1.1" },
] as const;

/** Headers that let somebody in. */
const secretHeaders = ["authorization", "cookie", "x-api-key"];

/** First kilobytes of a body that are looked at. What is larger is let through to the own limit of the gateway of the cluster. */
const inspectedKilobytes = 128;

/** A name that no address has: by not being it, everybody is meant. */
const nobody = "255.255.255.255/32";

/** A group of the first set's rules, such as `SQLI`, and the ids of those that are only written down. */
export type LogOnly = Readonly<Record<string, readonly string[]>>;

export interface AzureFirewallArgs {
  /** Requests of one address in five minutes, above which it is refused. Range: 10 to 2000000000. @default 2000 */
  readonly requestsPerAddress?: number;
  /** Rules that are only written down, for paths on which they would refuse what is meant. @default {} */
  readonly logOnly?: LogOnly;
}

/**
 * What an application gateway lets through: rules that Azure keeps, a limit for each address, and a log without what would let a reader in (ECO-031).
 *
 * @throws InvalidInput before any resource exists, when the limit is out of range.
 */
export function azureFirewall(
  parent: pulumi.Resource,
  name: string,
  { requestsPerAddress = 2000, logOnly = {} }: AzureFirewallArgs,
  place: AzurePlace,
): WebApplicationFirewallPolicy {
  assertLimit(name, requestsPerAddress);
  return new WebApplicationFirewallPolicy(
    name,
    {
      ...azureWhere(place, { system: "platform", component: "firewall" }),
      policySettings: {
        state: "Enabled",
        mode: "Prevention",
        requestBodyCheck: true,
        requestBodyInspectLimitInKB: inspectedKilobytes,
        // Uploads are larger, and the gateway has a limit of its own.
        requestBodyEnforcement: false,
        fileUploadEnforcement: false,
        logScrubbing: { state: "Enabled", scrubbingRules: scrubbed() },
      },
      customRules: [requestLimit(requestsPerAddress)],
      managedRules: {
        managedRuleSets: managedRuleSets.map((set, index) => ({
          ...set,
          ruleGroupOverrides: index === 0 ? overrides(logOnly) : [],
        })),
      },
    },
    { parent },
  );
}

/** @throws InvalidInput naming the firewall, the allowed range and the value. */
export function assertLimit(name: string, most: number): void {
  if (Number.isInteger(most) && most >= 10 && most <= 2_000_000_000) return;
  throw new InvalidInput(`firewall ${name}`, "requestsPerAddress", "a whole number from 10 to 2000000000", most);
}

function requestLimit(most: number): input.network.WebApplicationFirewallCustomRuleArgs {
  return {
    name: "requestsPerAddress",
    priority: 1,
    ruleType: "RateLimitRule",
    action: "Block",
    state: "Enabled",
    rateLimitDuration: "FiveMins",
    rateLimitThreshold: most,
    groupByUserSession: [{ groupByVariables: [{ variableName: "ClientAddr" }] }],
    matchConditions: [
      {
        matchVariables: [{ variableName: "RemoteAddr" }],
        operator: "IPMatch",
        // So it is spelt in the API.
        negationConditon: true,
        matchValues: [nobody],
      },
    ],
  };
}

function overrides(logOnly: LogOnly): input.network.ManagedRuleGroupOverrideArgs[] {
  return Object.entries(logOnly).map(([ruleGroupName, rules]) => ({
    ruleGroupName,
    rules: rules.map((ruleId) => ({ ruleId, state: "Enabled", action: "Log" })),
  }));
}

function scrubbed(): input.network.WebApplicationFirewallScrubbingRulesArgs[] {
  const whole = ["RequestArgNames", "RequestPostArgNames", "RequestJSONArgNames", "RequestCookieNames"];
  return [
    ...whole.map((matchVariable) => ({ matchVariable, selectorMatchOperator: "EqualsAny", state: "Enabled" })),
    ...secretHeaders.map((selector) => ({
      matchVariable: "RequestHeaderNames",
      selectorMatchOperator: "Equals",
      selector,
      state: "Enabled",
    })),
  ];
}
