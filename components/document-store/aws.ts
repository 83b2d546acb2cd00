import * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import { InvalidInput, Unsupported } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import { authoritySecret, databaseAuthorities } from "../identity/aws-authorities.ts";
import { dataNetworks, storeGroup } from "../network/aws-store-access.ts";
import { type CloudSecret, cloudSecret, storedSecret } from "../secret-store/aws-secret.ts";
import { administrator, clusterName, documentCluster, globalCluster } from "./aws-cluster.ts";
import { addressOptions, documentSetup, replicaSetName } from "./aws-setup.ts";
import { encryptionKey } from "./encryption-key.ts";
import { mongodbPorts } from "./mongodb-config.ts";
import { setupComponent } from "./setup-job.ts";
import { assertSource } from "./source.ts";
import type { DocumentStoreOutputs, DocumentStoreSpec } from "./spec.ts";

/** What the store of another region has to know of the primary region's. */
export interface AwsDocumentSource {
  /** Known once the primary region's cluster can be copied. */
  readonly globalClusterId: pulumi.Output<string>;
}

/**
 * DocumentDB. Its storage keeps six copies in three zones, grows by itself and is encrypted by the region's key, whoever was meant to
 * encrypt: a size and a class of volumes say nothing here. The memory of the pods decides the class of the instances.
 *
 * It speaks MongoDB's protocol and is no MongoDB: sharding takes an elastic cluster, which has no copies in other regions and no text
 * indexes, so that shard keys are unsupported; text indexes know English alone; and writes are not tried again by drivers
 * (`retryWrites=false`). Nothing reads the key of `encryptionKeyFile`; it is in its Secret for tools, as without AWS.
 *
 * In a stack of several regions, the primary region's cluster is the primary one of a global cluster, and the others are its copies, from
 * which clients read until one is promoted.
 *
 * @param source What the primary region's store hands back; for all other regions, and for them alone.
 * @throws InvalidInput when a region has no source or the primary has one, or when a user is called like the administrator.
 * @throws Unsupported for shard keys, and for more memory than an instance has.
 */
export function awsDocumentStore(
  parent: pulumi.Resource,
  name: string,
  spec: DocumentStoreSpec,
  place: AwsPlace,
  source?: AwsDocumentSource,
): DocumentStoreOutputs {
  const { system, component, namespace } = spec;
  const identity = { system, component };
  const where = `document store ${name}`;
  assertSource(where, place.role, source);
  assertSupported(where, spec);
  const global = place.peers.length > 0 && source === undefined;
  const authority = authoritySecret(parent, `${name}-authority`, {
    identity,
    namespace,
    secretName: `${component}-tls`,
    certificates: databaseAuthorities(place.region),
  });
  const group = storeGroup(parent, `${name}-access`, {
    identity,
    place,
    description: `Document store ${system} ${component}`,
    port: mongodbPorts.mongodb,
    rotator: source === undefined,
  });
  const password = global
    ? storedSecret(parent, `${name}-administrator`, {
        identity,
        place,
        secretName: `${component}-administrator`,
        plain: { username: administrator },
        keys: ["password"],
        version: spec.credentialVersion,
        rotation: { kind: "administrator", store: clusterName(place, spec) },
        shared: false,
      })
    : undefined;
  const made = documentCluster(parent, name, {
    spec,
    place,
    securityGroupId: group.id,
    globalClusterId: source?.globalClusterId,
    password,
  });
  // Readers of the address come after the instances behind it.
  const host = after(made.cluster.endpoint, made.instances);
  const users = userSecrets(parent, name, { spec, place, host, administratorSecret: password?.name });
  encryptionKey(parent, name, spec);
  if (source === undefined) {
    const setup = documentSetup(parent, name, { spec, place, made, host, password, users, authority });
    for (const user of Object.values(users)) user.rotateAfter([setup]);
    password?.rotateAfter(made.instances);
  }
  return {
    hosts: host.apply((known) => [`${known}:${mongodbPorts.mongodb}`]),
    url: pulumi.interpolate`mongodb://${host}:${mongodbPorts.mongodb}/${spec.database}?${addressOptions(place)}`,
    port: mongodbPorts.mongodb,
    replicaSet: replicaSetName,
    database: spec.database,
    users: Object.fromEntries(Object.entries(users).map(([user, { reference }]) => [user, reference])),
    authority,
    network: {
      ports: { mongodb: { port: mongodbPorts.mongodb } },
      calls: [],
      addresses: dataNetworks(place.network),
    },
    preparations: source === undefined ? { [setupComponent(component)]: { ports: {}, calls: [component] } } : {},
    saved: {
      kind: "documentdb",
      arn: made.cluster.arn,
      subnetGroup: made.cluster.dbSubnetGroupName,
      securityGroupId: group.id,
    },
    source: global ? { globalClusterId: globalCluster(parent, name, spec, place, made).id } : undefined,
  };
}

function assertSupported(where: string, spec: DocumentStoreSpec): void {
  if (administrator in spec.users) {
    throw new InvalidInput(where, "users", "other names than the administrator's", administrator);
  }
  if (Object.keys(spec.shardKeys ?? {}).length > 0) {
    const instead = "leave shardKeys out, and give the instances more memory";
    throw new Unsupported("aws", "sharding of a document store with copies in other regions", instead);
  }
}

interface UserSecretArgs {
  readonly spec: DocumentStoreSpec;
  readonly place: AwsPlace;
  readonly host: pulumi.Output<string>;
  /** Name of the administrator's secret, where the service does not keep it. */
  readonly administratorSecret: string | undefined;
}

/** The credential of each user, the same in every region, with the address of the region's own cluster. */
function userSecrets(
  parent: pulumi.Resource,
  name: string,
  { spec, place, host, administratorSecret }: UserSecretArgs,
): Readonly<Record<string, CloudSecret>> {
  const { system, component, namespace, database, credentialVersion } = spec;
  const address = pulumi.interpolate`${host}:${mongodbPorts.mongodb}/${database}?${addressOptions(place)}`;
  const secretOf = (user: string, secretName = `${component}-${user}`) =>
    cloudSecret(parent, `${name}-user-${user}`, {
      identity: { system, component },
      place,
      namespace,
      secretName,
      plain: { username: user },
      keys: ["password"],
      derived: { "connection-string": pulumi.interpolate`mongodb://{{ .username }}:{{ .password }}@${address}` },
      version: credentialVersion,
      rotation: { kind: "document-user", store: clusterName(place, spec), administrator: administratorSecret },
      shared: true,
    });
  return Object.fromEntries(
    Object.entries(spec.users).map(([user, { secretName }]) => [user, secretOf(user, secretName)]),
  );
}
