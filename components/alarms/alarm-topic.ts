import { Topic } from "@pulumi/aws/sns/topic.js";
import { TopicPolicy } from "@pulumi/aws/sns/topicPolicy.js";
import { TopicSubscription } from "@pulumi/aws/sns/topicSubscription.js";
import * as pulumi from "@pulumi/pulumi";
import { accountPrincipal, policyJson, type PolicyStatement } from "../core/aws-policy.ts";
import { physicalName } from "../core/physical-names.ts";
import { type AwsPlace, arnOf } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";

type TopicPlace = Pick<AwsPlace, "accountId" | "keys" | "partition" | "region" | "stage">;

export interface AlarmTopicArgs {
  readonly place: TopicPlace;
  /** Address that hears of alarms, once somebody there has said yes to it. @default - nobody: alarms are shown, and not sent */
  readonly recipient?: string;
}

/** ARN of the topic of a region, known beforehand: alarms of other parts of the stack name it. */
export const alarmTopicArn = (place: Omit<TopicPlace, "keys">): string => arnOf(place, "sns", topicName(place));

const topicName = ({ stage }: Pick<TopicPlace, "stage">) => physicalName("topic", stage, "platform", "alarms");

/** Where CloudWatch says what is wrong with what AWS runs in a region: what Prometheus sees has its own way to people (REC-083). */
export class AlarmTopic extends pulumi.ComponentResource {
  static readonly token = "plumbline:alarms:AlarmTopic";
  readonly arn: pulumi.Output<string>;

  constructor(name: string, { place, recipient }: AlarmTopicArgs, opts?: pulumi.ComponentResourceOptions) {
    super(AlarmTopic.token, name, { region: place.region }, opts);
    const topic = new Topic(
      name,
      {
        name: topicName(place),
        kmsMasterKeyId: place.keys.messaging,
        signatureVersion: 2,
        tags: tagsFor({ system: "platform", component: "alarms" }),
      },
      { parent: this },
    );
    new TopicPolicy(
      `${name}-policy`,
      { arn: topic.arn, policy: policyJson(...topicStatements(place, topic.arn)) },
      { parent: this },
    );
    if (recipient !== undefined) {
      const subscription = { topic: topic.arn, protocol: "email", endpoint: recipient };
      new TopicSubscription(`${name}-recipient`, subscription, { parent: this });
    }
    this.arn = topic.arn;
    this.registerOutputs({ arn: this.arn });
  }
}

/** CloudWatch publishes for this account alone, and nobody without TLS. */
function topicStatements(place: TopicPlace, topic: pulumi.Output<string>): PolicyStatement[] {
  return [
    {
      Sid: "PublishAlarms",
      Effect: "Allow",
      Principal: { Service: "cloudwatch.amazonaws.com" },
      Action: ["sns:Publish"],
      Resource: [topic],
      Condition: {
        StringEquals: { "aws:SourceAccount": place.accountId },
        ArnLike: { "aws:SourceArn": arnOf(place, "cloudwatch", "alarm:*") },
      },
    },
    {
      Sid: "Administer",
      Effect: "Allow",
      Principal: accountPrincipal(place),
      Action: ["sns:GetTopicAttributes", "sns:ListSubscriptionsByTopic", "sns:SetTopicAttributes", "sns:Subscribe"],
      Resource: [topic],
    },
    {
      Sid: "OnlyTls",
      Effect: "Deny",
      Principal: { AWS: "*" },
      Action: ["sns:Publish"],
      Resource: [topic],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ];
}
