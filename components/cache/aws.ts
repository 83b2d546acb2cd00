import { ParameterGroup } from "@pulumi/aws/elasticache/parameterGroup.js";
import { ReplicationGroup } from "@pulumi/aws/elasticache/replicationGroup.js";
import { SubnetGroup } from "@pulumi/aws/elasticache/subnetGroup.js";
import type * as pulumi from "@pulumi/pulumi";
import { serviceLogs } from "../core/aws-logs.ts";
import { lagAlarm } from "../alarms/lag-alarm.ts";
import { storeAlarms } from "../alarms/store-alarms.ts";
import { maintenanceWindow, snapshotWindow } from "../core/aws-windows.ts";
import { InvalidInput, Unsupported } from "../core/errors.ts";
import { hostAlias } from "../core/host-alias.ts";
import type { Identity } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { amazonAuthorities, authoritySecret } from "../identity/aws-authorities.ts";
import { dataNetworks, storeGroup } from "../network/aws-store-access.ts";
import { cloudSecret } from "../secret-store/aws-secret.ts";
import { nodeType, reservedMemoryPercent } from "./aws-nodes.ts";
import { redisPort } from "./kubernetes.ts";
import type { CacheOutputs, CacheSpec } from "./spec.ts";

/** Valkey speaks Redis' protocol, and is what ElastiCache goes on with; a patch comes by itself. */
const engine = { engine: "valkey", engineVersion: "8.0", family: "valkey8" } as const;

/** Commands slower than this are logged (CAP-060). Unit: microseconds. */
const slowLogMicroseconds = 10_000;

/** Days that daily snapshots stay. */
const snapshotDays = (spec: CacheSpec) => (spec.protect ? 35 : 7);

/**
 * ElastiCache for Valkey: a primary with a replica in another zone, or two where data is protected, which take over by themselves. Each region has a cache
 * of its own. There is no append-only file: what was not copied to a replica yet is lost with the primary, and what was not in a snapshot
 * with all of them. Every node takes 65000 connections, so that `maxClients` is without effect, and so are the size of the volume, the
 * pods' resources and `apartFrom`, as the zones are apart anyway. The name of its component stands for its host in the namespace, whose
 * certificate holds for the host alone.
 *
 * @throws Unsupported for a copy of a node elsewhere, and for more memory than a node has.
 * @throws InvalidInput in a network of one zone.
 */
export function awsCache(parent: pulumi.Resource, name: string, spec: CacheSpec, place: AwsPlace): CacheOutputs {
  const { system, component, namespace } = spec;
  const identity: Identity = { system, component };
  if (spec.replicaOf !== undefined) {
    const instead = "leave replicaOf out, as the group has replicas in other zones by itself";
    throw new Unsupported("aws", "a cache that copies another node", instead);
  }
  const { zones } = place.network;
  if (zones.length < 2) throw new InvalidInput(`cache ${name}`, "place.network.zones", "at least 2 zones", zones);
  const auth = cloudSecret(parent, `${name}-auth`, {
    identity,
    place,
    namespace,
    secretName: `${component}-auth`,
    keys: ["password"],
    derived: {
      // Lines of the server's own configuration, for clients that read the password there.
      "auth.conf": "requirepass {{ .password }}\n",
      "source.conf": "masterauth {{ .password }}\n",
    },
    version: spec.passwordVersion,
    rotation: { kind: "cache", store: groupId(spec, place) },
    shared: false,
  });
  const authority = authoritySecret(parent, `${name}-authority`, {
    identity,
    namespace,
    secretName: `${component}-tls`,
    certificates: amazonAuthorities,
  });
  const security = storeGroup(parent, `${name}-access`, {
    identity,
    place,
    description: `Cache ${system} ${component}`,
    port: redisPort,
  });
  const group = replicationGroup(parent, name, spec, place, auth.value, security.id);
  auth.rotateAfter([group]);
  // Its name in the cluster, as where it is a pod (REC-008).
  hostAlias(parent, name, { identity, namespace, alias: component, host: group.primaryEndpointAddress });
  return {
    host: group.primaryEndpointAddress,
    port: redisPort,
    auth: auth.reference,
    urlKey: "password",
    authority,
    network: {
      ports: { redis: { port: redisPort } },
      calls: [],
      addresses: dataNetworks(place.network),
    },
    container: undefined,
  };
}

/** Name of the replication group. */
const groupId = ({ system, component }: CacheSpec, { stage }: AwsPlace) =>
  physicalName("cache", stage, system, component);

function replicationGroup(
  parent: pulumi.Resource,
  name: string,
  spec: CacheSpec,
  place: AwsPlace,
  authToken: pulumi.Output<string> | undefined,
  securityGroupId: pulumi.Output<string>,
): ReplicationGroup {
  const { system, component, protect } = spec;
  const identity: Identity = { system, component };
  const id = groupId(spec, place);
  const tags = tagsFor(identity);
  const subnets = new SubnetGroup(
    `${name}-subnets`,
    { description: id, subnetIds: [...place.network.dataSubnetIds], tags },
    { parent },
  );
  const logs = (["slow-log", "engine-log"] as const).map((logType) => {
    const group = `/aws/elasticache/${id}/${logType}`;
    const made = serviceLogs(parent, `${name}-${logType}`, { identity, place, group });
    return { destination: made.name, destinationType: "cloudwatch-logs", logFormat: "json", logType };
  });
  const nodes = place.protect ? Math.min(3, place.network.zones.length) : 2;
  // Names that the service makes; any of them may be the one that writes, which has no lag.
  const others = Array.from({ length: nodes - 1 }, (_, index) => `${id}-00${index + 2}`);
  const watched = { identity, place, names: [`${id}-001`, ...others] } as const;
  lagAlarm(parent, `${name}-lag`, { ...watched, what: "cache-replicas" });
  storeAlarms(parent, name, { ...watched, kind: "cache" });
  return new ReplicationGroup(
    name,
    {
      replicationGroupId: id,
      description: `${system} ${component}`,
      engine: engine.engine,
      engineVersion: engine.engineVersion,
      autoMinorVersionUpgrade: true,
      nodeType: nodeType(spec.maxMemoryMi, place.protect),
      port: redisPort,
      parameterGroupName: parameters(parent, name, spec),
      numCacheClusters: nodes,
      automaticFailoverEnabled: true,
      multiAzEnabled: true,
      subnetGroupName: subnets.name,
      securityGroupIds: [securityGroupId],
      transitEncryptionEnabled: true,
      transitEncryptionMode: "required",
      authToken,
      // The former password holds until the next change, so that clients have time to read the new one.
      authTokenUpdateStrategy: "ROTATE",
      atRestEncryptionEnabled: true,
      kmsKeyId: place.keys.data,
      snapshotRetentionLimit: snapshotDays(spec),
      snapshotWindow,
      maintenanceWindow,
      ...(protect && { finalSnapshotIdentifier: `${id}-final` }),
      logDeliveryConfigurations: logs,
      tags: tagsFor(identity, "confidential"),
    },
    { parent, protect, retainOnDelete: protect },
  );
}

function parameters(parent: pulumi.Resource, name: string, spec: CacheSpec): pulumi.Output<string> {
  const identity = { system: spec.system, component: spec.component };
  const group = new ParameterGroup(
    `${name}-parameters`,
    {
      family: engine.family,
      description: `${spec.system} ${spec.component}`,
      parameters: [
        { name: "maxmemory-policy", value: spec.eviction },
        { name: "reserved-memory-percent", value: String(reservedMemoryPercent) },
        { name: "slowlog-log-slower-than", value: String(slowLogMicroseconds) },
        { name: "slowlog-max-len", value: "128" },
      ],
      tags: tagsFor(identity),
    },
    { parent },
  );
  return group.name;
}
