import { stack } from "../../lib/stack-cases.ts";

const types = [
  "storage:StorageAccount",
  "keyvault:Vault",
  "dbforpostgresql:Server",
  "mongocluster:MongoCluster",
  "cosmosdb:DatabaseAccount",
  "eventhub:Namespace",
  "servicebus:Namespace",
  "redisenterprise:RedisEnterprise",
  "dataprotection:BackupVault",
  "containerservice:ManagedCluster",
  "containerregistry:Registry",
];
const stores = types.map((type) => ({
  type: `azure-native:${type}`,
  name: type,
  props: { location: "eastus" },
  refs: { resourceGroupName: ["group"] },
}));
const at = stack([
  { type: "azure-native:resources:ResourceGroup", name: "group", props: { location: "eastus" } },
  ...stores,
  {
    type: "azure-native:authorization:ManagementLockByScope",
    name: "lock",
    props: { level: "CanNotDelete" },
    refs: { scope: ["group"] },
  },
]);
const unlocked =
  "azure-native:authorization:ManagementLockByScope: expected one of it, or of its group of resources, found nothing";

export default [
  at("a lock of the group", {}),
  at("a lock that holds everything", { lock: { props: { "/level": "ReadOnly" } } }),
  at(
    "no lock",
    { lock: "removed" },
    types.map((name) => `${name}: ${unlocked}`),
  ),
  at(
    "a lock of one of them",
    { lock: { set: { refs: { scope: ["keyvault:Vault"] } } } },
    types.filter((name) => name !== "keyvault:Vault").map((name) => `${name}: ${unlocked}`),
  ),
  at(
    "a lock that locks nothing",
    { lock: { props: { "/level": "NotSpecified" } } },
    types.map(() => 'lock: level: expected "CanNotDelete" or "ReadOnly", found "NotSpecified"; write "CanNotDelete"'),
  ),
];
