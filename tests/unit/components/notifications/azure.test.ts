import assert from "node:assert/strict";
import type { AzurePlace } from "../../../../components/core/azure-place.ts";
import { isProven } from "../../../../components/notifications/azure.ts";
import { dataLocationOf } from "../../../../components/notifications/azure-locations.ts";
import { Notifications } from "../../../../components/notifications/notifications.ts";
import type { NotificationsArgs } from "../../../../components/notifications/spec.ts";
import { azureRegionNames } from "../../../../config/azure-regions.ts";
import { azurePlace, foundOnAzure, registeredOnAzure, renderAzure, subscriptionId } from "../../../lib/azure.ts";
import { at } from "../../../lib/json.ts";
import { mandatoryFindings } from "../../../policy/lib/findings.ts";

const zone = {
  id: `/subscriptions/${subscriptionId}/resourceGroups/names/providers/Microsoft.Network/dnszones/example.com`,
  name: "example.com",
};
const made: Notifications[] = [];
const build = (change: Partial<NotificationsArgs> = {}, place: Partial<AzurePlace> = {}) =>
  renderAzure((opts) => {
    const args: NotificationsArgs = {
      system: "shop",
      place: azurePlace(place),
      domain: "prod.example.com",
      zone,
      ...change,
    };
    made.push(new Notifications("shop", args, opts));
  });
const prod = await build();
const settings = (one: Notifications | undefined) => new Promise((resolve) => one?.settings.apply(resolve));

describe("mails and messages by Azure", () => {
  it("violates no mandatory rule of the pack", async () => {
    assert.deepEqual(await mandatoryFindings(prod, "prod-azure"), []);
  });

  it("are sent by a service without keys, from a domain of Azure's until the stack's is proven", async () => {
    assert.deepEqual(registeredOnAzure(prod), [
      "communication:CommunicationService shop",
      "communication:Domain shop-domain",
      "communication:Domain shop-managed-domain",
      "communication:EmailService shop-mail",
      "dns:RecordSet shop-key-1",
      "dns:RecordSet shop-key-2",
      "dns:RecordSet shop-owner",
      "dns:RecordSet shop-policy",
      "monitor:DiagnosticSetting shop-access-logs",
    ]);
    const { communicationServiceName, dataLocation, disableLocalAuth, linkedDomains, location } = foundOnAzure(
      prod,
      "communication:CommunicationService",
      "shop",
    ).inputs;
    assert.deepEqual([dataLocation, disableLocalAuth, location], ["United States", true, "global"]);
    assert.match(String(communicationServiceName), /^prod-shop-notifications-[0-9a-f]{8}$/);
    assert.match(String(at(linkedDomains, 0)), /\/AzureManagedDomain$/);
    assert.deepEqual(await settings(made[0]), {
      acs: {
        endpoint: `https://${String(communicationServiceName)}.communication.azure.com`,
        from: "DoNotReply@azuremanageddomain.azurecomm.net",
      },
    });
  });

  it("come from the stack's domain once all of it is proven", () => {
    const all = { domain: "Verified", sPF: "Verified", dKIM: "Verified", dKIM2: "Verified" };
    const proven = (change: Partial<typeof all> = {}) =>
      isProven(Object.fromEntries(Object.entries({ ...all, ...change }).map(([proof, status]) => [proof, { status }])));
    assert.equal(proven(), true);
    assert.deepEqual(
      Object.keys(all).map((proof) => proven({ [proof]: "VerificationInProgress" })),
      [false, false, false, false],
    );
    assert.equal(isProven({}), false);
  });

  it("come with what proves the domain: whose it is, who may send, two keys, and what to do with others", () => {
    const domain = foundOnAzure(prod, "communication:Domain", "shop-domain").inputs;
    assert.deepEqual(
      [domain.domainName, domain.domainManagement, domain.userEngagementTracking],
      ["prod.example.com", "CustomerManaged", "Disabled"],
    );
    const records = ["owner", "key-1", "key-2", "policy"].map((what) => {
      const { cnameRecord, recordType, relativeRecordSetName, resourceGroupName, txtRecords, zoneName } = foundOnAzure(
        prod,
        "dns:RecordSet",
        `shop-${what}`,
      ).inputs;
      assert.deepEqual([resourceGroupName, zoneName], ["names", "example.com"]);
      return [recordType, relativeRecordSetName, cnameRecord ?? txtRecords];
    });
    const key = (number: number) => `selector${number}-azurecomm-prod-net._domainkey`;
    assert.deepEqual(records, [
      [
        "TXT",
        "prod",
        [
          { value: ["ms-domain-verification=prod.example.com"] },
          { value: ["v=spf1 include:spf.protection.outlook.com -all"] },
        ],
      ],
      ["CNAME", `${key(1)}.prod`, { cname: `${key(1)}.azurecomm.net` }],
      ["CNAME", `${key(2)}.prod`, { cname: `${key(2)}.azurecomm.net` }],
      ["TXT", "_dmarc.prod", [{ value: ["v=DMARC1; p=quarantine; adkim=s; aspf=r"] }]],
    ]);
  });

  it("leave the domain to the primary region, and send from Azure's in the others", async () => {
    const standby = await build({}, { region: "germanywestcentral", role: "standby" });
    assert.deepEqual(registeredOnAzure(standby), [
      "communication:CommunicationService shop",
      "communication:Domain shop-managed-domain",
      "communication:EmailService shop-mail",
      "monitor:DiagnosticSetting shop-access-logs",
    ]);
    const { dataLocation } = foundOnAzure(standby, "communication:CommunicationService", "shop").inputs;
    assert.equal(dataLocation, "Germany");
  });

  it("may be sent by an identity with one role over the service", () => {
    const [only, ...others] = made[0]?.grants ?? [];
    assert.deepEqual([only?.role, only?.on, others], ["Communication and Email Service Owner", "notifications", []]);
    assert.deepEqual(made[0]?.statements, []);
  });

  it("have names that fit into a label, however long the system's is", async () => {
    const long = await build({ system: "s".repeat(63) });
    const service = foundOnAzure(long, "communication:CommunicationService", "shop").inputs;
    const mail = foundOnAzure(long, "communication:EmailService", "shop-mail").inputs;
    const names = [service.communicationServiceName, mail.emailServiceName].map(String);
    assert.deepEqual(
      names.map(({ length }) => length),
      [63, 63],
    );
    assert.equal(new Set(names).size, 2);
  });

  it("have a place for their data in each region that a stack may name, and in no other", () => {
    assert.equal(azureRegionNames.map((region) => dataLocationOf("n", region)).length, azureRegionNames.length);
    assert.throws(() => dataLocationOf("n", "mars"), {
      message: /^n: place\.region: expected one of australiaeast, .*, got "mars"$/,
    });
  });

  it("are refused for a domain that is not in the zone, and a zone that the stack cannot write to", async () => {
    await assert.rejects(build({ domain: "prod.example.org" }), {
      message: 'notifications shop: domain: expected example.com, or a name below it, got "prod.example.org"',
    });
    await assert.rejects(build({ zone: { id: "Z0123456789ABC", name: "example.com" } }), {
      message:
        'notifications shop: zone.id: expected the id of a DNS zone, such as /subscriptions/.../resourceGroups/.../dnszones/example.com, got "Z0123456789ABC"',
    });
  });
});
