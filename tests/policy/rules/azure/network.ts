import { resource } from "../../lib/cases.ts";

const rest = { access: "Deny", protocol: "*", sourceAddressPrefix: "*", destinationAddressPrefix: "*" };
const group = resource("azure-native:network:NetworkSecurityGroup", {
  securityRules: [
    { access: "Allow", direction: "Inbound", protocol: "Tcp", sourceAddressPrefix: "10.0.0.0/16" },
    { ...rest, direction: "Inbound" },
    { ...rest, direction: "Outbound" },
  ],
});
const lets = (direction: string) => `securityRules: expected a Deny of all other ${direction} traffic, found nothing`;
const subnet = resource("azure-native:network:Subnet", {
  defaultOutboundAccess: false,
  privateEndpointNetworkPolicies: "NetworkSecurityGroupEnabled",
});
const gateway = resource("azure-native:network:ApplicationGateway", {
  sku: { name: "WAF_v2", tier: "WAF_v2" },
  firewallPolicy: { id: "policy" },
  sslPolicy: { policyType: "Predefined", policyName: "AppGwSslPolicy20220101S" },
});
const policyName = 'sslPolicy.policyName: expected "AppGwSslPolicy20220101S" or "AppGwSslPolicy20220101", found';
const firewall = resource("azure-native:network:WebApplicationFirewallPolicy", {
  customRules: [{ ruleType: "RateLimitRule", action: "Block", state: "Enabled" }],
  managedRules: { managedRuleSets: [{ ruleSetType: "Microsoft_DefaultRuleSet" }] },
  policySettings: {
    mode: "Prevention",
    state: "Enabled",
    logScrubbing: { state: "Enabled", scrubbingRules: [{ matchVariable: "RequestHeaderNames", state: "Enabled" }] },
  },
});
const unlimited = ["customRules: expected a RateLimitRule that blocks, found nothing"];
const scrubbing = "policySettings.logScrubbing";

export default {
  "az-nsg-default-deny": [
    ...group("both directions", {}),
    ...group("what comes in", { "/securityRules/1/access": "Allow" }, [lets("inbound")]),
    ...group("one protocol", { "/securityRules/2/protocol": "Tcp" }, [lets("outbound")]),
    ...group("from one range", { "/securityRules/1/sourceAddressPrefix": "10.0.0.0/16" }, [lets("inbound")]),
    ...group("to one range", { "/securityRules/2/destinationAddressPrefix": "Internet" }, [lets("outbound")]),
    ...group("no rules", { "/securityRules": undefined }, [lets("inbound"), lets("outbound")]),
  ],
  "az-subnet-private": [
    ...subnet("private", {}),
    ...subnet("routes alone are not for endpoints", { "/privateEndpointNetworkPolicies": "RouteTableEnabled" }, [
      'privateEndpointNetworkPolicies: expected "NetworkSecurityGroupEnabled" or "Enabled", found "RouteTableEnabled"; write "NetworkSecurityGroupEnabled"',
    ]),
    ...subnet("Azure's own way out", { "/defaultOutboundAccess": undefined }, [
      "defaultOutboundAccess: expected false, found nothing",
    ]),
  ],
  "az-agw-waf": [
    ...gateway("a firewall", {}),
    ...gateway("another tier", { "/sku": { tier: "Standard_v2" } }, [
      'sku.tier: expected "WAF_v2", found "Standard_v2"',
    ]),
    ...gateway("no policy", { "/firewallPolicy": undefined }, [
      "firewallPolicy.id: expected a firewall's policy, found nothing",
    ]),
  ],
  "az-agw-tls12": [
    ...gateway("predefined", {}),
    ...gateway("a policy of its own", { "/sslPolicy": { policyType: "CustomV2", minProtocolVersion: "TLSv1_2" } }),
    ...gateway("an old policy", { "/sslPolicy/policyName": "AppGwSslPolicy20150501" }, [
      `${policyName} "AppGwSslPolicy20150501"; write "AppGwSslPolicy20220101S"`,
    ]),
    ...gateway("an old version", { "/sslPolicy": { policyType: "CustomV2", minProtocolVersion: "TLSv1_1" } }, [
      `${policyName} nothing; write "AppGwSslPolicy20220101S"`,
    ]),
  ],
  "az-waf-prevents": [
    ...firewall("prevents", {}),
    ...firewall("on where nothing is said", { "/policySettings/state": undefined }),
    ...firewall("looks on", { "/policySettings/mode": "Detection" }, [
      'policySettings.mode: expected "Prevention", found "Detection"',
    ]),
    ...firewall("off", { "/policySettings/state": "Disabled" }, [
      'policySettings.state: expected "Enabled", found "Disabled"',
    ]),
    ...firewall("no rules", { "/managedRules": undefined }, [
      "managedRules.managedRuleSets: expected Microsoft_DefaultRuleSet, found nothing",
    ]),
  ],
  "az-waf-rate-limited": [
    ...firewall("limited", {}),
    ...firewall("no rule", { "/customRules": undefined }, unlimited),
    ...firewall("a note alone", { "/customRules/0/action": "Log" }, unlimited),
    ...firewall("switched off", { "/customRules/0/state": "Disabled" }, unlimited),
    ...firewall("another rule", { "/customRules/0/ruleType": "MatchRule" }, unlimited),
  ],
  "az-waf-scrubs-logs": [
    ...firewall("scrubbed", {}),
    ...firewall("off", { "/policySettings/logScrubbing/state": "Disabled" }, [
      `${scrubbing}.state: expected "Enabled", found "Disabled"`,
    ]),
    ...firewall("a rule that is off", { "/policySettings/logScrubbing/scrubbingRules/0/state": "Disabled" }, [
      `${scrubbing}.scrubbingRules[0].state: expected "Enabled", found "Disabled"`,
    ]),
    ...firewall("no rules", { "/policySettings/logScrubbing/scrubbingRules": [] }, [
      `${scrubbing}.scrubbingRules: expected rules for headers and arguments, found []`,
    ]),
  ],
};
