import { oneOf } from "../../cloud/rules.ts";
import type { Rows } from "../../cloud/table.ts";
import { textOf } from "../../cloud/text.ts";
import { arm, exists } from "./parts.ts";

const mail = "azure-native:communication:EmailService";
const domain = "azure-native:communication:Domain";
const label = { max: 63, pattern: /^[A-Za-z0-9][A-Za-z0-9-]*$/ } as const;
const signed = (selector: number) => `selector${String(selector)}-azurecomm-prod-net._domainkey`;

/** Communication Services. */
export const communication: Rows = {
  "azure-native:communication:CommunicationService": arm("Microsoft.Communication/communicationServices", {
    named: ["communicationServiceName"],
    rule: label,
    unique: ["communicationServiceName"],
    replaces: ["location", "dataLocation"],
    also: ["provisioningState", "systemData"],
    needs: { "linkedDomains.*": exists(domain) },
    computed: {
      hostName: "{communicationServiceName}.communication.azure.com",
      immutableResourceId: "{uuid}",
      notificationHubId: () => "",
      version: () => "",
    },
  }),
  [mail]: arm("Microsoft.Communication/emailServices", {
    named: ["emailServiceName"],
    rule: label,
    replaces: ["location", "dataLocation"],
    also: ["provisioningState", "systemData"],
  }),
  [domain]: arm("Microsoft.Communication/emailServices/domains", {
    named: ["emailServiceName", "domainName"],
    rule: { max: 253 },
    owner: mail,
    replaces: ["location", "domainManagement"],
    also: ["provisioningState", "systemData"],
    rules: {
      domainManagement: oneOf("AzureManaged", "CustomerManaged", "CustomerManagedInExchangeOnline"),
      userEngagementTracking: oneOf("Disabled", "Enabled"),
    },
    computed: {
      dataLocation: () => "",
      fromSenderDomain: ({ inputs, fill }) =>
        textOf(inputs["domainManagement"]) === "AzureManaged" ? fill("{uuid}.azurecomm.net") : fill("{domainName}"),
      mailFromSenderDomain: ({ inputs, fill }) =>
        textOf(inputs["domainManagement"]) === "AzureManaged" ? fill("{uuid}.azurecomm.net") : fill("{domainName}"),
      verificationRecords: ({ fill }) => ({
        domain: { type: "TXT", name: fill("{domainName}"), ttl: 3600, value: fill("ms-domain-verification={uuid}") },
        sPF: {
          type: "TXT",
          name: fill("{domainName}"),
          ttl: 3600,
          value: "v=spf1 include:spf.protection.outlook.com -all",
        },
        dKIM: { type: "CNAME", name: signed(1), ttl: 3600, value: `${signed(1)}.azurecomm.net` },
        dKIM2: { type: "CNAME", name: signed(2), ttl: 3600, value: `${signed(2)}.azurecomm.net` },
      }),
      // Nobody has asked Azure to look.
      verificationStates: () => ({
        domain: { status: "NotStarted" },
        sPF: { status: "NotStarted" },
        dKIM: { status: "NotStarted" },
        dKIM2: { status: "NotStarted" },
      }),
    },
  }),
};
