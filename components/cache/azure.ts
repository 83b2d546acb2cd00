import { Database } from "@pulumi/azure-native/redisenterprise/database.js";
import { listDatabaseKeysOutput } from "@pulumi/azure-native/redisenterprise/listDatabaseKeys.js";
import { RedisEnterprise } from "@pulumi/azure-native/redisenterprise/redisEnterprise.js";
import * as pulumi from "@pulumi/pulumi";
import { azureStoreAlarms } from "../alarms/azure-store-alarms.ts";
import { after } from "../core/after.ts";
import { deleteLock } from "../core/azure-lock.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { azureKept, azureWhere, worldwideName } from "../core/azure-scope.ts";
import { Unsupported } from "../core/errors.ts";
import { hostAlias } from "../core/host-alias.ts";
import type { Identity } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";
import { authoritySecret } from "../identity/aws-authorities.ts";
import { azureAuthorities } from "../identity/azure-authorities.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { privateEndpoint } from "../network/azure-private-endpoints.ts";
import { copiedSecret } from "../secret-store/aws-secret.ts";
import { writtenSecret } from "../secret-store/azure-secret.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { cacheSize } from "./azure-sizes.ts";
import type { CacheOutputs, CacheSpec, Eviction } from "./spec.ts";

/** Port of every cache. */
export const azureCachePort = 10_000;

const evictions = {
  noeviction: "NoEviction",
  "allkeys-lru": "AllKeysLRU",
  "volatile-lru": "VolatileLRU",
} as const satisfies Record<Eviction, string>;

/**
 * Azure Managed Redis: a primary with a replica in another zone, which takes over by itself. Each region has a cache of its own. Writes go to
 * an append-only file each second, from which it comes back where both are lost. It is one shard behind one address, so that every client and
 * every command works as with one node. The size of the volume, the pods' resources and `apartFrom` are without effect. The name of its
 * component stands for its host in the namespace, whose certificate holds for the host alone.
 *
 * Azure makes two passwords. A raised `passwordVersion` takes the other one; who must not know the former any longer has Azure make it anew.
 *
 * @throws Unsupported for a copy of a node elsewhere, and for more memory than one shard has.
 */
export function azureCache(parent: pulumi.Resource, name: string, spec: CacheSpec, place: AzurePlace): CacheOutputs {
  const { system, component, namespace } = spec;
  const identity: Identity = { system, component };
  if (spec.replicaOf !== undefined) {
    const instead = "leave replicaOf out, as there is a replica in another zone by itself";
    throw new Unsupported("azure", "a cache that copies another node", instead);
  }
  const clusterName = worldwideName("cache server", place, system, component);
  const cluster = redisCluster(parent, name, spec, place, clusterName);
  const database = redisDatabase(parent, `${name}-database`, spec, place, cluster);
  const endpoint = privateEndpoint(parent, name, place, place.network, {
    service: "cache",
    resourceId: cluster.id,
    identity,
  });
  recordAccess(parent, name, database.id, place.workspaceId);
  azureStoreAlarms(parent, name, { identity, scope: place, kind: "cache", resourceId: cluster.id });
  deleteLock(parent, name, place, cluster.id, [database]);
  const authority = authoritySecret(parent, `${name}-authority`, {
    identity,
    namespace,
    secretName: `${component}-tls`,
    certificates: azureAuthorities,
  });
  // Readers of the host come after there is a way to it, and something at its end.
  const host = after(pulumi.output(`${clusterName}.${place.region}.redis.azure.net`), [database, endpoint]);
  // Its name in the cluster, as where it is a pod (REC-008).
  hostAlias(parent, name, { identity, namespace, alias: component, host });
  return {
    host,
    port: azureCachePort,
    auth: passwordSecret(parent, `${name}-auth`, spec, place, { cluster, database }),
    urlKey: escapedKey,
    authority,
    network: { ports: { redis: { port: azureCachePort } }, calls: [], addresses: [place.network.endpointCidr] },
    container: undefined,
  };
}

function redisCluster(
  parent: pulumi.Resource,
  name: string,
  spec: CacheSpec,
  place: AzurePlace,
  clusterName: string,
): RedisEnterprise {
  const { system, component } = spec;
  const key = place.keys.data;
  return new RedisEnterprise(
    name,
    {
      ...azureWhere(place, { system, component }, "confidential"),
      clusterName,
      sku: { name: cacheSize(spec, place.protect) },
      highAvailability: "Enabled",
      minimumTlsVersion: "1.2",
      publicNetworkAccess: "Disabled",
      identity: { type: "UserAssigned", userAssignedIdentities: [key.identityId] },
      encryption: {
        customerManagedKeyEncryption: {
          keyEncryptionKeyIdentity: {
            identityType: "userAssignedIdentity",
            userAssignedIdentityResourceId: key.identityId,
          },
          // It takes one version, and the next one with the update after a refresh.
          keyEncryptionKeyUrl: key.uriWithVersion,
        },
      },
    },
    { ...azureKept(place, parent), dependsOn: [...key.grants] },
  );
}

function redisDatabase(
  parent: pulumi.Resource,
  name: string,
  { eviction }: CacheSpec,
  place: AzurePlace,
  cluster: RedisEnterprise,
): Database {
  return new Database(
    name,
    {
      resourceGroupName: place.resourceGroupName,
      clusterName: cluster.name,
      databaseName: "default",
      port: azureCachePort,
      clientProtocol: "Encrypted",
      // Clients of the systems know passwords, and no tokens.
      accessKeysAuthentication: "Enabled",
      clusteringPolicy: "NoCluster",
      evictionPolicy: evictions[eviction],
      persistence: { aofEnabled: true, aofFrequency: "1s", rdbEnabled: false },
      deferUpgrade: "NotDeferred",
    },
    azureKept(place, parent),
  );
}

/** Which of the two passwords a version is. */
export const accessKeyOf = (version: number) => (version % 2 === 1 ? "primaryKey" : "secondaryKey");

/** Key of the password as it stands in an address: those of Azure are base64, whose slashes would end a host. */
const escapedKey = "password-in-url";

/** One of the passwords that Azure made, in the vault and in the cluster. */
function passwordSecret(
  parent: pulumi.Resource,
  name: string,
  { system, component, namespace, passwordVersion }: CacheSpec,
  place: AzurePlace,
  { cluster, database }: { readonly cluster: RedisEnterprise; readonly database: Database },
): SecretReference {
  const identity: Identity = { system, component };
  const secret = physicalName("vault secret", system, `${component}-auth`);
  const keys = pulumi.secret(
    listDatabaseKeysOutput(
      { resourceGroupName: place.resourceGroupName, clusterName: cluster.name, databaseName: database.name },
      { parent },
    ),
  );
  const password = keys[accessKeyOf(passwordVersion)];
  const written = writtenSecret(parent, name, {
    identity,
    place,
    secretName: secret,
    shared: false,
    entries: { password },
  });
  const copy = copiedSecret(parent, `${name}-copy`, {
    identity,
    place,
    namespace,
    secretName: `${component}-auth`,
    values: { password: { secret, property: "password" } },
    derived: {
      // Lines of the server's own configuration, for clients that read the password there.
      "auth.conf": "requirepass {{ .password }}\n",
      "source.conf": "masterauth {{ .password }}\n",
      [escapedKey]: "{{ .password | urlquery }}",
    },
    version: passwordVersion,
    after: written,
  });
  // Those that it has on every cloud.
  return { ...copy, keys: copy.keys.filter((key) => key !== escapedKey) };
}
