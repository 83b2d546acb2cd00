import { between, matching, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, exists, holds, identityId, subnetId } from "./parts.ts";

const address = "azure-native:network:PublicIPAddress";
const profile = "azure-native:trafficmanager:Profile";
const firewall = "azure-native:network:WebApplicationFirewallPolicy";
const empty = () => [];

/** What the internet reaches, and the names that it is found by. */
export const edges: Rows = {
  "azure-native:network:ApplicationGateway": arm("Microsoft.Network/applicationGateways", {
    named: ["applicationGatewayName"],
    also: ["etag", "privateEndpointConnections", "provisioningState", "resourceGuid"],
    replaces: ["location", "zones"],
    needs: {
      "firewallPolicy.id": holds(firewall),
      "frontendIPConfigurations.*.publicIPAddress.id": holds(address),
      "gatewayIPConfigurations.*.subnet.id": subnetId,
      "identity.userAssignedIdentities.*": identityId,
    },
    rules: {
      "sku.name": oneOf("Basic", "Standard_v2", "WAF_v2"),
      "sslPolicy.policyName": oneOf("AppGwSslPolicy20220101", "AppGwSslPolicy20220101S"),
      "autoscaleConfiguration.minCapacity": between(0, 100),
      "autoscaleConfiguration.maxCapacity": between(2, 125),
      "backendHttpSettingsCollection.*.requestTimeout": between(1, 86_400),
      "backendHttpSettingsCollection.*.connectionDraining.drainTimeoutInSec": between(1, 3600),
      "probes.*.unhealthyThreshold": between(1, 20),
      "requestRoutingRules.*.priority": between(1, 20_000),
      "sslCertificates.*.keyVaultSecretId": matching(
        /^https:\/\/[a-z0-9-]+\.vault\.azure\.net\/secrets\/[A-Za-z0-9-]+$/,
        "the address of a secret in a vault",
      ),
    },
    computed: { defaultPredefinedSslPolicy: () => "AppGwSslPolicy20220101", operationalState: () => "Running" },
  }),
  [firewall]: arm("Microsoft.Network/ApplicationGatewayWebApplicationFirewallPolicies", {
    named: ["policyName"],
    rule: { max: 128, pattern: /^[A-Za-z][A-Za-z0-9-]*$/ },
    also: ["etag", "provisioningState"],
    replaces: ["location"],
    rules: {
      "policySettings.mode": oneOf("Detection", "Prevention"),
      "customRules.*.priority": between(1, 100),
      "customRules.*.name": matching(/^[A-Za-z][A-Za-z0-9]*$/, "letters and digits"),
      "customRules.*.rateLimitDuration": oneOf("OneMin", "FiveMins"),
      "managedRules.managedRuleSets.*.ruleSetType": oneOf("Microsoft_DefaultRuleSet", "Microsoft_BotManagerRuleSet"),
    },
    computed: {
      applicationGatewayForContainers: empty,
      applicationGateways: empty,
      httpListeners: empty,
      pathBasedRules: empty,
      resourceState: () => "Enabled",
    },
  }),
  "azure-native:network:DdosProtectionPlan": arm("Microsoft.Network/ddosProtectionPlans", {
    named: ["ddosProtectionPlanName"],
    also: ["etag", "provisioningState", "resourceGuid"],
    replaces: ["location"],
    computed: { publicIPAddresses: empty, virtualNetworks: empty },
  }),
  [profile]: arm("Microsoft.Network/trafficManagerProfiles", {
    named: ["profileName"],
    rule: { max: 63 },
    isTyped: false,
    replaces: ["dnsConfig.relativeName"],
    unique: ["dnsConfig.relativeName"],
    needs: { "endpoints.*.targetResourceId": exists(address) },
    rules: {
      "dnsConfig.relativeName": matching(/^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/, "a label of a host"),
      "dnsConfig.ttl": between(0, 2_147_483_647),
      "monitorConfig.intervalInSeconds": oneOf(10, 30),
      "monitorConfig.timeoutInSeconds": between(5, 10),
      "monitorConfig.toleratedNumberOfFailures": between(0, 9),
      "endpoints.*.priority": between(1, 1000),
    },
  }),
  "azure-native:dns:RecordSet": arm("Microsoft.Network/dnsZones/{recordType}", {
    named: ["zoneName", "relativeRecordSetName"],
    rule: { max: 253, pattern: /^(@|\*|[\w-]+(\.[\w-]+)*)$/ },
    // Zones are there before any stack, in groups of their own.
    foreignGroups: /.*/,
    isTyped: false,
    replaces: ["recordType"],
    also: ["etag", "provisioningState", "systemData"],
    needs: { "targetResource.id": exists([address, profile]) },
    rules: { recordType: oneOf("A", "AAAA", "CAA", "CNAME", "MX", "NS", "PTR", "SRV", "TXT") },
    computed: {
      fqdn: "{relativeRecordSetName}.{zoneName}.",
      name: "{relativeRecordSetName}",
      type: "Microsoft.Network/dnszones/{recordType}",
    },
  }),
};
