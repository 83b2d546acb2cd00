import * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { InvalidInput, Unsupported } from "../core/errors.ts";
import { authoritySecret } from "../identity/aws-authorities.ts";
import { azureAuthorities } from "../identity/azure-authorities.ts";
import { privateEndpoint } from "../network/azure-private-endpoints.ts";
import {
  storedVaultSecret,
  type StoredVaultSecret,
  vaultSecret,
  type VaultSecret,
} from "../secret-store/azure-secret.ts";
import { administrator, documentClusters, documentPort } from "./azure-cluster.ts";
import { addressOptions, documentSetup, serviceRoles } from "./azure-setup.ts";
import { clusterDisk, clusterTier } from "./azure-sizes.ts";
import { encryptionKey } from "./encryption-key.ts";
import { setupComponent } from "./setup-job.ts";
import { type AzureDocumentSource, assertSource } from "./source.ts";
import type { DocumentStoreOutputs, DocumentStoreSpec } from "./spec.ts";

/** What passwords begin with: the service asks for capitals and signs, too. These mean nothing in an address. */
const passwordPrefix = "P-";

/**
 * Azure Cosmos DB for MongoDB vCore. The memory of the pods decides the tier, and the volume the disk; whoever was meant to encrypt, the service
 * does. Members beyond the first are its standby in another zone, of which there is one.
 *
 * It speaks MongoDB's protocol and is no MongoDB: collections are sharded by hash alone, and not those that are there already, so that shard keys
 * are unsupported; users have one of two rights over the whole cluster, so that it holds one system's documents; and writes are not tried again by
 * drivers (`retryWrites=false`). Nothing reads the key of `encryptionKeyFile`; it is in its Secret for tools, as without Azure.
 *
 * In a stack of several regions, the primary one makes the cluster and its copy. All reach both by endpoints of their own, under the one name that
 * stands for the cluster that takes writes.
 *
 * @param source What the primary region's store hands back; for all other regions, and for them alone.
 * @throws InvalidInput when a region has no source or the primary has one, or when a user is called like the administrator.
 * @throws Unsupported for shard keys, users for restores and metrics, and for more than a cluster has.
 */
export function azureDocumentStore(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  place: AzurePlace,
  source?: AzureDocumentSource,
): DocumentStoreOutputs {
  const { system, component, namespace, database } = spec;
  const identity = { system, component };
  assertSupported(`document store ${name}`, spec, place, source);
  const authority = authoritySecret(parent, `${name}-authority`, {
    identity,
    namespace,
    secretName: `${component}-tls`,
    certificates: azureAuthorities,
  });
  const password = source === undefined ? administratorSecret(parent, name, spec, place) : undefined;
  const made = password && documentClusters(parent, name, spec, place, password);
  const hostName = source?.host ?? made?.host ?? "";
  const clusterIds = source?.clusterIds ?? made?.ids ?? {};
  const endpoints = Object.entries(clusterIds).map(([region, resourceId]) =>
    privateEndpoint(parent, region === place.region ? name : `${name}-${region}`, place, place.network, {
      service: "documents",
      resourceId,
      identity,
    }),
  );
  const reachable = [...endpoints, ...(made?.clusters ?? [])];
  const host = after(pulumi.output(hostName), reachable);
  const users = userSecrets(parent, name, spec, place, host);
  encryptionKey(parent, name, spec);
  if (password) documentSetup(parent, name, { spec, place, host, password, users, authority, after: reachable });
  return {
    hosts: host.apply((known) => [`${known}:${documentPort}`]),
    url: pulumi.interpolate`mongodb+srv://${host}/${database}?${addressOptions}`,
    port: documentPort,
    replicaSet: undefined,
    database,
    users: Object.fromEntries(Object.entries(users).map(([user, { reference }]) => [user, reference])),
    authority,
    network: {
      ports: { mongodb: { port: documentPort } },
      calls: [],
      addresses: [place.network.endpointCidr],
    },
    preparations: made ? { [setupComponent(component)]: { ports: {}, calls: [component] } } : {},
    saved: undefined,
    source: made && place.peers.length > 0 ? { region: place.region, host: hostName, clusterIds } : undefined,
  };
}

function assertSupported(
  where: string,
  spec: DocumentStoreSpec,
  { role }: AzurePlace,
  source: AzureDocumentSource | undefined,
): void {
  assertSource(where, role, source);
  if (administrator in spec.users) {
    throw new InvalidInput(where, "users", "other names than the administrator's", administrator);
  }
  for (const user of Object.values(spec.users)) serviceRoles(user.role);
  if (Object.keys(spec.shardKeys ?? {}).length > 0) {
    const instead = "leave shardKeys out, and give the cluster more memory";
    throw new Unsupported("azure", "sharding of collections by keys of their own", instead);
  }
  clusterTier(spec.resources.limits.memory);
  clusterDisk(spec.volume);
}

/** The administrator's password, which External Secrets copies for the job that makes users alone. */
function administratorSecret(
  parent: pulumi.Resource,
  name: string,
  { system, component, credentialVersion }: DocumentStoreSpec,
  place: AzurePlace,
): StoredVaultSecret {
  return storedVaultSecret(parent, `${name}-administrator`, {
    identity: { system, component },
    place,
    secretName: `${component}-administrator`,
    plain: { username: administrator },
    keys: ["password"],
    prefix: passwordPrefix,
    version: credentialVersion,
    shared: false,
  });
}

/** The credential of each user, and the address; the same in every region. */
function userSecrets(
  parent: pulumi.Resource,
  name: string,
  { system, component, namespace, database, credentialVersion, users }: DocumentStoreSpec,
  place: AzurePlace,
  host: pulumi.Output<string>,
): Readonly<Record<string, VaultSecret>> {
  const address = pulumi.interpolate`${host}/${database}?${addressOptions}`;
  return Object.fromEntries(
    Object.entries(users).map(([user, { secretName = `${component}-${user}` }]) => [
      user,
      vaultSecret(parent, `${name}-user-${user}`, {
        identity: { system, component },
        place,
        namespace,
        secretName,
        plain: { username: user },
        keys: ["password"],
        prefix: passwordPrefix,
        derived: { "connection-string": pulumi.interpolate`mongodb+srv://{{ .username }}:{{ .password }}@${address}` },
        version: credentialVersion,
        shared: true,
      }),
    ]),
  );
}
