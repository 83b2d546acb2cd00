import type { types } from "@pulumi/kubernetes";
import { CronJob } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import type { BackupTarget } from "../../backup-store/target.ts";
import { InvalidInput } from "../../core/errors.ts";
import type { Image } from "../../core/images.ts";
import { onceMade } from "../../core/known.ts";
import { domain, type Labels, objectLabels } from "../../core/labels.ts";
import { assertDnsLabel } from "../../core/names.ts";
import type { Objectives } from "../../core/objectives.ts";
import type { SecretReference } from "../../secret-store/generated-secret.ts";
import type { Resources, SecretMount } from "../../workload/spec.ts";
import { backupPaths } from "./paths.ts";
import { jobNames } from "./plan.ts";
import { identityAnnotations, identityLabels, programPod, type ScratchVolume } from "./pod.ts";
import type { ProgramKind } from "./program.ts";

/** Label of a CronJob that backs a store up, with the store's name. */
export const backsUpLabel = `${domain}/backs-up`;
/** Label of a CronJob that drills a restore of a store, with the store's name. */
export const drillsLabel = `${domain}/drills`;

/** Settings of the kind; files are below `/secrets/<name of the mount>`, and `/scratch` takes what is restored. */
type Settings = Readonly<Record<string, pulumi.Input<unknown>>>;

/** What one job needs of its own: no pod has more secrets than its work takes. */
export interface BackupWork {
  readonly settings: Settings;
  readonly secretMounts: readonly SecretMount[];
  /** Ports that it serves while it runs. @default [] */
  readonly ports?: readonly types.input.core.v1.ContainerPort[];
}

export interface StoreBackupsArgs {
  readonly system: string;
  /** Component of the system, and base of every object's name; at most 40 characters, since the jobs add to it. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  readonly kind: ProgramKind;
  /** Which of the system's stores of that kind, such as `db-g1`; a label of its metrics. */
  readonly instance: string;
  /** Name of the store's object, which the jobs are labelled with. @default - the instance's */
  readonly store?: string;
  /** Image with the store's own programs: those that dump, and a server to restore into. Of Debian or Ubuntu. */
  readonly image: Image;
  /** User and group id of the processes; never 0. */
  readonly userId: number;
  /** A folder of the bucket that backups go to. */
  readonly target: BackupTarget;
  /** Folder of the bucket with the tiers and the receipts. @default - the bucket itself */
  readonly folder?: string;
  /** Secret with the keys that backups are encrypted with, a line each, under its first key. */
  readonly encryptionKeys: SecretReference;
  /** ConfigMap with the program of the kind. */
  readonly program: pulumi.Input<string>;
  readonly backup: BackupWork;
  /** When a backup is made, in UTC: minute, hour, day of month, month, day of week. */
  readonly schedule: string;
  /** Additions to the last whole backup: when, and with which settings. @default - none */
  readonly increment?: { readonly schedule: string; readonly settings: Settings };
  readonly drill: BackupWork;
  /** When a restore is drilled. @default "30 4 * * 0" */
  readonly drillSchedule?: string;
  /** @default - no job of ours puts a backup back */
  readonly restore?: BackupWork;
  /** What a restore of these backups has to keep. */
  readonly objectives: Objectives;
  readonly resources: Resources;
  /** Room for what a drill or a restore brings back. @default - none is needed */
  readonly scratch?: ScratchVolume;
  /** Most time for a backup or a drill with all tries. Unit: seconds. @default 14400 */
  readonly deadlineSeconds?: number;
}

const cron = /^[0-9*,/-]+( [0-9*,/-]+){4}$/;

/** What a job does: by which settings, in which name, and when. */
interface JobSpec {
  /** Name of its CronJob, and of its settings. */
  readonly name: string;
  /** Service account, and component of its pods. */
  readonly account: string;
  readonly command: readonly string[];
  readonly work: BackupWork;
  readonly tries: number;
  readonly schedule: string;
  /** Made by somebody, and never by the clock. */
  readonly byHand: boolean;
  readonly scratch: boolean;
  readonly labels: Labels;
}

/**
 * Backups of one store: a CronJob that makes them, one for additions in between if there are any, one that drills a restore every week, and
 * one that is never due, from which somebody makes a Job to restore: `kubectl create job --from=cronjob/<component>-restore`. All of them run
 * the same program in the image with the store's own programs, each under an account of its own and with the secrets of its own work.
 *
 * @throws InvalidInput naming the field, what is allowed and the value.
 */
export class StoreBackups extends pulumi.ComponentResource {
  static readonly token = "plumbline:backup:StoreBackups";

  constructor(name: string, args: StoreBackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    const jobs = jobsOf(args);
    check(name, args, jobs);
    super(StoreBackups.token, name, args, opts);
    const { system, component, namespace } = args;
    const labelsOf = (own: string) =>
      objectLabels({ system, component: own }, { "app.kubernetes.io/version": args.image.tag });
    const options = { parent: this };
    const accounts = new Map(
      [...new Set(jobs.map(({ account }) => account))].map((account) => {
        const metadata = {
          name: account,
          namespace,
          labels: labelsOf(account),
          ...identityAnnotations(args.target, account),
        };
        const suffix = account.slice(component.length);
        const made = new ServiceAccount(
          `${name}${suffix}-account`,
          { metadata, automountServiceAccountToken: false },
          options,
        );
        return [account, onceMade(made, account)];
      }),
    );
    const files = new ConfigMap(
      `${name}-job`,
      {
        metadata: { name: `${component}-job`, namespace, labels: labelsOf(component) },
        data: Object.fromEntries(jobs.map((job) => [`${job.name}.json`, jobFile(args, job)])),
      },
      options,
    );
    for (const job of jobs) {
      const labels = labelsOf(job.account);
      const podLabels = { ...labels, ...identityLabels(args.target) };
      const pod = programPod({
        ...args,
        serviceAccount: accounts.get(job.account) ?? job.account,
        job: onceMade(files, `${component}-job`),
        command: [...job.command, "--job", `${backupPaths.job}/${job.name}.json`],
        secretMounts: job.work.secretMounts,
        scratch: job.scratch ? args.scratch : undefined,
        // A store that fetches what was restored has to find it.
        ...(job.work.ports && { container: { ports: [...job.work.ports] } }),
        ...(job.byHand && { variables: [{ name: "POD_IP", valueFrom: { fieldRef: { fieldPath: "status.podIP" } } }] }),
      });
      new CronJob(
        `${name}${job.name.slice(component.length)}`,
        {
          metadata: { name: job.name, namespace, labels: { ...labels, ...job.labels } },
          spec: {
            schedule: job.schedule,
            suspend: job.byHand,
            timeZone: "Etc/UTC",
            concurrencyPolicy: "Forbid",
            // After an outage of the cluster, a run that was due within the hour is still made.
            startingDeadlineSeconds: 3600,
            successfulJobsHistoryLimit: 3,
            failedJobsHistoryLimit: 3,
            jobTemplate: {
              metadata: { labels },
              spec: {
                backoffLimit: job.tries - 1,
                activeDeadlineSeconds: args.deadlineSeconds ?? 14_400,
                ttlSecondsAfterFinished: 7 * 24 * 3600,
                template: { metadata: { labels: podLabels }, spec: { restartPolicy: "Never", ...pod } },
              },
            },
          },
        },
        options,
      );
    }
    this.registerOutputs({});
  }
}

function jobsOf(args: StoreBackupsArgs): JobSpec[] {
  const { component, increment, restore, drillSchedule = "30 4 * * 0", store = args.instance } = args;
  const names = jobNames(component);
  const scheduled = { tries: 3, byHand: false, scratch: false };
  const backup: JobSpec = {
    ...scheduled,
    name: names.backup,
    account: names.backup,
    command: ["backup"],
    work: args.backup,
    schedule: args.schedule,
    labels: { [backsUpLabel]: store },
  };
  return [
    backup,
    ...(increment
      ? [
          {
            ...backup,
            name: names.increment,
            work: { ...args.backup, settings: increment.settings },
            schedule: increment.schedule,
          },
        ]
      : []),
    {
      ...scheduled,
      name: names.drill,
      account: names.drill,
      command: ["drill"],
      work: args.drill,
      schedule: drillSchedule,
      scratch: true,
      labels: { [drillsLabel]: store },
    },
    ...(restore
      ? [
          {
            name: names.restore,
            account: names.restore,
            command: ["restore", "--switch"],
            work: restore,
            tries: 1,
            byHand: true,
            scratch: true,
            // Never due: a schedule has to be said all the same.
            schedule: drillSchedule,
            labels: {},
          },
        ]
      : []),
  ];
}

function check(name: string, { component }: StoreBackupsArgs, jobs: readonly JobSpec[]): void {
  const where = `backups ${name}`;
  assertDnsLabel(where, "component", component);
  // CronJobs add 11 characters to the names of their Jobs, which have 63.
  if (component.length > 40) throw new InvalidInput(where, "component", "at most 40 characters", component);
  for (const { name: job, schedule } of jobs) {
    if (!cron.test(schedule))
      throw new InvalidInput(where, `schedule of ${job}`, "five fields, minutes first", schedule);
  }
}

/** What the program is told. Of the store's certificate and credentials, the pod knows. */
function jobFile(args: StoreBackupsArgs, { work }: JobSpec): pulumi.Output<string> {
  const { system, kind, instance, objectives } = args;
  const keyFile = `${backupPaths.keys}/${backupPaths.keyFile}`;
  const job = { system, kind, instance, store: storeOf(args), keyFile, objectives, settings: work.settings };
  return pulumi.output(job).apply((known) => `${JSON.stringify(known, undefined, 2)}\n`);
}

/** The place of backups, as the program is told of it. */
export function storeOf({ target, folder }: Pick<StoreBackupsArgs, "target" | "folder">) {
  const { region, bucket, endpoint } = target;
  if (target.service === "blob") {
    return { type: "blob", account: endpoint, container: bucket, ...(folder !== undefined && { folder }) };
  }
  // A cloud's own service has its usual address.
  return {
    type: "s3",
    ...(target.credentials && { endpoint }),
    region,
    bucket,
    ...(folder !== undefined && { folder }),
  };
}
