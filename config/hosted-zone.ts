import { z } from "zod";
import { text } from "./fields.ts";

const label = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?";
const domain = `(${label}\\.)+[a-z]{2,63}`;

/** Route 53's ids, and the resource ids of Azure DNS. */
const ids = new RegExp(
  `^([A-Z0-9]{1,32}|/subscriptions/[0-9a-f-]{36}/resourceGroups/[\\w().-]{1,90}/providers/Microsoft\\.Network/dnszones/${domain})$`,
);

/** The public zone of the stack's hosts. It is not made by the stack: its name servers are known to the registrar. */
export const hostedZone = z.strictObject(
  {
    /** Of Route 53, or of Azure DNS, where it is the id of the resource. */
    id: text(
      ids,
      "the id of a hosted zone, such as Z0123456789ABC or /subscriptions/ID/resourceGroups/GROUP/providers/Microsoft.Network/dnszones/NAME",
    ),
    /** Domain that it answers for. */
    name: text(new RegExp(`^${domain}$`), "a domain, such as example.com"),
  },
  { error: "the hosted zone: id and name" },
);

export type HostedZoneConfig = z.output<typeof hostedZone>;
