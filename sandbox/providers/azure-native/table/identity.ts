import { createHash } from "node:crypto";
import { oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arm, extension, instant, resourceGroup } from "./parts.ts";

const identity = "azure-native:managedidentity:UserAssignedIdentity";

/** Groups, identities, roles and locks. */
export const identities: Rows = {
  [resourceGroup]: {
    id: "/subscriptions/{account}/resourceGroups/{resourceGroupName}",
    name: { property: "resourceGroupName", max: 90, pattern: /^[\w().-]*[\w()-]$/ },
    replaces: ["location"],
    computed: {
      azureApiVersion: () => "",
      name: "{resourceGroupName}",
      properties: () => ({ provisioningState: "Succeeded" }),
      type: () => "Microsoft.Resources/resourceGroups",
    },
  },
  [identity]: arm("Microsoft.ManagedIdentity/userAssignedIdentities", {
    named: ["resourceName"],
    rule: { min: 3, max: 128 },
    replaces: ["location"],
    also: ["systemData"],
    computed: {
      clientId: ({ fill, hash }) => fill("{uuid}").replace(/^.{8}/, hash(8, "client")),
      principalId: ({ fill, hash }) => fill("{uuid}").replace(/^.{8}/, hash(8, "principal")),
      tenantId: () => "",
    },
  }),
  "azure-native:managedidentity:FederatedIdentityCredential": arm(
    "Microsoft.ManagedIdentity/userAssignedIdentities/federatedIdentityCredentials",
    {
      named: ["resourceName", "federatedIdentityCredentialResourceName"],
      rule: { min: 3, max: 120 },
      owner: identity,
      also: ["systemData"],
    },
  ),
  "azure-native:authorization:RoleAssignment": {
    id: "{scope}/providers/Microsoft.Authorization/roleAssignments/{roleAssignmentName}",
    // Assignments are called by GUIDs.
    name: false,
    defaults: {
      roleAssignmentName: ({ principalId, roleDefinitionId, scope }) => guidOf([scope, principalId, roleDefinitionId]),
    },
    replaces: ["principalId", "principalType", "roleAssignmentName", "roleDefinitionId", "scope"],
    unique: ["scope", "principalId", "roleDefinitionId"],
    rules: { principalType: oneOf("Device", "ForeignGroup", "Group", "ServicePrincipal", "User") },
    computed: {
      azureApiVersion: () => "",
      createdBy: () => "sandbox",
      createdOn: () => instant,
      name: "{roleAssignmentName}",
      systemData: () => ({}),
      type: () => "Microsoft.Authorization/roleAssignments",
      updatedBy: () => "sandbox",
      updatedOn: () => instant,
    },
  },
  "azure-native:authorization:ManagementLockByScope": extension("Microsoft.Authorization/locks", "scope", {
    named: ["lockName"],
    also: ["systemData"],
    rules: { level: oneOf("NotSpecified", "CanNotDelete", "ReadOnly") },
    computed: { name: "{lockName}" },
  }),
};

/** The same GUID for the same parts. */
function guidOf(parts: readonly unknown[]): string {
  const hex = createHash("sha256").update(JSON.stringify(parts)).digest("hex").slice(0, 32);
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
