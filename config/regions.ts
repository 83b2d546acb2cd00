import { Address4 } from "ip-address";
import { z } from "zod";
import { regionRoles } from "../components/core/place.ts";
import { awsRegions, isAwsRegion, zonesOf } from "./aws-regions.ts";
import { choice, integer, text } from "./fields.ts";

/**
 * Addresses of a cluster's Services. The same in every region, since nobody outside of the cluster sees them; a network
 * that had some of them itself could not reach those.
 */
export const serviceCidr = "172.20.0.0/16";

/** Least and most bits of a network's prefix: what EKS and three subnets for each zone need, and what AWS allows. */
const prefixes = { widest: 16, narrowest: 20 } as const;

const region = z.strictObject(
  {
    /** The cloud's own name of the region. */
    name: text(/^[a-z]{2}(-[a-z]+)+-[0-9]$/, "the name of a region, such as us-east-1"),
    /** What it is for; exactly one is the primary. */
    role: choice(regionRoles),
    /** Private addresses of its network, in CIDR form. */
    cidr: text(/^[0-9./]{9,18}$/, "a private network in CIDR form, such as 10.0.0.0/16"),
    /** Availability zones to spread over. */
    zones: integer(2, 6, "zones").default(3),
    /** Zones that are not to be used: in old accounts EKS has no room in the one whose id is use1-az3. */
    withoutZones: z.array(text(/^[a-z0-9-]+$/, "the name of a zone"), { error: "a list of zones" }).default([]),
  },
  { error: "a region: name, role, cidr and optionally zones, withoutZones" },
);

type Region = z.output<typeof region>;

/** The zones that a region's network spreads over. */
export function zoneNames({ name, zones, withoutZones }: Pick<Region, "name" | "zones" | "withoutZones">): string[] {
  return isAwsRegion(name) ? usable(name, withoutZones).slice(0, zones) : [];
}

function usable(name: string, without: readonly string[]): string[] {
  return isAwsRegion(name) ? zonesOf(name).filter((zone) => !without.includes(zone)) : [];
}

/** The regions of a stack, the primary first. */
export const regions = z
  .array(region, { error: "a list of regions" })
  .min(1, { error: "at least one region" })
  .superRefine((list, context) => {
    const report = (index: number, field: string, message: string) => {
      context.addIssue({ code: "custom", path: [index, field], message });
    };
    list.forEach((one, index) => {
      const earlier = list.slice(0, index);
      if (!isAwsRegion(one.name)) {
        report(index, "name", `one of ${awsRegions.join(", ")}`);
      } else if (earlier.some(({ name }) => name === one.name)) {
        report(index, "name", "each region once");
      } else {
        const zones = usable(one.name, one.withoutZones);
        if (one.zones > zones.length) {
          report(
            index,
            "zones",
            `at most ${zones.length}, as ${one.name} has ${zones.join(", ") || "none that is left"}`,
          );
        }
        const unknown = one.withoutZones.find((zone) => isAwsRegion(one.name) && !zonesOf(one.name).includes(zone));
        if (unknown !== undefined) report(index, "withoutZones", `zones of ${one.name}`);
      }
      const fault = faultOf(one.cidr) ?? overlapOf(one.cidr, earlier);
      if (fault !== undefined) report(index, "cidr", fault);
      if (one.role === "primary" && earlier.some(({ role }) => role === "primary")) {
        report(index, "role", "one primary region, and others that are replica or standby");
      }
    });
    if (!list.some(({ role }) => role === "primary")) {
      context.addIssue({ code: "custom", path: [], message: "one region whose role is primary" });
    }
  })
  .transform((list) => [...list].sort((a, b) => Number(b.role === "primary") - Number(a.role === "primary")));

/** What is wrong with a network by itself. */
function faultOf(cidr: string): string | undefined {
  const { widest, narrowest } = prefixes;
  const form = `a private network of /${widest} to /${narrowest}, such as 10.0.0.0/16`;
  if (!cidr.includes("/") || !Address4.isValid(cidr)) return form;
  const network = new Address4(cidr);
  if (network.subnetMask < widest || network.subnetMask > narrowest || !network.isPrivate()) return form;
  if (network.networkForm() !== cidr) return `the address of the network itself, ${network.networkForm()}`;
  return undefined;
}

function overlapOf(cidr: string, others: readonly Region[]): string | undefined {
  const taken = [
    { cidr: serviceCidr, by: "the Services of every cluster" },
    ...others.map((other) => ({ cidr: other.cidr, by: other.name })),
  ];
  const clash = taken.find((other) => faultOf(other.cidr) === undefined && overlap(cidr, other.cidr));
  return clash && `a network apart from ${clash.cidr} of ${clash.by}`;
}

/** Two networks overlap when one has the other in it. */
function overlap(one: string, other: string): boolean {
  const [a, b] = [new Address4(one), new Address4(other)];
  return a.isInSubnet(b) || b.isInSubnet(a);
}

const roleArn = text(/^arn:aws:iam::[0-9]{12}:role\/[\w+=,.@/-]{1,128}$/, "the ARN of an IAM role");

/** The account of AWS that a stack lives in. */
export const account = z.strictObject(
  {
    /** Its number, as text: YAML would take one that begins with a zero for another. */
    id: text(/^[0-9]{12}$/, 'the 12 digits of an account, in quotes: "012345678901"'),
    /** Who pays; a tag of every resource. */
    costCentre: text(/^[\w.:/=+@-]{1,128}$/, "a cost centre of letters, digits and . : / = + - @ _"),
    /** Roles that administer the clusters; the role that deploys is one of them. */
    administrators: z
      .array(roleArn, { error: "a list of role ARNs" })
      .min(1, { error: "the role that deploys, at least" }),
    /** Networks that reach the API of the clusters from the internet. @default - none: it is reached from their own network alone */
    apiCidrs: z
      .array(
        text(/^[0-9./]{9,18}$/, "a public network in CIDR form").refine(
          (cidr) => cidr.includes("/") && Address4.isValid(cidr) && new Address4(cidr).subnetMask >= 8,
          { error: "a network of /8 or narrower, such as 203.0.113.0/24" },
        ),
        { error: "a list of networks" },
      )
      .default([]),
  },
  { error: "the account: id, costCentre, administrators and optionally apiCidrs" },
);

export type RegionConfig = Region;
export type AccountConfig = z.output<typeof account>;
