import assert from "node:assert/strict";
import type * as pulumi from "@pulumi/pulumi";
import { ComponentResource } from "@pulumi/pulumi";
import { awsBackupStore } from "../../../../components/backup-store/aws.ts";
import { awsBackupAccess, type AwsBackupAccessArgs } from "../../../../components/backup-store/aws-access.ts";
import { type BackupStoreOutputs, resolveBackupStore } from "../../../../components/backup-store/spec.ts";
import type { IdentityTarget } from "../../../../components/backup-store/target.ts";
import { accountId, awsPeer, awsPlace, found, inputsOf, policyOf, registered, renderAws } from "../../../lib/aws.ts";
import { at, list } from "../../../lib/json.ts";

const place = awsPlace({ peers: [awsPeer("us-west-2", "replica"), awsPeer("eu-central-1", "standby")] });
const tiers = {
  daily: { retentionDays: 30 },
  weekly: { retentionDays: 84 },
  monthly: { retentionDays: 365 },
  yearly: { retentionDays: 2557 },
};
const spec = resolveBackupStore("store", {
  place: awsPlace(),
  systems: { shop: { prefixes: tiers }, cap: { prefixes: { redis: {} } } },
  storage: "1Gi",
  credentialsVersion: 1,
  undeleteDays: 14,
  protect: true,
});

const within = (build: (parent: pulumi.Resource) => void) =>
  renderAws((opts) => {
    build(new ComponentResource("test:index:Store", "store", {}, opts));
  });
const stores: BackupStoreOutputs[] = [];
const prod = await within((parent) => stores.push(awsBackupStore(parent, "store", spec, place)));
const replica = await within((parent) =>
  awsBackupStore(parent, "store", spec, awsPlace({ region: "us-west-2", role: "replica", peers: place.peers })),
);
const staging = await within((parent) =>
  awsBackupStore(parent, "store", { ...spec, protect: false }, awsPlace({ stage: "staging" })),
);
const beside = await within((parent) =>
  awsBackupStore(parent, "store", spec, awsPlace({ peers: place.peers.slice(0, 1) })),
);

const key = (region: string) => `arn:aws:kms:${region}:${accountId}:key/backups`;
const shop = `prod-shop-backups-${accountId}-us-east-1`;
const copy = `prod-shop-backups-copy-${accountId}-eu-central-1`;

describe("the backup store on AWS", () => {
  it("is at S3 of its region, with a bucket for each system", () => {
    assert.deepEqual([stores[0]?.endpoint, stores[0]?.region], ["https://s3.us-east-1.amazonaws.com", "us-east-1"]);
    assert.deepEqual(Object.keys(stores[0]?.buckets ?? {}), ["shop", "cap"]);
    const buckets = registered(prod).filter((line) => line.startsWith("s3:Bucket "));
    assert.deepEqual(buckets, [
      "s3:Bucket store-cap",
      "s3:Bucket store-cap-copy",
      "s3:Bucket store-shop",
      "s3:Bucket store-shop-copy",
    ]);
    const { inputs, opts } = found(prod, "s3:Bucket", "store-shop");
    assert.deepEqual(inputs, {
      bucket: shop,
      forceDestroy: false,
      objectLockEnabled: true,
      tags: { system: "shop", component: "backups", owner: "shop", "data-class": "personal", purpose: "backup" },
    });
    assert.deepEqual([opts.protect, opts.retainOnDelete], [true, true]);
  });

  it("keeps each tier as long as it has to be: 30 daily, 12 weekly, 12 monthly, 7 yearly (ECO-040)", () => {
    for (const name of ["store-shop", "store-shop-copy"]) {
      const rules = list(inputsOf(prod, "s3:BucketLifecycleConfiguration", `${name}-lifecycle`).rules);
      const cold = { transitions: [{ days: 30, storageClass: "GLACIER_IR" }] };
      const rule = (tier: string, days: number, more = {}) => ({
        id: `expire-${tier}`,
        status: "Enabled",
        filter: { prefix: `${tier}/` },
        expiration: { days },
        ...more,
      });
      assert.deepEqual(rules.slice(1), [
        rule("daily", 30),
        rule("weekly", 84),
        rule("monthly", 365, cold),
        rule("yearly", 2557, cold),
      ]);
      assert.deepEqual(at(rules[0], "noncurrentVersionExpiration"), { noncurrentDays: 14 });
    }
  });

  it("lets nobody delete a backup as long as the shortest folder keeps it", () => {
    const lock = (graph: typeof prod, name: string) =>
      at(inputsOf(graph, "s3:BucketObjectLockConfiguration", `${name}-lock`), "rule", "defaultRetention");
    assert.deepEqual(lock(prod, "store-shop"), { mode: "COMPLIANCE", days: 30 });
    assert.deepEqual(lock(prod, "store-shop-copy"), { mode: "COMPLIANCE", days: 30 });
    assert.deepEqual(lock(prod, "store-cap"), { mode: "COMPLIANCE", days: 14 });
    assert.deepEqual(lock(staging, "store-shop"), { mode: "GOVERNANCE", days: 30 });
    const { inputs, opts } = found(staging, "s3:Bucket", "store-shop");
    assert.deepEqual([inputs.forceDestroy, opts.protect, opts.retainOnDelete], [true, false, false]);
  });

  it("is encrypted with the region's key for backups, and logs who reads it", () => {
    const encryption = (name: string) =>
      at(
        list(inputsOf(prod, "s3:BucketServerSideEncryptionConfiguration", `${name}-encryption`).rules)[0],
        "applyServerSideEncryptionByDefault",
        "kmsMasterKeyId",
      );
    assert.deepEqual(["store-shop", "store-shop-copy"].map(encryption), [key("us-east-1"), key("eu-central-1")]);
    const target = (name: string) => inputsOf(prod, "s3:BucketLogging", `${name}-logging`).targetBucket;
    assert.deepEqual(["store-shop", "store-shop-copy"].map(target), ["access-logs", "access-logs-eu-central-1"]);
  });

  it("copies every version of the primary region's to the region that waits, within fifteen minutes", () => {
    for (const { type, name, inputs } of prod.resources) {
      if (type.startsWith("aws:s3/") && name.includes("-copy")) assert.equal(inputs.region, "eu-central-1", name);
    }
    assert.equal(inputsOf(prod, "s3:Bucket", "store-shop-copy").bucket, copy);
    const { inputs, opts } = found(prod, "s3:BucketReplicationConfig", "store-shop-replication-rules");
    const onTime = { status: "Enabled", time: { minutes: 15 } };
    assert.deepEqual(inputs, {
      bucket: shop,
      role: `arn:aws:iam::${accountId}:role/store-shop-replication`,
      rules: [
        {
          id: "copy",
          status: "Enabled",
          priority: 1,
          filter: { prefix: "" },
          deleteMarkerReplication: { status: "Disabled" },
          sourceSelectionCriteria: { sseKmsEncryptedObjects: { status: "Enabled" } },
          destination: {
            bucket: `arn:aws:s3:::${copy}`,
            encryptionConfiguration: { replicaKmsKeyId: key("eu-central-1") },
            replicationTime: onTime,
            metrics: { status: "Enabled", eventThreshold: { minutes: 15 } },
          },
        },
      ],
    });
    assert.equal(list(opts.dependsOn).length, 3);
    const rules = (graph: typeof prod) => registered(graph).filter((line) => line.startsWith("s3:BucketReplication"));
    assert.equal(rules(prod).length, 2);
    assert.deepEqual([rules(replica), rules(staging)], [[], []]);
    assert.equal(inputsOf(beside, "s3:Bucket", "store-shop-copy").region, "us-west-2");
  });

  it("is copied by a role that reads the one bucket and writes to the other", () => {
    const { inputs } = found(prod, "iam:RolePolicy", "store-shop-replication-policy");
    const through = (region: string) => ({ StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } });
    const allow = { Effect: "Allow" };
    assert.deepEqual(at(policyOf(inputs), "Statement"), [
      {
        Sid: "ReadRules",
        ...allow,
        Action: ["s3:GetReplicationConfiguration", "s3:ListBucket"],
        Resource: [`arn:aws:s3:::${shop}`],
      },
      {
        Sid: "ReadVersions",
        ...allow,
        Action: [
          "s3:GetObjectLegalHold",
          "s3:GetObjectRetention",
          "s3:GetObjectVersionAcl",
          "s3:GetObjectVersionForReplication",
          "s3:GetObjectVersionTagging",
        ],
        Resource: [`arn:aws:s3:::${shop}/*`],
      },
      {
        Sid: "WriteCopies",
        ...allow,
        Action: ["s3:ReplicateObject", "s3:ReplicateTags"],
        Resource: [`arn:aws:s3:::${copy}/*`],
      },
      {
        Sid: "Decrypt",
        ...allow,
        Action: ["kms:Decrypt"],
        Resource: [key("us-east-1")],
        Condition: through("us-east-1"),
      },
      {
        Sid: "Encrypt",
        ...allow,
        Action: ["kms:Encrypt", "kms:GenerateDataKey"],
        Resource: [key("eu-central-1")],
        Condition: through("eu-central-1"),
      },
    ]);
  });
});

describe("a system's way into its backups on AWS", () => {
  const args: AwsBackupAccessArgs = {
    system: "shop",
    namespace: "shop",
    place,
    prefixes: { daily: { retentionDays: 30 }, redis: {}, receipts: {} },
    receipts: "receipts",
    accounts: {
      writers: ["dump", "redis-backup"],
      adders: ["mongo-backup"],
      drillers: ["drill"],
      readers: ["restore"],
      observers: ["exporter"],
    },
  };
  const made: Readonly<Record<string, IdentityTarget>>[] = [];
  const accessed = within((parent) => made.push(awsBackupAccess(parent, "store", args)));

  it("is its folders, and who may open them", async () => {
    await accessed;
    const { daily, redis } = made[0] ?? {};
    assert.deepEqual([daily?.prefix, daily?.retentionDays, redis?.retentionDays], ["daily", 30, undefined]);
    assert.deepEqual(
      [redis?.region, redis?.writers, redis?.readers],
      ["us-east-1", ["dump", "redis-backup", "mongo-backup"], ["restore"]],
    );
    const bucket = await new Promise((resolve) => daily?.bucket.apply(resolve));
    assert.equal(bucket, shop);
  });

  it("is a role for each task: who saves reads nothing, who restores writes nothing, and drills write receipts alone", async () => {
    const graph = await accessed;
    const actions = (role: string) => {
      const statements = list(at(policyOf(inputsOf(graph, "iam:RolePolicy", `${role}-policy`)), "Statement"));
      return statements.map((one) => [at(one, "Action"), at(one, "Resource"), at(one, "Condition")]);
    };
    const objects = [`arn:aws:s3:::${shop}/daily/*`, `arn:aws:s3:::${shop}/redis/*`];
    const receipts = `arn:aws:s3:::${shop}/receipts/*`;
    const through = { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } };
    const listed = { StringLike: { "s3:prefix": ["daily/*", "redis/*", "receipts/*"] } };
    const found = [["s3:ListBucket"], [`arn:aws:s3:::${shop}`], listed];
    const save = ["s3:AbortMultipartUpload", "s3:ListMultipartUploadParts", "s3:PutObject"];
    const both = [["kms:Decrypt", "kms:GenerateDataKey"], [key("us-east-1")], through];
    const decrypt = [["kms:Decrypt"], [key("us-east-1")], through];
    assert.deepEqual(actions("store-writer"), [found, [save, objects, undefined], both]);
    assert.deepEqual(actions("store-driller"), [
      found,
      [["s3:GetObject"], objects, undefined],
      [save, [receipts], undefined],
      both,
    ]);
    assert.deepEqual(actions("store-reader"), [
      [["s3:ListBucket", "s3:ListBucketVersions"], [`arn:aws:s3:::${shop}`], listed],
      [["s3:GetObject", "s3:GetObjectVersion"], objects, undefined],
      decrypt,
    ]);
    const manifests = ["daily", "redis"].map((folder) => `arn:aws:s3:::${shop}/${folder}/*/manifest.json`);
    assert.deepEqual(actions("store-adder"), [
      found,
      [["s3:GetObject"], manifests, undefined],
      [save, objects, undefined],
      both,
    ]);
    assert.deepEqual(actions("store-observer"), [
      found,
      [["s3:GetObject"], [...manifests, receipts], undefined],
      decrypt,
    ]);
  });

  it("is given to the pods of the named service accounts alone", async () => {
    const graph = await accessed;
    const associations = graph.resources
      .filter(({ type }) => type.endsWith(":PodIdentityAssociation"))
      .map(({ inputs }) => [inputs.namespace, inputs.serviceAccount, String(inputs.roleArn).split("/")[1]]);
    assert.deepEqual(associations, [
      ["shop", "dump", "store-writer"],
      ["shop", "redis-backup", "store-writer"],
      ["shop", "mongo-backup", "store-adder"],
      ["shop", "drill", "store-driller"],
      ["shop", "restore", "store-reader"],
      ["shop", "exporter", "store-observer"],
    ]);
    const trust = policyOf(inputsOf(graph, "iam:Role", "store-writer"), "assumeRolePolicy");
    assert.deepEqual(
      at(list(at(trust, "Statement"))[0], "Condition", "StringEquals", "aws:RequestTag/kubernetes-service-account"),
      ["dump", "redis-backup"],
    );
  });

  it("is refused when somebody would save and restore, and makes no role for nobody", async () => {
    await assert.rejects(
      within((parent) =>
        awsBackupAccess(parent, "store", { ...args, accounts: { ...args.accounts, readers: ["dump"] } }),
      ),
      { message: 'backup access store: accounts: expected each service account in one list, got "dump"' },
    );
    const writers = { ...args.accounts, adders: [], drillers: [], readers: [], observers: [] };
    const writing = await within((parent) => awsBackupAccess(parent, "store", { ...args, accounts: writers }));
    assert.deepEqual(
      registered(writing).filter((line) => line.startsWith("iam:Role ")),
      ["iam:Role store-writer"],
    );
  });
});
