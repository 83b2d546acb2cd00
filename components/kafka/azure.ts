import * as pulumi from "@pulumi/pulumi";
import { after } from "../core/after.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { Unsupported } from "../core/errors.ts";
import { authoritySecret } from "../identity/aws-authorities.ts";
import { azureAuthorities } from "../identity/azure-authorities.ts";
import { processingUnits } from "./azure-limits.ts";
import { eventEndpoints, eventHubs } from "./azure-namespace.ts";
import { assertRights, eventHubsProtocol, eventHubsUsers } from "./azure-users.ts";
import { type AzureKafkaSource, assertSource } from "./source.ts";
import type { KafkaOutputs, KafkaSpec } from "./spec.ts";

/** Port of the endpoint that speaks Kafka's protocol. */
const kafkaPort = 9093;

/** Copies that Event Hubs keeps of each record, and those that have one before it is answered for. */
const copies = { all: 3, inSync: 2 } as const;

/**
 * Event Hubs, whose premium tier speaks Kafka's protocol: topics are hubs. There are no brokers, so that their number, size, volumes and
 * controllers say nothing here. Groups of consumers come by themselves with their first member, and may be joined by whoever reads.
 *
 * In a stack of several regions, the primary one makes the namespaces of all, of which one takes writes; the others reach it by endpoints of
 * their own, and its partner, too, for a fail-over.
 *
 * @param source What the primary region's cluster hands back; for all other regions, and for them alone.
 * @throws InvalidInput for a region without a source, or users without a topic.
 * @throws Unsupported for drills in the cluster itself, and for more or longer than the tier takes.
 */
export function azureKafka(
  parent: pulumi.Resource,
  name: string,
  spec: KafkaSpec,
  place: AzurePlace,
  source?: AzureKafkaSource,
): KafkaOutputs {
  const { system, component, namespace } = spec;
  const identity = { system, component };
  assertSupported(`kafka ${name}`, spec, place, source);
  const hubs = source === undefined ? eventHubs(parent, name, spec, place) : undefined;
  const host = source?.host ?? hubs?.host ?? "";
  const namespaceIds = source?.namespaceIds ?? hubs?.ids ?? {};
  const resources = hubs?.resources ?? eventEndpoints(parent, name, spec, place, namespaceIds);
  const reachable = after(pulumi.output(host), resources);
  return {
    bootstrapServers: pulumi.interpolate`${reachable}:${kafkaPort}`,
    host: reachable,
    port: kafkaPort,
    protocol: eventHubsProtocol,
    users: eventHubsUsers(parent, name, spec, place, hubs),
    authority: authoritySecret(parent, `${name}-authority`, {
      identity,
      namespace,
      secretName: `${component}-ca`,
      certificates: azureAuthorities,
    }),
    topics: Object.keys(spec.topics),
    replicationFactor: copies.all,
    minInSyncReplicas: copies.inSync,
    network: {
      [component]: {
        ports: { clients: { port: kafkaPort } },
        calls: [],
        addresses: [place.network.endpointCidr],
      },
    },
    source: hubs && place.peers.length > 0 ? { region: place.region, host, namespaceIds } : undefined,
  };
}

function assertSupported(
  where: string,
  spec: KafkaSpec,
  { role }: AzurePlace,
  source: AzureKafkaSource | undefined,
): void {
  assertSource(where, role, source);
  if (Object.values(spec.users).some(({ task }) => task === "drill")) {
    throw new Unsupported("azure", "a user of Kafka for drills", "a drill of records needs none");
  }
  processingUnits(spec);
  assertRights(where, spec.users);
}
