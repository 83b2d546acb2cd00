import type * as pulumi from "@pulumi/pulumi";
import type { PolicyStatement } from "../core/aws-policy.ts";
import type { AzurePlace } from "../core/azure-place.ts";
import { InvalidInput } from "../core/errors.ts";
import type { AwsPlace } from "../core/place.ts";
import type { HostedZone } from "../dns/spec.ts";
import type { WorkloadGrant } from "../identity/azure-workload-identity.ts";

export interface NotificationsArgs {
  readonly system: string;
  readonly place: AwsPlace | AzurePlace;
  /** Domain that mails come from; the zone's own, or below it. */
  readonly domain: string;
  /** Zone in which the domain is proven. */
  readonly zone: HostedZone;
}

/** What sends, by the name that services know it by, and what they have to know of it. */
export type SenderSettings = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** What sends mails and messages, for the settings and the identity of the services that do. */
export interface NotificationsOutputs {
  /** `ses` and `sns` on AWS, `acs` on Azure. */
  readonly settings: pulumi.Output<SenderSettings>;
  /** What an identity of AWS has to be allowed to send: mails from one address, and messages to phones. Elsewhere none. */
  readonly statements: readonly PolicyStatement[];
  /** What an identity of Azure has to be given to send. Elsewhere none. */
  readonly grants: readonly WorkloadGrant[];
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
