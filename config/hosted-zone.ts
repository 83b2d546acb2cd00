import { z } from "zod";
import { text } from "./fields.ts";

/** The public zone of the stack's hosts. It is not made by the stack: its name servers are known to the registrar. */
export const hostedZone = z.strictObject(
  {
    id: text(/^[A-Z0-9]{1,32}$/, "the id of a hosted zone, such as Z0123456789ABC"),
    /** Domain that it answers for. */
    name: text(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/, "a domain, such as example.com"),
  },
  { error: "the hosted zone: id and name" },
);

export type HostedZoneConfig = z.output<typeof hostedZone>;
