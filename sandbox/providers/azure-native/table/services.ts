import { between, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, extension, exists, hyphenated, identityId, instant, lowerAlphanumeric, workspaceId } from "./parts.ts";

const registry = "azure-native:containerregistry:Registry";
const bus = "azure-native:servicebus:Namespace";

/** Logs, images, disks and queues. */
export const services: Rows = {
  "azure-native:operationalinsights:Workspace": arm("Microsoft.OperationalInsights/workspaces", {
    named: ["workspaceName"],
    rule: { min: 4, max: 63 },
    replaces: ["location"],
    also: ["etag", "provisioningState", "systemData"],
    rules: { retentionInDays: between(7, 730) },
    computed: {
      createdDate: () => instant,
      customerId: "{uuid}",
      modifiedDate: () => instant,
      privateLinkScopedResources: () => [],
    },
  }),
  "azure-native:monitor:DiagnosticSetting": extension("Microsoft.Insights/diagnosticSettings", "resourceUri", {
    named: ["name"],
    also: ["systemData"],
    needs: { workspaceId },
  }),
  [registry]: arm("Microsoft.ContainerRegistry/registries", {
    named: ["registryName"],
    rule: lowerAlphanumeric(5, 50),
    unique: ["registryName"],
    replaces: ["location"],
    also: ["creationDate", "privateEndpointConnections", "provisioningState", "systemData"],
    rules: { "sku.name": oneOf("Basic", "Standard", "Premium") },
    computed: { dataEndpointHostNames: () => [], loginServer: "{registryName}.azurecr.io", status: () => ({}) },
  }),
  "azure-native:containerregistry:Replication": arm("Microsoft.ContainerRegistry/registries/replications", {
    named: ["registryName", "replicationName"],
    rule: lowerAlphanumeric(5, 50),
    owner: registry,
    replaces: ["location"],
    also: ["provisioningState", "systemData"],
    computed: { status: () => ({}) },
  }),
  "azure-native:resources:DeploymentAtSubscriptionScope": {
    id: "/subscriptions/{account}/providers/Microsoft.Resources/deployments/{deploymentName}",
    name: { property: "deploymentName", max: 64 },
    replaces: ["location"],
    rules: { "properties.mode": oneOf("Incremental") },
    computed: {
      azureApiVersion: () => "",
      name: "{deploymentName}",
      type: () => "Microsoft.Resources/deployments",
    },
  },
  "azure-native:compute:DiskEncryptionSet": arm("Microsoft.Compute/diskEncryptionSets", {
    named: ["diskEncryptionSetName"],
    replaces: ["location", "encryptionType"],
    also: ["provisioningState", "systemData"],
    needs: {
      "identity.userAssignedIdentities.*": identityId,
      "activeKey.sourceVault.id": exists("azure-native:keyvault:Vault"),
    },
    computed: { autoKeyRotationError: () => ({}), lastKeyRotationTimestamp: () => instant, previousKeys: () => [] },
  }),
  [bus]: arm("Microsoft.ServiceBus/namespaces", {
    named: ["namespaceName"],
    rule: hyphenated(6, 50),
    unique: ["namespaceName"],
    replaces: ["location", "sku.name", "zoneRedundant", "premiumMessagingPartitions"],
    also: ["createdAt", "provisioningState", "status", "systemData", "updatedAt"],
    needs: { "identity.userAssignedIdentities.*": identityId },
    rules: { "sku.name": oneOf("Basic", "Standard", "Premium"), minimumTlsVersion: oneOf("1.0", "1.1", "1.2", "1.3") },
    computed: {
      metricId: "{account}:{namespaceName}",
      serviceBusEndpoint: "https://{namespaceName}.servicebus.windows.net:443/",
    },
  }),
  "azure-native:servicebus:Queue": arm("Microsoft.ServiceBus/namespaces/queues", {
    named: ["namespaceName", "queueName"],
    rule: { max: 260, pattern: /^[A-Za-z0-9]([\w./~-]*[A-Za-z0-9])?$/ },
    owner: bus,
    replaces: ["enablePartitioning", "requiresSession", "requiresDuplicateDetection"],
    also: ["createdAt", "systemData", "updatedAt"],
    rules: { maxDeliveryCount: between(1, 2000) },
    computed: {
      accessedAt: () => instant,
      countDetails: () => ({}),
      location: () => "",
      messageCount: () => 0,
      sizeInBytes: () => 0,
    },
  }),
};
