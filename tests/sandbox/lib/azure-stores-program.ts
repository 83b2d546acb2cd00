import { Provider as AzureProvider } from "@pulumi/azure-native/provider.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import { AzureAlarmGroup } from "../../../components/alarms/azure-alarm-group.ts";
import type { AzurePeer, AzurePlace } from "../../../components/core/azure-place.ts";
import { type AzureScope, regionGroupName } from "../../../components/core/azure-scope.ts";
import type { RegionRole } from "../../../components/core/place.ts";
import { documentClusters } from "../../../components/document-store/azure-cluster.ts";
import { resolveDocumentStore } from "../../../components/document-store/spec.ts";
import { eventHubs } from "../../../components/kafka/azure-namespace.ts";
import { connectionString } from "../../../components/kafka/azure-users.ts";
import { resolveKafka } from "../../../components/kafka/spec.ts";
import { AzureKeys } from "../../../components/keys/azure.ts";
import { logWorkspace } from "../../../components/log-archive/azure.ts";
import { AzureNetwork } from "../../../components/network/azure.ts";
import { storedVaultSecret } from "../../../components/secret-store/azure-secret.ts";
import { secretVault } from "../../../components/secret-store/azure-vault.ts";
import { azurePlace, azureScope, subscriptionId, tenantId } from "../../lib/azure.ts";
import { Holder } from "../../lib/holder.ts";
import { storeArgs } from "../../unit/components/document-store/fixture.ts";
import { kafkaArgs } from "../../unit/components/kafka/fixture.ts";

const providers = [new AzureProvider("azure", { subscriptionId, tenantId }), new RandomProvider("random")];

/** What stores need of a region, without its cluster. */
function groundOf(region: string, role: RegionRole, cidr: string): AzurePeer & Pick<AzurePlace, "workspaceId"> {
  const parent = new Holder(region, { providers });
  const resourceGroupName = regionGroupName(azureScope({ region }));
  const group = new ResourceGroup(`${region}-group`, { resourceGroupName, location: region }, { parent });
  const scope: AzureScope = azureScope({ region, role, resourceGroupName: group.name });
  const alarmGroup = new AzureAlarmGroup(`${region}-alarms`, { scope }, { parent }).id;
  const workspaceId = logWorkspace(parent, `${region}-workspace`, scope).id;
  const network = new AzureNetwork(
    `${region}-network`,
    { scope, cidr, podCidr: "10.244.0.0/16", outboundAddresses: 1 },
    { parent },
  );
  const { keys } = new AzureKeys(`${region}-keys`, { scope, network, workspaceId }, { parent });
  const vault = { scope, network, workspaceId, alarmGroup, secretsExpire: "2027-05-31" };
  const secrets = secretVault(parent, `${region}-secrets`, vault);
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
