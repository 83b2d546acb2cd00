import { ResourceGroup } from "@pulumi/azure-native/resources/resourceGroup.js";
import * as pulumi from "@pulumi/pulumi";
import { AzureAlarmGroup } from "../alarms/azure-alarm-group.ts";
import { AzureCluster } from "../cluster/azure.ts";
import { outboundAddresses } from "../cluster/azure-capacity.ts";
import type { AzurePeer, AzurePlace, AzurePlaceNetwork, AzurePlaceSecrets } from "../core/azure-place.ts";
import { type AzureScope, regionGroupName } from "../core/azure-scope.ts";
import { stackTags, tagsFor } from "../core/tags.ts";
import { azurePlatformIdentity } from "../identity/azure-platform-identities.ts";
import { AzureKeys } from "../keys/azure.ts";
import { AzureLogArchive, logWorkspace } from "../log-archive/azure.ts";
import { AzureNetwork, flowLogs } from "../network/azure.ts";
import { privateEndpoint } from "../network/azure-private-endpoints.ts";
import { AzureRegistry } from "../registry/azure.ts";
import { secretVault } from "../secret-store/azure-vault.ts";
import { azureNodes } from "./sizes.ts";

/** A registry that a region pulls from. */
export interface RegistryReference {
  readonly id: pulumi.Output<string>;
  readonly host: string;
}

export interface AzureRegionArgs extends Omit<AzureScope, "resourceGroupName"> {
  /** Private addresses of its network, in CIDR form. */
  readonly cidr: string;
  /** Addresses of Services and of pods, in CIDR form. */
  readonly serviceCidr: string;
  readonly podCidr: string;
  /** Object ids of the groups that administer its cluster and its databases. */
  readonly administrators: readonly string[];
  /** Nodes that its cluster may grow to, or its stage's own bound where that is more. */
  readonly mostNodes: number;
  /** Registry of the primary region; in that region itself, the other regions that get a copy of its images. */
  readonly images: { readonly from: RegistryReference } | { readonly copyTo: readonly string[] };
  /** Day (UTC) on which secrets that the stack writes into its vault end, such as `2027-05-31`. */
  readonly secretsExpire: string;
  /** Port of the mail server that alerts are sent by. @default - no mail gets out */
  readonly mailPort?: number;
  /** Address that hears of alarms. @default - nobody: alarms are shown, and not sent */
  readonly alarmRecipient?: string;
}

/**
 * All that a region has before anything is deployed to it: a network, keys, the archive of logs, a registry, a cluster, the vault of secrets, and
 * the identities of the platform. The provider that it gets is the one of the subscription.
 */
export class AzureRegion extends pulumi.ComponentResource {
  static readonly token = "plumbline:region:AzureRegion";
  readonly cluster: AzureCluster;
  readonly registry: RegistryReference;
  /** Client id of the identity of External Secrets. */
  readonly secretsReaderClientId: pulumi.Output<string>;
  readonly #scope: AzureScope;
  readonly #administrators: readonly string[];
  readonly #keys: AzureKeys;
  readonly #network: AzureNetwork;
  readonly #logs: AzureLogArchive;
  readonly #workspaceId: pulumi.Output<string>;
  readonly #secrets: AzurePlaceSecrets;

  constructor(name: string, args: AzureRegionArgs, opts?: pulumi.ComponentResourceOptions) {
    const { region, role, stage, cidr } = args;
    super(AzureRegion.token, name, { region, role, stage, cidr }, opts);
    this.#scope = makeScope(this, name, args);
    this.#administrators = args.administrators;
    const scope = this.#scope;
    const child = { parent: this };
    this.#workspaceId = logWorkspace(this, `${name}-workspace`, scope).id;
    const workspaceId = this.#workspaceId;
    const { mailPort } = args;
    this.#network = new AzureNetwork(
      `${name}-network`,
      { scope, cidr: args.cidr, podCidr: args.podCidr, outboundAddresses, ...(mailPort !== undefined && { mailPort }) },
      child,
    );
    const network = this.#network;
    this.#keys = new AzureKeys(`${name}-keys`, { scope, network, workspaceId }, child);
    const { keys } = this.#keys;
    this.#logs = new AzureLogArchive(`${name}-logs`, { scope, key: keys.logs, network, workspaceId }, child);
    flowLogs(this, `${name}-network`, scope, {
      networkId: network.id,
      storageId: this.#logs.archive.id,
      retentionDays: this.#logs.retentionDays.network,
    });
    this.registry = makeRegistry(this, name, args, this.#keys, { scope, network, workspaceId });
    const nodes = azureNodes(args.stage);
    this.cluster = new AzureCluster(
      `${name}-cluster`,
      {
        scope,
        network,
        keys,
        serviceCidr: args.serviceCidr,
        podCidr: args.podCidr,
        nodes: { general: { ...nodes, most: Math.max(nodes.most, args.mostNodes) } },
        administrators: args.administrators,
        registryId: this.registry.id,
        workspaceId,
      },
      // Nodes pull images and reach the API by the endpoints and rules of the network.
      { parent: this, dependsOn: [network] },
    );
    const { alarmRecipient, secretsExpire } = args;
    const alarms = new AzureAlarmGroup(
      `${name}-alarms`,
      { scope, ...(alarmRecipient !== undefined && { recipient: alarmRecipient }) },
      child,
    );
    const alarmGroup = alarms.id;
    this.#secrets = secretVault(this, `${name}-secrets`, { scope, network, workspaceId, secretsExpire, alarmGroup });
    this.secretsReaderClientId = this.#secretsReader(name);
    this.registerOutputs({ cluster: this.cluster.name, registry: this.registry.host });
  }

  /** What the stack's other regions have to know of this one. */
  peer(): AzurePeer {
    const { region, role } = this.#scope;
    return {
      region,
      role,
      scope: this.#scope,
      keys: this.#keys.keys,
      network: this.#placeNetwork(),
      secrets: this.#secrets,
    };
  }

  /** What is deployed here has to know of it. */
  place(peers: readonly AzurePeer[]): AzurePlace {
    const { name, id, oidcIssuer, diskEncryptionSetId } = this.cluster;
    return {
      ...this.#scope,
      cloud: "azure",
      network: this.#placeNetwork(),
      keys: this.#keys.keys,
      pairedBackups: this.#keys.pairedBackups,
      administrators: this.#administrators,
      cluster: { name, id, oidcIssuer, diskEncryptionSetId },
      secrets: this.#secrets,
      workspaceId: this.#workspaceId,
      logArchive: this.#logs.archive,
      auditArchive: this.#logs.audit,
      peers,
    };
  }

  #placeNetwork(): AzurePlaceNetwork {
    const { id, endpointSubnetId, endpointCidr, edgeSubnetId, gatewayAddress, zones } = this.#network;
    return { id, endpointSubnetId, endpointCidr, edgeSubnetId, gatewayAddress, zones };
  }

  /** External Secrets reads secrets of the region's vault. */
  #secretsReader(name: string): pulumi.Output<string> {
    return azurePlatformIdentity(
      `${name}-external-secrets`,
      "external-secrets",
      { ...this.#scope, cluster: this.cluster },
      [{ role: "Key Vault Secrets User", scope: this.#secrets.vaultId, on: "secrets" }],
      { parent: this },
    ).clientId;
  }
}

function makeScope(parent: pulumi.Resource, name: string, args: AzureRegionArgs): AzureScope {
  const { region, role, stage, subscriptionId, tenantId, costCentre, protect } = args;
  const group = new ResourceGroup(
    `${name}-group`,
    {
      resourceGroupName: regionGroupName({ stage, region }),
      location: region,
      tags: { ...stackTags(stage, costCentre), ...tagsFor({ system: "platform", component: "region" }) },
    },
    { parent, protect, retainOnDelete: protect },
  );
  return { region, role, stage, subscriptionId, tenantId, costCentre, protect, resourceGroupName: group.name };
}

/** The primary region has the registry; the others reach their copy of it by an endpoint of their own. */
function makeRegistry(
  parent: pulumi.Resource,
  name: string,
  { images }: AzureRegionArgs,
  { keys }: AzureKeys,
  args: { readonly scope: AzureScope; readonly network: AzureNetwork; readonly workspaceId: pulumi.Output<string> },
): RegistryReference {
  if ("copyTo" in images) {
    const { copyTo } = images;
    return new AzureRegistry(`${name}-registry`, { ...args, key: keys.images, copyTo }, { parent });
  }
  privateEndpoint(parent, `${name}-registry`, args.scope, args.network, {
    service: "registry",
    resourceId: images.from.id,
    identity: { system: "platform", component: "registry" },
  });
  return images.from;
}
