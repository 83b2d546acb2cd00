import assert from "node:assert/strict";
import { list } from "../../lib/json.ts";
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
    register: async ({ secretId, secretString }, { send }) => {
      await send("PutSecretValue", { secretId, secretString });
      const { answer } = await send("GetSecretValue", { secretId });
      assert.equal(answer.SecretString, secretString);
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
