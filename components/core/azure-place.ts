import type * as pulumi from "@pulumi/pulumi";
import type { AzureKey, AzureKeyPurpose } from "../keys/azure.ts";
import type { EndpointNetwork } from "../network/azure-private-endpoints.ts";
import type { AzureScope } from "./azure-scope.ts";
import type { PrivateAccount } from "./azure-storage.ts";
import type { RegionRole } from "./place.ts";

/** The vault of secrets of a region, and who reads from it. */
export interface AzurePlaceSecrets {
  /** Name of the ClusterSecretStore that External Secrets reads through. */
  readonly store: string;
  readonly vaultName: pulumi.Output<string>;
  readonly vaultId: pulumi.Output<string>;
  readonly vaultUri: pulumi.Output<string>;
  /** When what the stack writes into it ends, in seconds since 1970 (UTC). */
  readonly expires: number;
}

/** The network of a region as its data stores and its edge see it. */
export interface AzurePlaceNetwork extends EndpointNetwork {
  readonly id: pulumi.Output<string>;
  /** Addresses of the private endpoints, in CIDR form: where pods find data stores and services, for their network policies. */
  readonly endpointCidr: string;
  readonly edgeSubnetId: pulumi.Output<string>;
  /** Address of the gateway of the cluster, in that network alone. */
  readonly gatewayAddress: string;
}

/** Another region of the same stack, as far as data that is copied there has to know. */
export interface AzurePeer {
  readonly region: string;
  readonly role: RegionRole;
  readonly scope: AzureScope;
  readonly keys: Readonly<Record<AzureKeyPurpose, AzureKey>>;
  readonly network: AzurePlaceNetwork;
  readonly secrets: AzurePlaceSecrets;
}

/** A region of Azure in which the stack has a network, keys and a cluster. */
export interface AzurePlace extends AzureScope {
  readonly cloud: "azure";
  readonly network: AzurePlaceNetwork;
  readonly keys: Readonly<Record<AzureKeyPurpose, AzureKey>>;
  /** Key, in the paired region, of the copies of database backups there; only where databases are backed up. */
  readonly pairedBackups: AzureKey | undefined;
  /** Object ids of the groups that administer the region's cluster and databases. */
  readonly administrators: readonly string[];
  readonly cluster: {
    readonly name: pulumi.Output<string>;
    readonly id: pulumi.Output<string>;
    /** Who signs the tokens of its service accounts. */
    readonly oidcIssuer: pulumi.Output<string>;
    readonly diskEncryptionSetId: pulumi.Output<string>;
  };
  readonly secrets: AzurePlaceSecrets;
  /** Workspace that services of Azure write their logs to. */
  readonly workspaceId: pulumi.Output<string>;
  /** Account that logs are kept in, a container for each class. */
  readonly logArchive: PrivateAccount;
  /** Account of audit logs, in its container `audit`: nobody can change or delete one before its time. */
  readonly auditArchive: PrivateAccount;
  /** The stack's other regions, the primary first. */
  readonly peers: readonly AzurePeer[];
}
