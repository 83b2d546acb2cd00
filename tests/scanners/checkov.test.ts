import assert from "node:assert/strict";
import type { RenderedResource } from "../../cli/lib/render.ts";
import { graphOf } from "../lib/graph.ts";
import { scanPlan } from "./lib/checkov.ts";
import { explained, readExplanations, unexplained } from "./lib/explained.ts";
import { planOf } from "./lib/plan.ts";

const explanations = readExplanations("aws");
const isAws = ({ type }: RenderedResource) => type.startsWith("aws:");

describe("checkov, over what the program registers on AWS", () => {
  const used = new Set<string>();

  for (const stack of ["staging", "prod"] as const) {
    it(`finds nothing in ${stack} that nobody has explained`, async () => {
      const graph = await graphOf(stack);
      const { findings, passed, resources } = await scanPlan(planOf(graph));
      assert.equal(resources, graph.resources.filter(isAws).length);
      assert.ok(passed > resources, `${passed} checks held`);
      const own = explanations.filter(({ stacks }) => stacks.includes(stack));
      assert.deepEqual(unexplained(findings, own), []);
      for (const each of explained(findings, own)) used.add(each);
    });
  }

  it("finds everything that is explained", () => {
    const written = explanations.flatMap(({ check, resources }) => resources.map((each) => `${check} ${each}`));
    assert.deepEqual(
      written.filter((each) => !used.has(each)),
      [],
    );
  });

  it("finds what is taken away", async () => {
    const graph = await graphOf("staging");
    const gone = [":BucketPublicAccessBlock", ":BucketVersioning", ":BucketServerSideEncryptionConfiguration"];
    const resources = graph.resources
      .filter(({ type }) => !gone.some((each) => type.endsWith(each)))
      .map((resource) =>
        resource.type.endsWith("eks/cluster:Cluster") || resource.type.endsWith("rds/cluster:Cluster")
          ? { ...resource, inputs: without(resource.inputs, "storageEncrypted", "kmsKeyId", "encryptionConfig") }
          : resource,
      );
    const { findings } = await scanPlan(planOf({ ...graph, resources }));
    const lines = unexplained(findings, explanations).map((line) => line.replace(/:.*/, ""));
    assert.deepEqual(
      [
        "CKV2_AWS_6 aws_s3_bucket.region-logs-audit",
        "CKV_AWS_21 aws_s3_bucket.region-logs-audit",
        "CKV_AWS_58 aws_eks_cluster.region-cluster",
        "CKV_AWS_96 aws_rds_cluster.firefly-postgres",
      ].filter((line) => !lines.includes(line)),
      [],
    );
  });
});

const without = (inputs: Readonly<Record<string, unknown>>, ...keys: readonly string[]) =>
  Object.fromEntries(Object.entries(inputs).filter(([key]) => !keys.includes(key)));
