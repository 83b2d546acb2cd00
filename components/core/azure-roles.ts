import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AzureScope } from "./azure-scope.ts";

/** Roles that Azure brings, by their ids, which are the same in every tenant. Each is the least that does its work. */
export const azureRoles = {
  AcrPull: "7f951dda-4ed3-4680-a7ca-43fe172d538d",
  "Azure Event Hubs Data Receiver": "a638d3c7-ab3a-418d-83e6-5f17a39d4fde",
  "Azure Event Hubs Data Sender": "2b629674-e913-4c01-ae53-ef4638d8f975",
  "Azure Kubernetes Service RBAC Cluster Admin": "b1ff04bb-8a4e-4dc4-8eb5-8693973ce19b",
  "Azure Kubernetes Service Cluster User Role": "4abbcc35-e782-43d8-92c5-2d3f1bd2253f",
  "Azure Service Bus Data Receiver": "4f6d3b9b-027b-4f4c-9142-0e5a2a2247e0",
  "Azure Service Bus Data Sender": "69a216fc-b8fb-44d8-bc22-1f3c2cd27a39",
  "Communication and Email Service Owner": "09976791-48a7-449e-bb21-39d1a415f350",
  "DNS Zone Contributor": "befefa01-2a29-4197-83a8-272ff33ce314",
  "Key Vault Certificates Officer": "a4417e6f-fecd-4de8-b567-7b0420556985",
  "Key Vault Crypto Service Encryption User": "e147488a-f6f5-4113-8e2d-b22465e65bf6",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
  "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
  "Managed Identity Operator": "f1a07417-d97a-45cb-824c-7a7467783830",
  "Network Contributor": "4d97b98b-1d4f-4787-a291-c67834d212e7",
  "PostgreSQL Flexible Server Long Term Retention Backup Role": "c088a766-074b-43ba-90d4-1fb21feae531",
  "Private DNS Zone Contributor": "b12aa53e-6015-4669-85d0-8515ebb3ae7f",
  Reader: "acdd72a7-3385-48ef-bd42-f606fba81ae7",
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
} as const;
export type AzureRole = keyof typeof azureRoles;

export interface RoleGrant {
  readonly role: AzureRole;
  /** Resource over which it holds, by its id. */
  readonly scope: pulumi.Input<string>;
  /** Object id of who gets it. */
  readonly principalId: pulumi.Input<string>;
  /** A group of people is the only one that is not a service principal. @default "ServicePrincipal" */
  readonly principalType?: "Group" | "ServicePrincipal";
  /** What for, as reviewers of access read it. */
  readonly description: pulumi.Input<string>;
  /** What of the role holds, in Azure's language of conditions. @default - all of it */
  readonly condition?: string;
}

/** Gives somebody one of Azure's roles over one thing. */
export function grantRole(
  parent: pulumi.Resource,
  name: string,
  { subscriptionId }: Pick<AzureScope, "subscriptionId">,
  { role, scope, principalId, principalType = "ServicePrincipal", description, condition }: RoleGrant,
): RoleAssignment {
  const definitions = `/subscriptions/${subscriptionId}/providers/Microsoft.Authorization/roleDefinitions`;
  return new RoleAssignment(
    name,
    {
      scope,
      principalId,
      principalType,
      roleDefinitionId: `${definitions}/${azureRoles[role]}`,
      description,
      ...(condition !== undefined && { condition, conditionVersion: "2.0" }),
    },
    { parent },
  );
}
