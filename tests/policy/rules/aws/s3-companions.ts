import { buckets } from "../../lib/aws-buckets.ts";
import { stack } from "../../lib/stack-cases.ts";

const at = stack(buckets);
const lacking = (type: string) => [
  `data: aws:s3/bucket${type}:Bucket${type}: expected one of this bucket, found nothing`,
];
const denial = "a denial of s3:* for everybody where aws:SecureTransport is false";
const statement = (change: object) =>
  JSON.stringify({
    Statement: {
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: "s3:*",
      Resource: "*",
      Condition: { Bool: { "aws:SecureTransport": "false" } },
      ...change,
    },
  });
const policy = (change: object) => ({ "data-policy": { props: { "/policy": statement(change) } } });
const open = [`data-policy: policy: expected ${denial}, found none`];
const encryption = (change: object) => ({
  "data-encryption": { props: { "/rules/0/applyServerSideEncryptionByDefault": { ...change } } },
});
const defaults = "rules[0].applyServerSideEncryptionByDefault";

export default {
  "aws-s3-public-access-block": [
    at("all four flags", {}),
    at("by its name, and not by a reference", { "data-public-access": { set: { refs: {} } } }),
    at("none", { "data-public-access": "removed" }, lacking("PublicAccessBlock")),
    at(
      "that of another bucket",
      { "data-public-access": { set: { refs: { bucket: ["logs"] } } } },
      lacking("PublicAccessBlock"),
    ),
    at(
      "three flags",
      { "data-public-access": { props: { "/ignorePublicAcls": false, "/restrictPublicBuckets": undefined } } },
      [
        "data-public-access: ignorePublicAcls: expected true, found false",
        "data-public-access: restrictPublicBuckets: expected true, found nothing",
      ],
    ),
    at("no policy blocked", { "data-public-access": { props: { "/blockPublicPolicy": false } } }, [
      "data-public-access: blockPublicPolicy: expected true, found false",
    ]),
    at("no list blocked", { "data-public-access": { props: { "/blockPublicAcls": false } } }, [
      "data-public-access: blockPublicAcls: expected true, found false",
    ]),
  ],
  "aws-s3-owner-enforced": [
    at("enforced", {}),
    at("none", { "data-ownership": "removed" }, lacking("OwnershipControls")),
    at("the writer's", { "data-ownership": { props: { "/rule/objectOwnership": "ObjectWriter" } } }, [
      'data-ownership: rule.objectOwnership: expected "BucketOwnerEnforced", found "ObjectWriter"',
    ]),
  ],
  "aws-s3-sse-kms-cmk": [
    at("a key of ours, and S3's own where it delivers logs", {}),
    at("twice", encryption({ sseAlgorithm: "aws:kms:dsse", kmsMasterKeyId: "arn:aws:kms:key" })),
    at("none", { "data-encryption": "removed" }, lacking("ServerSideEncryptionConfiguration")),
    at("a key of S3", encryption({ sseAlgorithm: "AES256" }), [
      `data-encryption: ${defaults}.sseAlgorithm: expected "aws:kms" or "aws:kms:dsse", found "AES256"; write "aws:kms"`,
      `data-encryption: ${defaults}.kmsMasterKeyId: expected the ARN of a key of ours, found nothing`,
    ]),
    at("the key that AWS keeps", encryption({ sseAlgorithm: "aws:kms" }), [
      `data-encryption: ${defaults}.kmsMasterKeyId: expected the ARN of a key of ours, found nothing`,
    ]),
  ],
  "aws-s3-versioning": [
    at("kept", {}),
    at("none", { "data-versioning": "removed" }, lacking("Versioning")),
    at("suspended", { "data-versioning": { props: { "/versioningConfiguration/status": "Suspended" } } }, [
      'data-versioning: versioningConfiguration.status: expected "Enabled", found "Suspended"',
    ]),
  ],
  "aws-s3-tls-only": [
    at("refused", {}),
    at("every action", policy({ Action: "*" })),
    at("no policy", { "data-policy": "removed" }, lacking("Policy")),
    at("of reading alone", policy({ Action: "s3:GetObject" }), open),
    at("an account alone", policy({ Principal: { AWS: "arn:aws:iam::012345678901:root" } }), open),
    at("with TLS", policy({ Condition: { Bool: { "aws:SecureTransport": "true" } } }), open),
    at(
      "from one address alone",
      policy({
        Condition: { Bool: { "aws:SecureTransport": "false" }, IpAddress: { "aws:SourceIp": "203.0.113.1/32" } },
      }),
      open,
    ),
    at("allowed", policy({ Effect: "Allow" }), open),
  ],
};
