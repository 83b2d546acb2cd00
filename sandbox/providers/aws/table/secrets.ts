import { textOf } from "../../cloud/text.ts";
import { between, json, oneOf } from "../../cloud/rules.ts";
import type { Facts, Rows } from "../../cloud/table.ts";
import { arn, exists, kmsKey, settingOf } from "./parts.ts";

const secret = exists("aws:secretsmanager/secret:Secret");
const versionId = ({ fill }: Facts): string => fill("terraform-{hex:26}");

/** Secrets Manager. */
export const secrets: Rows = {
  "aws:secretsmanager/secret:Secret": {
    id: arn("secretsmanager", "secret:{name}-{hex:6}"),
    name: { property: "name", max: 512, pattern: /^[\w/+=.@-]+$/ },
    unique: ["name"],
    needs: { kmsKeyId: kmsKey, "replicas.*.kmsKeyId": kmsKey },
    defaults: { forceOverwriteReplicaSecret: false, recoveryWindowInDays: 30, replicas: [] },
    rules: {
      policy: json(20480),
      recoveryWindowInDays: (value) => (value === 0 ? undefined : between(7, 30)(value)),
    },
    computed: { arn: "{id}" },
  },
  "aws:secretsmanager/secretVersion:SecretVersion": {
    id: (facts) => facts.fill(`{secretId}|${versionId(facts)}`),
    replaces: ["secretBinary", "secretId", "secretString", "secretStringWoVersion"],
    needs: { secretId: secret },
    defaults: { versionStages: ["AWSCURRENT"] },
    validate: ({ secretBinary, secretString, secretStringWo }) =>
      [secretBinary, secretString, secretStringWo].filter((each) => each !== undefined).length > 1
        ? "a version has one of secretString, secretStringWo and secretBinary"
        : undefined,
    computed: {
      arn: "{secretId}",
      hasSecretStringWo: ({ inputs }) => inputs["secretStringWo"] !== undefined,
      secretArn: "{secretId}",
      versionId: ({ id }) => id.slice(id.lastIndexOf("|") + 1),
    },
  },
  "aws:secretsmanager/secretPolicy:SecretPolicy": settingOf("secretArn", secret, { rules: { policy: json(20480) } }),
  "aws:secretsmanager/secretRotation:SecretRotation": settingOf("secretId", secret, {
    needs: { rotationLambdaArn: exists("aws:lambda/function:Function", "arn") },
    defaults: { rotateImmediately: true, rotationEnabled: true },
    rules: { "rotationRules.automaticallyAfterDays": between(1, 1000) },
    validate: ({ rotationRules }) => {
      const text = JSON.stringify(rotationRules ?? {});
      return rotationRules !== undefined && /"automaticallyAfterDays"/.test(text) === /"scheduleExpression"/.test(text)
        ? "rotationRules has either automaticallyAfterDays or scheduleExpression"
        : undefined;
    },
  }),
  "aws:ssm/parameter:Parameter": {
    id: "{name}",
    name: { property: "name", max: 2048 },
    replaces: ["dataType", "keyId"],
    needs: { keyId: kmsKey },
    defaults: { dataType: "text", tier: "Standard" },
    rules: { type: oneOf("SecureString", "String", "StringList") },
    computed: {
      arn: ({ account, inputs, region }) =>
        `arn:aws:ssm:${region}:${account}:parameter/${textOf(inputs["name"]).replace(/^\//, "")}`,
      hasValueWo: ({ inputs }) => inputs["valueWo"] !== undefined,
      version: () => 1,
    },
  },
};
