import assert from "node:assert/strict";
import { LogArchive } from "../../../../components/log-archive/log-archive.ts";
import { type LogArchiveArgs, resolveLogArchive } from "../../../../components/log-archive/spec.ts";
import { accountId, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";

const keyArn = `arn:aws:kms:us-east-1:${accountId}:key/logs`;
const args: LogArchiveArgs = { cloud: "aws", region: "us-east-1", stage: "prod", accountId, keyArn, protect: true };
const rendered = await renderAws((opts) => new LogArchive("log-archive", args, opts));
const staging = await renderAws(
  (opts) => new LogArchive("log-archive", { ...args, stage: "staging", protect: false }, opts),
);

const buckets = ["log-archive", "log-archive-access", "log-archive-audit"];
const rules = (name: string) => list(inputsOf(rendered, "s3:BucketLifecycleConfiguration", `${name}-lifecycle`).rules);
const statements = (name: string) =>
  list(at(policyOf(inputsOf(rendered, "s3:BucketPolicy", `${name}-policy`)), "Statement"));

describe("the log archive on AWS", () => {
  it("is three buckets with all their companions", () => {
    const companions = [
      "Bucket ",
      "BucketLifecycleConfiguration -lifecycle",
      "BucketOwnershipControls -ownership",
      "BucketPolicy -policy",
      "BucketPublicAccessBlock -public-access",
      "BucketServerSideEncryptionConfiguration -encryption",
      "BucketVersioning -versioning",
    ];
    const all = buckets.flatMap((bucket) => companions.map((one) => `s3:${one.replace(" ", ` ${bucket}`)}`));
    const some = [
      "s3:BucketLogging log-archive-audit-logging",
      "s3:BucketLogging log-archive-logging",
      "s3:BucketObjectLockConfiguration log-archive-audit-lock",
    ];
    assert.deepEqual(registered(rendered), [...all, ...some].sort());
  });

  it("has names that are unique by account and region, and is kept in prod", () => {
    const names = buckets.map((bucket) => inputsOf(rendered, "s3:Bucket", bucket).bucket);
    assert.deepEqual(names, [
      `prod-log-archive-${accountId}-us-east-1`,
      `prod-access-logs-${accountId}-us-east-1`,
      `prod-audit-archive-${accountId}-us-east-1`,
    ]);
    for (const bucket of buckets) {
      const kept = found(rendered, "s3:Bucket", bucket);
      assert.deepEqual([kept.inputs.forceDestroy, kept.opts.protect, kept.opts.retainOnDelete], [false, true, true]);
      const gone = found(staging, "s3:Bucket", bucket);
      assert.deepEqual([gone.inputs.forceDestroy, gone.opts.protect, gone.opts.retainOnDelete], [true, false, false]);
    }
    assert.deepEqual(inputsOf(rendered, "s3:Bucket", "log-archive-audit").tags, {
      system: "platform",
      component: "log-archive",
      owner: "platform",
      "data-class": "internal",
      purpose: "audit",
    });
  });

  it("is private, versioned, and encrypted with the customer's key, but for what S3 delivers itself", () => {
    for (const bucket of buckets) {
      assert.deepEqual(inputsOf(rendered, "s3:BucketPublicAccessBlock", `${bucket}-public-access`), {
        bucket: inputsOf(rendered, "s3:Bucket", bucket).bucket,
        blockPublicAcls: true,
        blockPublicPolicy: true,
        ignorePublicAcls: true,
        restrictPublicBuckets: true,
      });
      assert.deepEqual(inputsOf(rendered, "s3:BucketOwnershipControls", `${bucket}-ownership`).rule, {
        objectOwnership: "BucketOwnerEnforced",
      });
      assert.deepEqual(inputsOf(rendered, "s3:BucketVersioning", `${bucket}-versioning`).versioningConfiguration, {
        status: "Enabled",
      });
    }
    const encryption = (bucket: string) =>
      inputsOf(rendered, "s3:BucketServerSideEncryptionConfiguration", `${bucket}-encryption`).rules;
    const own = {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn },
      bucketKeyEnabled: true,
      blockedEncryptionTypes: ["SSE-C"],
    };
    assert.deepEqual(encryption("log-archive"), [own]);
    assert.deepEqual(encryption("log-archive-audit"), [own]);
    assert.deepEqual(encryption("log-archive-access"), [
      {
        applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" },
        bucketKeyEnabled: false,
        blockedEncryptionTypes: ["SSE-C"],
      },
    ]);
  });

  it("keeps audit logs for seven years, and lets nobody delete them before in prod", () => {
    const lock = (graph: typeof rendered) =>
      at(inputsOf(graph, "s3:BucketObjectLockConfiguration", "log-archive-audit-lock"), "rule", "defaultRetention");
    assert.deepEqual(lock(rendered), { mode: "COMPLIANCE", days: 2557 });
    assert.deepEqual(lock(staging), { mode: "GOVERNANCE", days: 2557 });
    assert.equal(inputsOf(rendered, "s3:Bucket", "log-archive-audit").objectLockEnabled, true);
    assert.equal(inputsOf(rendered, "s3:Bucket", "log-archive").objectLockEnabled, false);
    assert.deepEqual(rules("log-archive-audit")[1], {
      id: "expire-audit",
      status: "Enabled",
      filter: { prefix: "audit/" },
      expiration: { days: 2557 },
      transitions: [{ days: 30, storageClass: "GLACIER_IR" }],
    });
  });

  it("keeps each other class as long as it has to be, and nothing that is left over", () => {
    const leftovers = {
      id: "leftovers",
      status: "Enabled",
      filter: { prefix: "" },
      expiration: { expiredObjectDeleteMarker: true },
      noncurrentVersionExpiration: { noncurrentDays: 7 },
      abortIncompleteMultipartUpload: { daysAfterInitiation: 7 },
    };
    assert.deepEqual(rules("log-archive"), [
      leftovers,
      {
        id: "expire-application",
        status: "Enabled",
        filter: { prefix: "application/" },
        expiration: { days: 30 },
      },
      {
        id: "expire-history",
        status: "Enabled",
        filter: { prefix: "history/" },
        expiration: { days: 365 },
        transitions: [{ days: 30, storageClass: "GLACIER_IR" }],
      },
      {
        id: "expire-network",
        status: "Enabled",
        filter: { prefix: "network/" },
        expiration: { days: 365 },
        transitions: [{ days: 30, storageClass: "GLACIER_IR" }],
      },
    ]);
    assert.deepEqual(rules("log-archive-access"), [
      leftovers,
      { id: "expire", status: "Enabled", filter: { prefix: "" }, expiration: { days: 365 } },
    ]);
  });

  it("refuses plain HTTP, old TLS and other keys to everybody", () => {
    for (const bucket of buckets) {
      const arn = `arn:aws:s3:::${String(inputsOf(rendered, "s3:Bucket", bucket).bucket)}`;
      const deny = { Effect: "Deny", Principal: "*" };
      const everything = { ...deny, Action: ["s3:*"], Resource: [arn, `${arn}/*`] };
      assert.deepEqual(statements(bucket).slice(0, 2), [
        { Sid: "DenyPlainHttp", ...everything, Condition: { Bool: { "aws:SecureTransport": "false" } } },
        { Sid: "DenyOldTls", ...everything, Condition: { NumericLessThan: { "s3:TlsVersion": "1.2" } } },
      ]);
      const header = "s3:x-amz-server-side-encryption-aws-kms-key-id";
      const others = statements(bucket).filter((one) => at(one, "Sid") === "DenyOtherKeys");
      const expected = {
        Sid: "DenyOtherKeys",
        ...deny,
        Action: ["s3:PutObject"],
        Resource: [`${arn}/*`],
        Condition: { Null: { [header]: "false" }, StringNotEquals: { [header]: keyArn } },
      };
      assert.deepEqual(others, bucket === "log-archive-access" ? [] : [expected]);
    }
  });

  it("takes deliveries of this account's own logs", () => {
    const allowed = (bucket: string) => statements(bucket).filter((one) => at(one, "Effect") === "Allow");
    assert.deepEqual(allowed("log-archive-audit"), []);
    assert.deepEqual(allowed("log-archive-access"), [
      {
        Sid: "DeliverAccessLogs",
        Effect: "Allow",
        Principal: { Service: "logging.s3.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: [`arn:aws:s3:::prod-access-logs-${accountId}-us-east-1/*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": "arn:aws:s3:::prod-*" },
        },
      },
      {
        Sid: "DeliverBalancerLogs",
        Effect: "Allow",
        Principal: { Service: "logdelivery.elasticloadbalancing.amazonaws.com" },
        Action: ["s3:PutObject"],
        Resource: [`arn:aws:s3:::prod-access-logs-${accountId}-us-east-1/load-balancer/AWSLogs/${accountId}/*`],
        Condition: {
          StringEquals: { "aws:SourceAccount": accountId },
          ArnLike: { "aws:SourceArn": `arn:aws:elasticloadbalancing:us-east-1:${accountId}:loadbalancer/*` },
        },
      },
    ]);
    const archive = `arn:aws:s3:::prod-log-archive-${accountId}-us-east-1`;
    const delivery = {
      Effect: "Allow",
      Principal: { Service: "delivery.logs.amazonaws.com" },
      Condition: {
        StringEquals: { "aws:SourceAccount": accountId },
        ArnLike: { "aws:SourceArn": `arn:aws:logs:us-east-1:${accountId}:*` },
      },
    };
    assert.deepEqual(allowed("log-archive"), [
      {
        Sid: "DeliverFlowLogs",
        ...delivery,
        Action: ["s3:PutObject"],
        Resource: [`${archive}/network/AWSLogs/${accountId}/*`],
      },
      { Sid: "FindBucket", ...delivery, Action: ["s3:GetBucketAcl", "s3:ListBucket"], Resource: [archive] },
    ]);
  });

  it("logs who reads it", () => {
    assert.deepEqual(inputsOf(rendered, "s3:BucketLogging", "log-archive-logging"), {
      bucket: `prod-log-archive-${accountId}-us-east-1`,
      targetBucket: `prod-access-logs-${accountId}-us-east-1`,
      targetPrefix: `prod-log-archive-${accountId}-us-east-1/`,
      targetObjectKeyFormat: { partitionedPrefix: { partitionDateSource: "EventTime" } },
    });
  });

  it("refuses a retention that is none", () => {
    const wrong = (days: number) => () => resolveLogArchive("l", { ...args, retentionDays: { network: days } });
    for (const days of [0, 1.5, 36501]) {
      assert.throws(wrong(days), {
        message: `log archive l: retentionDays.network: expected a whole number from 1 to 36500 (days), got ${days}`,
      });
    }
    assert.deepEqual(resolveLogArchive("l", { ...args, retentionDays: { network: 90 } }).retentionDays, {
      audit: 2557,
      application: 30,
      history: 365,
      network: 90,
      access: 365,
    });
  });

  it("is not there on other clouds yet", async () => {
    const rejected = renderAws((opts) => new LogArchive("l", { ...args, cloud: "azure" }, opts));
    await assert.rejects(rejected, { message: "an archive of logs is not supported on azure: name a region of aws" });
  });
});
