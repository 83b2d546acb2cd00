import type { Domain } from "@pulumi/azure-native/communication/domain.js";
import { RecordSet, type RecordSetArgs } from "@pulumi/azure-native/dns/recordSet.js";
import type { output } from "@pulumi/azure-native/types/index.js";
import type * as pulumi from "@pulumi/pulumi";
import { type AzureZone, relativeName } from "../dns/azure.ts";

type Proof = keyof output.communication.DomainPropertiesVerificationRecordsResponse;

/** Names below a domain of the keys that mails are signed with by turns. */
const keys = {
  dKIM: "selector1-azurecomm-prod-net._domainkey",
  dKIM2: "selector2-azurecomm-prod-net._domainkey",
} as const;

export interface MailRecordsArgs {
  readonly domain: string;
  readonly zone: AzureZone;
  readonly system: string;
}

/** What tells receivers that Azure speaks for the domain: whose it is, who may send for it, its keys, and what to do with the mails of others. */
export function mailRecords(
  parent: pulumi.Resource,
  name: string,
  { domain, zone, system }: MailRecordsArgs,
  made: Domain,
): void {
  const record = (
    what: string,
    recordType: string,
    host: string,
    value: Pick<RecordSetArgs, "cnameRecord" | "txtRecords">,
  ) =>
    new RecordSet(
      `${name}-${what}`,
      {
        ...zone,
        recordType,
        relativeRecordSetName: relativeName(host, zone),
        ttl: 300,
        ...value,
        metadata: { system, component: "notifications" },
      },
      { parent },
    );
  const told = (proof: Proof) =>
    made.verificationRecords.apply((records) => {
      const value = records[proof]?.value;
      if (value === undefined) throw new Error(`Azure does not say how to prove ${proof} of ${domain}`);
      return value;
    });
  // One name has one set of texts.
  record("owner", "TXT", domain, { txtRecords: [{ value: [told("domain")] }, { value: [told("sPF")] }] });
  record("key-1", "CNAME", `${keys.dKIM}.${domain}`, { cnameRecord: { cname: told("dKIM") } });
  record("key-2", "CNAME", `${keys.dKIM2}.${domain}`, { cnameRecord: { cname: told("dKIM2") } });
  record("policy", "TXT", `_dmarc.${domain}`, {
    txtRecords: [{ value: ["v=DMARC1; p=quarantine; adkim=s; aspf=r"] }],
  });
}
