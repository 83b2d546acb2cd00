import type { ManagementLockByScopeArgs } from "@pulumi/azure-native/authorization/managementLockByScope.js";
import { cisAzure } from "../../lib/azure/standards.ts";
import { type Given, oneOf } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource } from "../../lib/stack.ts";
import { against, missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { collect } from "../../lib/unknown.ts";

const lock = "azure-native:authorization:ManagementLockByScope" as ResourceType<Given<ManagementLockByScopeArgs>>;

/** What keeps data. A lock of its group holds for each of them. */
const stores = [
  "azure-native:storage:StorageAccount",
  "azure-native:keyvault:Vault",
  "azure-native:dbforpostgresql:Server",
  "azure-native:mongocluster:MongoCluster",
  "azure-native:cosmosdb:DatabaseAccount",
  "azure-native:eventhub:Namespace",
  "azure-native:servicebus:Namespace",
  "azure-native:redisenterprise:RedisEnterprise",
  "azure-native:dataprotection:BackupVault",
  "azure-native:containerservice:ManagedCluster",
  "azure-native:containerregistry:Registry",
];

export default stackRule({
  name: "az-delete-lock",
  severity: "high",
  level: "Mp",
  description: "What keeps data must refuse to be deleted, whoever asks.",
  remediationSteps: "Make a ManagementLockByScope of it, or of its group of resources, with the level CanNotDelete.",
  framework: cisAzure("9.3.9"),
  tags: ["cis-azure-6.0:9.3.9", "cis-azure-6.0:9.3.10"],
  requirements: ["FTE-006", "FTE-046"],
  on: stores,
  check: (subject, stack): readonly StackViolation[] => {
    const places = [subject, ...groupsOf(subject)].map(({ urn }) => urn);
    const locks = stack
      .all(lock)
      .filter(({ propertyDependencies }) => propertyDependencies["scope"]?.some(({ urn }) => places.includes(urn)));
    if (locks.length === 0) return [missing(lock, "one of it, or of its group of resources")];
    return collect(locks, (one) =>
      oneOf("level", one.props.level, ["CanNotDelete", "ReadOnly"]).map((violation) => against(one, violation)),
    );
  },
});

const groupsOf = ({ propertyDependencies }: Resource): readonly Resource[] =>
  (propertyDependencies["resourceGroupName"] ?? []).filter(
    ({ type }) => type === "azure-native:resources:ResourceGroup",
  );
