import type { AzureKey } from "../keys/azure.ts";

/**
 * What namespaces of Service Bus and of Event Hubs have in common: they are in all zones, reached at private endpoints alone, and encrypted with a key
 * of ours beside Azure's own.
 */
export function privateNamespace(key: AzureKey) {
  return {
    zoneRedundant: true,
    minimumTlsVersion: "1.2",
    publicNetworkAccess: "Disabled",
    identity: { type: "UserAssigned" as const, userAssignedIdentities: [key.identityId] },
    encryption: {
      keySource: "Microsoft.KeyVault" as const,
      requireInfrastructureEncryption: true,
      keyVaultProperties: [
        { keyName: key.name, keyVaultUri: key.vaultUri, identity: { userAssignedIdentity: key.identityId } },
      ],
    },
  };
}
