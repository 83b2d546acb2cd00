import { gone, type Undoing } from "./undoing.ts";

/** Types of Azure whose absence leaves something open, unsaved or unwatched. */
export const azureDroppedTypes: readonly string[] = [
  "azure-native:authorization:ManagementLockByScope",
  "azure-native:containerregistry:Replication",
  "azure-native:containerservice:MaintenanceConfiguration",
  "azure-native:dataprotection:BackupInstance",
  "azure-native:dataprotection:BackupPolicy",
  "azure-native:dataprotection:BackupVault",
  "azure-native:eventgrid:SystemTopic",
  "azure-native:eventgrid:SystemTopicEventSubscription",
  "azure-native:eventhub:DisasterRecoveryConfig",
  "azure-native:monitor:ActionGroup",
  "azure-native:monitor:ActivityLogAlert",
  "azure-native:monitor:DiagnosticSetting",
  "azure-native:monitor:MetricAlert",
  "azure-native:network:FlowLog",
  "azure-native:storage:BlobServiceProperties",
  "azure-native:storage:ManagementPolicy",
];

const azure = (types: string) => new RegExp(`^azure-native:(${types})$`);
const namespaces = azure("(eventhub|servicebus):Namespace");
const storage = azure("storage:StorageAccount");
const vault = azure("keyvault:Vault");
const aks = azure("containerservice:ManagedCluster");
const registry = azure("containerregistry:Registry");
const backupVault = azure("dataprotection:BackupVault");
const firewall = azure("network:WebApplicationFirewallPolicy");
const gateway = azure("network:ApplicationGateway");
const subscription = azure("eventgrid:SystemTopicEventSubscription");
const server = azure("dbforpostgresql:Server");

/** Another value for some, and the same for all others, which are left alone. */
const instead =
  (worse: Readonly<Record<string, string>>) =>
  (value: unknown): unknown =>
    typeof value === "string" ? (worse[value] ?? value) : value;
/** The role that may do anything, in the place of the one that is assigned. */
const owner = (role: unknown): unknown =>
  typeof role === "string" ? role.replace(/[^/]+$/, "8e3af657-a8ff-443c-a75c-2fe8c4bcb635") : role;

/** Properties of Azure that protect something; keys that other clouds have, too, are for its types alone. */
export const azureUndoings: readonly Undoing[] = [
  // who gets in
  { key: "aadProfile", on: aks, worse: gone },
  { key: "access", on: azure("network:NetworkSecurityGroup"), worse: "Allow" },
  { key: "adminUserEnabled", on: registry, worse: true },
  { key: "allowBlobPublicAccess", worse: true },
  { key: "allowCrossTenantReplication", on: storage, worse: true },
  { key: "allowSharedKeyAccess", on: storage, worse: true },
  { key: "allowedCopyScope", on: storage, worse: gone },
  { key: "anonymousPullEnabled", on: registry, worse: true },
  { key: "audiences", on: azure("managedidentity:FederatedIdentityCredential"), worse: () => ["api://anybody"] },
  { key: "condition", on: azure("authorization:RoleAssignment"), worse: gone },
  { key: "ddosSettings", on: azure("network:PublicIPAddress"), worse: gone },
  {
    key: "defaultAction",
    on: azure("(storage:StorageAccount|keyvault:Vault|eventhub:NamespaceNetworkRuleSet)"),
    worse: "Allow",
  },
  { key: "defaultOutboundAccess", on: azure("network:Subnet"), worse: true },
  { key: "disableLocalAccounts", on: aks, worse: false },
  { key: "disableLocalAuth", worse: false },
  { key: "disableRunCommand", on: aks, worse: false },
  { key: "enableAzureRBAC", on: aks, worse: false },
  { key: "enableNodePublicIP", worse: true },
  { key: "enablePrivateCluster", on: aks, worse: false },
  { key: "enableRBAC", on: aks, worse: false },
  { key: "enableRbacAuthorization", on: vault, worse: false },
  { key: "exportPolicy", on: registry, worse: gone },
  { key: "firewallPolicy", on: gateway, worse: gone },
  { key: "isLocalUserEnabled", on: storage, worse: true },
  { key: "networkPolicy", on: aks, worse: gone },
  { key: "networkSecurityGroup", on: azure("network:Subnet"), worse: gone },
  { key: "oidcIssuerProfile", on: aks, worse: gone },
  { key: "privateEndpointNetworkPolicies", on: azure("network:Subnet"), worse: "Disabled" },
  { key: "publicAccess", on: azure("storage:BlobContainer"), worse: "Blob" },
  {
    key: "publicNetworkAccess",
    on: azure(
      "(storage:StorageAccount|keyvault:Vault|dbforpostgresql:Server|mongocluster:MongoCluster|redisenterprise:RedisEnterprise|eventhub:Namespace(NetworkRuleSet)?|servicebus:Namespace|containerregistry:Registry)",
    ),
    worse: "Enabled",
  },
  { key: "restrictionLevel", on: aks, worse: "Unrestricted" },
  { key: "roleDefinitionId", on: azure("authorization:RoleAssignment"), worse: owner },
  { key: "securityRules", on: azure("network:NetworkSecurityGroup"), worse: () => [] },
  { key: "subject", on: azure("managedidentity:FederatedIdentityCredential"), worse: "system:serviceaccount:*:*" },
  { key: "workloadIdentity", on: aks, worse: gone },
  // what stands before those who get in
  { key: "customRules", on: firewall, worse: gone },
  { key: "logScrubbing", on: firewall, worse: gone },
  { key: "managedRules", on: firewall, worse: gone },
  { key: "mode", on: firewall, worse: "Detection" },
  { key: "sslPolicy", on: gateway, worse: gone },
  { key: "state", on: firewall, worse: "Disabled" },
  // keys, and encryption at rest and on the way
  { key: "azureKeyVaultKms", on: aks, worse: gone },
  { key: "clientProtocol", worse: "Plaintext" },
  { key: "dataEncryption", on: server, worse: gone },
  { key: "diskEncryptionSetID", on: aks, worse: gone },
  { key: "enableEncryptionAtHost", worse: false },
  { key: "enableHttpsTrafficOnly", worse: false },
  {
    key: "encryption",
    on: azure(
      "(storage:StorageAccount|eventhub:Namespace|servicebus:Namespace|redisenterprise:RedisEnterprise|containerregistry:Registry)",
    ),
    worse: gone,
  },
  { key: "encryptionSettings", on: backupVault, worse: gone },
  { key: "encryptionType", on: azure("compute:DiskEncryptionSet"), worse: "EncryptionAtRestWithPlatformKey" },
  { key: "keySource", on: storage, worse: "Microsoft.Storage" },
  { key: "minimumTlsVersion", on: storage, worse: "TLS1_0" },
  {
    key: "minimumTlsVersion",
    on: azure("(eventhub:Namespace|servicebus:Namespace|redisenterprise:RedisEnterprise)"),
    worse: "1.0",
  },
  { key: "requireInfrastructureEncryption", worse: false },
  { key: "rotationPolicy", on: azure("keyvault:Key"), worse: gone },
  { key: "rotationToLatestKeyVersionEnabled", worse: false },
  {
    key: "value",
    on: azure("dbforpostgresql:Configuration"),
    worse: instead({ on: "off", "TLSv1.2": "TLSv1", "scram-sha-256": "md5" }),
  },
  // what outlives a mistake, and a disaster
  { key: "alwaysServe", on: azure("trafficmanager:Profile"), worse: "Enabled" },
  { key: "availabilityZones", on: aks, worse: () => ["1"] },
  { key: "backupRetentionDays", on: server, worse: 1 },
  { key: "containerDeleteRetentionPolicy", worse: gone },
  { key: "crossRegionRestoreSettings", on: backupVault, worse: gone },
  { key: "deadLetteringOnMessageExpiration", worse: false },
  { key: "deleteRetentionPolicy", worse: gone },
  { key: "enablePurgeProtection", on: vault, worse: false },
  { key: "geoDataReplication", worse: gone },
  { key: "geoRedundantBackup", on: server, worse: "Disabled" },
  { key: "highAvailability", on: azure("redisenterprise:RedisEnterprise"), worse: "Disabled" },
  { key: "highAvailability", on: azure("(dbforpostgresql:Server|mongocluster:MongoCluster)"), worse: gone },
  { key: "immutabilitySettings", on: backupVault, worse: gone },
  { key: "immutableStorageWithVersioning", on: storage, worse: gone },
  { key: "isVersioningEnabled", worse: false },
  { key: "level", on: azure("authorization:ManagementLockByScope"), worse: "NotSpecified" },
  { key: "maxDeliveryCount", on: azure("servicebus:Queue"), worse: 100 },
  { key: "monitorConfig", on: azure("trafficmanager:Profile"), worse: gone },
  { key: "nodeOSUpgradeChannel", on: aks, worse: "None" },
  { key: "persistence", on: azure("redisenterprise:Database"), worse: gone },
  { key: "sku", on: storage, worse: () => ({ name: "Standard_LRS" }) },
  { key: "sku", on: azure("servicebus:Namespace"), worse: () => ({ name: "Standard" }) },
  { key: "sku", on: aks, worse: () => ({ name: "Base", tier: "Free" }) },
  { key: "sku", on: registry, worse: () => ({ name: "Basic" }) },
  { key: "sku", on: gateway, worse: () => ({ name: "Standard_v2", tier: "Standard_v2" }) },
  { key: "softDeleteRetentionInDays", on: vault, worse: 7 },
  { key: "softDeleteSettings", on: backupVault, worse: gone },
  { key: "storageSettings", on: backupVault, worse: gone },
  { key: "ttl", on: azure("trafficmanager:Profile"), worse: 3600 },
  { key: "upgradeChannel", on: aks, worse: "none" },
  { key: "zoneRedundancy", on: registry, worse: "Disabled" },
  { key: "zoneRedundant", on: namespaces, worse: false },
  // what tells afterwards
  { key: "actions", on: azure("monitor:(MetricAlert|ActivityLogAlert)"), worse: gone },
  { key: "actionGroups", on: subscription, worse: gone },
  { key: "azurepolicy", on: aks, worse: gone },
  { key: "azureMonitorAlertSettings", on: backupVault, worse: gone },
  { key: "emailReceivers", on: azure("monitor:ActionGroup"), worse: gone },
  {
    key: "enabled",
    on: azure("(monitor:(MetricAlert|ActivityLogAlert|ActionGroup|DiagnosticSetting)|network:FlowLog)"),
    worse: false,
  },
  { key: "includedEventTypes", on: subscription, worse: () => ["Microsoft.KeyVault.SecretNewVersionCreated"] },
  { key: "logs", on: azure("monitor:DiagnosticSetting"), worse: gone },
  { key: "retentionInDays", on: azure("operationalinsights:Workspace"), worse: gone },
];
