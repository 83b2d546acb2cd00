import { resource } from "../../lib/cases.ts";

const document = (...Statement: object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const denial = { Effect: "Deny", Principal: "*", Action: ["sns:Publish"], Resource: ["arn:aws:sns:topic"] };
const publish = { Effect: "Allow", Action: "sns:Publish", Resource: ["arn:aws:sns:topic"] };
const account = { Condition: { StringEquals: { "aws:SourceAccount": "012345678901" } } };

const topic = resource("aws:sns/topic:Topic", {
  name: "prod-alarms",
  kmsMasterKeyId: "arn:aws:kms:us-east-1:012345678901:key/messaging",
});
const policies = [
  resource("aws:sns/topicPolicy:TopicPolicy", { policy: document(denial) }),
  resource("aws:sns/topic:Topic", { policy: document(denial) }),
];

export default {
  "aws-sns-cmk": [
    ...topic("a key of ours", {}),
    ...topic("no key", { "/kmsMasterKeyId": undefined }, ["kmsMasterKeyId: expected a key of ours, found nothing"]),
    ...topic("the key that AWS keeps", { "/kmsMasterKeyId": "alias/aws/sns" }, [
      "kmsMasterKeyId: expected a key of ours, found nothing",
    ]),
  ],
  "aws-sns-policy-not-public": policies.flatMap((policy) => [
    ...policy("a denial of everybody", {}),
    ...policy("a service", {
      "/policy": document({ ...publish, Principal: { Service: "cloudwatch.amazonaws.com" } }),
    }),
    ...policy("whoever comes for one account", { "/policy": document({ ...publish, Principal: "*", ...account }) }),
    ...policy("everybody, after a denial", { "/policy": document(denial, { ...publish, Principal: { AWS: "*" } }) }, [
      'policy.Statement[1].Principal: expected named principals, or a condition that names an account, found "*"',
    ]),
  ]),
};
