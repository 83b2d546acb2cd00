import { ConfigurationSet } from "@pulumi/aws/sesv2/configurationSet.js";
import { EmailIdentity } from "@pulumi/aws/sesv2/emailIdentity.js";
import { EmailIdentityMailFromAttributes } from "@pulumi/aws/sesv2/emailIdentityMailFromAttributes.js";
import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import { physicalName } from "../core/physical-names.ts";
import { type AwsPlace, arnOf } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { mailRecords } from "./aws-records.ts";
import type { NotificationsArgs, NotificationsOutputs, SenderSettings } from "./spec.ts";

/**
 * A domain that SES sends for, which receivers can tell by its signature, and the right to send by SES and SNS. A new account may send to
 * addresses of its own alone, until AWS is asked for more.
 */
export function awsNotifications(
  parent: pulumi.Resource,
  name: string,
  { system, domain, zone }: Omit<NotificationsArgs, "place">,
  place: AwsPlace,
): NotificationsOutputs {
  const tags = tagsFor({ system, component: "notifications" });
  const settings = new ConfigurationSet(
    `${name}-mail`,
    {
      configurationSetName: physicalName("mail configuration", place.stage, system, "mail"),
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      // Whoever cannot be reached, or complained, is not written to again.
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
      tags,
    },
    { parent },
  );
  const identity = new EmailIdentity(
    `${name}-domain`,
    {
      emailIdentity: domain,
      configurationSetName: settings.configurationSetName,
      dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
      tags,
    },
    { parent },
  );
  // Each region has one of its own: a name has the mail servers of one region.
  const bounces = `bounces-${place.region}.${domain}`;
  mailRecords(parent, name, { domain, zone, place }, identity, bounces);
  new EmailIdentityMailFromAttributes(
    `${name}-bounces-domain`,
    { emailIdentity: identity.emailIdentity, mailFromDomain: bounces, behaviorOnMxFailure: "USE_DEFAULT_VALUE" },
    { parent },
  );
  const { region } = place;
  const from = `no-reply@${domain}`;
  return {
    settings: settings.configurationSetName.apply((configurationSet): SenderSettings => ({
      ses: { region, endpoint: `https://email.${region}.amazonaws.com`, from, "configuration-set": configurationSet },
      sns: { region, endpoint: `https://sns.${region}.amazonaws.com` },
    })),
    statements: senderStatements(place, from, [identity.arn, settings.arn]),
    grants: [],
  };
}

/** Mails from one address, and messages to phones: those are no resources, so that whatever is one is taken out again. */
function senderStatements(place: AwsPlace, from: string, mail: readonly pulumi.Output<string>[]): PolicyStatement[] {
  return [
    {
      Sid: "SendMail",
      Effect: "Allow",
      Action: ["ses:SendEmail"],
      Resource: [...mail],
      Condition: { StringEquals: { "ses:FromAddress": from } },
    },
    {
      Sid: "SendToPhones",
      Effect: "Allow",
      Action: ["sns:Publish"],
      Resource: ["*"],
      Condition: { StringEquals: { "aws:RequestedRegion": place.region } },
    },
    { Sid: "NotToTopics", Effect: "Deny", Action: ["sns:Publish"], Resource: [arnOf(place, "sns", "*")] },
  ];
}
