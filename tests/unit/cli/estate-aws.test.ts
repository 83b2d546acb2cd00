import assert from "node:assert/strict";
import { awsEstate } from "../../../cli/lib/estate/aws/estate.ts";
import { lossesOf } from "../../../cli/lib/estate/aws/losses.ts";
import { prodAws } from "../../../cli/lib/estate/aws/page.ts";
import { awsLines } from "../../../cli/lib/estate/aws/paid.ts";
import { awsStores } from "../../../cli/lib/estate/aws/stores.ts";
import { paidTable } from "../../../cli/lib/estate/counts.ts";
import type { Estate, Placed } from "../../../cli/lib/estate/estate.ts";
import { pageOf } from "../../../cli/lib/estate/page.ts";
import { storesTable } from "../../../cli/lib/estate/stores.ts";
import { graphOf } from "../../lib/graph.ts";
import { changed, estateIn, type Lie, wrongBy } from "./estate-fixture.ts";

const regions = [
  { name: "us-east-1", role: "primary" },
  { name: "eu-central-1", role: "standby" },
] as const;

const estate = estateIn(regions);
const wrong = wrongBy(lossesOf);
const placed = (type: string, name: string, region: string | undefined, inputs = {}): Placed => ({
  type,
  name,
  region,
  inputs,
});

describe("the page of prod on AWS", () => {
  let prod: Estate;

  before(async () => {
    prod = awsEstate(await graphOf("prod"));
  });

  it("knows the region of what has one by its provider, or by its own argument", () => {
    const where = (name: string) => prod.cloud.find((one) => one.name === name)?.region;
    assert.equal(where("backup-store-velero"), "us-east-1");
    assert.equal(where("backup-store-velero-copy"), "eu-central-1");
    assert.equal(where("backup-store-us-west-2-velero"), "us-west-2");
    assert.equal(where("firefly-postgres-global"), undefined);
    assert.equal(prod.objects.find(({ name }) => name === "cap-us-west-2-db-g1")?.region, "us-west-2");
  });

  it("is of stacks with regions alone", async () => {
    const dev = await graphOf("dev");
    assert.throws(() => awsEstate(dev), { message: "the stack dev has no regions of AWS to describe" });
  });

  it("counts what is paid for by class and region, and a secret's copies where they are", () => {
    const cache = "aws:elasticache/replicationGroup:ReplicationGroup";
    const inputs = { nodeType: "cache.m7g.large", engine: "valkey", numCacheClusters: 3 };
    const lines = paidTable(
      estate(
        placed(cache, "a", "us-east-1", inputs),
        placed(cache, "b", "us-east-1", inputs),
        placed(cache, "c", "eu-central-1", { ...inputs, nodeType: "cache.m7g.xlarge" }),
        placed("aws:secretsmanager/secret:Secret", "s", "us-east-1", { replicas: [{ region: "eu-central-1" }] }),
        placed("aws:route53/healthCheck:HealthCheck", "h", undefined, { type: "HTTPS", requestInterval: 10 }),
        placed("aws:ec2/vpcEndpoint:VpcEndpoint", "g", "us-east-1", { vpcEndpointType: "Gateway" }),
      ),
      awsLines,
    );
    assert.deepEqual(lines, [
      "| what | class | us-east-1 | eu-central-1 | no region | in all |",
      "| --- | --- | --- | --- | --- | --- |",
      "| node of a cache | cache.m7g.large, valkey | 6 |  |  | 6 |",
      "| node of a cache | cache.m7g.xlarge, valkey |  | 3 |  | 3 |",
      "| secret |  | 1 |  |  | 1 |",
      "| secret, copied from the primary region |  |  | 1 |  | 1 |",
      "| health check | HTTPS, each 10 s |  |  | 1 | 1 |",
    ]);
  });

  it("tells copies from stores that are a region's own", () => {
    const tags = { system: "shop", component: "db" };
    const member = (name: string, region: string) => placed("aws:rds/clusterInstance:ClusterInstance", name, region);
    const cluster = (name: string, region: string, inputs = {}) =>
      placed("aws:rds/cluster:Cluster", name, region, { tags, ...inputs });
    const queue = (name: string) =>
      placed("aws:sqs/queue:Queue", name, "us-east-1", { tags: { ...tags, component: "jobs" } });
    const lines = storesTable(
      estate(
        cluster("shop-db", "us-east-1"),
        member("shop-db-instance-1", "us-east-1"),
        member("shop-db-instance-2", "us-east-1"),
        cluster("shop-eu-central-1-db", "eu-central-1", { globalClusterIdentifier: "shop" }),
        member("shop-eu-central-1-db-instance-1", "eu-central-1"),
        queue("shop-jobs-one"),
        queue("shop-jobs-two"),
      ),
      awsStores,
    );
    assert.deepEqual(lines.slice(2), [
      "| shop | db | Aurora: 1 writer, 1 readers | copy: 1 readers |",
      "| shop | jobs | its own: 2 queues of SQS |  |",
    ]);
  });

  it("says of losses what the stack holds to", () => {
    assert.deepEqual(wrong(prod), []);
    const says = lossesOf(prod).flatMap(({ claims }) => claims.map((claim) => claim.says));
    assert.ok(says.some((one) => one.startsWith("Reachability: names move to eu-central-1 within 156 s at worst")));
  });

  it("is made of every part, and not when a sentence is not so", () => {
    const sections = pageOf(prodAws, prod).match(/^##+ .*$/gm);
    assert.deepEqual(sections, [
      "## What it costs to run, in resources",
      "## What each region holds",
      "## What is lost when it goes",
      "### A zone",
      "### us-east-1, the primary",
      "### us-west-2, the replica",
      "### eu-central-1, the standby",
      "### A store, by a mistake or an attack",
      "## Every type",
    ]);
    const late = changed(prod, "aws:rds/clusterParameterGroup:ClusterParameterGroup", () => ({
      parameters: [{ name: "rds.global_db_rpo", value: "60" }],
    }));
    assert.throws(
      () => pageOf(prodAws, late),
      /^Error: docs\/prod-aws.md would say what is not so: "PostgreSQL: commits/,
    );
    const objects = prod.objects.filter(({ name }) => name !== "platform-eu-central-1-cluster-autoscaler");
    assert.throws(
      () => pageOf(prodAws, { ...prod, objects }),
      /^Error: docs\/prod-aws.md would say what is not so: "Between the least and the most, each cluster asks/,
    );
  });

  const lies: readonly Lie[] = [
    [
      "a way out is one for all zones",
      "aws:ec2/natGateway:NatGateway",
      ({ name }) => (name.endsWith("a") ? {} : undefined),
      ["A zone: Machines"],
    ],
    [
      "a zone has less machines than another",
      "aws:eks/nodeGroup:NodeGroup",
      ({ name }) => (name.endsWith("c") ? { scalingConfig: { minSize: 1, maxSize: 9 } } : {}),
      ["A zone: Machines"],
    ],
    [
      "a broker's word is enough",
      "aws:msk/configuration:Configuration",
      () => ({ serverProperties: "default.replication.factor=3\nmin.insync.replicas=1" }),
      ["A zone: Kafka"],
    ],
    [
      "a cache does not change nodes by itself",
      "aws:elasticache/replicationGroup:ReplicationGroup",
      () => ({ automaticFailoverEnabled: false }),
      ["A zone: Caches"],
    ],
    [
      "a cache is copied over regions",
      "aws:elasticache/replicationGroup:ReplicationGroup",
      () => ({ globalReplicationGroupId: "global" }),
      ["us-east-1, the primary: Caches"],
    ],
    [
      "a database elsewhere is no copy",
      "aws:docdb/cluster:Cluster",
      () => ({ globalClusterIdentifier: undefined }),
      ["us-east-1, the primary: Documents"],
    ],
    [
      "nobody hears of a copy that lags",
      "aws:cloudwatch/metricAlarm:MetricAlarm",
      () => ({ alarmActions: [] }),
      ["us-east-1, the primary: PostgreSQL"],
    ],
    [
      "positions of consumers are not copied",
      "aws:msk/replicator:Replicator",
      () => ({ replicationInfoList: [{}] }),
      ["us-east-1, the primary: Kafka"],
    ],
    [
      "a tier of backups has no copy",
      "aws:backup/plan:Plan",
      () => ({ rules: [{ copyActions: [] }] }),
      ["us-east-1, the primary: Backups"],
    ],
    [
      "an application's secret is in one region",
      "aws:secretsmanager/secret:Secret",
      () => ({ replicas: [] }),
      ["us-east-1, the primary: Credentials"],
    ],
    [
      "a database can be deleted",
      "aws:rds/cluster:Cluster",
      () => ({ deletionProtection: false }),
      ["A store, by a mistake or an attack: PostgreSQL and documents"],
    ],
    [
      "a bucket's lock can be opened",
      "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
      () => ({ rule: { defaultRetention: { mode: "GOVERNANCE", days: 7 } } }),
      ["A store, by a mistake or an attack: Buckets"],
    ],
  ];
  for (const [what, type, change, says] of lies) {
    it(`holds to a sentence no longer where ${what}`, () => {
      assert.deepEqual(wrong(changed(prod, type, change)), says);
    });
  }

  it("holds to nothing about the nodes of cap where no job backs them up", () => {
    const objects = prod.objects.filter(({ name }) => !name.startsWith("cap-db-g1"));
    assert.deepEqual(wrong({ ...prod, objects }), [
      "us-east-1, the primary: cap",
      "A store, by a mistake or an attack: Kafka and queues",
    ]);
  });
});
