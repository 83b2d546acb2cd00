import { Record as DnsRecord } from "@pulumi/aws/route53/record.js";
import type { EmailIdentity } from "@pulumi/aws/sesv2/emailIdentity.js";
import type * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../core/place.ts";
import type { NotificationsArgs } from "./spec.ts";

/** Keys that SES signs with by turns; it makes this many of each domain. */
const dkimKeys = [1, 2, 3] as const;

/** What tells receivers that SES speaks for the domain: its keys, the addresses that it sends from, and what to do with the mails of others. */
export function mailRecords(
  parent: pulumi.Resource,
  name: string,
  { domain, zone, place }: Pick<NotificationsArgs, "domain" | "zone"> & { readonly place: AwsPlace },
  identity: EmailIdentity,
  bounces: string,
): void {
  const record = (what: string, type: string, host: pulumi.Input<string>, value: pulumi.Input<string>) =>
    new DnsRecord(`${name}-${what}`, { zoneId: zone.id, name: host, type, ttl: 300, records: [value] }, { parent });
  for (const key of dkimKeys) {
    const token = identity.dkimSigningAttributes.apply(({ tokens }) => {
      const found = tokens[key - 1];
      if (found === undefined) throw new Error(`SES has no key ${key} of ${domain}`);
      return found;
    });
    record(
      `dkim-${key}`,
      "CNAME",
      token.apply((known) => `${known}._domainkey.${domain}`),
      token.apply((known) => `${known}.dkim.amazonses.com`),
    );
  }
  record("bounces", "MX", bounces, `10 feedback-smtp.${place.region}.amazonses.com`);
  record("senders", "TXT", bounces, "v=spf1 include:amazonses.com -all");
  // Said once of the domain, whatever regions send for it.
  if (place.role === "primary") record("policy", "TXT", `_dmarc.${domain}`, "v=DMARC1; p=quarantine; adkim=s; aspf=r");
}
