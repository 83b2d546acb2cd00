import assert from "node:assert/strict";
import { secretMarker } from "../../../../cli/lib/render.ts";
import type { KafkaOutputs } from "../../../../components/kafka/spec.ts";
import { foundOnAzure, registeredOnAzure } from "../../../lib/azure.ts";
import { dependencies, resource } from "../../../lib/graph.ts";
import { broken } from "../../../lib/invariants.ts";
import { at } from "../../../lib/json.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";
import { peers, renderKafka, source, valueOf } from "./azure-fixture.ts";

const made: KafkaOutputs[] = [];
const prod = await renderKafka(undefined, undefined, made);
const elsewhere = { region: "germanywestcentral", role: "standby", peers: [] } as const;
const standby = await renderKafka({ source: source() }, elsewhere, made);
const alone = await renderKafka({ protect: false }, { protect: false, stage: "staging" }, made);
const [outputs, standbyOutputs, aloneOutputs] = made;

describe("Kafka on Azure", () => {
  it("is a namespace with a hub for each topic, its partner, and what reaches and guards both", () => {
    const guarded = (name: string) => [
      `authorization:ManagementLockByScope ${name}-lock`,
      `eventhub:Namespace ${name}`,
      `eventhub:NamespaceNetworkRuleSet ${name}-network-rules`,
      `monitor:DiagnosticSetting ${name}-access-logs`,
      `monitor:MetricAlert ${name}-processors-alarm`,
      `monitor:MetricAlert ${name}-throttled-alarm`,
      `network:PrivateDnsZoneGroup ${name}-endpoint-names`,
      `network:PrivateEndpoint ${name}-endpoint`,
    ];
    const user = (name: string) => [
      `eventhub:NamespaceAuthorizationRule k-user-${name}-rule`,
      ...["", "-westus2", "-germanywestcentral"].map((region) => `keyvault:Secret k-user-${name}${region}`),
    ];
    assert.deepEqual(
      registeredOnAzure(prod),
      [
        "eventhub:DisasterRecoveryConfig k-pairing",
        "eventhub:EventHub k-topic-commands",
        "eventhub:EventHub k-topic-events",
        ...guarded("k"),
        ...guarded("k-germanywestcentral"),
        ...user("engine"),
        ...user("reader"),
      ].sort(),
    );
  });

  it("speaks Kafka in all zones, encrypted by the region's key, and is reached from its network alone", () => {
    for (const [name, group] of [
      ["k", "prod-eastus"],
      ["k-germanywestcentral", "prod-germanywestcentral"],
    ] as const) {
      const { inputs, opts } = foundOnAzure(prod, "eventhub:Namespace", name);
      assert.deepEqual(inputs.sku, { name: "Premium", tier: "Premium", capacity: 1 });
      assert.deepEqual(
        [inputs.kafkaEnabled, inputs.zoneRedundant, inputs.minimumTlsVersion, inputs.publicNetworkAccess],
        [true, true, "1.2", "Disabled"],
      );
      assert.equal(inputs.resourceGroupName, group);
      assert.equal(at(inputs, "encryption", "keyVaultProperties", 0, "keyName"), "messaging");
      assert.equal(at(inputs, "encryption", "requireInfrastructureEncryption"), true);
      assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
      const rules = foundOnAzure(prod, "eventhub:NamespaceNetworkRuleSet", `${name}-network-rules`).inputs;
      assert.deepEqual(
        [rules.defaultAction, rules.publicNetworkAccess, rules.trustedServiceAccessEnabled],
        ["Deny", "Disabled", false],
      );
      const lock = foundOnAzure(prod, "authorization:ManagementLockByScope", `${name}-lock`).inputs;
      assert.equal(lock.level, "CanNotDelete");
    }
  });

  it("has the declared topics", () => {
    const topic = (name: string) => {
      const { inputs, opts } = foundOnAzure(prod, "eventhub:EventHub", `k-topic-${name}`);
      assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
      return [inputs.eventHubName, inputs.partitionCount, inputs.retentionDescription];
    };
    assert.deepEqual(topic("commands"), ["commands", 6, { cleanupPolicy: "Delete", retentionTimeInHours: 168 }]);
    assert.deepEqual(topic("events"), ["events", 3, { cleanupPolicy: "Compact", tombstoneRetentionTimeInHours: 24 }]);
  });

  it("goes by one name with its partner in the region that stands by, once both can be reached", async () => {
    const pair = foundOnAzure(prod, "eventhub:DisasterRecoveryConfig", "k-pairing").inputs;
    assert.match(String(pair.alias), /^prod-shop-kafka-alias-[0-9a-f]{8}$/);
    assert.equal(pair.namespaceName, foundOnAzure(prod, "eventhub:Namespace", "k").inputs.namespaceName);
    const partner = foundOnAzure(prod, "eventhub:Namespace", "k-germanywestcentral").inputs;
    assert.equal(String(pair.partnerNamespace).split("/").at(-1), partner.namespaceName);
    assert.equal(partner.location, "germanywestcentral");
    // Azure pairs namespaces if both have one.
    const before = await dependencies(foundOnAzure(prod, "eventhub:DisasterRecoveryConfig", "k-pairing"));
    assert.deepEqual(before.sort(), ["k-endpoint", "k-germanywestcentral-endpoint"]);
  });

  it("hands back what every cloud does, under the name that follows a fail-over", async () => {
    assert.ok(outputs);
    const { alias } = foundOnAzure(prod, "eventhub:DisasterRecoveryConfig", "k-pairing").inputs;
    assert.equal(await valueOf(outputs.host), `${String(alias)}.servicebus.windows.net`);
    assert.equal(await valueOf(outputs.bootstrapServers), `${String(alias)}.servicebus.windows.net:9093`);
    assert.deepEqual(outputs.protocol, {
      securityProtocol: "SASL_SSL",
      saslMechanism: "PLAIN",
      username: "$ConnectionString",
      loginModule: "org.apache.kafka.common.security.plain.PlainLoginModule",
      compression: true,
    });
    assert.deepEqual(
      [outputs.port, outputs.topics, outputs.replicationFactor, outputs.minInSyncReplicas],
      [9093, ["commands", "events"], 3, 2],
    );
    assert.deepEqual(outputs.network, {
      kafka: { ports: { clients: { port: 9093 } }, calls: [], addresses: ["10.0.192.0/22"] },
    });
    assert.deepEqual([outputs.authority.keys, await valueOf(outputs.authority.name)], [["ca.crt"], "kafka-ca"]);
  });

  it("is reached by other regions through endpoints of their own, for either namespace", async () => {
    assert.deepEqual(registeredOnAzure(standby), [
      "network:PrivateDnsZoneGroup k-eastus-endpoint-names",
      "network:PrivateDnsZoneGroup k-endpoint-names",
      "network:PrivateEndpoint k-eastus-endpoint",
      "network:PrivateEndpoint k-endpoint",
    ]);
    assert.equal(await valueOf(standbyOutputs?.bootstrapServers), "prod-shop-kafka-alias.servicebus.windows.net:9093");
    assert.equal(standbyOutputs?.source, undefined);
    assert.ok(outputs?.source && "namespaceIds" in outputs.source);
    assert.deepEqual(Object.keys(outputs.source.namespaceIds), ["eastus", "germanywestcentral"]);
  });

  it("has no partner in a stack of one region, and is gone with it where nothing is protected", async () => {
    const namespace = foundOnAzure(alone, "eventhub:Namespace", "k");
    assert.deepEqual([namespace.opts.protect, namespace.opts.retainOnDelete], [false, false]);
    assert.deepEqual(
      registeredOnAzure(alone).filter((line) => /Disaster|Lock/.test(line)),
      [],
    );
    assert.equal(await valueOf(aloneOutputs?.host), `${String(namespace.inputs.namespaceName)}.servicebus.windows.net`);
    assert.equal(aloneOutputs?.source, undefined);
  });

  it("violates no mandatory rule but the one against keys, which are the passwords of Kafka's clients (ONB-022)", async () => {
    const keys = (name: string) => `az-eh-auth-network ${name}: disableLocalAuth: expected true, found false`;
    assert.deepEqual(await mandatoryFindings(prod, "prod-azure"), [keys("k"), keys("k-germanywestcentral")]);
    assert.deepEqual(await mandatoryFindings(standby, "prod-azure"), []);
  });

  it("holds to the invariants of every program", () => {
    assert.deepEqual(broken(prod), []);
  });
});

describe("users of Kafka on Azure", () => {
  it("have a rule each, which says whether they read or write, and another one with each version", () => {
    const rule = (user: string) => {
      const { inputs } = foundOnAzure(prod, "eventhub:NamespaceAuthorizationRule", `k-user-${user}-rule`);
      return [inputs.authorizationRuleName, inputs.rights];
    };
    assert.deepEqual(
      [rule("engine"), rule("reader")],
      [
        ["engine-5", ["Listen", "Send"]],
        ["reader-5", ["Listen"]],
      ],
    );
  });

  it("read where they save records, and write besides where they restore them", async () => {
    const graph = await renderKafka({ users: { saver: { task: "backup" }, restorer: { task: "restore" } } });
    const rights = (user: string) =>
      foundOnAzure(graph, "eventhub:NamespaceAuthorizationRule", `k-user-${user}-rule`).inputs.rights;
    assert.deepEqual([rights("saver"), rights("restorer")], [["Listen"], ["Listen", "Send"]]);
  });

  it("have their connection string in the vault of every region, shown nowhere", () => {
    for (const region of ["", "-westus2", "-germanywestcentral"]) {
      const { inputs } = foundOnAzure(prod, "keyvault:Secret", `k-user-engine${region}`);
      assert.equal(inputs.secretName, "shop-shop-kafka-secret");
      assert.equal(at(inputs, "properties", "value"), secretMarker);
    }
  });

  it("have a Secret of the same name and keys as in the cluster, in every region", async () => {
    for (const graph of [prod, standby]) {
      const { spec, metadata } = resource(graph, "ExternalSecret", "k-user-engine-auth").inputs;
      assert.deepEqual([at(metadata, "name"), at(metadata, "namespace")], ["shop-kafka-secret", "shop"]);
      assert.deepEqual(at(spec, "data"), [
        { secretKey: "password", remoteRef: { key: "shop-shop-kafka-secret", property: "password" } },
        { secretKey: "username", remoteRef: { key: "shop-shop-kafka-secret", property: "username" } },
      ]);
      assert.deepEqual(at(spec, "target", "template", "data"), {
        "sasl.jaas.config":
          'org.apache.kafka.common.security.plain.PlainLoginModule required username="{{ .username }}" password="{{ .password }}";',
      });
    }
    for (const { users } of [outputs, standbyOutputs].filter((one) => one !== undefined)) {
      const { engine } = users;
      assert.ok(engine);
      assert.deepEqual(engine.keys, ["password", "username", "sasl.jaas.config"]);
      assert.equal(await valueOf(engine.name), "shop-kafka-secret");
    }
  });
});

describe("Kafka on Azure refuses in one line", () => {
  const refused = async (change: Parameters<typeof renderKafka>[0], message: string | RegExp, place = {}) =>
    assert.rejects(renderKafka(change, { peers, ...place }), { message });

  it("topics that the premium tier does not take", async () => {
    await refused(
      { topics: { commands: { partitions: 101 }, events: { partitions: 1 } } },
      "topic commands with 101 partitions is not supported on azure: ask for 100 at most",
    );
    await refused(
      { topics: { commands: { partitions: 1, retentionHours: 2161 }, events: { partitions: 1 } } },
      "topic commands with records of 2161 hours is not supported on azure: keep them for 2160 hours at most, and longer ones in a store",
    );
    const many = Object.fromEntries(Array.from({ length: 33 }, (_, index) => [`t${index}`, { partitions: 100 }]));
    await refused(
      { topics: many, users: { engine: { produces: ["t0"] } } },
      "3300 partitions in one cluster is not supported on azure: ask for 3200 at most",
    );
  });

  it("users that no rule can be made for", async () => {
    const users = (count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`u${index}`, { produces: ["events"] }]));
    await refused(
      { users: users(6) },
      "a cluster of Kafka with 6 users is not supported on azure: give each system a cluster of its own, with 5 at most",
    );
    await refused(
      { users: { idle: {} } },
      'kafka k: users.idle: expected topics that the user reads or writes, got "none"',
    );
    await refused(
      { users: { drill: { task: "drill" } } },
      "a user of Kafka for drills is not supported on azure: a drill of records needs none",
    );
  });

  it("a source where there is none, and none where there is one", async () => {
    await refused({ source: source() }, 'kafka k: source: expected nothing, as it is the primary region, got "eastus"');
    await refused({}, "kafka k: source: expected what the primary region's cluster hands back, got nothing", elsewhere);
  });
});

describe("namespaces of Event Hubs", () => {
  it("grow with the partitions, and have names that fit the longest system and component", async () => {
    const topics = { commands: { partitions: 100 }, events: { partitions: 100 }, more: { partitions: 1 } };
    const graph = await renderKafka({ topics, system: "reconciliation", component: "a-component-of-thirty-letters1" });
    const namespaces = graph.resources.filter(({ type }) => type === "azure-native:eventhub:Namespace");
    assert.deepEqual(
      namespaces.map(({ inputs }) => at(inputs, "sku", "capacity")),
      [2, 2],
    );
    const { alias } = foundOnAzure(graph, "eventhub:DisasterRecoveryConfig", "k-pairing").inputs;
    const names = [...namespaces.map(({ inputs }) => String(inputs.namespaceName)), String(alias)];
    for (const name of names) assert.match(name, /^(?=.{6,50}$)[a-z][a-z0-9]*(-[a-z0-9]+)*$/);
    assert.equal(new Set(names).size, 3);
  });
});
