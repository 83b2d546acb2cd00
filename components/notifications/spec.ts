import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import type { HostedZone } from "../dns/spec.ts";

export interface NotificationsArgs {
  readonly system: string;
  readonly place: AwsPlace;
  /** Domain that mails come from; the zone's own, or below it. */
  readonly domain: string;
  /** Zone in which the domain is proven. */
  readonly zone: HostedZone;
}

/** What sends mails and messages, for the settings and the identity of the services that do. */
export interface NotificationsOutputs {
  readonly region: string;
  readonly mail: {
    readonly endpoint: string;
    /** The one address that mails may come from. */
    readonly from: string;
    readonly configurationSet: pulumi.Output<string>;
  };
  readonly sms: { readonly endpoint: string };
  /** What an identity has to be allowed to send: mails from that address, and messages to phones. */
  readonly statements: readonly PolicyStatement[];
}

/**
 * Checks what the types cannot.
 *
 * @throws InvalidInput naming the domain and the zone that it has to be in.
 */
export function assertNotifications(name: string, { domain, zone }: NotificationsArgs): void {
  if (domain === zone.name || domain.endsWith(`.${zone.name}`)) return;
  throw new InvalidInput(`notifications ${name}`, "domain", `${zone.name}, or a name below it`, domain);
}
