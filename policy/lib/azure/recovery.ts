import type { ServerArgs } from "@pulumi/azure-native/dbforpostgresql/server.js";
import type { Given } from "../demands.ts";
import { alerted, promotion, replacement, type Assumptions, type Recovery, warmUp } from "../recovery.ts";
import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { locationOf, refersTo } from "./resources.ts";

type Server = Given<ServerArgs>;

/** Servers of Azure Database for PostgreSQL. */
export const flexibleServer = "azure-native:dbforpostgresql:Server" as ResourceType<Server>;

const source = "sourceServerResourceId";

/** Whether a server has its data from another one. */
export const isServerCopy = ({ type, propertyDependencies }: Resource): boolean =>
  type === flexibleServer && (propertyDependencies[source] ?? []).length > 0;

/** A standby that has every commit, logs in the backups every five minutes, and copies in other regions that people promote. */
export function recoverServer(
  store: Resource<Server>,
  { stack, assume, regions }: { readonly stack: Stack; readonly assume: Assumptions; readonly regions: boolean },
): Recovery[] {
  const { highAvailability, backup } = store.props;
  const standby = highAvailability?.mode === "ZoneRedundant";
  const saved: Recovery["loss"] =
    (backup?.backupRetentionDays ?? 0) > 0
      ? [{ what: "until the log is in the backup", seconds: 300 }]
      : "no backup is kept";
  const zone: Recovery = {
    from: "the loss of a zone",
    time: [standby ? promotion(assume) : replacement(assume), warmUp(assume)],
    loss: standby ? [] : saved,
  };
  const mistake: Recovery = { from: "a write that destroys data", time: [], loss: saved };
  if (!regions) return [zone, mistake];
  const copied = stack
    .all(flexibleServer)
    .some((other) => refersTo(other, source, store) && locationOf(other) !== locationOf(store));
  const region: Recovery = {
    from: "the loss of the region",
    time: [alerted(assume), promotion(assume), warmUp(assume)],
    loss: copied ? [{ what: "lag of the copy", seconds: assume.lagSeconds }] : "there is no copy in another region",
  };
  return [zone, mistake, region];
}
