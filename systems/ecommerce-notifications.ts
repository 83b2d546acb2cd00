import type * as pulumi from "@pulumi/pulumi";
import { WorkloadIdentity } from "../components/identity/workload-identity.ts";
import { Notifications } from "../components/notifications/notifications.ts";
import type { NotificationsOutputs } from "../components/notifications/spec.ts";
import { ecommerceServices } from "../config/ecommerce.ts";
import { sendsNotifications } from "./ecommerce-settings.ts";
import type { SystemContext } from "./system.ts";

const system = "ecommerce";

/** The cloud's own way to people, and who may use it. */
export interface EcommerceNotifications {
  readonly outputs: NotificationsOutputs;
  /** Identities of the services that write to people: their pods come after. */
  readonly identities: readonly pulumi.Resource[];
}

/** What the cloud sends mails and messages by, for the services that write to people (ECO-065); a cluster that is given has none. */
export function ecommerceNotifications(
  parent: pulumi.Resource,
  name: string,
  { place, domain, zone }: SystemContext,
): EcommerceNotifications | undefined {
  if (place.cloud !== "aws" || !zone) return undefined;
  const outputs = new Notifications(`${name}-notifications`, { system, place, domain, zone }, { parent });
  const identities = ecommerceServices.filter(sendsNotifications).map(
    (service) =>
      new WorkloadIdentity(
        `${name}-${service}-identity`,
        {
          identity: { system, component: service },
          place,
          statements: outputs.statements,
          namespace: system,
          serviceAccount: service,
        },
        { parent },
      ),
  );
  return { outputs, identities };
}
