import assert from "node:assert/strict";
import { decide, type Request } from "../../emulators/lib/policies.ts";
import { inputsOf, policyOf, registered } from "../../lib/aws.ts";
import * as invariants from "../../lib/invariants.ts";
import { at } from "../../lib/json.ts";
import { renderState } from "./fixture.ts";

const graph = await renderState("prod");
const accountId = "444455556666";
const bucket = `prod-state-${accountId}-us-east-1`;
const keyArn = `arn:aws:kms:us-east-1:${accountId}:key/state-key`;
const role = (name: string) => `arn:aws:iam::${accountId}:role/${name}`;

describe("where the state is kept on AWS", () => {
  it("is a bucket, its access logs and a key", () => {
    const companions = ["Encryption", "Lifecycle", "Ownership", "Policy", "PublicAccess", "Versioning"];
    assert.equal(registered(graph).length, 2 + 2 * (1 + companions.length) + 1);
    assert.deepEqual(
      registered(graph).filter((line) => /^(kms|s3:Bucket |s3:BucketLogging)/.test(line)),
      [
        "kms:Alias state-key-alias",
        "kms:Key state-key",
        "s3:Bucket state",
        "s3:Bucket state-access",
        "s3:BucketLogging state-logging",
      ],
    );
    assert.deepEqual(graph.outputs, {
      url: `s3://${bucket}?region=us-east-1`,
      secretsProvider: "awskms://alias/prod-state?region=us-east-1",
    });
  });

  it("is versioned, private, encrypted by the key, and its access is logged", () => {
    assert.deepEqual(inputsOf(graph, "s3:BucketVersioning", "state-versioning").versioningConfiguration, {
      status: "Enabled",
    });
    assert.deepEqual(inputsOf(graph, "s3:BucketPublicAccessBlock", "state-public-access"), {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    const rules = inputsOf(graph, "s3:BucketServerSideEncryptionConfiguration", "state-encryption").rules;
    assert.equal(at(rules, 0, "applyServerSideEncryptionByDefault", "kmsMasterKeyId"), keyArn);
    assert.equal(
      inputsOf(graph, "s3:BucketLogging", "state-logging").targetBucket,
      `prod-state-access-logs-${accountId}-us-east-1`,
    );
    const key = inputsOf(graph, "kms:Key", "state-key");
    assert.deepEqual([key.enableKeyRotation, key.deletionWindowInDays], [true, 30]);
    assert.equal(inputsOf(graph, "kms:Alias", "state-key-alias").name, "alias/prod-state");
  });

  it("is protected, and deployed by a provider that refuses other accounts", () => {
    const kept = graph.resources.filter(({ opts }) => opts.protect === true).map(({ name }) => name);
    assert.deepEqual(kept.sort(), ["state", "state-access", "state-key", "state-key-alias"]);
    assert.equal(inputsOf(graph, "s3:Bucket", "state").forceDestroy, false);
    const [provider] = graph.resources.filter(({ type }) => type === "pulumi:providers:aws");
    assert.equal(provider?.inputs.allowedAccountIds, JSON.stringify([accountId]));
  });

  it("holds to the invariants of every program", () => {
    const held = [
      invariants.withoutComponent,
      invariants.foreignNames,
      invariants.duplicates,
      invariants.defaultProviders,
    ];
    assert.deepEqual(
      held.flatMap((invariant) => invariant(graph)),
      [],
    );
  });

  describe("lets in", () => {
    const state = policyOf(inputsOf(graph, "s3:BucketPolicy", "state-policy"));
    const key = policyOf(inputsOf(graph, "kms:Key", "state-key"));
    const everything = [{ Version: "2012-10-17", Statement: [{ Effect: "Allow", Action: "*", Resource: "*" }] }];
    const context = { "aws:SecureTransport": "true", "s3:TlsVersion": "1.3" };
    const ofState = (principal: string, action: string, change: Partial<Request> = {}): Request => ({
      principal,
      action,
      resource: `arn:aws:s3:::${bucket}${action === "s3:ListBucket" ? "" : "/.pulumi/stacks/plumbline/prod.json"}`,
      accountId,
      context: { ...context, "aws:PrincipalArn": principal },
      resourcePolicy: state,
      ...change,
    });
    const ofKey = (principal: string, action: string): Request => ({
      principal,
      action,
      resource: keyArn,
      accountId,
      identityPolicies: principal === role("administrator") ? everything : [],
      resourcePolicy: key,
    });

    it("the roles that deploy, to the state and the key", async () => {
      const actions = ["s3:ListBucket", "s3:GetObject", "s3:PutObject", "s3:DeleteObject"];
      const use = ["kms:Encrypt", "kms:Decrypt", "kms:GenerateDataKey"];
      const asked = [role("deployer"), role("pipeline")].flatMap((principal) => [
        ...actions.map((action) => ofState(principal, action)),
        ...use.map((action) => ofKey(principal, action)),
      ]);
      assert.deepEqual(
        await decide(asked),
        asked.map(() => "Allowed"),
      );
    });

    it("nobody else, administrators and plain HTTP included", async () => {
      const administrator = role("administrator");
      assert.deepEqual(
        await decide([
          ofState(administrator, "s3:GetObject", { identityPolicies: everything }),
          ofState(administrator, "s3:DeleteObjectVersion", { identityPolicies: everything }),
          ofKey(administrator, "kms:Decrypt"),
          ofState(role("developer"), "s3:ListBucket"),
          ofState("arn:aws:iam::999999999999:role/deployer", "s3:GetObject", { identityPolicies: everything }),
          ofState(role("deployer"), "s3:GetObject", { context: { ...context, "aws:SecureTransport": "false" } }),
          ofState(role("deployer"), "s3:PutBucketPolicy", { resource: `arn:aws:s3:::${bucket}` }),
        ]),
        [
          "ExplicitlyDenied",
          "ExplicitlyDenied",
          "ImplicitlyDenied",
          "ImplicitlyDenied",
          "ExplicitlyDenied",
          "ExplicitlyDenied",
          "ImplicitlyDenied",
        ],
      );
    });
  });
});
