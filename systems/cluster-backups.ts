import type { ClusterScheduleSpec } from "../components/operations/backup/cluster.ts";
import type { SystemName } from "../config/schema.ts";
import { engineNamespace } from "./firefly-workload.ts";

/** Where Velero keeps the objects of a cluster (REC-061): its bucket of the backup store, and the folder there. It removes what is too old. */
export const clusterBucket = { system: "velero", folder: "objects" } as const;

interface SystemSchedule extends ClusterScheduleSpec {
  /** Name of the schedule. */
  readonly name: string;
}

/**
 * When each system's objects are backed up: at 01:00 (FTE-054), an hour before the stores, so that nothing is asked for twice at a time. The
 * guide of reconciliation says 02:00, which is the minute of its database's dump: its objects follow half an hour later (REC-062).
 */
const systemSchedules = {
  cap: { name: "cap-backup", system: "cap", namespace: "cap", cron: "0 1 * * *" },
  reconciliation: { name: "daily-backup", system: "reconciliation", namespace: "reconciliation", cron: "30 2 * * *" },
  firefly: { name: "transactional-engine-backup", system: "firefly", namespace: engineNamespace, cron: "0 1 * * *" },
  ecommerce: { name: "ecommerce-backup", system: "ecommerce", namespace: "ecommerce", cron: "0 1 * * *" },
  onboarding: { name: "onboarding-backup", system: "onboarding", namespace: "onboarding", cron: "0 1 * * *" },
} as const satisfies Record<SystemName, SystemSchedule>;

/** The schedules of these systems by their names. */
export function clusterSchedules(systems: readonly SystemName[]): Record<string, ClusterScheduleSpec> {
  return Object.fromEntries(
    systems.map((each) => {
      const { name, ...spec } = systemSchedules[each];
      return [name, spec];
    }),
  );
}
