import { resource } from "../../lib/cases.ts";

const secret = resource("aws:secretsmanager/secret:Secret", {
  name: "prod-firefly-database-owner",
  kmsKeyId: "arn:aws:kms:us-east-1:012345678901:key/secrets",
  recoveryWindowInDays: 30,
  replicas: [{ region: "us-west-2", kmsKeyId: "arn:aws:kms:us-west-2:012345678901:key/secrets" }],
});
const document = (Principal: unknown) =>
  JSON.stringify({
    Statement: [{ Effect: "Allow", Principal, Action: "secretsmanager:GetSecretValue", Resource: "*" }],
  });
const policy = resource("aws:secretsmanager/secretPolicy:SecretPolicy", {
  blockPublicPolicy: true,
  policy: document({ AWS: ["arn:aws:iam::012345678901:role/secrets-reader"] }),
});

export default {
  "aws-secret-cmk": [
    ...secret("a key of ours", {}),
    ...secret("no key", { "/kmsKeyId": undefined }, ["kmsKeyId: expected a key of ours, found nothing"]),
    ...secret("no key for the copy", { "/replicas/0/kmsKeyId": undefined }, [
      "replicas[0].kmsKeyId: expected a key of ours, found nothing",
    ]),
  ],
  "aws-secret-recovery-window": [
    ...secret("thirty days", {}),
    ...secret("the default", { "/recoveryWindowInDays": undefined }),
    ...secret("gone at once", { "/recoveryWindowInDays": 0 }, [
      "recoveryWindowInDays: expected 7 or more, found 0; write 7",
    ]),
  ],
  "aws-secret-policy-not-public": [
    ...policy("a role of ours", {}),
    ...policy("not blocked", { "/blockPublicPolicy": undefined }, ["blockPublicPolicy: expected true, found nothing"]),
    ...policy("everybody", { "/policy": document("*") }, [
      'policy.Statement[0].Principal: expected named principals, or a condition that names an account, found "*"',
    ]),
  ],
  "aws-secret-replica": [
    ...secret("a replica", {}),
    ...secret("no replica", { "/replicas": [] }, ["replicas: expected a replica in another region, found []"]),
    ...secret(
      "a user of Kafka, which counts",
      { "/name": "AmazonMSK_orders", "/replicas": undefined },
      ["replicas: expected a replica in another region, found nothing"],
      { config: { regional: [] } },
    ),
  ],
};
