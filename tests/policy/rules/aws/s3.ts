import { resource } from "../../lib/cases.ts";

const everybody = "http://acs.amazonaws.com/groups/global/AllUsers";
const bucket = resource("aws:s3/bucket:Bucket", { bucket: "backups", forceDestroy: false });
const acl = resource("aws:s3/bucketAcl:BucketAcl", { bucket: "backups", acl: "private" });
const grantTo = (uri: string) => ({ grantee: { type: "Group", uri }, permission: "READ" });

const encryption = resource("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", {
  bucket: "backups",
  rules: [
    {
      applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:aws:kms:key" },
      bucketKeyEnabled: true,
    },
  ],
});

const denial = {
  Effect: "Deny",
  Principal: "*",
  Action: ["s3:*"],
  Resource: ["arn:aws:s3:::backups"],
  Condition: { Bool: { "aws:SecureTransport": "false" } },
};
const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const policy = resource("aws:s3/bucketPolicy:BucketPolicy", { bucket: "backups", policy: document(denial) });
const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
const named = [`policy.Statement[1].Principal: expected named principals, found "*"`];

const old = resource("aws:s3/bucketV2:BucketV2", { bucket: "legacy" });

export default {
  "aws-s3-no-public-acl": [
    ...bucket("no list", {}),
    ...bucket("a private one", { "/acl": "private" }),
    ...bucket("readable by everybody", { "/acl": "public-read" }, ['acl: expected "private", found "public-read"']),
    ...bucket("a grant to everybody", { "/grants": [{ uri: everybody, permissions: ["READ"] }] }, [
      `grants[0].uri: expected no group of everybody, found "${everybody}"`,
    ]),
    ...acl("a private list", {}),
    ...acl("a grant to who delivers logs", {
      "/accessControlPolicy": { grants: [grantTo("http://acs.amazonaws.com/groups/s3/LogDelivery")] },
    }),
    ...acl("writable by everybody", { "/acl": "public-read-write" }, [
      'acl: expected "private", found "public-read-write"',
    ]),
    ...acl("readable with any account", { "/acl": "authenticated-read" }, [
      'acl: expected "private", found "authenticated-read"',
    ]),
    ...acl("a second grant to everybody", { "/accessControlPolicy": { grants: [{}, grantTo(everybody)] } }, [
      `accessControlPolicy.grants[1].grantee.uri: expected no group of everybody, found "${everybody}"`,
    ]),
  ],
  "aws-s3-bucket-key": [
    ...encryption("a bucket key", {}),
    ...encryption("a key of S3 itself", {
      "/rules/0/applyServerSideEncryptionByDefault": { sseAlgorithm: "AES256" },
      "/rules/0/bucketKeyEnabled": undefined,
    }),
    ...encryption("no bucket key", { "/rules/0/bucketKeyEnabled": undefined }, [
      "rules[0].bucketKeyEnabled: expected true, found nothing",
    ]),
    ...encryption("a bucket key that is off", { "/rules/0/bucketKeyEnabled": false }, [
      "rules[0].bucketKeyEnabled: expected true, found false",
    ]),
  ],
  "aws-s3-no-wildcard-principal": [
    ...policy("a denial of everybody", {}),
    ...policy("a service", { "/policy": document({ ...read, Principal: { Service: "logging.s3.amazonaws.com" } }) }),
    ...policy("everybody", { "/policy": document(denial, { ...read, Principal: "*" }) }, named),
    ...policy("every account", { "/policy": document(denial, { ...read, Principal: { AWS: ["*"] } }) }, named),
    ...policy("all but one", { "/policy": document(denial, { ...read, NotPrincipal: { AWS: "arn:a" } }) }, named),
    ...policy("no JSON", { "/policy": "{" }, ['policy: expected a policy document in JSON, found "{"']),
  ],
  "aws-s3-no-force-destroy": [
    ...bucket("kept", {}),
    ...bucket("the default", { "/forceDestroy": undefined }),
    ...bucket("emptied", { "/forceDestroy": true }, ["forceDestroy: expected false, found true"]),
  ],
  "aws-s3-current-type": [
    ...old("one that there may be", {}, [], { config: { allowed: ["legacy"] } }),
    ...old("the old type", {}, ['bucket: expected a bucket of the type aws.s3.Bucket, found "legacy"']),
  ],
};
