import type { StorageAccountArgs } from "@pulumi/azure-native/storage/storageAccount.js";
import type { VaultArgs } from "@pulumi/azure-native/keyvault/vault.js";
import type { ActionGroupArgs } from "@pulumi/azure-native/monitor/actionGroup.js";
import type { DiagnosticSettingArgs } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import type { Given } from "../demands.ts";
import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";

export type Account = Given<StorageAccountArgs>;
export const account = "azure-native:storage:StorageAccount" as ResourceType<Account>;
export type Vault = Given<VaultArgs>;
export const vault = "azure-native:keyvault:Vault" as ResourceType<Vault>;
export const diagnostics = "azure-native:monitor:DiagnosticSetting" as ResourceType<Given<DiagnosticSettingArgs>>;
export const actionGroup = "azure-native:monitor:ActionGroup" as ResourceType<Given<ActionGroupArgs>>;
export const privateEndpoint = "azure-native:network:PrivateEndpoint" as ResourceType;

/** Where a resource is, as it says itself: on Azure, a provider has no region. */
export function locationOf({ props }: Resource): string | undefined {
  const location: unknown = Reflect.get(props, "location");
  return typeof location === "string" ? location.toLowerCase().replaceAll(" ", "") : undefined;
}

/** Whether the resources that a property was made of have this one among them. */
export const refersTo = (from: Resource, property: string, to: Resource): boolean =>
  from.propertyDependencies[property]?.some(({ urn }) => urn === to.urn) ?? false;

/** Whether a resource is reached through a private endpoint of the stack. */
export const hasPrivateEndpoint = (subject: Resource, stack: Stack): boolean =>
  stack.all(privateEndpoint).some((one) => refersTo(one, "privateLinkServiceConnections", subject));

/** Categories that a resource's diagnostic settings send somewhere; `null` where it has no settings. */
export function categoriesOf(subject: Resource, stack: Stack): readonly string[] | null {
  const settings = stack.companions(subject, diagnostics, "resourceUri");
  if (settings.length === 0) return null;
  const logs = settings.flatMap(({ props }) => props.logs ?? []);
  return logs.flatMap((log) => (log?.enabled === true ? [log.category ?? log.categoryGroup ?? ""] : []));
}
