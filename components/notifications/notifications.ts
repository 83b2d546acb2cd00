import { ConfigurationSet } from "@pulumi/aws/sesv2/configurationSet.js";
import { EmailIdentity } from "@pulumi/aws/sesv2/emailIdentity.js";
import { EmailIdentityMailFromAttributes } from "@pulumi/aws/sesv2/emailIdentityMailFromAttributes.js";
import * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import { physicalName } from "../core/physical-names.ts";
import { arnOf } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { mailRecords } from "./aws-records.ts";
import { assertNotifications, type NotificationsArgs, type NotificationsOutputs } from "./spec.ts";

/**
 * Mails and messages to phones by the cloud itself, for when a system's first choice of a provider is away (ECO-065): a domain that SES sends
 * for, which receivers can tell by its signature, and the right to send by SES and SNS. A new account may send to addresses of its own alone,
 * until AWS is asked for more.
 *
 * @throws InvalidInput before any resource exists, when the domain is in another zone.
 */
export class Notifications extends pulumi.ComponentResource implements NotificationsOutputs {
  static readonly token = "plumbline:notifications:Notifications";
  readonly region: string;
  readonly mail: NotificationsOutputs["mail"];
  readonly sms: NotificationsOutputs["sms"];
  readonly statements: readonly PolicyStatement[];

  constructor(name: string, args: NotificationsArgs, opts?: pulumi.ComponentResourceOptions) {
    assertNotifications(name, args);
    const { place, system, domain } = args;
    super(Notifications.token, name, { domain, region: place.region }, opts);
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
      { parent: this },
    );
    const identity = new EmailIdentity(
      `${name}-domain`,
      {
        emailIdentity: domain,
        configurationSetName: settings.configurationSetName,
        dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
        tags,
      },
      { parent: this },
    );
    // Each region has one of its own: a name has the mail servers of one region.
    const bounces = `bounces-${place.region}.${domain}`;
    mailRecords(this, name, args, identity, bounces);
    new EmailIdentityMailFromAttributes(
      `${name}-bounces-domain`,
      { emailIdentity: identity.emailIdentity, mailFromDomain: bounces, behaviorOnMxFailure: "USE_DEFAULT_VALUE" },
      { parent: this },
    );
    const from = `no-reply@${domain}`;
    this.region = place.region;
    this.mail = {
      endpoint: `https://email.${place.region}.amazonaws.com`,
      from,
      configurationSet: settings.configurationSetName,
    };
    this.sms = { endpoint: `https://sns.${place.region}.amazonaws.com` };
    this.statements = senderStatements(args, from, [identity.arn, settings.arn]);
    this.registerOutputs({ from, configurationSet: settings.configurationSetName });
  }
}

/** Mails from one address, and messages to phones: those are no resources, so that whatever is one is taken out again. */
function senderStatements(
  { place }: NotificationsArgs,
  from: string,
  mail: readonly pulumi.Output<string>[],
): PolicyStatement[] {
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
