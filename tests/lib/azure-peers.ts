import type { AzurePeer } from "../../components/core/azure-place.ts";
import type { RegionRole } from "../../components/core/place.ts";
import { azurePlace, azureScope, resourceId } from "./azure.ts";
import { output } from "./outputs.ts";

/** Another region whose parts are there already, in a group of its own. */
export function azurePeer(region: string, role: RegionRole): AzurePeer {
  const { keys, network, secrets } = azurePlace();
  return {
    region,
    role,
    scope: azureScope({ region, role, resourceGroupName: output(`prod-${region}`) }),
    keys,
    network: { ...network, endpointSubnetId: output(resourceId("Microsoft.Network/virtualNetworks", region)) },
    secrets: { ...secrets, vaultName: output(`prod-secrets-${region}`) },
  };
}
