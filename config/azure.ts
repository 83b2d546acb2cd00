import { z } from "zod";
import { text } from "./fields.ts";

const guid = (what: string) => text(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, `${what}, a GUID in lower case`);

/** A day of the calendar. The engine takes one without quotes for a time, and hands that on as Go writes it. */
const day = (what: string) =>
  z.preprocess(
    (given) => (typeof given === "string" ? given.replace(/ 00:00:00 \+0000 UTC$/, "") : given),
    z.iso.date({ error: `${what}, as in 2027-05-31` }),
  );

/** The subscription of Azure that a stack is made in, and who administers it. */
export const subscription = z.strictObject(
  {
    id: guid("the subscription"),
    /** Directory that its identities are of. */
    tenant: guid("the directory"),
    /** Who pays for it; a tag of everything. */
    costCentre: text(/^[a-z0-9]+(-[a-z0-9]+)*$/, "a-z, 0-9 and single hyphens between them"),
    /** Groups of Entra that administer the clusters, by their object ids; whoever deploys is in one of them. */
    administrators: z
      .array(guid("the object id of a group"), { error: "a list of object ids of groups" })
      .min(1, { error: "at least the group that deploys" }),
    /** Day (UTC) on which secrets that the stack writes into vaults end. Move it whenever they are replaced. */
    secretsExpire: day("the day on which secrets end"),
  },
  { error: "a subscription: id, tenant, costCentre, administrators, secretsExpire" },
);
export type SubscriptionConfig = z.output<typeof subscription>;

/** Addresses of pods in every cluster of Azure. Nobody outside of a cluster sees them; networks of regions must not have any of them. */
export const podCidr = "10.244.0.0/16";
