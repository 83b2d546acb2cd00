import { ManagementLockByScope } from "@pulumi/azure-native/authorization/managementLockByScope.js";
import { RoleAssignment } from "@pulumi/azure-native/authorization/roleAssignment.js";
import { Key } from "@pulumi/azure-native/keyvault/key.js";
import { Vault } from "@pulumi/azure-native/keyvault/vault.js";
import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import { Workspace } from "@pulumi/azure-native/operationalinsights/workspace.js";
import { Provider } from "@pulumi/azure-native/provider.js";
import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { stackTags, type Tags, tagsFor } from "../components/core/tags.ts";
import { azureNames } from "./addresses.ts";
import { stateContainer } from "./azure-storage.ts";
import type { AzureStateConfig } from "./config.ts";

/** How long it can be looked up who read or wrote the state. The most that is free of charge for a part of them. */
const accessLogDays = 365;

/** Days in which a deleted vault or key can be had back; the most that Azure gives. */
const softDeleteRetentionInDays = 90;

/** Roles that Azure brings, by their ids, which are the same in every tenant. */
const roles = {
  "Storage Blob Data Contributor": "ba92f5b4-2d11-453d-a403-e96b0029c9fe",
  "Storage Blob Data Reader": "2a2b9908-6ea1-4ae2-8e65-a410df84e7d1",
  "Key Vault Crypto User": "12338af0-0e69-4776-bea7-57ae8d297424",
} as const;

/**
 * A container for the state of a stack, and the key that encrypts the secrets in it. Both let in who deploys, from the networks that are
 * named, and know no keys that somebody could copy. A lock keeps the group from being deleted.
 */
export class AzureState extends pulumi.ComponentResource {
  static readonly token = "plumbline:state:AzureState";

  constructor(name: string, config: AzureStateConfig, opts?: pulumi.ComponentResourceOptions) {
    super(AzureState.token, name, { ...config }, opts);
    const names = azureNames(config);
    const { location } = config.azure;
    const tags = { ...stackTags(config.stage, config.costCentre), ...tagsFor(identity, "confidential") };
    const kept = { parent: this, protect: true, retainOnDelete: true };
    const group = new ResourceGroup(`${name}-group`, { resourceGroupName: names.group, location, tags }, kept);
    const where: Where = { resourceGroupName: group.name, location, tags };
    const workspace = new Workspace(
      `${name}-logs`,
      { ...where, workspaceName: names.logs, retentionInDays: accessLogDays, sku: { name: "PerGB2018" } },
      kept,
    );
    const storage = stateContainer(this, name, config, where);
    const { vault, key } = secretsKey(this, name, config, where);
    for (const deployer of config.azure.deployers) {
      const assign = assignment(this, config, deployer, "Deploys the stack");
      assign(`${name}-blobs-${deployer}`, "Storage Blob Data Contributor", storage.containerId);
      assign(`${name}-key-${deployer}`, "Key Vault Crypto User", key.id);
    }
    for (const who of config.azure.backups) {
      const assign = assignment(this, config, who, "Backs the state up");
      assign(`${name}-blobs-${who}`, "Storage Blob Data Reader", storage.containerId);
      // The least of Azure's roles that decrypts. It encrypts, too: what it encrypts, it can write nowhere.
      assign(`${name}-key-${who}`, "Key Vault Crypto User", key.id);
    }
    recordAccess(
      this,
      `${name}-blobs-access`,
      pulumi.interpolate`${storage.accountId}/blobServices/default`,
      workspace,
    );
    recordAccess(this, `${name}-vault-access`, vault.id, workspace);
    new ManagementLockByScope(
      `${name}-lock`,
      { scope: group.id, lockName: "keep-state", level: "CanNotDelete", notes: "Holds the state of a stack" },
      // Last, since a lock keeps parts from being replaced, too.
      { parent: this, dependsOn: [storage.container, key] },
    );
    this.registerOutputs({ container: names.container, vault: names.vault });
  }
}

/** Where the parts go. */
export interface Where {
  readonly resourceGroupName: pulumi.Output<string>;
  readonly location: string;
  readonly tags: Tags;
}

const identity = { system: "platform", component: "state" };

/** The provider of the subscription alone. */
export function azureProvider({ azure: { subscription, tenant } }: AzureStateConfig): Provider {
  return new Provider("azure", { subscriptionId: subscription, tenantId: tenant });
}

function secretsKey(parent: pulumi.Resource, name: string, config: AzureStateConfig, where: Where) {
  const names = azureNames(config);
  const kept = { parent, protect: true, retainOnDelete: true };
  const vault = new Vault(
    `${name}-vault`,
    {
      ...where,
      vaultName: names.vault,
      properties: {
        tenantId: config.azure.tenant,
        sku: { family: "A", name: "premium" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays,
        enablePurgeProtection: true,
        publicNetworkAccess: "Enabled",
        networkAcls: {
          bypass: "None",
          defaultAction: "Deny",
          ipRules: config.azure.networks.map((value) => ({ value })),
        },
      },
    },
    kept,
  );
  const { resourceGroupName, tags } = where;
  const key = new Key(
    `${name}-key`,
    {
      resourceGroupName,
      tags,
      vaultName: vault.name,
      keyName: names.key,
      properties: {
        // Of a hardware module; earlier versions stay, to decrypt what they encrypted.
        kty: "RSA-HSM",
        keySize: 3072,
        keyOps: ["decrypt", "encrypt", "unwrapKey", "wrapKey"],
        rotationPolicy: {
          lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P365D" } }],
          attributes: { expiryTime: "P2Y" },
        },
      },
    },
    kept,
  );
  return { vault, key };
}

/** Gives somebody one of Azure's roles over one thing. */
function assignment(
  parent: pulumi.Resource,
  { azure: { subscription } }: AzureStateConfig,
  principalId: string,
  description: string,
) {
  return (name: string, role: keyof typeof roles, scope: pulumi.Input<string>) => {
    const definitions = `/subscriptions/${subscription}/providers/Microsoft.Authorization/roleDefinitions`;
    new RoleAssignment(
      name,
      { scope, principalId, roleDefinitionId: `${definitions}/${roles[role]}`, description },
      { parent },
    );
  };
}

function recordAccess(parent: pulumi.Resource, name: string, resourceUri: pulumi.Input<string>, logs: Workspace): void {
  const categories = [{ categoryGroup: "allLogs", enabled: true }];
  new DiagnosticSetting(name, { name: "access", resourceUri, workspaceId: logs.id, logs: categories }, { parent });
}
