import type { ConfigurationArgs } from "@pulumi/azure-native/dbforpostgresql/configuration.js";
import type { ServerArgs } from "@pulumi/azure-native/dbforpostgresql/server.js";
import type { NamespaceArgs as EventsArgs } from "@pulumi/azure-native/eventhub/namespace.js";
import type { MongoClusterArgs } from "@pulumi/azure-native/mongocluster/mongoCluster.js";
import type { NamespaceArgs } from "@pulumi/azure-native/servicebus/namespace.js";
import { locationOf, refersTo } from "../../lib/azure/resources.ts";
import { cisAzure } from "../../lib/azure/standards.ts";
import { copies, oneRegion } from "../../lib/copies.ts";
import { about, type Given, is, isNot, oneOf } from "../../lib/demands.ts";
import type { ResourceType } from "../../lib/rule.ts";
import type { Resource, Stack } from "../../lib/stack.ts";
import { missing, stackRule, type StackViolation } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import { allOf, collect } from "../../lib/unknown.ts";
import type { Violation } from "../../lib/violation.ts";

type Server = Given<ServerArgs>;
const server = "azure-native:dbforpostgresql:Server" as ResourceType<Server>;
const setting = "azure-native:dbforpostgresql:Configuration" as ResourceType<Given<ConfigurationArgs>>;

/** Demands a setting of a server; Azure's default is not looked at, since it is not what the program says. */
function set(subject: Resource<Server>, stack: Stack, name: string, absent: "is fine" | "is wrong"): StackViolation[] {
  const all = stack.companions(subject, setting, "serverName", () => [subject.props.serverName]);
  const found = all.filter(({ props }) => props.configurationName === name);
  if (found.length === 0) return absent === "is fine" ? [] : [missing(setting, `${name} of this server`)];
  return collect(found, (one) =>
    about(one, (): readonly Violation[] => is("value", one.props.value?.toLowerCase(), "on")),
  );
}

/** On where nothing is said, so that only who switches it off is wrong. */
export const requireTls = stackRule({
  name: "az-pg-require-tls",
  severity: "high",
  level: "M!",
  description: "A database must refuse whoever comes without TLS.",
  remediationSteps: "Remove the Configuration require_secure_transport, or set it to on.",
  framework: cisAzure("5.2.1", "3.0.0"),
  tags: ["cis-azure-3.0:5.2.1", "trivy:AZU-0020"],
  requirements: ["FTE-020", "FTE-021"],
  on: [server],
  check: (subject: Resource<Server>, stack) => set(subject, stack, "require_secure_transport", "is fine"),
});

/** Newest version of PostgreSQL that Azure can slow down who guesses passwords of. */
const newestThrottled = 17;

const isThrottled = ({ props }: Resource<Server>) => Number(props.version) <= newestThrottled;

/** What may be said of each setting besides `on`; Azure's default is as strict. */
const sayings = {
  ssl_min_protocol_version: ["TLSv1.2", "TLSv1.3"],
  "azure.accepted_password_auth_method": ["scram-sha-256"],
};

export const signIn = stackRule({
  name: "az-pg-sign-in",
  severity: "high",
  level: "M",
  description: "A database must take passwords by SCRAM alone, over TLS 1.2 or newer.",
  remediationSteps:
    "Remove the Configurations ssl_min_protocol_version and azure.accepted_password_auth_method, or set TLSv1.2 and scram-sha-256.",
  framework: guides("FTE-020"),
  tags: [],
  requirements: ["FTE-020", "FTE-021"],
  on: [server],
  check: (subject: Resource<Server>, stack) => {
    const settings = stack.companions(subject, setting, "serverName", () => [subject.props.serverName]);
    return collect(Object.entries(sayings), ([name, values]) =>
      collect(
        settings.filter(({ props }) => props.configurationName === name),
        (one) => about(one, () => oneOf("value", one.props.value, values)),
      ),
    );
  },
});

export const logging = stackRule({
  name: "az-pg-logging",
  severity: "low",
  level: "A",
  description: "A database should write down checkpoints and who connects, and slow down who guesses passwords.",
  remediationSteps:
    "Make a Configuration each of log_checkpoints and log_connections, on, and up to PostgreSQL 17 of connection_throttle.enable.",
  framework: cisAzure("5.2.2", "3.0.0"),
  tags: [
    "cis-azure-3.0:5.2.2",
    "cis-azure-3.0:5.2.3",
    "cis-azure-3.0:5.2.4",
    "trivy:AZU-0024",
    "trivy:AZU-0019",
    "trivy:AZU-0021",
  ],
  requirements: ["REC-077", "CAP-015"],
  on: [server],
  check: (subject: Resource<Server>, stack) =>
    allOf(
      () => set(subject, stack, "log_lock_waits", "is fine"),
      () =>
        collect(
          ["log_checkpoints", "log_connections", ...(isThrottled(subject) ? ["connection_throttle.enable"] : [])],
          (name) => set(subject, stack, name, "is wrong"),
        ),
    ),
});

/** A backup in another region is an hour old; a replica is behind by seconds. */
export const postgresReplica = stackRule({
  name: "az-pg-dr-replica",
  severity: "high",
  level: "Mp",
  description: "A database that takes writes must have a copy of itself in another region.",
  remediationSteps: "Make a Server in another region with createMode Replica and its sourceServerResourceId.",
  framework: guides("FTE-049"),
  tags: [],
  requirements: ["FTE-049", "FTE-050", "CAP-070", "ECO-050"],
  on: [server],
  thresholds: copies,
  check: (subject: Resource<Server>, stack, { config, notApplicable }): readonly StackViolation[] => {
    if (!config.copies) return notApplicable(oneRegion);
    if ((subject.propertyDependencies["sourceServerResourceId"] ?? []).length > 0) return notApplicable(itself);
    return copiedTo(subject, stack.all(server), "sourceServerResourceId");
  },
});

const itself = "it is itself a copy";

/** Demands one of some resources that is made of this one, in another region. */
function copiedTo(subject: Resource, others: readonly Resource[], property: string): StackViolation[] {
  const apart = others.some((other) => refersTo(other, property, subject) && locationOf(other) !== locationOf(subject));
  return apart ? [] : [missing(subject.type, "a replica of it in another region")];
}

const mongo = "azure-native:mongocluster:MongoCluster" as ResourceType<Given<MongoClusterArgs>>;

export const mongoReplica = stackRule({
  name: "az-mongo-dr-replica",
  severity: "high",
  level: "Mp",
  description: "A cluster of MongoDB that takes writes must have a copy of itself in another region.",
  remediationSteps: "Make a MongoCluster in another region with createMode GeoReplica and replicaParameters.",
  framework: guides("ECO-045"),
  tags: [],
  requirements: ["ECO-005", "ECO-043", "ECO-045", "ECO-050"],
  on: [mongo],
  thresholds: copies,
  check: (subject: Resource<Given<MongoClusterArgs>>, stack, { config, notApplicable }): readonly StackViolation[] => {
    if (!config.copies) return notApplicable(oneRegion);
    if (subject.props.properties?.createMode === "GeoReplica") return notApplicable(itself);
    return copiedTo(subject, stack.all(mongo), "properties");
  },
});

const bus = "azure-native:servicebus:Namespace" as ResourceType<Given<NamespaceArgs>>;
const busPair = "azure-native:servicebus:DisasterRecoveryConfig" as ResourceType;

export const busZoned = stackRule({
  name: "az-sb-premium-zoned",
  severity: "high",
  level: "Mp",
  description: "A message bus must be of the tier that has zones and another region, and be in both.",
  remediationSteps:
    "Set sku.name to Premium, leave zoneRedundant on, and give geoDataReplication two locations or make a DisasterRecoveryConfig.",
  framework: guides("FTE-008"),
  tags: [],
  requirements: ["FTE-008", "FTE-052"],
  on: [bus],
  thresholds: copies,
  check: (subject: Resource<Given<NamespaceArgs>>, stack, { config }) => {
    const { sku, zoneRedundant, geoDataReplication } = subject.props;
    return allOf(
      () => is("sku.name", sku?.name, "Premium"),
      () => isNot("zoneRedundant", zoneRedundant, false, true),
      () => {
        const replicated = (geoDataReplication?.locations?.length ?? 0) > 1;
        return !config.copies || replicated ? [] : paired(subject, stack, busPair);
      },
    );
  },
});

const events = "azure-native:eventhub:Namespace" as ResourceType<Given<EventsArgs>>;
const eventsPair = "azure-native:eventhub:DisasterRecoveryConfig" as ResourceType;

/** The pairing copies what hubs there are, and not what is in them; what replicates that is not in this provider's default API yet. */
export const eventsCopied = stackRule({
  name: "az-eh-dr",
  severity: "high",
  level: "Mp",
  description: "Event hubs must have a partner in another region.",
  remediationSteps: "Make a DisasterRecoveryConfig of the namespace with a partnerNamespace in another region.",
  framework: guides("FTE-052"),
  tags: [],
  requirements: ["FTE-052", "CAP-070"],
  on: [events],
  thresholds: copies,
  check: (subject, stack, { config, notApplicable }): readonly StackViolation[] =>
    config.copies ? paired(subject, stack, eventsPair) : notApplicable(oneRegion),
});

/** Demands a pairing that a namespace is in, on either side. */
function paired(subject: Resource, stack: Stack, pair: ResourceType): StackViolation[] {
  const found = stack
    .all(pair)
    .some((one) => refersTo(one, "namespaceName", subject) || refersTo(one, "partnerNamespace", subject));
  return found ? [] : [missing(pair, "one that this namespace is in")];
}

export default [requireTls, signIn, logging, postgresReplica, mongoReplica, busZoned, eventsCopied];
