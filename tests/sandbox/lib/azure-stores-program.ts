import { Provider as AzureProvider } from "@pulumi/azure-native/provider.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import type { AzurePeer, AzurePlace } from "../../../components/core/azure-place.ts";
import type { AzureScope } from "../../../components/core/azure-scope.ts";
import type { RegionRole } from "../../../components/core/place.ts";
import { documentClusters } from "../../../components/document-store/azure-cluster.ts";
import { resolveDocumentStore } from "../../../components/document-store/spec.ts";
import { eventHubs } from "../../../components/kafka/azure-namespace.ts";
import { connectionString } from "../../../components/kafka/azure-users.ts";
import { resolveKafka } from "../../../components/kafka/spec.ts";
import { AzureKeys } from "../../../components/keys/azure.ts";
import { privateVault } from "../../../components/keys/azure-vault.ts";
import { logWorkspace } from "../../../components/log-archive/azure.ts";
import { AzureNetwork } from "../../../components/network/azure.ts";
import { storedVaultSecret } from "../../../components/secret-store/azure-secret.ts";
import { azurePlace, azureScope, subscriptionId, tenantId } from "../../lib/azure.ts";
import { Holder } from "../../lib/holder.ts";
import { storeArgs } from "../../unit/components/document-store/fixture.ts";
import { kafkaArgs } from "../../unit/components/kafka/fixture.ts";

const providers = [new AzureProvider("azure", { subscriptionId, tenantId }), new RandomProvider("random")];

/** What stores need of a region, without its cluster. */
function groundOf(region: string, role: RegionRole, cidr: string): AzurePeer & Pick<AzurePlace, "workspaceId"> {
  const parent = new Holder(region, { providers });
  const group = new ResourceGroup(`${region}-group`, { resourceGroupName: region, location: region }, { parent });
  const scope: AzureScope = azureScope({ region, role, resourceGroupName: group.name });
  const workspaceId = logWorkspace(parent, `${region}-workspace`, scope).id;
  const network = new AzureNetwork(`${region}-network`, { scope, cidr, podCidr: "10.244.0.0/16" }, { parent });
  const { keys } = new AzureKeys(`${region}-keys`, { scope, network, workspaceId }, { parent });
  const identity = { system: "platform", component: "secret-store" };
  const vault = privateVault(parent, `${region}-secrets`, { scope, identity, holds: "secrets", network, workspaceId });
  const secrets = {
    store: "cloud-secrets",
    vaultName: vault.name,
    vaultId: vault.id,
    vaultUri: vault.properties.vaultUri,
  };
  return { region, role, scope, keys, network, secrets, workspaceId };
}

const primary = groundOf("eastus", "primary", "10.0.0.0/16");
const peer = groundOf("germanywestcentral", "standby", "10.1.0.0/16");
const { scope, keys, network, secrets, workspaceId } = primary;
const place = azurePlace({ ...scope, keys, network, secrets, workspaceId, peers: [peer] });

const shop = new Holder("shop", { providers });
const kafka = resolveKafka("shop-kafka", kafkaArgs);
const hubs = eventHubs(shop, "shop-kafka", kafka, place);
const { engine } = kafka.users;
if (engine === undefined) throw new Error("the fixture has a user called engine");

/** What its user signs in by. */
export const connection = connectionString(shop, "shop-kafka-engine", {
  user: "engine",
  args: engine,
  spec: kafka,
  place,
  hubs,
});
export const { host } = hubs;

const documents = resolveDocumentStore("shop-mongodb", { ...storeArgs, place });
const administrator = storedVaultSecret(shop, "shop-mongodb-administrator", {
  identity: { system: "shop", component: "mongodb" },
  place,
  secretName: "mongodb-administrator",
  keys: ["password"],
  prefix: "P-",
  version: 1,
  shared: false,
});
const made = documentClusters(shop, "shop-mongodb", documents, place, administrator);
export const clusters = pulumi.all({ ...made.ids });
