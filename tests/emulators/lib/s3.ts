import assert from "node:assert/strict";
import { at, list, record } from "../../lib/json.ts";
import type { Json } from "./fit.ts";
import { assertKept, type Rows, tagList } from "./rows.ts";
import type { Send } from "./services.ts";

/**
 * A setting that is a resource of its own: what is put has to be what S3 then has.
 *
 * @param member of the request that holds the setting, and of the answer where that wraps it, too
 */
async function setting(
  send: Send,
  name: string,
  { bucket }: Json,
  member: string,
  value: unknown,
  forgotten: readonly string[] = [],
): Promise<void> {
  const { sent } = await send(`Put${name}`, { bucket, [member]: value });
  const { answer } = await send(`Get${name}`, { bucket });
  const put = record(sent)[Object.keys(sent).find((key) => key.toLowerCase() === member.toLowerCase()) ?? ""];
  const wrapped = Object.keys(answer).find((key) => key.toLowerCase() === member.toLowerCase());
  assertKept(put, wrapped === undefined ? answer : answer[wrapped], forgotten);
}

/**
 * S3 takes logs to be delivered only where the target's policy lets it. moto looks, too, but reads nothing but principals that are
 * objects, and a single resource as text.
 */
function asMotoReads(policy: unknown): string {
  const { Statement, ...document } = record(JSON.parse(String(policy)));
  const read = list(Statement).flatMap((statement) => {
    const { Principal, Resource, ...rest } = record(statement);
    if (typeof Principal !== "object") return [];
    return list(Resource).map((one) => ({ ...rest, Principal, Resource: one }));
  });
  return JSON.stringify({ ...document, Statement: read });
}

/** Of the provider: how it deletes, which region it calls. */
const local = ["region"];

export const s3: Rows = {
  "aws:s3/bucket:Bucket": {
    local: [...local, "forceDestroy"],
    register: async ({ bucket, objectLockEnabled, tags }, { send, region }) => {
      const createBucketConfiguration = region === "us-east-1" ? undefined : { locationConstraint: region };
      await send("CreateBucket", { bucket, objectLockEnabledForBucket: objectLockEnabled, createBucketConfiguration });
      await setting(send, "BucketTagging", { bucket }, "tagging", { tagSet: tagList(tags) });
      return {};
    },
  },
  "aws:s3/bucketVersioning:BucketVersioning": {
    local,
    register: async (inputs, { send }) => {
      await setting(send, "BucketVersioning", inputs, "versioningConfiguration", inputs.versioningConfiguration);
      return {};
    },
  },
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock": {
    local,
    register: async (inputs, { send }) => {
      const { blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets } = inputs;
      const all = { blockPublicAcls, blockPublicPolicy, ignorePublicAcls, restrictPublicBuckets };
      await setting(send, "PublicAccessBlock", inputs, "publicAccessBlockConfiguration", all);
      return {};
    },
  },
  "aws:s3/bucketOwnershipControls:BucketOwnershipControls": {
    local,
    register: async (inputs, { send }) => {
      await setting(send, "BucketOwnershipControls", inputs, "ownershipControls", { rules: [inputs.rule] });
      return {};
    },
  },
  "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration": {
    local,
    register: async (inputs, { send }) => {
      const rules = list(inputs.rules).map((rule) => {
        const { blockedEncryptionTypes, ...rest } = record(rule);
        return { ...rest, blockedEncryptionTypes: { encryptionType: blockedEncryptionTypes } };
      });
      await setting(send, "BucketEncryption", inputs, "serverSideEncryptionConfiguration", { rules }, [
        ".BlockedEncryptionTypes.EncryptionType",
      ]);
      return {};
    },
  },
  "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration": {
    local,
    register: async (inputs, { send }) => {
      const { bucket, rules } = inputs;
      const { sent } = await send("PutBucketLifecycleConfiguration", { bucket, lifecycleConfiguration: { rules } });
      const { answer } = await send("GetBucketLifecycleConfiguration", { bucket });
      assertKept(at(sent, "LifecycleConfiguration", "Rules"), answer.Rules);
      return {};
    },
  },
  "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration": {
    local,
    register: async (inputs, { send }) => {
      const lock = { objectLockEnabled: "Enabled", rule: inputs.rule };
      await setting(send, "ObjectLockConfiguration", inputs, "objectLockConfiguration", lock);
      return {};
    },
  },
  "aws:s3/bucketLogging:BucketLogging": {
    local,
    register: async (inputs, { send }) => {
      const { targetBucket, targetPrefix, targetObjectKeyFormat } = inputs;
      const loggingEnabled = { targetBucket, targetPrefix, targetObjectKeyFormat };
      const policy = await send("GetBucketPolicy", { bucket: targetBucket });
      await send("PutBucketPolicy", { bucket: targetBucket, policy: asMotoReads(policy.answer.Policy) });
      await setting(send, "BucketLogging", inputs, "bucketLoggingStatus", { loggingEnabled }, [
        ".TargetObjectKeyFormat.PartitionedPrefix.PartitionDateSource",
      ]);
      await send("PutBucketPolicy", { bucket: targetBucket, policy: policy.answer.Policy });
      return {};
    },
  },
  "aws:s3/bucketReplicationConfig:BucketReplicationConfig": {
    local,
    register: async (inputs, { send }) => {
      const { role, rules } = inputs;
      await setting(send, "BucketReplication", inputs, "replicationConfiguration", { role, rules }, [
        ".SourceSelectionCriteria.SseKmsEncryptedObjects.Status",
      ]);
      return {};
    },
  },
  "aws:s3/bucketPolicy:BucketPolicy": {
    local,
    register: async ({ bucket, policy }, { send }) => {
      await send("PutBucketPolicy", { bucket, policy });
      const { answer } = await send("GetBucketPolicy", { bucket });
      assert.deepEqual(JSON.parse(String(answer.Policy)), JSON.parse(String(policy)));
      return {};
    },
  },
};
