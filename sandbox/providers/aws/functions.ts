import { textOf } from "../cloud/text.ts";
import type { CloudFunction } from "../cloud/cloud.ts";
import type { Json, JsonObject } from "../lib/values.ts";

const zones: CloudFunction = (_args, { region }) => ({
  groupNames: [`${region}-zg-1`],
  id: region,
  names: ["a", "b", "c"].map((zone) => region + zone),
  region,
  state: "available",
  zoneIds: ["1", "2", "3"].map((zone) => `${region.replace(/^(\w\w)-(\w)\w+-(\d)$/, "$1$2$3")}-az${zone}`),
});

const first = (
  found: readonly { id: string; properties: JsonObject }[],
  what: string,
  wanted: Json | undefined,
): JsonObject => {
  const [only] = found;
  if (!only || found.length > 1)
    throw new Error(`${String(found.length)} of ${what} are ${JSON.stringify(wanted)}, not one`);
  return { ...only.properties, id: only.id };
};

/** Every function that the simulated AWS answers. */
export const functions: Readonly<Record<string, CloudFunction>> = {
  "aws:index/getAvailabilityZones:getAvailabilityZones": zones,
  "aws:index/getCallerIdentity:getCallerIdentity": (_args, { account }) => ({
    accountId: account,
    arn: `arn:aws:iam::${account}:user/sandbox`,
    id: account,
    userId: "AIDASANDBOX",
  }),
  "aws:index/getPartition:getPartition": () => ({
    dnsSuffix: "amazonaws.com",
    id: "aws",
    partition: "aws",
    reverseDnsPrefix: "com.amazonaws",
  }),
  "aws:index/getRegion:getRegion": ({ region: wanted }, { region: own }) => {
    const region = typeof wanted === "string" ? wanted : own;
    return { description: region, endpoint: `ec2.${region}.amazonaws.com`, id: region, name: region, region };
  },
  "aws:ec2/getPrefixList:getPrefixList": ({ name, prefixListId }, { region }) => ({
    cidrBlocks: ["52.216.0.0/15"],
    id:
      typeof prefixListId === "string"
        ? prefixListId
        : `pl-${Buffer.from(`${region}${textOf(name)}`)
            .toString("hex")
            .slice(-8)}`,
    name: name ?? "",
    region,
  }),
  "aws:route53/getZone:getZone": ({ name, zoneId }, { account, store }) => {
    const isWanted = ({ id, properties }: { id: string; properties: JsonObject }) =>
      zoneId === undefined ? `${textOf(properties["name"])}.` === `${textOf(name).replace(/\.$/, "")}.` : id === zoneId;
    const zone = first(
      store.list(account, "aws:route53/zone:Zone").filter(isWanted),
      "the hosted zones",
      zoneId ?? name,
    );
    return { callerReference: "sandbox", linkedServiceDescription: "", linkedServicePrincipal: "", ...zone };
  },
};
