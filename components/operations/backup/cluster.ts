import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../../core/errors.ts";
import { domain, type Labels, objectLabels } from "../../core/labels.ts";
import { assertDnsLabel } from "../../core/names.ts";
import { Schedule, type ScheduleTemplate } from "../../crds/velero.ts";
import { alertRules } from "../alerts.ts";
import { clusterBackupAlerts } from "../backup-alerts.ts";

/** Namespace of Velero, in which its schedules live. */
export const veleroNamespace = "velero";

/** Label of a schedule, and of its backups: the system whose objects it keeps. */
export const backedUpLabel = `${domain}/backs-up`;

/** Whose objects are backed up, and when. */
export interface ClusterScheduleSpec {
  /** System whose objects they are, for example `firefly`: the guides' `app` labels are on few of them, and this one's on all. */
  readonly system: string;
  /** Namespace of the objects. */
  readonly namespace: string;
  /** Five fields of a crontab: a minute and an hour of every day, in UTC. */
  readonly cron: string;
  /** How long a backup is kept. Range: 24 to 8760. Unit: hours. @default 720 */
  readonly retentionHours?: number;
}

export interface ClusterBackupsArgs {
  /** Schedules by their name, which the names of their backups begin with. */
  readonly schedules: Readonly<Record<string, ClusterScheduleSpec>>;
}

/**
 * Kinds that a cluster makes of others, and whose restored copies would only be in the way: a restored job would run once more, a restored
 * volume would be empty, where its store's own backup brings the data back. Definitions of kinds come with the platform: an old one must not
 * replace a newer one. Other objects of the whole cluster are not asked for, but for the namespace itself, whose labels enforce pod security.
 */
export const derivedKinds = [
  "certificaterequests.cert-manager.io",
  "challenges.acme.cert-manager.io",
  "controllerrevisions.apps",
  "customresourcedefinitions.apiextensions.k8s.io",
  "endpoints",
  "endpointslices.discovery.k8s.io",
  "events",
  "events.events.k8s.io",
  "jobs.batch",
  "leases.coordination.k8s.io",
  "orders.acme.cert-manager.io",
  "persistentvolumeclaims",
  "persistentvolumes",
  "pods",
  "replicasets.apps",
] as const;

const defaultRetentionHours = 720;

/**
 * Velero's schedules: every day it writes the objects of each system to the cluster's place for backups. Volumes are not among them: each
 * store backs up its own data. Alerts tell when one is missing, late or failed.
 *
 * @example
 * new ClusterBackups("cluster-backups", {
 *   schedules: { "shop-backup": { system: "shop", namespace: "shop", cron: "0 1 * * *" } },
 * });
 *
 * @throws InvalidInput before any resource exists, when a schedule would never run or keep nothing.
 */
export class ClusterBackups extends pulumi.ComponentResource {
  static readonly token = "plumbline:backup:ClusterBackups";
  /** Names of the schedules, sorted. */
  readonly schedules: readonly string[];

  constructor(name: string, args: ClusterBackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    for (const [schedule, spec] of Object.entries(args.schedules)) assertSchedule(schedule, spec);
    super(ClusterBackups.token, name, args, opts);
    for (const [schedule, spec] of Object.entries(args.schedules)) {
      new Schedule(`${name}-${schedule}`, scheduleOf(schedule, spec), { parent: this });
    }
    this.schedules = Object.keys(args.schedules).sort();
    alertRules(this, `${name}-alerts`, {
      system: "platform",
      namespace: veleroNamespace,
      name: "cluster-backups",
      groups: { "cluster-backups": clusterBackupAlerts(this.schedules) },
      intervalSeconds: 60,
    });
    this.registerOutputs({ schedules: this.schedules });
  }
}

function scheduleOf(name: string, spec: ClusterScheduleSpec): ConstructorParameters<typeof Schedule>[1] {
  const labels = objectLabels({ system: "platform", component: "velero" }, { [backedUpLabel]: spec.system });
  return {
    metadata: { name, namespace: veleroNamespace, labels },
    // A backup outlives its schedule: nobody loses backups by renaming or removing one.
    spec: { schedule: spec.cron, useOwnerReferencesInBackup: false, template: templateOf(spec, labels) },
  };
}

function templateOf(spec: ClusterScheduleSpec, labels: Labels): ScheduleTemplate {
  return {
    metadata: { labels },
    includedNamespaces: [spec.namespace],
    labelSelector: { matchLabels: { "app.kubernetes.io/part-of": spec.system } },
    excludedResources: [...derivedKinds],
    snapshotVolumes: false,
    defaultVolumesToFsBackup: false,
    storageLocation: "default",
    ttl: `${spec.retentionHours ?? defaultRetentionHours}h0m0s`,
  };
}

/** A minute and an hour of every day. */
const dailyCron = /^(\d|[1-5]\d) (\d|1\d|2[0-3]) \* \* \*$/;

function assertSchedule(name: string, spec: ClusterScheduleSpec): void {
  const where = `schedule ${name}`;
  assertDnsLabel(where, "name", name);
  assertDnsLabel(where, "namespace", spec.namespace);
  // Velero takes a line that it cannot read for a schedule that fails every time, and says so in the object's status alone.
  if (!dailyCron.test(spec.cron)) {
    throw new InvalidInput(
      where,
      "cron",
      'five fields with a minute and an hour of every day, as "0 1 * * *"',
      spec.cron,
    );
  }
  const hours = spec.retentionHours ?? defaultRetentionHours;
  if (!Number.isInteger(hours) || hours < 24 || hours > 8760) {
    throw new InvalidInput(where, "retentionHours", "24 to 8760 hours", hours);
  }
}
