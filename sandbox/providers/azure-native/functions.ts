import type { CloudFunction } from "../cloud/cloud.ts";
import { textOf } from "../cloud/text.ts";
import { userKubeconfig } from "./cluster.ts";
import { databaseKeys } from "./table/caches.ts";
import { namespaceKeys } from "./table/events.ts";

/** Every function that the simulated Azure answers. */
export const functions: Readonly<Record<string, CloudFunction>> = {
  "azure-native:eventhub:listNamespaceKeys": namespaceKeys,
  "azure-native:redisenterprise:listDatabaseKeys": databaseKeys,
  "azure-native:containerservice:listManagedClusterUserCredentials": (args, { account, store }) => {
    const group = textOf(args["resourceGroupName"]);
    const name = textOf(args["resourceName"]);
    const found = store
      .list(account, "azure-native:containerservice:ManagedCluster")
      .find(({ id }) =>
        id.endsWith(`/resourceGroups/${group}/providers/Microsoft.ContainerService/managedClusters/${name}`),
      );
    if (!found) throw new Error(`the group ${group} has no cluster ${name}`);
    return { kubeconfigs: [{ name: "clusterUser", value: Buffer.from(userKubeconfig(found)).toString("base64") }] };
  },
};
