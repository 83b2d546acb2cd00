import { Provider as AzureProvider } from "@pulumi/azure-native/provider.js";
import { Provider as KubernetesProvider } from "@pulumi/kubernetes/provider.js";
import type * as pulumi from "@pulumi/pulumi";
import { Provider as RandomProvider } from "@pulumi/random/provider.js";
import assert from "node:assert/strict";
import type { AzurePlace } from "../../components/core/azure-place.ts";
import type { AzureScope } from "../../components/core/azure-scope.ts";
import type { PrivateAccount } from "../../components/core/azure-storage.ts";
import type { AzureKey, AzureKeyPurpose } from "../../components/keys/azure.ts";
import type { PrivateService, PrivateZones } from "../../components/network/azure-private-endpoints.ts";
import { type Rendered, type RenderedResource, renderProgram } from "../../cli/lib/render.ts";
import { output } from "./outputs.ts";

/** Subscription and directory of every rendering. */
export const subscriptionId = "11111111-1111-4111-8111-111111111111";
export const tenantId = "22222222-2222-4222-8222-222222222222";

/** Id of a resource in the group of every rendering. */
export const resourceId = (type: string, name: string): string =>
  `/subscriptions/${subscriptionId}/resourceGroups/prod-eastus/providers/${type}/${name}`;

/** Renders a program of a few components on Azure; `build` gets the options that hand the providers on. */
export function renderAzure(build: (opts: pulumi.ComponentResourceOptions) => unknown): Promise<Rendered> {
  return renderProgram("prod-azure", {}, () => {
    const providers = [
      new AzureProvider("azure", { subscriptionId, tenantId }),
      new KubernetesProvider("cluster"),
      new RandomProvider("random"),
    ];
    build({ providers });
    return Promise.resolve({});
  });
}

/** A region's group that is there already. */
export function azureScope(change: Partial<AzureScope> = {}): AzureScope {
  return {
    region: "eastus",
    role: "primary",
    stage: "prod",
    subscriptionId,
    tenantId,
    costCentre: "platform",
    resourceGroupName: output("prod-eastus"),
    protect: true,
    ...change,
  };
}

/** A key that is there already. */
export function azureKey(purpose: AzureKeyPurpose): AzureKey {
  const vaultUri = "https://prod-keys.vault.azure.net/";
  return {
    uri: output(`${vaultUri}keys/${purpose}`),
    uriWithVersion: output(`${vaultUri}keys/${purpose}/1`),
    name: output(purpose),
    vaultUri: output(vaultUri),
    vaultId: output(resourceId("Microsoft.KeyVault/vaults", "prod-keys")),
    identityId: output(resourceId("Microsoft.ManagedIdentity/userAssignedIdentities", `key-${purpose}`)),
    identityClientId: output(`client-${purpose}`),
    identityPrincipalId: output(`principal-${purpose}`),
    grants: [],
  };
}

const zone = (service: PrivateService) => output(resourceId("Microsoft.Network/privateDnsZones", service));

/** Zones of the private endpoints that are there already. */
export const azureZonesOfEndpoints = (): PrivateZones => ({
  blob: zone("blob"),
  cache: zone("cache"),
  documents: zone("documents"),
  messaging: zone("messaging"),
  postgres: zone("postgres"),
  registry: zone("registry"),
  vault: zone("vault"),
});

const account = (name: string): PrivateAccount => ({
  id: output(resourceId("Microsoft.Storage/storageAccounts", name)),
  name,
  endpoint: `https://${name}.blob.core.windows.net`,
  container: (one) =>
    output(resourceId("Microsoft.Storage/storageAccounts", `${name}/blobServices/default/containers/${one}`)),
  containerName: (one) => output(one),
});

/** A region whose parts are there already. */
export function azurePlace(change: Partial<AzurePlace> = {}): AzurePlace {
  const network = (name: string) => output(resourceId("Microsoft.Network/virtualNetworks", name));
  return {
    ...azureScope(),
    cloud: "azure",
    network: {
      id: network("prod"),
      endpointSubnetId: network("prod/subnets/endpoints"),
      endpointCidr: "10.0.192.0/22",
      edgeSubnetId: network("prod/subnets/edge"),
      gatewayAddress: "10.0.31.254",
      zones: azureZonesOfEndpoints(),
    },
    keys: {
      data: azureKey("data"),
      messaging: azureKey("messaging"),
      logs: azureKey("logs"),
      backups: azureKey("backups"),
      cluster: azureKey("cluster"),
      volumes: azureKey("volumes"),
      images: azureKey("images"),
    },
    pairedBackups: azureKey("backups"),
    administrators: ["33333333-3333-4333-8333-333333333333"],
    cluster: {
      name: output("prod-platform"),
      id: output(resourceId("Microsoft.ContainerService/managedClusters", "prod-platform")),
      oidcIssuer: output("https://oidc.example.com/prod/"),
      diskEncryptionSetId: output(resourceId("Microsoft.Compute/diskEncryptionSets", "disks")),
    },
    secrets: {
      store: "cloud-secrets",
      vaultName: output("prod-secrets"),
      vaultId: output(resourceId("Microsoft.KeyVault/vaults", "prod-secrets")),
      vaultUri: output("https://prod-secrets.vault.azure.net/"),
      expires: 1_811_721_600,
    },
    workspaceId: output(resourceId("Microsoft.OperationalInsights/workspaces", "logs")),
    logArchive: account("prodlogs"),
    auditArchive: account("prodaudit"),
    peers: [],
    ...change,
  };
}

/** What a program registered on Azure: `module:Type name`, sorted. */
export const registeredOnAzure = ({ resources }: Rendered): string[] =>
  resources
    .filter(({ type }) => type.startsWith("azure-native:"))
    .map(({ type, name }) => `${type.slice("azure-native:".length)} ${name}`)
    .sort();

/** The one resource of a kind (`storage:StorageAccount`) and name. */
export function foundOnAzure({ resources }: Rendered, kind: string, name: string): RenderedResource {
  const matches = resources.filter((each) => each.name === name && each.type === `azure-native:${kind}`);
  const [only] = matches;
  assert.ok(only && matches.length === 1, `one ${kind} ${name}, found ${matches.length}`);
  return only;
}
