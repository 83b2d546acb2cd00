import assert from "node:assert/strict";
import type { clouds } from "../../../components/core/cloud.ts";
import { gaps } from "../../../cli/lib/parity/gaps.ts";
import { capabilities, pageOf } from "../../../cli/lib/parity/page.ts";
import { scan } from "../../../cli/lib/parity/source.ts";

const source = `
import { Bucket } from "@pulumi/aws/s3/bucket.js";
import { Server as Database } from "@pulumi/azure-native/dbforpostgresql/server.js";
import { Service } from "@pulumi/kubernetes/core/v1/service.js";
import { Kafka } from "../crds/strimzi.ts";
import { Key } from "@pulumi/aws/kms/key.js";
import { Unsupported } from "../core/errors.ts";
import { privateBucket } from "../core/aws-bucket.ts";
import type { Place } from "../core/place.ts";
import { type Tags } from "../core/tags.ts";

export function make(place: Place, sizes: number[]): void {
  const instead = "ask for less";
  new Bucket("a");
  new Database("b");
  new Service("c");
  new Kafka("d");
  if (sizes.length > 3) throw new Unsupported("azure", \`\${sizes.length} disks of \${sizes.at(-1)} Gi\`, instead);
}

function other(cloud: Cloud): void {
  const instead = "do without";
  throw new Unsupported(cloud, "a bell", instead);
}
`;

describe("the table of parity", () => {
  it("reads from a source what it makes, by which means, and what it refuses, in the words of its errors", () => {
    assert.deepEqual(scan("x.ts", source), {
      makes: [
        { from: "aws", type: "s3:Bucket" },
        { from: "azure-native", type: "dbforpostgresql:Server" },
        { from: "kubernetes", type: "Service" },
        { from: "kubernetes", type: "Kafka" },
      ],
      means: ["errors.ts", "aws-bucket.ts"],
      refusals: [
        { cloud: "azure", what: "_sizes_ disks of _sizes_ Gi", instead: "ask for less" },
        { cloud: undefined, what: "a bell", instead: "do without" },
      ],
    });
  });

  it("has every capability, with what stands behind it on each cloud", async () => {
    const all = await capabilities();
    const made = (name: string, cloud: (typeof clouds)[number], type: string) =>
      all.find((one) => one.name === name)?.makes[cloud].includes(`\`${type}\``);
    for (const [name, onCluster, onAws, onAzure] of [
      ["postgres", "Cluster", "rds:Cluster", "dbforpostgresql:Server"],
      ["kafka", "Kafka", "msk:Cluster", "eventhub:Namespace"],
      ["queue", "RabbitmqCluster", "sqs:Queue", "servicebus:Namespace"],
      ["cache", "StatefulSet", "elasticache:ReplicationGroup", "redisenterprise:RedisEnterprise"],
      ["document-store", "MongoDBCommunity", "docdb:Cluster", "mongocluster:MongoCluster"],
      // By the means that are shared.
      ["backup-store", "StatefulSet", "s3:Bucket", "storage:StorageAccount"],
    ] as const) {
      assert.deepEqual(
        [made(name, "kubernetes", onCluster), made(name, "aws", onAws), made(name, "azure", onAzure)],
        [true, true, true],
        name,
      );
    }
  });

  it("names all that is refused and all that is left out, each with what there is instead", async () => {
    const all = await capabilities();
    const page = pageOf(all);
    for (const { what, instead } of all.flatMap(({ refusals }) => refusals)) {
      assert.ok(what !== "" && instead !== "" && page.includes(`| ${what} | ${instead} |`), what);
    }
    assert.ok(page.includes("| aws | a cache that copies another node |"));
    for (const { cloud, what, because } of gaps) assert.ok(page.includes(`| ${cloud} | ${what} | ${because} |`), what);
  });
});
