import { between, json, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import { arn, exists, kmsKey } from "./parts.ts";

const key = "aws:kms/key:Key";
const primaryOf = ({ find, inputs }: Facts) => find(key, "arn", inputs["primaryKeyArn"]);

/** KMS. */
export const keys: Rows = {
  [key]: {
    id: ({ fill, inputs }) => fill(inputs["multiRegion"] === true ? "mrk-{hex:32}" : "{uuid}"),
    replaces: ["customKeyStoreId", "customerMasterKeySpec", "keyUsage", "multiRegion", "xksKeyId"],
    defaults: {
      bypassPolicyLockoutSafetyCheck: false,
      customerMasterKeySpec: "SYMMETRIC_DEFAULT",
      enableKeyRotation: false,
      isEnabled: true,
      keyUsage: "ENCRYPT_DECRYPT",
      multiRegion: false,
      policy: ({ region }) => (region === undefined ? undefined : '{"Statement":[],"Version":"2012-10-17"}'),
      rotationPeriodInDays: ({ enableKeyRotation }) => (enableKeyRotation === true ? 365 : undefined),
    },
    rules: {
      deletionWindowInDays: between(7, 30),
      keyUsage: oneOf("ENCRYPT_DECRYPT", "SIGN_VERIFY", "GENERATE_VERIFY_MAC", "KEY_AGREEMENT"),
      policy: json(32768),
      rotationPeriodInDays: between(90, 2560),
    },
    validate: ({ customerMasterKeySpec = "SYMMETRIC_DEFAULT", enableKeyRotation, rotationPeriodInDays }) =>
      enableKeyRotation === true && customerMasterKeySpec !== "SYMMETRIC_DEFAULT"
        ? "only symmetric keys rotate by themselves"
        : rotationPeriodInDays !== undefined && enableKeyRotation !== true
          ? "rotationPeriodInDays goes with enableKeyRotation"
          : undefined,
    computed: { arn: arn("kms", "key/{id}"), keyId: "{id}" },
  },
  "aws:kms/replicaKey:ReplicaKey": {
    id: (facts) => primaryOf(facts)?.id ?? "",
    replaces: ["primaryKeyArn"],
    needs: { primaryKeyArn: exists(key, "arn") },
    defaults: { bypassPolicyLockoutSafetyCheck: false, enabled: true },
    rules: { deletionWindowInDays: between(7, 30), policy: json(32768) },
    computed: {
      arn: arn("kms", "key/{id}"),
      keyId: "{id}",
      keyRotationEnabled: (facts) => primaryOf(facts)?.properties["enableKeyRotation"] ?? false,
      keySpec: (facts) => primaryOf(facts)?.properties["customerMasterKeySpec"] ?? "",
      keyUsage: (facts) => primaryOf(facts)?.properties["keyUsage"] ?? "",
    },
  },
  "aws:kms/alias:Alias": {
    id: "{name}",
    name: { property: "name", max: 256, start: "alias/", pattern: /^alias\/(?!aws\/)[\w/-]+$/ },
    needs: { targetKeyId: kmsKey },
    computed: {
      arn: arn("kms", "{name}"),
      targetKeyArn: ({ find, inputs }) => {
        const target = inputs["targetKeyId"];
        const types = [key, "aws:kms/replicaKey:ReplicaKey"];
        const found = types.map((type) => find(type, "arn", target) ?? find(type, "id", target));
        return found.find((each) => each)?.properties["arn"] ?? "";
      },
    },
  },
  "aws:kms/keyPolicy:KeyPolicy": {
    id: "{keyId}",
    replaces: ["keyId"],
    overwrites: true,
    needs: { keyId: kmsKey },
    rules: { policy: json(32768) },
  },
  "aws:kms/grant:Grant": {
    id: "{keyId}:{hex:64}",
    name: { property: "name", max: 256 },
    replaces: ["constraints", "grantCreationTokens", "granteePrincipal", "keyId", "operations", "retiringPrincipal"],
    needs: { keyId: kmsKey },
    computed: { grantId: "{hex:64}", grantToken: "{hex:96}" },
  },
};
