import assert from "node:assert/strict";
import { keepers, losable, misplaced, tagless } from "../lib/aws-data.ts";
import { awsStacks, broken, type Change } from "../lib/aws-graph.ts";
import { graphOf } from "../lib/graph.ts";

const primary = "us-east-1";

describe("data of prod on AWS", () => {
  it("is protected, retained, and never thrown away without a snapshot", async () => {
    assert.deepEqual(losable(await graphOf("prod")), []);
  });

  it("is of these kinds", async () => {
    assert.deepEqual(keepers(await graphOf("prod")), [
      "backup:Vault",
      "backup:VaultLockConfiguration",
      "docdb:Cluster",
      "docdb:ClusterInstance",
      "docdb:GlobalCluster",
      "ecr:Repository",
      "eks:Cluster",
      "elasticache:ReplicationGroup",
      "kms:Key",
      "kms:ReplicaKey",
      "lb:LoadBalancer",
      "msk:Cluster",
      "msk:Topic",
      "rds:Cluster",
      "rds:ClusterInstance",
      "rds:GlobalCluster",
      "s3:Bucket",
      "secretsmanager:Secret",
      "sqs:Queue",
    ]);
  });

  const database = { kind: "rds:Cluster", name: "firefly-postgres" };
  const cases: readonly (readonly [what: string, change: Change, found: string])[] = [
    ["unprotected", { ...database, resource: { opts: { retainOnDelete: true } } }, "not protected"],
    ["not retained", { ...database, resource: { opts: { protect: true } } }, "not retained"],
    ["without a last snapshot", { ...database, inputs: { skipFinalSnapshot: true } }, "skipFinalSnapshot is true"],
    ["without its name", { ...database, inputs: { finalSnapshotIdentifier: "" } }, "no finalSnapshotIdentifier"],
    ["open to deletion", { ...database, inputs: { deletionProtection: undefined } }, "deletionProtection is undefined"],
    [
      "a bucket that is emptied",
      { kind: "s3:Bucket", name: "region-logs", inputs: { forceDestroy: true } },
      "forceDestroy is true",
    ],
    [
      "of a kind that has no rule",
      { kind: "s3:Bucket", name: "region-logs", resource: { type: "aws:neptune/cluster:Cluster" } },
      "keeps something, and no rule says how",
    ],
  ];
  for (const [what, change, found] of cases) {
    it(`is seen where it is ${what}`, async () => {
      const { type = "" } = change.resource ?? {};
      const kind = type === "" ? change.kind : "neptune:Cluster";
      assert.deepEqual(losable(broken(await graphOf("prod"), change)), [`${kind} ${change.name}: ${found}`]);
    });
  }
});

describe("resources of AWS", () => {
  for (const stack of awsStacks) {
    it(`of ${stack} tell whose they are by tags`, async () => {
      assert.deepEqual(tagless(await graphOf(stack)), []);
    });

    it(`of ${stack} are made by the provider of their region`, async () => {
      assert.deepEqual(misplaced(await graphOf(stack), primary), []);
    });
  }

  it("are seen without a tag", async () => {
    const graph = await graphOf("prod");
    const change = { kind: "sqs:Queue", name: "firefly-broker-saga-events", inputs: { tags: { system: "firefly" } } };
    assert.deepEqual(tagless(broken(graph, change)), [
      "sqs:Queue firefly-broker-saga-events: no tag component",
      "sqs:Queue firefly-broker-saga-events: no tag owner",
    ]);
    const resources = graph.resources.map((each) =>
      each.name === "aws-us-west-2" ? { ...each, inputs: { ...each.inputs, defaultTags: "{}" } } : each,
    );
    const lost = tagless({ ...graph, resources }).filter((line) => line.startsWith("eks:Cluster"));
    assert.deepEqual(
      lost,
      ["managed-by", "stage", "cost-centre"].map((tag) => `eks:Cluster region-us-west-2-cluster: no tag ${tag}`),
    );
  });

  it("are seen in a region that is not theirs", async () => {
    const graph = await graphOf("prod");
    const vpc = { kind: "ec2:Vpc", name: "region-us-west-2-network" };
    assert.deepEqual(misplaced(broken(graph, { ...vpc, resource: { provider: "aws" } }), primary), [
      "ec2:Vpc region-us-west-2-network in us-east-1 by aws",
    ]);
    assert.deepEqual(misplaced(broken(graph, { ...vpc, resource: { provider: "aws-eu-central-1" } }), primary), [
      "ec2:Vpc region-us-west-2-network in eu-central-1 by aws-eu-central-1",
    ]);
    assert.throws(() => misplaced(broken(graph, { ...vpc, resource: { provider: undefined } }), primary), {
      message: "region-us-west-2-network has a provider",
    });
  });
});
