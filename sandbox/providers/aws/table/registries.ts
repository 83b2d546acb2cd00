import { json, oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { arn, exists, kmsKey, roleArn, settingOf } from "./parts.ts";

const repository = exists("aws:ecr/repository:Repository");
const registryId = "{account}";

/** ECR. */
export const registries: Rows = {
  "aws:ecr/repository:Repository": {
    id: "{name}",
    name: { property: "name", max: 256, min: 2, lower: true, pattern: /^[a-z0-9]+([._/-][a-z0-9]+)*$/ },
    replaces: ["encryptionConfigurations"],
    needs: { "encryptionConfigurations.*.kmsKey": kmsKey },
    defaults: { forceDelete: false, imageTagMutability: "MUTABLE" },
    rules: {
      "encryptionConfigurations.*.encryptionType": oneOf("AES256", "KMS", "KMS_DSSE"),
      imageTagMutability: oneOf("IMMUTABLE", "IMMUTABLE_WITH_EXCLUSION", "MUTABLE", "MUTABLE_WITH_EXCLUSION"),
    },
    computed: {
      arn: arn("ecr", "repository/{name}"),
      registryId,
      repositoryUrl: "{account}.dkr.ecr.{region}.amazonaws.com/{name}",
    },
  },
  "aws:ecr/repositoryPolicy:RepositoryPolicy": settingOf("repository", repository, {
    rules: { policy: json(10240) },
    computed: { registryId },
  }),
  "aws:ecr/lifecyclePolicy:LifecyclePolicy": settingOf("repository", repository, {
    replaces: ["policy"],
    rules: { policy: json(30720) },
    computed: { registryId },
  }),
  "aws:ecr/registryPolicy:RegistryPolicy": {
    id: "{account}",
    overwrites: true,
    rules: { policy: json(10240) },
    computed: { registryId },
  },
  "aws:ecr/registryScanningConfiguration:RegistryScanningConfiguration": {
    id: "{account}",
    overwrites: true,
    rules: { scanType: oneOf("BASIC", "ENHANCED") },
    computed: { registryId },
  },
  "aws:ecr/replicationConfiguration:ReplicationConfiguration": {
    id: "{account}",
    overwrites: true,
    computed: { registryId },
  },
  "aws:ecr/pullThroughCacheRule:PullThroughCacheRule": {
    id: "{ecrRepositoryPrefix}",
    replaces: ["ecrRepositoryPrefix", "upstreamRegistryUrl"],
    needs: { credentialArn: exists("aws:secretsmanager/secret:Secret", "arn"), customRoleArn: roleArn },
    computed: { registryId },
  },
  "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate": {
    id: "{prefix}",
    replaces: ["prefix"],
    needs: { customRoleArn: roleArn },
    defaults: { imageTagMutability: "MUTABLE" },
    computed: { registryId },
  },
};
