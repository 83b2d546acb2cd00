import assert from "node:assert/strict";
import { at, list, record } from "../../lib/json.ts";
import type { Json } from "./fit.ts";
import { assertKept, type Context, type Rows } from "./rows.ts";

const tagList = (tags: unknown) => Object.entries(record(tags)).map(([TagKey, TagValue]) => ({ TagKey, TagValue }));

/** What a key's service chose, and whether it has the policy that it was given. */
async function made(metadata: unknown, { policy }: Json, { send }: Context): Promise<{ arn: string; keyId: string }> {
  const arn = String(at(metadata, "Arn"));
  const keyId = String(at(metadata, "KeyId"));
  const { answer } = await send("GetKeyPolicy", { keyId, policyName: "default" });
  assert.deepEqual(JSON.parse(String(answer.Policy)), JSON.parse(String(policy)));
  return { arn, keyId };
}

export const kms: Rows = {
  "aws:kms/key:Key": {
    // Asked for when a key is deleted.
    local: ["deletionWindowInDays"],
    register: async (inputs, context) => {
      const { description, policy, multiRegion, enableKeyRotation, tags } = inputs;
      const request = { description, policy, multiRegion, tags: tagList(tags) };
      const { answer } = await context.send("CreateKey", request);
      const key = await made(answer.KeyMetadata, inputs, context);
      const { keyId } = key;
      if (enableKeyRotation === true) await context.send("EnableKeyRotation", { keyId });
      const rotation = await context.send("GetKeyRotationStatus", { keyId });
      assert.equal(rotation.answer.KeyRotationEnabled, enableKeyRotation === true);
      assertKept({ MultiRegion: multiRegion === true, KeyState: "Enabled" }, answer.KeyMetadata);
      return key;
    },
  },
  "aws:kms/replicaKey:ReplicaKey": {
    local: ["deletionWindowInDays"],
    register: async (inputs, context) => {
      const { description, policy, primaryKeyArn, tags } = inputs;
      const [, , , primaryRegion = "", , id = ""] = String(primaryKeyArn).split(":");
      const keyId = id.replace("key/", "");
      const request = { keyId, replicaRegion: context.region, description, policy, tags: tagList(tags) };
      const { answer } = await context.sendIn(primaryRegion)("ReplicateKey", request);
      // moto copies the primary's policy, whatever the request says.
      await context.send("PutKeyPolicy", { keyId, policyName: "default", policy });
      return made(answer.ReplicaKeyMetadata, inputs, context);
    },
  },
  "aws:kms/alias:Alias": {
    register: async ({ name, targetKeyId }, { send }) => {
      // In moto a replica has the aliases of its primary from the beginning.
      const { answer: before } = await send("ListAliases", { keyId: targetKeyId });
      const isThere = list(before.Aliases).some((alias) => at(alias, "AliasName") === name);
      if (!isThere) await send("CreateAlias", { aliasName: name, targetKeyId });
      const { answer } = await send("DescribeKey", { keyId: name });
      assert.equal(at(answer, "KeyMetadata", "KeyId"), targetKeyId);
      return {};
    },
  },
};
