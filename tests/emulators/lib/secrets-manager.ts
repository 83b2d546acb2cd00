import assert from "node:assert/strict";
import { at, list } from "../../lib/json.ts";
import { assertKept, type Rows, tagList } from "./rows.ts";

export const secretsManager: Rows = {
  "aws:secretsmanager/secret:Secret": {
    // Asked for when a secret is deleted.
    local: ["recoveryWindowInDays"],
    register: async ({ name, description, kmsKeyId, replicas, forceOverwriteReplicaSecret, tags }, context) => {
      const { sent, answer } = await context.send("CreateSecret", {
        name: name ?? context.name,
        description,
        kmsKeyId,
        addReplicaRegions: replicas,
        forceOverwriteReplicaSecret,
        tags: tagList(tags),
      });
      const arn = String(answer.ARN);
      const kept = await context.send("DescribeSecret", { secretId: arn });
      const { Name, Description, KmsKeyId, Tags } = sent;
      assertKept({ Name, ...(Description !== undefined && { Description }), KmsKeyId, Tags }, kept.answer);
      assert.equal(list(kept.answer.ReplicationStatus).length, list(replicas).length);
      return { arn, id: arn };
    },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    // When it is written again; asked for in no call.
    local: ["secretStringWoVersion"],
    register: async ({ secretId, secretString: kept, secretStringWo: written }, { send }) => {
      const secretString = kept ?? written;
      await send("PutSecretValue", { secretId, secretString });
      const { answer } = await send("GetSecretValue", { secretId });
      assert.equal(answer.SecretString, secretString);
      return {};
    },
  },
  "aws:secretsmanager/secretRotation:SecretRotation": {
    // moto calls the function by its name, and there is none: without one, the schedule is kept all the same.
    local: ["rotationLambdaArn"],
    register: async ({ secretId, rotationRules, rotateImmediately }, { send }) => {
      await send("RotateSecret", { secretId, rotationRules, rotateImmediately });
      const { answer } = await send("DescribeSecret", { secretId });
      assert.deepEqual(
        [answer.RotationEnabled, at(answer.RotationRules, "AutomaticallyAfterDays")],
        [true, at(rotationRules, "automaticallyAfterDays")],
      );
      return {};
    },
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": {
    register: async ({ secretArn, policy, blockPublicPolicy }, { send }) => {
      await send("PutResourcePolicy", { secretId: secretArn, resourcePolicy: policy, blockPublicPolicy });
      const { answer } = await send("GetResourcePolicy", { secretId: secretArn });
      assert.deepEqual(JSON.parse(String(answer.ResourcePolicy)), JSON.parse(String(policy)));
      return {};
    },
  },
};
