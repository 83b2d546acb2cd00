import assert from "node:assert/strict";
import { awsRegions } from "../../config/aws-regions.ts";
import { awsStacks, broken, type Change } from "../lib/aws-graph.ts";
import { refusedNames, takenNames } from "../lib/aws-names.ts";
import { graphOf } from "../lib/graph.ts";
import { stretched } from "../lib/stretched.ts";

describe("names on AWS", () => {
  for (const stack of awsStacks) {
    it(`of ${stack} are such as the services take, and nobody else's`, async () => {
      const graph = await graphOf(stack);
      assert.deepEqual(refusedNames(graph), []);
      assert.deepEqual(takenNames(graph), []);
    });
  }

  it("would be so in the regions with the longest names, of the stage with the longest", async () => {
    const graph = await stretched("prod", awsRegions);
    assert.deepEqual(refusedNames(graph), []);
    assert.deepEqual(takenNames(graph), []);
  });

  const cases: readonly (readonly [what: string, change: Change, found: string])[] = [
    [
      "are too long",
      { kind: "rds:Proxy", name: "firefly-postgres-proxy", inputs: { name: "a".repeat(61) } },
      `${"a".repeat(61)} has 61 characters of 60`,
    ],
    [
      "are too long with what Pulumi adds",
      { kind: "lb:LoadBalancer", name: "edge", resource: { name: "a".repeat(25) } },
      `${"a".repeat(25)}-0123456 has 33 characters of 32`,
    ],
    [
      "have two hyphens in a row where a service takes one",
      { kind: "elasticache:ReplicationGroup", name: "firefly-cache", inputs: { replicationGroupId: "a--b" } },
      "a--b is of the wrong form",
    ],
    [
      "are of a kind whose limit nobody knows",
      {
        kind: "sqs:Queue",
        name: "firefly-broker-saga-events",
        resource: { type: "aws:sns/platformApplication:PlatformApplication" },
      },
      "no limit is known",
    ],
  ];
  for (const [what, change, found] of cases) {
    it(`are refused where they ${what}`, async () => {
      const graph = broken(await graphOf("staging"), change);
      const kind = change.resource?.type === undefined ? change.kind : "sns:PlatformApplication";
      assert.deepEqual(refusedNames(graph), [`${kind} ${change.resource?.name ?? change.name}: ${found}`]);
    });
  }

  it("are refused where another resource has them", async () => {
    const graph = await graphOf("prod");
    const same = (kind: string, name: string, inputs: Record<string, string>) =>
      takenNames(broken(graph, { kind, name, inputs }));
    // Two kinds of databases share one space of names; regions do not.
    assert.deepEqual(same("docdb:Cluster", "ecommerce-mongodb", { clusterIdentifier: "prod-onboarding-postgres" }), [
      "database cluster prod-onboarding-postgres in us-east-1",
    ]);
    const bucket = "prod-log-archive-444455556666-us-east-1";
    assert.deepEqual(same("s3:Bucket", "region-us-west-2-logs", { bucket }), [`s3:Bucket ${bucket} in the world`]);
    assert.deepEqual(same("sqs:Queue", "firefly-broker-saga-events", { name: "prod-firefly-broker-saga-commands" }), [
      "sqs:Queue prod-firefly-broker-saga-commands in us-east-1",
    ]);
  });
});
