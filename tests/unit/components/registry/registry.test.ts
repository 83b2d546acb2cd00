import assert from "node:assert/strict";
import { Registry } from "../../../../components/registry/registry.ts";
import { type RegistryArgs, resolveRegistry } from "../../../../components/registry/spec.ts";
import { accountId, found, inputsOf, registered, renderAws } from "../../../lib/aws.ts";

const keyArn = `arn:aws:kms:us-east-1:${accountId}:key/images`;
const args: RegistryArgs = {
  cloud: "aws",
  region: "us-east-1",
  stage: "prod",
  accountId,
  repositories: ["cap/app-cp", "ecommerce/user-service"],
  keyArn,
  copyTo: ["us-west-2", "eu-central-1"],
  protect: true,
};
const rendered = await renderAws((opts) => {
  const registry = new Registry("registry", args, opts);
  assert.equal(registry.host, `${accountId}.dkr.ecr.us-east-1.amazonaws.com`);
  assert.deepEqual(Object.keys(registry.repositories), args.repositories);
});
const staging = await renderAws(
  (opts) => new Registry("registry", { ...args, stage: "staging", copyTo: [], keep: 20, protect: false }, opts),
);

describe("a registry on AWS", () => {
  it("has a repository for each image: immutable, scanned, encrypted, kept in prod (REC-016)", () => {
    const { inputs, opts } = found(rendered, "ecr:Repository", "registry-cap-app-cp");
    assert.deepEqual(inputs, {
      name: "prod/cap/app-cp",
      imageTagMutability: "IMMUTABLE",
      imageScanningConfiguration: { scanOnPush: true },
      encryptionConfigurations: [{ encryptionType: "KMS", kmsKey: keyArn }],
      forceDelete: false,
      tags: { system: "cap", component: "app-cp", owner: "cap", "data-class": "internal" },
    });
    assert.equal(opts.protect, true);
    const gone = found(staging, "ecr:Repository", "registry-cap-app-cp");
    assert.deepEqual(
      [gone.inputs.name, gone.inputs.forceDelete, gone.opts.protect],
      ["staging/cap/app-cp", true, false],
    );
  });

  it("keeps the newest images", () => {
    const policy = (graph: typeof rendered): unknown => {
      const { repository, policy: text } = inputsOf(graph, "ecr:LifecyclePolicy", "registry-cap-app-cp-lifecycle");
      assert.equal(repository, inputsOf(graph, "ecr:Repository", "registry-cap-app-cp").name);
      return JSON.parse(String(text));
    };
    const expected = (countNumber: number) => ({
      rules: [
        {
          rulePriority: 1,
          description: "Images without a tag",
          selection: { tagStatus: "untagged", countType: "sinceImagePushed", countUnit: "days", countNumber: 14 },
          action: { type: "expire" },
        },
        {
          rulePriority: 2,
          description: "All but the newest",
          selection: { tagStatus: "any", countType: "imageCountMoreThan", countNumber },
          action: { type: "expire" },
        },
      ],
    });
    assert.deepEqual(policy(rendered), expected(100));
    assert.deepEqual(policy(staging), expected(20));
  });

  it("copies the images of its stage to the other regions, where there are any", () => {
    assert.deepEqual(inputsOf(rendered, "ecr:ReplicationConfiguration", "registry-copies").replicationConfiguration, {
      rules: [
        {
          destinations: [
            { region: "us-west-2", registryId: accountId },
            { region: "eu-central-1", registryId: accountId },
          ],
          repositoryFilters: [{ filter: "prod/", filterType: "PREFIX_MATCH" }],
        },
      ],
    });
    assert.deepEqual(registered(staging), [
      "ecr:LifecyclePolicy registry-cap-app-cp-lifecycle",
      "ecr:LifecyclePolicy registry-ecommerce-user-service-lifecycle",
      "ecr:Repository registry-cap-app-cp",
      "ecr:Repository registry-ecommerce-user-service",
    ]);
  });

  it("is refused with names that ECR would not take, or that come twice", () => {
    const wrong = (change: Partial<RegistryArgs>) => () => resolveRegistry("r", { ...args, ...change });
    for (const path of ["cap", "Cap/app", "cap//app", "cap/app_cp-", "/app"]) {
      assert.throws(wrong({ repositories: [path] }), {
        message: `registry r: repositories: expected paths such as cap/app-cp, got "${path}"`,
      });
    }
    assert.throws(wrong({ repositories: ["a/b", "a/b"] }), {
      message: 'registry r: repositories: expected each image once, got "a/b"',
    });
    assert.throws(wrong({ keep: 5 }), {
      message: "registry r: keep: expected a whole number from 10 to 1000 (images), got 5",
    });
  });
});
