import assert from "node:assert/strict";
import { parse } from "yaml";
import type { Rendered } from "../../cli/lib/render.ts";
import { stackOutputs } from "../../contract/schema.ts";
import { graphOf, type KubernetesObject, objectsOf } from "../lib/graph.ts";
import { at, list, record } from "../lib/json.ts";

/** Regions of prod besides the primary one, and what each is for. */
const copies = { "us-west-2": "replica", "eu-central-1": "standby" } as const;
const prod = () => graphOf("prod");

/** The one object of a kind with a logical name. */
function objectOf(rendered: Rendered, kind: string, logicalName: string): KubernetesObject {
  const found = objectsOf(rendered).filter((each) => each.kind === kind && each.resource.name === logicalName);
  const [only] = found;
  assert.ok(only && found.length === 1, `one ${kind} ${logicalName}, found ${found.length}`);
  return only;
}

/** Logical names of the resources of a type. */
const named = ({ resources }: Rendered, type: string) =>
  resources.flatMap((each) => (each.type === type ? [each.name] : [])).sort();

/** What firefly's engine reads in a region; the primary's names have no suffix. */
function settings(rendered: Rendered, prefix: string): unknown {
  const { body } = objectOf(rendered, "ConfigMap", `${prefix}-transactional-engine-transactional-engine-config`);
  const read: unknown = parse(String(at(body, "data", "application-production.yml")), { version: "1.1" });
  return read;
}

const managed = [
  "firefly-broker-saga-commands",
  "firefly-broker-saga-commands-dead-letters",
  "firefly-broker-saga-compensations",
  "firefly-broker-saga-compensations-dead-letters",
  "firefly-broker-saga-events",
  "firefly-broker-saga-events-dead-letters",
];
const inRegion = (region: string, name: string) => name.replace(/^([a-z]+)-/, `$1-${region}-`);
const everywhere = (names: readonly string[]) =>
  [...names, ...Object.keys(copies).flatMap((region) => names.map((name) => inRegion(region, name)))].sort();

describe("systems in the regions of prod", () => {
  it("have managed stores in each, and none of their own in the clusters", async () => {
    const rendered = await prod();
    const databases = ["reconciliation-postgres", "firefly-postgres", "onboarding-postgres"];
    const caches = ["reconciliation-redis", "firefly-cache", "ecommerce-redis", "onboarding-redis"];
    assert.deepEqual(named(rendered, "aws:rds/cluster:Cluster"), everywhere(databases));
    assert.deepEqual(named(rendered, "aws:docdb/cluster:Cluster"), everywhere(["ecommerce-mongodb"]));
    assert.deepEqual(named(rendered, "aws:elasticache/replicationGroup:ReplicationGroup"), everywhere(caches));
    assert.deepEqual(named(rendered, "aws:msk/cluster:Cluster"), everywhere(["onboarding-kafka"]));
    assert.deepEqual(named(rendered, "aws:sqs/queue:Queue"), everywhere(managed));
    const own = ["Cluster", "Pooler", "Kafka", "MongoDBCommunity", "RabbitmqCluster"];
    assert.deepEqual(
      objectsOf(rendered).flatMap(({ kind, resource }) => (own.includes(kind) ? [`${kind} ${resource.name}`] : [])),
      [],
    );
  });

  it("prepare databases in the primary region alone: the copies have what it has", async () => {
    const rendered = await prod();
    const systems = /^(reconciliation|firefly|ecommerce|onboarding)/;
    const prepared = objectsOf(rendered).flatMap(({ kind, resource: { name } }) =>
      kind === "Job" && systems.test(name) ? [name] : [],
    );
    assert.deepEqual(prepared.sort(), [
      "ecommerce-mongodb-setup",
      "firefly-migration",
      "firefly-postgres-setup",
      // Who may do what is no data of Kafka's topics, and is said to each cluster.
      "onboarding-eu-central-1-kafka-acls-job",
      "onboarding-history-partitions",
      "onboarding-kafka-acls-job",
      "onboarding-migration",
      "onboarding-postgres-setup",
      "onboarding-us-west-2-kafka-acls-job",
      "reconciliation-migration",
      "reconciliation-postgres-setup",
    ]);
  });

  it("are saved in a vault where they are written", async () => {
    assert.deepEqual(named(await prod(), "plumbline:backup-vault:BackupVault"), [
      "ecommerce-vault",
      "firefly-vault",
      "onboarding-vault",
      "reconciliation-vault",
    ]);
  });

  it("tell app teams of every region, as the contract says", async () => {
    const { regions, systems } = stackOutputs.parse((await prod()).outputs);
    assert.deepEqual(
      Object.entries(regions ?? {}).map(([region, { role }]) => [region, role]),
      Object.entries(copies),
    );
    for (const [region, outputs] of Object.entries(regions ?? {})) {
      assert.deepEqual(Object.keys(outputs.systems).sort(), Object.keys(systems).sort());
      for (const [id, system] of Object.entries(outputs.systems)) {
        assert.deepEqual(Object.keys(system.endpoints).sort(), Object.keys(systems[id]?.endpoints ?? {}).sort());
      }
      const cache = outputs.systems.firefly?.endpoints.cache;
      assert.equal(cache?.host, `master.prod-firefly-cache.a1b2c3.${region}.cache.amazonaws.com`);
    }
  });

  it("have no regions to tell of where there is one", async () => {
    assert.deepEqual(stackOutputs.parse((await graphOf("staging")).outputs).regions, {});
  });
});

describe("firefly with queues of the cloud", () => {
  it("finds each region's own queues, and signs requests for that region", async () => {
    const rendered = await prod();
    for (const [prefix, region] of [
      ["firefly", "us-east-1"],
      ...Object.keys(copies).map((name) => [`firefly-${name}`, name] as const),
    ] as const) {
      const read = settings(rendered, prefix);
      assert.deepEqual(at(read, "spring", "cloud", "aws"), {
        region: { static: region },
        sqs: { endpoint: `https://sqs.${region}.amazonaws.com` },
      });
      assert.equal(at(read, "spring", "rabbitmq"), undefined);
      assert.deepEqual(Object.keys(record(at(read, "spring", "ssl", "bundle", "pem"))), ["cache", "engine"]);
      assert.equal(at(read, "transactional-engine", "messaging", "provider"), "sqs");
      assert.deepEqual(at(read, "transactional-engine", "messaging", "queues", "commands"), {
        name: "prod-firefly-broker-saga-commands",
        "dead-letters": "prod-firefly-broker-saga-commands-dead-letters",
      });
    }
  });

  it("has no password and no authority of a broker", async () => {
    const { body } = objectOf(await prod(), "Deployment", "firefly-transactional-engine-blue");
    const volumes = list(at(body, "spec", "template", "spec", "volumes")).map((volume) => at(volume, "name"));
    assert.ok(volumes.includes("cache"), "the volumes are those of the secrets");
    assert.deepEqual(
      volumes.filter((name) => String(name).startsWith("broker")),
      [],
    );
  });

  it("shows who it is by the identity of its pods, which may use these queues alone", async () => {
    const { resources } = await prod();
    const inputs = (type: string, name: string) => {
      const found = resources.find((each) => each.type === type && each.name === name);
      assert.ok(found, `${type} ${name}`);
      return found.inputs;
    };
    const association = "aws:eks/podIdentityAssociation:PodIdentityAssociation";
    const { namespace, serviceAccount } = inputs(association, "firefly-transactional-engine-identity-association");
    assert.deepEqual([namespace, serviceAccount], ["production", "transactional-engine"]);
    const policy = inputs("aws:iam/rolePolicy:RolePolicy", "firefly-transactional-engine-identity-policy").policy;
    const statements = list(at(JSON.parse(String(policy)), "Statement"));
    const queue = (name: string) => `arn:aws:sqs:us-east-1:444455556666:prod-${name}`;
    const resourcesOf = (sid: string) =>
      at(
        statements.find((each) => at(each, "Sid") === sid),
        "Resource",
      );
    assert.deepEqual(
      statements.map((each) => at(each, "Sid")),
      ["Send", "Receive", "KeyOfMessaging"],
    );
    assert.deepEqual(list(resourcesOf("Receive")).map(String).sort(), managed.map(queue));
    assert.deepEqual(
      list(resourcesOf("Send")).map(String).sort(),
      managed.filter((name) => !name.endsWith("-dead-letters")).map(queue),
    );
  });

  it("reaches the region's data subnets, the public cloud, and where its identity is given out", async () => {
    const rendered = await prod();
    const { body } = objectOf(
      rendered,
      "NetworkPolicy",
      "firefly-us-west-2-network-transactional-engine-network-policy",
    );
    assert.deepEqual(
      list(at(body, "spec", "egress")).map((rule) => [
        at(rule, "ports", 0, "port"),
        ...list(at(rule, "to")).map((to) => at(to, "ipBlock", "cidr")),
      ]),
      [
        [5432, "10.1.192.0/22", "10.1.196.0/22", "10.1.200.0/22"],
        [6379, "10.1.192.0/22", "10.1.196.0/22", "10.1.200.0/22"],
        [443, "0.0.0.0/0"],
        [80, "169.254.170.23/32"],
      ],
    );
  });
});
