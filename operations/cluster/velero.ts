import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { BackupError } from "../lib/errors.ts";
import { type KubernetesApi, without } from "./api.ts";
import { coverageOf } from "./coverage.ts";

/** Namespace of Velero and of its objects. */
const namespace = "velero";

const velero = `/apis/velero.io/v1/namespaces/${namespace}`;

/** Label by which a backup tells the schedule that it is of. */
export const scheduleLabel = "velero.io/schedule-name";

const scheduleObject = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ schedule: z.string(), template: z.looseObject({ storageLocation: z.string().default("default") }) }),
});

const problems = {
  validationErrors: z.array(z.string()).default([]),
  errors: z.int().default(0),
  warnings: z.int().default(0),
};

const backupObject = z.object({
  metadata: z.object({ name: z.string(), labels: z.record(z.string(), z.string()).default({}) }),
  spec: z.object({ includedNamespaces: z.array(z.string()).default([]) }),
  status: z
    .object({
      ...problems,
      phase: z.string().default("New"),
      startTimestamp: z.coerce.date().optional(),
      completionTimestamp: z.coerce.date().optional(),
      expiration: z.coerce.date().optional(),
      progress: z.object({ itemsBackedUp: z.int().default(0), totalItems: z.int().default(0) }).optional(),
    })
    .default({ phase: "New", validationErrors: [], errors: 0, warnings: 0 }),
});
export type VeleroBackup = z.infer<typeof backupObject>;

const restoreObject = z.object({
  status: z
    .object({
      ...problems,
      phase: z.string().default("New"),
      progress: z.object({ itemsRestored: z.int().default(0), totalItems: z.int().default(0) }).optional(),
    })
    .default({ phase: "New", validationErrors: [], errors: 0, warnings: 0 }),
});
export type VeleroRestore = z.infer<typeof restoreObject>;

/** Phases in which Velero is still at work. */
const unfinished = [
  "New",
  "Queued",
  "ReadyToStart",
  "InProgress",
  "WaitingForPluginOperations",
  "WaitingForPluginOperationsPartiallyFailed",
  "Finalizing",
  "FinalizingPartiallyFailed",
];

const pollMs = 500;

/** How long Velero may take for one backup or restore. Unit: seconds. */
export const patienceSeconds = 900;

/** A schedule and what it covers. @throws BackupError if there is none */
export async function readSchedule(api: KubernetesApi, name: string) {
  const found = await api.find(`${velero}/schedules/${name}`);
  if (!found) throw new BackupError(`Velero has no schedule ${name}: see kubectl -n velero get schedules.velero.io`);
  const { metadata, spec } = scheduleObject.parse(found);
  return {
    name: metadata.name,
    labels: metadata.labels,
    template: spec.template,
    coverage: coverageOf.parse(spec.template),
    location: spec.template.storageLocation,
  };
}
export type ReadSchedule = Awaited<ReturnType<typeof readSchedule>>;

/**
 * A backup as the schedule's template says, made now.
 *
 * @throws BackupError unless everything was backed up without an error
 */
export async function backUp(api: KubernetesApi, schedule: ReadSchedule, name: string): Promise<VeleroBackup> {
  await api.create(`${velero}/backups`, {
    apiVersion: "velero.io/v1",
    kind: "Backup",
    metadata: { name, namespace, labels: { ...schedule.labels, [scheduleLabel]: schedule.name } },
    // A template's labels are for the object that is made of it.
    spec: without(schedule.template, "metadata"),
  });
  return finished<VeleroBackup>(`backup ${name}`, async () =>
    backupObject.parse(await api.get(`${velero}/backups/${name}`)),
  );
}

/**
 * The newest whole backup of a schedule that was finished by the given time.
 *
 * @throws BackupError if there is none
 */
export async function newestBackup(api: KubernetesApi, schedule: string, by: Date): Promise<VeleroBackup> {
  const all = (await api.list(`${velero}/backups`, `${scheduleLabel}=${schedule}`)).map((each) =>
    backupObject.parse(each),
  );
  const done = (backup: VeleroBackup) => backup.status.completionTimestamp?.getTime() ?? Infinity;
  const whole = all.filter((each) => each.status.phase === "Completed" && done(each) <= by.getTime());
  const [newest] = whole.sort((one, other) => done(other) - done(one));
  if (!newest)
    throw new BackupError(`${schedule} has no whole backup of before ${by.toISOString()}, of ${all.length} in all`);
  return newest;
}

export interface RestoreOptions {
  /** Name of the restore. */
  readonly name: string;
  /** Other namespaces to restore into, by those that were backed up. @default - the same */
  readonly into?: Readonly<Record<string, string>>;
  /** Kinds. @default - all that the backup has */
  readonly kinds?: readonly string[];
}

/**
 * Restores a backup; what is there already stays as it is.
 *
 * @throws BackupError if the backup is of another schedule or not whole, and unless everything came back without an error
 */
export async function restore(
  api: KubernetesApi,
  schedule: ReadSchedule,
  backup: string,
  { name, into, kinds }: RestoreOptions,
): Promise<VeleroRestore> {
  const found = await api.find(`${velero}/backups/${backup}`);
  if (!found) throw new BackupError(`there is no backup ${backup}: see kubectl -n velero get backups.velero.io`);
  assertRestorable(schedule, backupObject.parse(found));
  await api.create(`${velero}/restores`, {
    apiVersion: "velero.io/v1",
    kind: "Restore",
    metadata: { name, namespace },
    spec: {
      backupName: backup,
      restorePVs: false,
      ...(into && { namespaceMapping: into }),
      ...(kinds && { includedResources: kinds }),
    },
  });
  return finished<VeleroRestore>(`restore ${name}`, async () =>
    restoreObject.parse(await api.get(`${velero}/restores/${name}`)),
  );
}

/** @throws BackupError for a backup of something else, or a partial one: it would pass for the whole */
export function assertRestorable(schedule: ReadSchedule, { metadata, spec, status }: VeleroBackup): void {
  const from = metadata.labels[scheduleLabel];
  const isForeign = from !== schedule.name || !sameSet(spec.includedNamespaces, schedule.coverage.includedNamespaces);
  if (isForeign) {
    const whose = `${from ?? "no schedule"}, of ${spec.includedNamespaces.join(", ") || "all namespaces"}`;
    throw new BackupError(`the backup ${metadata.name} is of ${whose}, not of ${schedule.name}: nothing is restored`);
  }
  if (status.phase !== "Completed") {
    throw new BackupError(`the backup ${metadata.name} is ${status.phase} and not whole: nothing is restored`);
  }
}

interface Working {
  readonly status: Pick<VeleroRestore["status"], "phase" | "validationErrors" | "errors">;
}

async function finished<Found extends Working>(what: string, read: () => Promise<Found>): Promise<Found> {
  const deadline = performance.now() + patienceSeconds * 1000;
  for (;;) {
    const found = await read();
    const { phase, validationErrors, errors } = found.status;
    if (phase === "Completed" && errors === 0) return found;
    if (!unfinished.includes(phase)) {
      const why = validationErrors.join("; ") || `${errors} errors: see Velero's log`;
      throw new BackupError(`${what} is ${phase}: ${why}`);
    }
    if (performance.now() > deadline) throw new BackupError(`${what} is ${phase} after ${patienceSeconds} s`);
    await sleep(pollMs);
  }
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((each) => other.includes(each));
}
