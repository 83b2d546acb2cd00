import { Address4 } from "ip-address";
import { z } from "zod";
import { regionRoles } from "../components/core/place.ts";
import { awsRegions, isAwsRegion, zonesOf } from "./aws-regions.ts";
import { podCidr } from "./azure.ts";
import { azureRegionNames, azureZoneLabels, isAzureRegion } from "./azure-regions.ts";
import { choice, integer, text } from "./fields.ts";

/**
 * Addresses of a cluster's Services. The same in every region, since nobody outside of the cluster sees them; a network
 * that had some of them itself could not reach those.
 */
export const serviceCidr = "172.20.0.0/16";

/** Least and most bits of a network's prefix: what a cluster and the subnets of its zones need, and what AWS allows. */
const prefixes = { widest: 16, narrowest: 20 } as const;

const region = z.strictObject(
  {
    /** The cloud's own name of the region. */
    name: text(/^([a-z]{2}(-[a-z]+)+-[0-9]|[a-z]+[0-9]?)$/, "the name of a region, such as us-east-1 or eastus"),
    /** What it is for; exactly one is the primary. */
    role: choice(regionRoles),
    /** Private addresses of its network, in CIDR form. */
    cidr: text(/^[0-9./]{9,18}$/, "a private network in CIDR form, such as 10.0.0.0/16"),
    /** Availability zones to spread over; on Azure these are all three. */
    zones: integer(2, 6, "zones").default(3),
    /** Zones that are not to be used: in old accounts EKS has no room in the one whose id is use1-az3. */
    withoutZones: z.array(text(/^[a-z0-9-]+$/, "the name of a zone"), { error: "a list of zones" }).default([]),
  },
  { error: "a region: name, role, cidr and optionally zones, withoutZones" },
);

type Region = z.output<typeof region>;

/** The zones that a region's network spreads over, as its nodes are labelled with them. */
export function zoneNames({ name, zones, withoutZones }: Pick<Region, "name" | "zones" | "withoutZones">): string[] {
  return usable(name, withoutZones).slice(0, zones);
}

function zonesIn(name: string): string[] {
  if (isAwsRegion(name)) return zonesOf(name);
  return isAzureRegion(name) ? azureZoneLabels(name) : [];
}

const usable = (name: string, without: readonly string[]): string[] =>
  zonesIn(name).filter((zone) => !without.includes(zone));

/** Whether a cloud has a region of that name. The clouds name theirs in different forms, so that no name is of two. */
export const isRegionOf = (cloud: "aws" | "azure", name: string): boolean =>
  cloud === "aws" ? isAwsRegion(name) : isAzureRegion(name);

/** What is wrong with a region's name and zones, by the field. */
function* faultsOf({ name, zones, withoutZones }: Region): Generator<readonly [field: string, allowed: string]> {
  const all = zonesIn(name);
  if (all.length === 0) {
    yield ["name", `one of ${(name.includes("-") ? awsRegions : azureRegionNames).join(", ")}`];
    return;
  }
  if (isAzureRegion(name)) {
    if (zones !== all.length) yield ["zones", `${all.length}, as subnets of Azure are in every zone`];
    if (withoutZones.length > 0) yield ["withoutZones", "nothing, as subnets of Azure are in every zone"];
    return;
  }
  const left = usable(name, withoutZones);
  if (zones > left.length) {
    yield ["zones", `at most ${left.length}, as ${name} has ${left.join(", ") || "none that is left"}`];
  }
  if (withoutZones.some((zone) => !all.includes(zone))) yield ["withoutZones", `zones of ${name}`];
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
      if (earlier.some(({ name }) => name === one.name)) report(index, "name", "each region once");
      else for (const [field, allowed] of faultsOf(one)) report(index, field, allowed);
      const fault = faultOf(one.cidr) ?? overlapOf(one, earlier);
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

function overlapOf({ name, cidr }: Region, others: readonly Region[]): string | undefined {
  const taken = [
    { cidr: serviceCidr, by: "the Services of every cluster" },
    ...(isAzureRegion(name) ? [{ cidr: podCidr, by: "the pods of every cluster" }] : []),
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
