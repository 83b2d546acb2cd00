import { resource } from "../../lib/cases.ts";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const denial = { Effect: "Deny", Principal: "*", Action: ["sqs:*"], Resource: ["arn:aws:sqs:queue"] };
const send = { Effect: "Allow", Action: "sqs:SendMessage", Resource: ["arn:aws:sqs:queue"] };
const topic = { Condition: { ArnEquals: { "aws:SourceArn": "arn:aws:sns:us-east-1:012345678901:orders" } } };

const queue = resource("aws:sqs/queue:Queue", {
  name: "prod-firefly-commands",
  kmsMasterKeyId: "arn:aws:kms:us-east-1:012345678901:key/messaging",
  messageRetentionSeconds: 345_600,
});
const policies = [
  resource("aws:sqs/queuePolicy:QueuePolicy", { policy: document(denial) }),
  resource("aws:sqs/queue:Queue", { policy: document(denial) }),
];
const anyKey = { config: { ownKey: false } };

export default {
  "aws-sqs-encrypted": [
    ...queue("a key of ours", {}),
    ...queue(
      "a key of SQS, where that is enough",
      { "/kmsMasterKeyId": undefined, "/sqsManagedSseEnabled": true },
      [],
      {
        ...anyKey,
      },
    ),
    ...queue("a key of ours, where none is asked for", {}, [], anyKey),
    ...queue("a key of SQS", { "/kmsMasterKeyId": undefined, "/sqsManagedSseEnabled": true }, [
      "kmsMasterKeyId: expected a key of ours, found nothing",
    ]),
    ...queue("the key that AWS keeps", { "/kmsMasterKeyId": "alias/aws/sqs" }, [
      "kmsMasterKeyId: expected a key of ours, found nothing",
    ]),
    ...queue(
      "nothing",
      { "/kmsMasterKeyId": undefined },
      ["sqsManagedSseEnabled: expected true, found nothing"],
      anyKey,
    ),
  ],
  "aws-sqs-policy-not-public": policies.flatMap((policy) => [
    ...policy("a denial of everybody", {}),
    ...policy("a topic of ours", { "/policy": document({ ...send, Principal: "*", ...topic }) }),
    ...policy("everybody", { "/policy": document({ ...send, Principal: { AWS: "*" } }) }, [
      'policy.Statement[0].Principal: expected named principals, or a condition that names an account, found "*"',
    ]),
    ...policy(
      "everybody, from any account",
      {
        "/policy": document({
          ...send,
          Principal: "*",
          Condition: { StringLike: { "aws:SourceAccount": "*" } },
        }),
      },
      ['policy.Statement[0].Principal: expected named principals, or a condition that names an account, found "*"'],
    ),
    ...policy(
      "every action",
      { "/policy": document({ ...send, Action: "SQS:*", Principal: { AWS: "arn:aws:iam::012345678901:root" } }) },
      ['policy.Statement[0].Action: expected single actions, found "SQS:*"'],
    ),
  ]),
  "aws-sqs-retention": [
    ...queue("four days", {}),
    ...queue("the default", { "/messageRetentionSeconds": undefined }),
    ...queue("dead letters, for two weeks", { "/name": "commands-dlq", "/messageRetentionSeconds": 1_209_600 }),
    ...queue("a day", { "/messageRetentionSeconds": 86_400 }, [
      "messageRetentionSeconds: expected 345600 or more, found 86400; write 345600",
    ]),
    ...queue("dead letters, for four days", { "/name": "commands-dlq" }, [
      "messageRetentionSeconds: expected 1209600 or more, found 345600; write 1209600",
    ]),
  ],
};
