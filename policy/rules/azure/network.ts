import type { ApplicationGatewayArgs } from "@pulumi/azure-native/network/applicationGateway.js";
import type { NetworkSecurityGroupArgs } from "@pulumi/azure-native/network/networkSecurityGroup.js";
import type { SubnetArgs } from "@pulumi/azure-native/network/subnet.js";
import type { WebApplicationFirewallPolicyArgs } from "@pulumi/azure-native/network/webApplicationFirewallPolicy.js";
import { type Given, is, isNot, isSet, oneOf } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";

/** Azure's own last rules let in the whole network, and let out to the whole internet. */
export const defaultDeny = rule({
  name: "az-nsg-default-deny",
  severity: "high",
  level: "M",
  description: "A network security group must refuse what none of its rules names, in both directions.",
  remediationSteps: "End securityRules with a Deny of every protocol from * to *, one inbound and one outbound.",
  framework: guides("FTE-013"),
  tags: ["nist-800-53:SC-7"],
  requirements: ["FTE-013", "ECO-033"],
  on: ["azure-native:network:NetworkSecurityGroup"],
  check: ({ securityRules }: Given<NetworkSecurityGroupArgs>) =>
    collect(["Inbound", "Outbound"], (direction) => {
      const denies = securityRules?.some(
        (one) =>
          one?.direction === direction &&
          one.access === "Deny" &&
          one.protocol === "*" &&
          one.sourceAddressPrefix === "*" &&
          one.destinationAddressPrefix === "*",
      );
      const expected = `a Deny of all other ${direction.toLowerCase()} traffic`;
      return denies ? [] : [{ path: "securityRules", expected, found: "nothing" }];
    }),
});

export const privateSubnet = rule({
  name: "az-subnet-private",
  severity: "medium",
  level: "M",
  description:
    "A subnet must have no way out that nobody declared, and its security group must hold for endpoints, too.",
  remediationSteps:
    "Set defaultOutboundAccess to false, and privateEndpointNetworkPolicies to Enabled or its groups' part.",
  framework: guides("FTE-013"),
  tags: ["nist-800-53:SC-7"],
  requirements: ["FTE-013", "ECO-033"],
  on: ["azure-native:network:Subnet"],
  check: ({ defaultOutboundAccess, privateEndpointNetworkPolicies }: Given<SubnetArgs>) =>
    allOf(
      () => is("defaultOutboundAccess", defaultOutboundAccess, false),
      () =>
        oneOf("privateEndpointNetworkPolicies", privateEndpointNetworkPolicies, [
          "NetworkSecurityGroupEnabled",
          "Enabled",
        ]),
    ),
});

const gateway = ["azure-native:network:ApplicationGateway"];
type Gateway = Given<ApplicationGatewayArgs>;

export const firewalled = rule({
  name: "az-agw-waf",
  severity: "high",
  level: "M",
  description: "What the internet reaches must have a web application firewall in front.",
  remediationSteps: "Set sku to WAF_v2, and firewallPolicy.id to a WebApplicationFirewallPolicy of this stack.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AZURE_120"],
  requirements: ["FTE-013", "ECO-031"],
  on: gateway,
  check: ({ sku, firewallPolicy }: Gateway) =>
    allOf(
      () => is("sku.tier", sku?.tier, "WAF_v2"),
      () => isSet("firewallPolicy.id", firewallPolicy?.id, "a firewall's policy"),
    ),
});

/** Azure's sets of ciphers that have TLS 1.2 and newer alone, the strict one first. */
const modernPolicies = ["AppGwSslPolicy20220101S", "AppGwSslPolicy20220101"];

export const gatewayTls = rule({
  name: "az-agw-tls12",
  severity: "high",
  level: "M",
  description: "What the internet reaches must speak TLS 1.2 or newer alone.",
  remediationSteps: "Set sslPolicy to the predefined AppGwSslPolicy20220101S, or a minProtocolVersion of TLSv1_2.",
  framework: guides("FTE-020"),
  tags: ["ckv:CKV_AZURE_218"],
  requirements: ["FTE-020", "ECO-026"],
  on: gateway,
  check: ({ sslPolicy }: Gateway) =>
    ["TLSv1_2", "TLSv1_3"].includes(sslPolicy?.minProtocolVersion ?? "")
      ? []
      : oneOf("sslPolicy.policyName", sslPolicy?.policyName, modernPolicies),
});

const firewall = ["azure-native:network:WebApplicationFirewallPolicy"];
type Firewall = Given<WebApplicationFirewallPolicyArgs>;

export const prevents = rule({
  name: "az-waf-prevents",
  severity: "high",
  level: "M",
  description: "A web application firewall must refuse attacks, by rules that Microsoft keeps up to date.",
  remediationSteps:
    "Set policySettings.mode to Prevention and state to Enabled, and managedRules to the default rule set.",
  framework: guides("FTE-013"),
  tags: ["ckv:CKV_AZURE_122"],
  requirements: ["FTE-013", "ECO-031"],
  on: firewall,
  check: ({ policySettings, managedRules }: Firewall) =>
    allOf(
      () => is("policySettings.mode", policySettings?.mode, "Prevention"),
      () => isNot("policySettings.state", policySettings?.state, "Disabled", "Enabled"),
      () => isSet("managedRules.managedRuleSets", managedRules?.managedRuleSets, "Microsoft_DefaultRuleSet"),
    ),
});

export const limited = rule({
  name: "az-waf-rate-limited",
  severity: "medium",
  level: "M",
  description: "One address of the internet must not be able to ask without end.",
  remediationSteps: "Make a customRules entry of the type RateLimitRule that blocks, by ClientAddr.",
  framework: guides("ECO-031"),
  tags: [],
  requirements: ["ECO-031"],
  on: firewall,
  check: ({ customRules }: Firewall) => {
    const limits = customRules?.some(
      (one) => one?.ruleType === "RateLimitRule" && one.action === "Block" && one.state !== "Disabled",
    );
    return limits ? [] : [{ path: "customRules", expected: "a RateLimitRule that blocks", found: "nothing" }];
  },
});

export const scrubs = rule({
  name: "az-waf-scrubs-logs",
  severity: "medium",
  level: "M",
  description: "The log of a web application firewall must not keep what people sign in with.",
  remediationSteps: "Enable policySettings.logScrubbing, and each of its rules.",
  framework: guides("CAP-015"),
  tags: [],
  requirements: ["CAP-015"],
  on: firewall,
  check: ({ policySettings }: Firewall) => {
    const { state, scrubbingRules } = policySettings?.logScrubbing ?? {};
    const path = "policySettings.logScrubbing";
    return allOf(
      () => is(`${path}.state`, state, "Enabled"),
      () => isSet(`${path}.scrubbingRules`, scrubbingRules, "rules for headers and arguments"),
      () =>
        collect(scrubbingRules, (one, index) =>
          isNot(`${path}.scrubbingRules[${index}].state`, one.state, "Disabled", "Enabled"),
        ),
    );
  },
});

export default [defaultDeny, privateSubnet, firewalled, gatewayTls, prevents, limited, scrubs];
