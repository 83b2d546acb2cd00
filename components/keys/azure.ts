import { Key } from "@pulumi/azure-native/keyvault/key.js";
import type { Vault } from "@pulumi/azure-native/keyvault/vault.js";
import { UserAssignedIdentity } from "@pulumi/azure-native/managedidentity/userAssignedIdentity.js";
import * as pulumi from "@pulumi/pulumi";
import { grantRole } from "../core/azure-roles.ts";
import { type AzureScope, azureKept, azureWhere } from "../core/azure-scope.ts";
import { pairedRegion } from "../core/azure-regions.ts";
import type { KeyPurpose } from "../core/place.ts";
import type { EndpointNetwork } from "../network/azure-private-endpoints.ts";
import { privateVault } from "./azure-vault.ts";

/** What keys encrypt on Azure. Secrets need none: a vault is itself a hardware module. */
export const azureKeyPurposes = [
  "data",
  "messaging",
  "logs",
  "backups",
  "cluster",
  "volumes",
  "images",
] as const satisfies readonly KeyPurpose[];
export type AzureKeyPurpose = (typeof azureKeyPurposes)[number];

/** A key, and who the services are that encrypt with it. */
export interface AzureKey {
  /** Address of the newest version, which services follow. */
  readonly uri: pulumi.Output<string>;
  /** Address of one version, for services that do not follow. */
  readonly uriWithVersion: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
  readonly vaultUri: pulumi.Output<string>;
  readonly vaultId: pulumi.Output<string>;
  readonly identityId: pulumi.Output<string>;
  readonly identityClientId: pulumi.Output<string>;
  readonly identityPrincipalId: pulumi.Output<string>;
  /** The role by which the identity uses the key: what is encrypted with it has to come after. */
  readonly grants: readonly pulumi.Resource[];
}

export interface AzureKeysArgs {
  readonly scope: AzureScope;
  readonly network: EndpointNetwork;
  readonly workspaceId: pulumi.Output<string>;
}

/**
 * The keys of a region, one for each purpose in a vault of theirs, each with an identity that nothing else has: who may use one says nothing
 * about the others. A key is replaced each year, and services take the new version by themselves.
 */
export class AzureKeys extends pulumi.ComponentResource {
  static readonly token = "plumbline:keys:AzureKeys";
  readonly keys: Readonly<Record<AzureKeyPurpose, AzureKey>>;
  /**
   * Key of the copies of backups that Azure keeps of databases in the paired region. It is in that region, as Azure asks, and only where databases
   * are backed up: in the primary region, if that has a pair.
   */
  readonly pairedBackups: AzureKey | undefined;

  constructor(name: string, args: AzureKeysArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AzureKeys.token, name, {}, opts);
    const { scope } = args;
    const vault = privateVault(this, `${name}-vault`, {
      ...args,
      identity: { system: "platform", component: "keys" },
      holds: "keys",
    });
    const make = (purpose: AzureKeyPurpose) => purposeKey(this, `${name}-${purpose}`, purpose, scope, vault);
    this.keys = {
      data: make("data"),
      messaging: make("messaging"),
      logs: make("logs"),
      backups: make("backups"),
      cluster: make("cluster"),
      volumes: make("volumes"),
      images: make("images"),
    };
    this.pairedBackups = pairedKey(this, name, args, pairedRegion(scope.region));
    this.registerOutputs({});
  }
}

/** The vault in the paired region; who deploys reaches it from this one's network. */
function pairedKey(
  parent: pulumi.Resource,
  name: string,
  args: AzureKeysArgs,
  region: string | undefined,
): AzureKey | undefined {
  const { scope } = args;
  if (scope.role !== "primary" || region === undefined) return undefined;
  const vault = privateVault(parent, `${name}-paired-vault`, {
    ...args,
    identity: { system: "platform", component: "keys" },
    holds: "paired",
    region,
  });
  return purposeKey(parent, `${name}-paired-backups`, "backups", { ...scope, region }, vault);
}

function purposeKey(
  parent: pulumi.Resource,
  name: string,
  purpose: AzureKeyPurpose,
  scope: AzureScope,
  vault: Vault,
): AzureKey {
  const where = azureWhere(scope, { system: "platform", component: `key-${purpose}` });
  const { resourceGroupName, tags } = where;
  const key = new Key(
    name,
    {
      resourceGroupName,
      tags,
      vaultName: vault.name,
      keyName: purpose,
      properties: {
        kty: "RSA-HSM",
        keySize: 3072,
        keyOps: ["decrypt", "encrypt", "unwrapKey", "wrapKey"],
        // Earlier versions stay, for what they encrypted.
        rotationPolicy: {
          lifetimeActions: [{ action: { type: "rotate" }, trigger: { timeAfterCreate: "P365D" } }],
          attributes: { expiryTime: "P2Y" },
        },
      },
    },
    azureKept(scope, parent),
  );
  const identity = new UserAssignedIdentity(`${name}-identity`, where, { parent });
  const grant = grantRole(parent, `${name}-use`, scope, {
    role: purpose === "cluster" ? "Key Vault Crypto User" : "Key Vault Crypto Service Encryption User",
    scope: pulumi.interpolate`${vault.id}/keys/${key.name}`,
    principalId: identity.principalId,
    description: `Encrypts ${purpose}`,
  });
  return {
    uri: key.keyUri,
    uriWithVersion: key.keyUriWithVersion,
    name: key.name,
    vaultUri: vault.properties.vaultUri,
    vaultId: vault.id,
    identityId: identity.id,
    identityClientId: identity.clientId,
    identityPrincipalId: identity.principalId,
    grants: [grant],
  };
}
