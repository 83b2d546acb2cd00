import type { CloudRecord } from "../../cloud/store.ts";
import { matching } from "../../cloud/rules.ts";
import type { Facts, NameRule, Row } from "../../cloud/table.ts";
import type { Json, JsonObject } from "../../lib/values.ts";
import { arn, subnet } from "./parts.ts";

/** Identifiers of RDS: letters, digits and hyphens, from a letter on, in lower case. */
export const identifier = (property: string, max = 63): NameRule => ({
  property,
  max,
  lower: true,
  pattern: /^[a-z](?!.*--)[a-z0-9-]*(?<!-)$/,
});

export const groupName: NameRule = { property: "name", max: 255, lower: true, pattern: /^[a-z][a-z0-9._ -]*$/ };

/** The reason to keep it that RDS gives, or DocumentDB, which works the same way. */
export const protectedBy = ({ properties }: CloudRecord): string | undefined =>
  properties["deletionProtection"] === true
    ? "deletionProtection is on; turn it off first"
    : properties["skipFinalSnapshot"] !== true && properties["finalSnapshotIdentifier"] === undefined
      ? "finalSnapshotIdentifier is required when skipFinalSnapshot is false"
      : undefined;

/** A secret that the service makes and rotates itself. */
export const managedSecrets = ({ fill, inputs }: Facts): Json =>
  inputs["manageMasterUserPassword"] === true
    ? [
        {
          kmsKeyId: inputs["masterUserSecretKmsKeyId"] ?? "",
          secretArn: fill("arn:aws:secretsmanager:{region}:{account}:secret:rds!cluster-{uuid}-{hex:6}"),
          secretStatus: "active",
        },
      ]
    : [];

/** How the master user signs in: by a password of one kind, unless the data come from elsewhere. */
export const passwordFailure = (inputs: JsonObject, password: string): string | undefined => {
  const ways = [password, `${password}Wo`, "manageMasterUserPassword"].filter((name) => inputs[name] !== undefined);
  const comesFrom = [
    "globalClusterIdentifier",
    "replicationSourceIdentifier",
    "replicateSourceDb",
    "restoreToPointInTime",
    "s3Import",
    "snapshotIdentifier",
  ].some((name) => inputs[name] !== undefined);
  if (ways.length > 1) return `${ways.join(" and ")} exclude each other`;
  return ways.length === 0 && !comesFrom ? `one of ${password} and manageMasterUserPassword is required` : undefined;
};

const time = "([01]\\d|2[0-3]):[0-5]\\d";
export const backupWindow = matching(new RegExp(`^${time}-${time}$`), "a window of the day such as 03:00-04:00");
export const maintenanceWindow = matching(
  new RegExp(`^(mon|tue|wed|thu|fri|sat|sun):${time}-(mon|tue|wed|thu|fri|sat|sun):${time}$`, "i"),
  "a window of the week such as sun:05:00-sun:06:00",
);

export const subnetGroup = (type: string): Row => ({
  id: "{name}",
  name: groupName,
  needs: { "subnetIds.*": subnet },
  defaults: { description: "Managed by Pulumi" },
  computed: {
    arn: arn("rds", "subgrp:{name}"),
    supportedNetworkTypes: () => ["IPV4"],
    ...(type === "rds" && { vpcId: vpcOfSubnets }),
  },
});

export const vpcOfSubnets = ({ find, inputs }: Facts): Json => {
  const subnets = inputs["subnetIds"] ?? inputs["vpcSubnetIds"];
  const first = Array.isArray(subnets) ? subnets[0] : undefined;
  return find("aws:ec2/subnet:Subnet", "id", first)?.properties["vpcId"] ?? "";
};
