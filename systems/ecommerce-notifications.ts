import type * as pulumi from "@pulumi/pulumi";
import { type CloudIdentity, cloudIdentity } from "../components/identity/cloud-identity.ts";
import { isRegion } from "../components/core/place.ts";
import { Notifications } from "../components/notifications/notifications.ts";
import type { NotificationsOutputs } from "../components/notifications/spec.ts";
import { type EcommerceService, ecommerceServices } from "../config/ecommerce.ts";
import { sendsNotifications } from "./ecommerce-settings.ts";
import type { SystemContext } from "./system.ts";

const system = "ecommerce";

/** The cloud's own way to people, and who may use it. */
export interface EcommerceNotifications {
  readonly outputs: NotificationsOutputs;
  /** Of the services that write to people, by their names. */
  readonly identities: Readonly<Partial<Record<EcommerceService, CloudIdentity>>>;
}

/** What the cloud sends mails and messages by, for the services that write to people (ECO-065); a cluster that is given has none. */
export function ecommerceNotifications(
  parent: pulumi.Resource,
  name: string,
  { place, domain, zone }: SystemContext,
): EcommerceNotifications | undefined {
  if (!isRegion(place) || !zone) return undefined;
  const outputs = new Notifications(`${name}-notifications`, { system, place, domain, zone }, { parent });
  const { statements, grants } = outputs;
  const identities = ecommerceServices.filter(sendsNotifications).map((service) => {
    const pods = { namespace: system, serviceAccount: service };
    const identity = { system, component: service };
    return [
      service,
      cloudIdentity(parent, `${name}-${service}-identity`, { identity, place, pods, statements, grants }),
    ] as const;
  });
  return { outputs, identities: Object.fromEntries(identities) };
}
