import assert from "node:assert/strict";
import type { AwsPlace } from "../../../../components/core/place.ts";
import { Notifications } from "../../../../components/notifications/notifications.ts";
import type { NotificationsArgs } from "../../../../components/notifications/spec.ts";
import { accountId, awsPlace, inputsOf, registered, renderAws } from "../../../lib/aws.ts";

const build = (change: Partial<NotificationsArgs> = {}, place: Partial<AwsPlace> = {}) =>
  renderAws(
    (opts) =>
      new Notifications(
        "shop",
        {
          system: "shop",
          place: awsPlace(place),
          domain: "prod.example.com",
          zone: { id: "Z0123456789ABC", name: "example.com" },
          ...change,
        },
        opts,
      ),
  );
const tags = { system: "shop", component: "notifications", owner: "shop" };

describe("mails and messages by AWS", () => {
  it("come from a domain that signs them with three keys, and says who may send for it", async () => {
    const rendered = await build();
    assert.deepEqual(registered(rendered), [
      "route53:Record shop-bounces",
      "route53:Record shop-dkim-1",
      "route53:Record shop-dkim-2",
      "route53:Record shop-dkim-3",
      "route53:Record shop-policy",
      "route53:Record shop-senders",
      "sesv2:ConfigurationSet shop-mail",
      "sesv2:EmailIdentity shop-domain",
      "sesv2:EmailIdentityMailFromAttributes shop-bounces-domain",
    ]);
    assert.deepEqual(inputsOf(rendered, "sesv2:EmailIdentity", "shop-domain"), {
      emailIdentity: "prod.example.com",
      configurationSetName: "prod-shop-mail",
      dkimSigningAttributes: { nextSigningKeyLength: "RSA_2048_BIT" },
      tags,
    });
    assert.deepEqual(inputsOf(rendered, "sesv2:ConfigurationSet", "shop-mail"), {
      configurationSetName: "prod-shop-mail",
      deliveryOptions: { tlsPolicy: "REQUIRE" },
      reputationOptions: { reputationMetricsEnabled: true },
      sendingOptions: { sendingEnabled: true },
      suppressionOptions: { suppressedReasons: ["BOUNCE", "COMPLAINT"] },
      tags,
    });
    const records = ["dkim-1", "dkim-3", "bounces", "senders", "policy"].map((what) => {
      const { name, type, records: values } = inputsOf(rendered, "route53:Record", `shop-${what}`);
      return [type, name, values];
    });
    const bounces = "bounces-us-east-1.prod.example.com";
    assert.deepEqual(records, [
      ["CNAME", "one-us-east-1._domainkey.prod.example.com", ["one-us-east-1.dkim.amazonses.com"]],
      ["CNAME", "three-us-east-1._domainkey.prod.example.com", ["three-us-east-1.dkim.amazonses.com"]],
      ["MX", bounces, ["10 feedback-smtp.us-east-1.amazonses.com"]],
      ["TXT", bounces, ["v=spf1 include:amazonses.com -all"]],
      ["TXT", "_dmarc.prod.example.com", ["v=DMARC1; p=quarantine; adkim=s; aspf=r"]],
    ]);
    assert.deepEqual(inputsOf(rendered, "sesv2:EmailIdentityMailFromAttributes", "shop-bounces-domain"), {
      emailIdentity: "prod.example.com",
      mailFromDomain: bounces,
      behaviorOnMxFailure: "USE_DEFAULT_VALUE",
    });
  });

  it("have keys of their own in each region, and one policy of the domain", async () => {
    const standby = await build({}, { region: "eu-central-1", role: "standby" });
    const records = registered(standby).filter((each) => each.startsWith("route53:"));
    assert.equal(records.length, 5);
    assert.equal(records.includes("route53:Record shop-policy"), false);
    const { mailFromDomain } = inputsOf(standby, "sesv2:EmailIdentityMailFromAttributes", "shop-bounces-domain");
    assert.equal(mailFromDomain, "bounces-eu-central-1.prod.example.com");
  });

  it("may be sent from one address, and to phones alone", async () => {
    let made: Notifications | undefined;
    const place = awsPlace();
    const zone = { id: "Z0123456789ABC", name: "example.com" };
    await renderAws(
      (opts) => (made = new Notifications("shop", { system: "shop", place, domain: "example.com", zone }, opts)),
    );
    assert.deepEqual(
      made?.statements.map(({ Effect, Action, Condition }) => [Effect, Action, Condition]),
      [
        ["Allow", ["ses:SendEmail"], { StringEquals: { "ses:FromAddress": "no-reply@example.com" } }],
        ["Allow", ["sns:Publish"], { StringEquals: { "aws:RequestedRegion": "us-east-1" } }],
        ["Deny", ["sns:Publish"], undefined],
      ],
    );
    assert.deepEqual(made.statements[2]?.Resource, [`arn:aws:sns:us-east-1:${accountId}:*`]);
  });

  it("are refused for a domain that is not in the zone", async () => {
    await assert.rejects(build({ domain: "prod.example.org" }), {
      message: 'notifications shop: domain: expected example.com, or a name below it, got "prod.example.org"',
    });
  });
});
