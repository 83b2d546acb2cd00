import { resource } from "../../lib/cases.ts";

const account = "012345678901";
const document = (Principal: unknown, Condition?: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Principal, Action: "kms:Decrypt", Resource: "*", ...(Condition && { Condition }) }],
  });
const ours = {
  deletionWindowInDays: 30,
  policy: document({ AWS: `arn:aws:iam::${account}:root` }),
};
const key = resource("aws:kms/key:Key", { ...ours, enableKeyRotation: true, multiRegion: true });
const replica = resource("aws:kms/replicaKey:ReplicaKey", { ...ours, primaryKeyArn: "arn:aws:kms:key" });
const policy = resource("aws:kms/keyPolicy:KeyPolicy", { policy: ours.policy });
const callers = { StringEquals: { "kms:CallerAccount": account }, Bool: { "kms:GrantIsForAWSResource": "true" } };
const open =
  'policy.Statement[0].Principal: expected named principals, or a condition that names an account, found "*"';

export default {
  "aws-kms-rotation": [
    ...key("rotated", {}),
    ...key("nothing said", { "/enableKeyRotation": undefined }, ["enableKeyRotation: expected true, found nothing"]),
    ...key("not rotated", { "/enableKeyRotation": false }, ["enableKeyRotation: expected true, found false"]),
  ],
  "aws-kms-deletion-window": [key, replica].flatMap((one) => [
    ...one("thirty days", {}),
    ...one("the default", { "/deletionWindowInDays": undefined }),
    ...one("a week, where that is enough", { "/deletionWindowInDays": 7 }, [], { config: { days: 7 } }),
    ...one("a week", { "/deletionWindowInDays": 7 }, ["deletionWindowInDays: expected 30 or more, found 7; write 30"]),
  ]),
  "aws-kms-no-wildcard-principal": [key, replica, policy].flatMap((one) => [
    ...one("the account", {}),
    ...one("everybody of the account", { "/policy": document({ AWS: "*" }, callers) }),
    ...one("everybody", { "/policy": document("*") }, [open]),
    ...one(
      "everybody, by a service",
      { "/policy": document({ AWS: "*" }, { StringEquals: { "kms:ViaService": "s3.us-east-1.amazonaws.com" } }) },
      [open],
    ),
  ]),
  "aws-kms-multi-region-dr": [
    ...key("of several regions", {}, [], { config: { purposes: ["subject"] } }),
    ...key("of one region", { "/multiRegion": undefined }, ["multiRegion: expected true, found nothing"], {
      config: { purposes: ["subject"] },
    }),
  ],
};
