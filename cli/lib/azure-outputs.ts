type Inputs = Readonly<Record<string, unknown>>;
type Outputs = Record<string, unknown>;

/** Subscription of a provider without settings, in a rendering. */
const subscription = "00000000-0000-4000-8000-000000000000";

/**
 * What Azure computes of a resource, as far as programs read it: enough that a rendering without any subscription has no holes in its settings.
 * Names and addresses are of the form of Azure's own.
 */
export function azureOutputs(type: string, name: string, inputs: Inputs): Outputs {
  if (!type.startsWith("azure-native:")) return {};
  const given = nameOf(type, inputs) ?? name;
  return { name: given, ...special[type]?.(given, inputs) };
}

/** Id of a resource, of Azure's form but without the name of its provider, which types do not tell. */
export function azureId(type: string, name: string, inputs: Inputs): string | undefined {
  const [, module, kind] = /^azure-native:(\w+):(\w+)$/.exec(type) ?? [];
  if (module === undefined) return undefined;
  const group = text(inputs.resourceGroupName) ?? nameOf(type, inputs) ?? name;
  const base = `/subscriptions/${subscription}/resourceGroups/${group}`;
  if (kind === "ResourceGroup") return base;
  const owner = owners.map((field) => text(inputs[field])).find((one) => one !== undefined);
  const path = [owner, nameOf(type, inputs) ?? name].filter((part) => part !== undefined).join("/");
  return `${base}/providers/Microsoft.${module}/${kind}/${path}`;
}

/** Inputs that name what a resource is part of. */
const owners = ["accountName", "vaultName", "virtualNetworkName", "namespaceName", "serverName", "clusterName"];

/** Inputs that name resources whose type is called otherwise. */
const nameFields: Readonly<Record<string, string>> = {
  "azure-native:containerservice:ManagedCluster": "resourceName",
  "azure-native:dataprotection:BackupVault": "vaultName",
  "azure-native:eventhub:DisasterRecoveryConfig": "alias",
  "azure-native:eventhub:NamespaceAuthorizationRule": "authorizationRuleName",
  "azure-native:managedidentity:UserAssignedIdentity": "resourceName",
  "azure-native:redisenterprise:RedisEnterprise": "clusterName",
  "azure-native:storage:StorageAccount": "accountName",
  "azure-native:storage:BlobContainer": "containerName",
};

function nameOf(type: string, inputs: Inputs): string | undefined {
  const kind = type.split(":").at(-1) ?? "";
  const own = `${kind.charAt(0).toLowerCase()}${kind.slice(1)}Name`;
  return text(inputs[nameFields[type] ?? own]);
}

const special: Readonly<Record<string, (name: string, inputs: Inputs) => Outputs>> = {
  "azure-native:keyvault:Vault": (name, { properties }) => ({
    properties: { ...asRecord(properties), vaultUri: `https://${name}.vault.azure.net/` },
  }),
  "azure-native:keyvault:Key": (name, { vaultName }) => {
    const uri = `https://${text(vaultName) ?? "vault"}.vault.azure.net/keys/${name}`;
    return { keyUri: uri, keyUriWithVersion: `${uri}/0123456789abcdef0123456789abcdef` };
  },
  "azure-native:managedidentity:UserAssignedIdentity": (name) => ({
    clientId: `client-of-${name}`,
    principalId: `principal-of-${name}`,
  }),
  "azure-native:communication:CommunicationService": (name) => ({ hostName: `${name}.communication.azure.com` }),
  "azure-native:communication:Domain": (name, { domainManagement }) => ({
    fromSenderDomain: domainManagement === "AzureManaged" ? `${name.toLowerCase()}.azurecomm.net` : name,
    verificationRecords: {
      domain: { value: `ms-domain-verification=${name}` },
      sPF: { value: "v=spf1 include:spf.protection.outlook.com -all" },
      dKIM: { value: "selector1-azurecomm-prod-net._domainkey.azurecomm.net" },
      dKIM2: { value: "selector2-azurecomm-prod-net._domainkey.azurecomm.net" },
    },
    verificationStates: {},
  }),
  "azure-native:dataprotection:BackupVault": (name, { identity }) => ({
    identity: { ...asRecord(identity), principalId: `principal-of-${name}` },
  }),
  "azure-native:containerservice:ManagedCluster": (name, { location }) => ({
    privateFQDN: `${name}.private.${text(location) ?? "eastus"}.azmk8s.io`,
    oidcIssuerProfile: {
      enabled: true,
      issuerURL: `https://${text(location) ?? "eastus"}.oic.prod-aks.azure.com/${name}/`,
    },
  }),
};

/** What functions of Azure answer in a rendering. */
export const azureAnswers: Readonly<Record<string, Outputs>> = {
  "azure-native:redisenterprise:listDatabaseKeys": {
    primaryKey: "AAECAwQFBgcICQoLDA0ODw==",
    secondaryKey: "Dw4NDAsKCQgHBgUEAwIBAA==",
  },
  "azure-native:eventhub:listNamespaceKeys": { primaryKey: "MDEyMzQ1Njc4OWFiY2RlZg==" },
  "azure-native:containerservice:listManagedClusterUserCredentials": {
    kubeconfigs: [
      {
        name: "clusterUser",
        value: Buffer.from(
          JSON.stringify({
            clusters: [{ cluster: { server: "https://api.example.com:443", "certificate-authority-data": "Q0E=" } }],
          }),
        ).toString("base64"),
      },
    ],
  },
};

const text = (value: unknown): string | undefined => (typeof value === "string" ? value : undefined);
const asRecord = (value: unknown): Outputs =>
  typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
