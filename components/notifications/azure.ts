import { CommunicationService } from "@pulumi/azure-native/communication/communicationService.js";
import { Domain } from "@pulumi/azure-native/communication/domain.js";
import { EmailService } from "@pulumi/azure-native/communication/emailService.js";
import * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { azureWhere, worldwideName } from "../core/azure-scope.ts";
import { azureZone } from "../dns/azure.ts";
import { recordAccess } from "../keys/azure-vault.ts";
import { dataLocationOf } from "./azure-locations.ts";
import { mailRecords } from "./azure-records.ts";
import type { NotificationsArgs, NotificationsOutputs, SenderSettings } from "./spec.ts";

/** What mails come from where nobody has asked Azure for another name. */
const sender = "DoNotReply";

/** What has to be proven of a domain before mails may come from it. */
const proofs = ["domain", "sPF", "dKIM", "dKIM2"] as const;

/** How far Azure is with each proof of a domain. */
export type ProofStates = Readonly<Partial<Record<(typeof proofs)[number], { readonly status?: string | undefined }>>>;

/** Whether mails may come from a domain. */
export const isProven = (states: ProofStates): boolean => proofs.every((proof) => states[proof]?.status === "Verified");

/**
 * Azure Communication Services, which services use by their identity: there are no keys. Mails come from a domain of Azure's own, and from the
 * stack's once it is proven, for which its records are there: Azure begins to look at them when somebody asks it to, which no stack can, and the
 * next update that refreshes takes it. A domain is proven for one service, so that the primary region alone has it. A number for messages to phones is rented
 * by hand, and in the services' settings.
 *
 * @throws InvalidInput before any resource exists, for a zone that the stack cannot write to, or a region whose data have no place.
 */
export function azureNotifications(
  name: string,
  args: Omit<NotificationsArgs, "place">,
  place: AzurePlace,
): (parent: pulumi.Resource) => NotificationsOutputs {
  const where = `notifications ${name}`;
  const zone = azureZone(where, args.zone, place);
  const dataLocation = dataLocationOf(where, place.region);
  return (parent) => {
    const { system } = args;
    const { resourceGroupName, tags } = azureWhere(place, { system, component: "notifications" });
    const common = { resourceGroupName, tags, location: "global" };
    const mail = new EmailService(
      `${name}-mail`,
      { ...common, dataLocation, emailServiceName: worldwideName("public name", place, system, "mail") },
      { parent },
    );
    const domainOf = (part: string, domainName: string, domainManagement: string) =>
      new Domain(
        `${name}-${part}`,
        {
          ...common,
          emailServiceName: mail.name,
          domainName,
          domainManagement,
          // Nobody is told who opened what.
          userEngagementTracking: "Disabled",
        },
        { parent },
      );
    const managed = domainOf("managed-domain", "AzureManagedDomain", "AzureManaged");
    const own = place.role === "primary" ? domainOf("domain", args.domain, "CustomerManaged") : undefined;
    if (own) mailRecords(parent, name, { domain: args.domain, zone, system }, own);
    const used = senderOf(managed, own, args.domain);
    const service = new CommunicationService(
      name,
      {
        ...common,
        communicationServiceName: worldwideName("public name", place, system, "notifications"),
        dataLocation,
        linkedDomains: [used.apply(({ id }) => id)],
        disableLocalAuth: true,
        publicNetworkAccess: "Enabled",
      },
      { parent },
    );
    recordAccess(parent, name, service.id, place.workspaceId);
    return {
      settings: pulumi.all([service.hostName, used]).apply(([host, { domain }]): SenderSettings => ({
        acs: { endpoint: `https://${host}`, from: `${sender}@${domain}` },
      })),
      statements: [],
      grants: [{ role: "Communication and Email Service Owner", scope: service.id, on: "notifications" }],
    };
  };
}

/** The stack's own domain once all of it is proven, and Azure's until then. */
function senderOf(
  managed: Domain,
  own: Domain | undefined,
  name: string,
): pulumi.Output<{ readonly id: string; readonly domain: string }> {
  const fallback = pulumi.all([managed.id, managed.fromSenderDomain]).apply(([id, domain]) => ({ id, domain }));
  if (!own) return fallback;
  return pulumi
    .all([own.id, own.verificationStates, fallback])
    .apply(([id, states, otherwise]) => (isProven(states) ? { id, domain: name } : otherwise));
}
