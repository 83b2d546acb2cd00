import { stack } from "../../lib/stack-cases.ts";
import type { StackSubject } from "../../lib/stack-analyzer.ts";

const one = "the stack is in one region, by its stage";
const single = { config: { copies: false }, notApplicable: one };

const setting = (name: string, configurationName: string): StackSubject => ({
  type: "azure-native:dbforpostgresql:Configuration",
  name,
  props: { configurationName, value: "on" },
  refs: { serverName: ["orders"] },
});
const server = (name: string, location: string, refs: StackSubject["refs"] = {}): StackSubject => ({
  type: "azure-native:dbforpostgresql:Server",
  name,
  props: { serverName: name, location, version: "17" },
  refs,
});
const database = stack([
  server("orders", "eastus"),
  setting("tls", "require_secure_transport"),
  setting("checkpoints", "log_checkpoints"),
  setting("connections", "log_connections"),
  setting("throttle", "connection_throttle.enable"),
]);
const configuration = "azure-native:dbforpostgresql:Configuration";
const servers = stack([server("orders", "eastus"), server("copy", "westus2", { sourceServerResourceId: ["orders"] })]);

const cluster = (
  name: string,
  location: string,
  createMode: string,
  refs: StackSubject["refs"] = {},
): StackSubject => ({
  type: "azure-native:mongocluster:MongoCluster",
  name,
  props: { mongoClusterName: name, location, properties: { createMode } },
  refs,
});
const mongo = stack([
  cluster("shop", "East US", "Default"),
  cluster("copy", "westus2", "GeoReplica", { properties: ["shop"] }),
]);
const noReplica = (name: string, type: string) =>
  `${name}: azure-native:${type}: expected a replica of it in another region, found nothing`;

const pair = (service: string): StackSubject[] => [
  {
    type: `azure-native:${service}:Namespace`,
    name: "primary",
    props: { sku: { name: "Premium" }, location: "eastus" },
  },
  {
    type: `azure-native:${service}:Namespace`,
    name: "partner",
    props: { sku: { name: "Premium" }, location: "germanywestcentral" },
  },
  {
    type: `azure-native:${service}:DisasterRecoveryConfig`,
    name: "pair",
    props: { alias: "events" },
    refs: { namespaceName: ["primary"], partnerNamespace: ["partner"] },
  },
];
const [bus, events] = [stack(pair("servicebus")), stack(pair("eventhub"))];
const unpaired = (service: string) =>
  ["primary", "partner"].map(
    (name) =>
      `${name}: azure-native:${service}:DisasterRecoveryConfig: expected one that this namespace is in, found nothing`,
  );
const replicated = { "/geoDataReplication": { locations: [{ locationName: "eastus" }, { locationName: "westus2" }] } };

export default {
  "az-pg-require-tls": [
    database("on", {}),
    database("the default", { tls: "removed" }),
    database("off", { tls: { props: { "/value": "off" } } }, ['tls: value: expected "on", found "off"']),
  ],
  "az-pg-sign-in": [
    database("the default", {}),
    ...(["tls", "checkpoints"] as const).map((name) =>
      database("SCRAM and TLS 1.2", {
        [name]: {
          props:
            name === "tls"
              ? { "/configurationName": "ssl_min_protocol_version", "/value": "TLSv1.2" }
              : { "/configurationName": "azure.accepted_password_auth_method", "/value": "scram-sha-256" },
        },
      }),
    ),
    database("old TLS", { tls: { props: { "/configurationName": "ssl_min_protocol_version", "/value": "TLSv1" } } }, [
      'tls: value: expected "TLSv1.2" or "TLSv1.3", found "TLSv1"; write "TLSv1.2"',
    ]),
    database(
      "MD5",
      { tls: { props: { "/configurationName": "azure.accepted_password_auth_method", "/value": "md5" } } },
      ['tls: value: expected "scram-sha-256", found "md5"'],
    ),
  ],
  "az-pg-logging": [
    database(
      "who waits for whom is not told",
      { tls: { props: { "/configurationName": "log_lock_waits", "/value": "off" } } },
      ['tls: value: expected "on", found "off"'],
    ),
    database("all of them", {}),
    database("no throttle", { throttle: "removed" }, [
      `orders: ${configuration}: expected connection_throttle.enable of this server, found nothing`,
    ]),
    database("no throttle in a version that has none", {
      orders: { props: { "/version": "18" } },
      throttle: "removed",
    }),
    database("off", { connections: { props: { "/value": "OFF" } } }, [
      'connections: value: expected "on", found "off"',
    ]),
  ],
  "az-pg-dr-replica": [
    servers("a copy in another region", {}),
    servers("one region", { copy: "removed" }, [], single),
    servers("no copy", { copy: "removed" }, [noReplica("orders", "dbforpostgresql:Server")]),
    servers("a copy in the same region", { copy: { props: { "/location": "East US" } } }, [
      noReplica("orders", "dbforpostgresql:Server"),
    ]),
  ],
  "az-mongo-dr-replica": [
    mongo("a copy in another region", {}),
    mongo("one region", { copy: "removed" }, [], single),
    mongo("no copy", { copy: "removed" }, [noReplica("shop", "mongocluster:MongoCluster")]),
  ],
  "az-sb-premium-zoned": [
    bus("a pair", {}),
    bus("replicated by itself", { primary: { props: replicated }, partner: { props: replicated }, pair: "removed" }),
    bus("no pair, where none is asked for", { pair: "removed" }, [], { config: { copies: false } }),
    bus("no pair", { pair: "removed" }, unpaired("servicebus")),
    bus("a small one", { primary: { props: { "/sku/name": "Standard" } } }, [
      'primary: sku.name: expected "Premium", found "Standard"',
    ]),
    bus("one zone", { partner: { props: { "/zoneRedundant": false } } }, [
      "partner: zoneRedundant: expected true, found false",
    ]),
  ],
  "az-eh-dr": [
    events("a pair", {}),
    events("one region", { pair: "removed" }, [], single),
    events("no pair", { pair: "removed" }, unpaired("eventhub")),
  ],
};
