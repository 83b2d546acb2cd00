import { DiagnosticSetting } from "@pulumi/azure-native/monitor/diagnosticSetting.js";
import { Vault } from "@pulumi/azure-native/keyvault/vault.js";
import type * as pulumi from "@pulumi/pulumi";
import { deleteLock } from "../core/azure-lock.ts";
import { type AzureScope, azureKept, azureWhere, worldwideName } from "../core/azure-scope.ts";
import type { Identity } from "../core/labels.ts";
import { type EndpointNetwork, privateEndpoint } from "../network/azure-private-endpoints.ts";

/** Days in which a deleted vault, key or secret can be had back; the most that Azure gives. */
const softDeleteRetentionInDays = 90;

export interface PrivateVaultArgs {
  readonly scope: AzureScope;
  readonly identity: Identity;
  /** What it holds, for its name. */
  readonly holds: string;
  /** Region that it is in. @default - that of its network */
  readonly region?: string;
  readonly network: EndpointNetwork;
  /** Workspace that is told who read what. */
  readonly workspaceId: pulumi.Output<string>;
}

/**
 * A vault that is reached from its network, and by the services of Azure that encrypt with its keys; who may do what is said by roles. Nothing
 * in it can be purged before its time.
 */
export function privateVault(parent: pulumi.Resource, name: string, args: PrivateVaultArgs): Vault {
  const { scope, identity, network } = args;
  const vault = new Vault(
    name,
    {
      ...azureWhere({ ...scope, region: args.region ?? scope.region }, identity, "confidential"),
      vaultName: worldwideName("vault", scope, args.holds),
      properties: {
        tenantId: scope.tenantId,
        // Keys of a hardware module.
        sku: { family: "A", name: "premium" },
        enableRbacAuthorization: true,
        enableSoftDelete: true,
        softDeleteRetentionInDays,
        enablePurgeProtection: true,
        publicNetworkAccess: "Disabled",
        networkAcls: { bypass: "AzureServices", defaultAction: "Deny" },
      },
    },
    azureKept(scope, parent),
  );
  privateEndpoint(parent, name, scope, network, { service: "vault", resourceId: vault.id, identity });
  recordAccess(parent, name, vault.id, args.workspaceId);
  deleteLock(parent, name, scope, vault.id);
  return vault;
}

/** Who used a resource for what is written down in a workspace. */
export function recordAccess(
  parent: pulumi.Resource,
  name: string,
  resourceUri: pulumi.Input<string>,
  workspaceId: pulumi.Input<string>,
): DiagnosticSetting {
  return new DiagnosticSetting(
    `${name}-access-logs`,
    { name: "access", resourceUri, workspaceId, logs: [{ categoryGroup: "allLogs", enabled: true }] },
    { parent },
  );
}
