import type * as pulumi from "@pulumi/pulumi";
import type { BackupAccess } from "../components/backup-store/access.ts";
import type { Cloud } from "../components/core/cloud.ts";
import { serviceOf } from "../components/backup-store/target.ts";
import type { Objectives } from "../components/core/objectives.ts";
import type { RegionRole } from "../components/core/place.ts";
import { backupAlerts } from "../components/operations/backup-alerts.ts";
import { BackupExporter } from "../components/operations/backup/exporter.ts";
import { backupKeys } from "../components/operations/backup/keys.ts";
import type { PlannedStore } from "../components/operations/backup/plan.ts";
import type { ScratchVolume } from "../components/operations/backup/pod.ts";
import type { StoreJobs } from "../components/operations/backup/postgres-jobs.ts";
import { backupProgram, programObject } from "../components/operations/backup/program.ts";
import { StoreBackups } from "../components/operations/backup/store-backups.ts";
import { drillAlerts } from "../components/operations/drill-alerts.ts";
import type { Resources } from "../components/workload/spec.ts";
import type { Profile } from "../config/profiles.ts";
import type { SystemBackups } from "./backups.ts";
import type { SystemPlace } from "./place.ts";
import type { SystemContext } from "./system.ts";

/** When a store is saved, as the guides say: once a day (CAP-048, FTE-045, ONB-062, REC-058, ECO-037). */
const daily = { schedule: "0 2 * * *", everySeconds: 24 * 3600 };

/**
 * What a restore of a daily backup keeps, where the store itself or its operator has the way back that the system promises: the dump is the
 * copy that is left when that one is lost, too.
 */
export const dumpObjectives: Objectives = { rtoSeconds: 4 * 3600, rpoSeconds: 26 * 3600 };

/** Of each job of a store: it compresses and encrypts what goes by, and keeps none of it. */
const jobSize: Resources = {
  requests: { cpu: "100m", memory: "256Mi" },
  limits: { cpu: "1", memory: "1Gi" },
};

/** Where a store is: in the cluster on every cloud, a service of the cloud where there is one, or that without backups of ours. */
export type StoreHome = "cluster" | "managed" | "cluster-alone";

/** What decides which stores of a system are in a cluster, and which of them are saved: every place says it. */
export interface StoreSite {
  readonly cloud: Cloud;
  /** Of a region. */
  readonly role?: RegionRole;
}

/** A store of a system, before it is known where that is. */
export type StoreToSave = Omit<PlannedStore, "restores"> & {
  readonly home: StoreHome;
  /** Whether a job of ours puts backups back into a service of the cloud, too. @default false */
  readonly restores?: boolean;
};

/** The stores of a system that are saved in a place; what a region has as a copy is saved where it is a copy of. */
export function plannedStores({ cloud, role }: StoreSite, stores: readonly StoreToSave[]): PlannedStore[] {
  const inCluster = cloud === "kubernetes";
  const copies = role !== undefined && role !== "primary";
  return stores
    .filter(({ home }) => inCluster || home === "cluster" || (home === "managed" && !copies))
    .map(({ home, restores = false, ...store }) => ({
      ...store,
      restores: restores || inCluster || home === "cluster",
    }));
}

/** Most pods of the jobs and of the exporter at once, that of an update among them; for the system's quota. */
export function backupPods({ leastReplicas }: Profile, stores: readonly PlannedStore[]): number {
  if (stores.length === 0) return 0;
  const jobs = stores.map(({ increments, restores }) => 2 + (increments ? 1 : 0) + (restores ? 1 : 0));
  return jobs.reduce((sum, each) => sum + each, leastReplicas + 1);
}

/** A store of the plan, with what its jobs are made of. */
export interface SavedStore extends PlannedStore {
  readonly jobs: StoreJobs;
  /** When it is saved, and how long it is from one backup to the next, additions included. @default - every day at 02:00 */
  readonly rhythm?: { readonly schedule: string; readonly everySeconds: number; readonly graceSeconds?: number };
  /** @default - what a daily dump keeps */
  readonly objectives?: Objectives;
  /** Room for what is restored. @default - none is needed */
  readonly scratch?: ScratchVolume;
}

export interface SystemBackupsArgs {
  readonly context: SystemContext;
  readonly place: SystemPlace;
  readonly access: BackupAccess;
  readonly bucket: SystemBackups;
  readonly stores: readonly SavedStore[];
  readonly dependsOn: readonly pulumi.Resource[];
}

/** The jobs that back a system's stores up and drill restores, and what tells and alerts of both. */
export function saveStores(parent: pulumi.Resource, name: string, args: SystemBackupsArgs): void {
  const { context, place, access, bucket, stores, dependsOn } = args;
  if (stores.length === 0) return;
  const { system, namespace } = place;
  const { profile, cluster } = context;
  const encryptionKeys = backupKeys(parent, `${name}-backup-keys`, {
    system,
    place: context.place,
    namespace,
    version: context.backupKeyVersion,
  });
  const kinds = [...new Set(stores.map(({ kind }) => kind))];
  const { folder } = bucket;
  const target = access.target(folder === undefined ? "daily" : `${folder}/daily`);
  const service = serviceOf(target);
  const programs = new Map(
    kinds.map((kind) => [kind, backupProgram(parent, name, { system, namespace, kind, service })]),
  );
  const common = { system, namespace, target, ...(folder !== undefined && { folder }), encryptionKeys };
  for (const [index, store] of stores.entries()) {
    const { rhythm = daily, objectives = dumpObjectives, scratch } = store;
    new StoreBackups(
      `${name}-${store.component}`,
      {
        ...common,
        ...store.jobs,
        component: store.component,
        kind: store.kind,
        instance: store.store,
        program: programs.get(store.kind) ?? programObject(store.kind),
        schedule: rhythm.schedule,
        // One after the other, after the backups of Sunday.
        drillSchedule: `${index % 2 === 0 ? 30 : 0} ${4 + Math.ceil(index / 2)} * * 0`,
        objectives,
        resources: jobSize,
        ...(scratch && { scratch: { ...scratch, storageClass: cluster.storageClass } }),
      },
      { parent, dependsOn: [...dependsOn] },
    );
  }
  const [program] = programs.values();
  new BackupExporter(
    `${name}-backup-exporter`,
    {
      ...common,
      program: program ?? "",
      replicas: profile.leastReplicas,
      zoneSpread: profile.zoneSpread,
      alerts: {
        backups: backupAlerts(
          system,
          stores.map(({ kind, store, rhythm = daily }) => ({ kind, instance: store, ...rhythm })),
        ),
        drills: drillAlerts(
          system,
          stores.map(({ kind, store, objectives = dumpObjectives }) => ({ kind, instance: store, objectives })),
        ),
      },
    },
    { parent, dependsOn: [...dependsOn] },
  );
}
