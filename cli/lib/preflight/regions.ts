import { zoneNames } from "../../../config/regions.ts";
import type { PlatformConfig } from "../../../config/schema.ts";
import { type Finding, unknown } from "./finding.ts";

/** Settings of a stack that makes its clusters itself. */
export type RegionSettings = Pick<PlatformConfig, "account" | "regions" | "subscription">;

/** What has to be there before a stack with regions makes anything: to be looked at by people, since nothing here signs in to the cloud. */
export function regionFindings({ account, regions = [], subscription }: RegionSettings): Finding[] {
  return [
    ...(account
      ? [
          unknown("account", `the credentials have to be of account ${account.id}: every provider refuses another one`),
          unknown("deployer", `who deploys has to be one of ${account.administrators.join(", ")}`),
        ]
      : []),
    ...(subscription
      ? [unknown("deployer", `who deploys has to be in one of the groups ${subscription.administrators.join(", ")}`)]
      : []),
    ...regions.map((region) =>
      unknown(
        `region ${region.name}`,
        `has to be enabled, as ${region.role}, with room for a network ${region.cidr} in ${zoneNames(region).join(", ")}`,
      ),
    ),
    ...(account
      ? [
          unknown(
            "cluster API",
            account.apiCidrs.length > 0
              ? `is reached from ${account.apiCidrs.join(", ")} alone`
              : "is reached from the network of its region alone: who deploys needs a way in, or account.apiCidrs",
          ),
        ]
      : []),
    ...(subscription
      ? [unknown("cluster API", "is reached from the network of its region alone: who deploys needs a way in")]
      : []),
  ];
}
