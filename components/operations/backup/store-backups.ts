import { CronJob } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import type { KeyTarget } from "../../backup-store/target.ts";
import { InvalidInput } from "../../core/errors.ts";
import type { Image } from "../../core/images.ts";
import { objectLabels, roleLabel } from "../../core/labels.ts";
import { assertDnsLabel } from "../../core/names.ts";
import type { Objectives } from "../../core/objectives.ts";
import type { SecretReference } from "../../secret-store/generated-secret.ts";
import type { NetworkNode } from "../../workload/network.ts";
import type { Resources, SecretMount } from "../../workload/spec.ts";
import { backupPaths, backupPod } from "./pod.ts";
import { bundledProgram, type ProgramKind } from "./program.ts";

export interface StoreBackupsArgs {
  readonly system: string;
  /** Component of the system, and base of every object's name; at most 40 characters, since the jobs add to it. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  readonly kind: ProgramKind;
  /** Which of the system's stores of that kind, such as `db-g1`; a label of its metrics. */
  readonly instance: string;
  /** Image with the store's own programs: those that dump, and a server to restore into. Of Debian or Ubuntu. */
  readonly image: Image;
  /** User and group id of the processes; never 0. */
  readonly userId: number;
  /** Where backups go; tiers and kinds are folders of it. */
  readonly target: KeyTarget;
  /** Secret with the keys that backups are encrypted with, a line each, under its first key. */
  readonly encryptionKeys: SecretReference;
  /** Settings of the kind; files are below `/secrets/<name of the mount>`, and `/scratch` takes what is restored. */
  readonly settings: Readonly<Record<string, pulumi.Input<unknown>>>;
  readonly secretMounts: readonly SecretMount[];
  /** When a backup is made, in UTC: minute, hour, day of month, month, day of week. */
  readonly schedule: string;
  /** When a restore is drilled. @default "30 4 * * 0" */
  readonly drillSchedule?: string;
  /** What a restore of these backups has to keep. */
  readonly objectives: Objectives;
  readonly resources: Resources;
  /** Most of what is restored by a drill. Kubernetes quantity. */
  readonly scratchSize: string;
  /** Most time for a backup or a drill with all tries. Unit: seconds. @default 14400 */
  readonly deadlineSeconds?: number;
}

const cron = /^[0-9*,/-]+( [0-9*,/-]+){4}$/;

/** What each job does, and is called after the component. */
const jobs = [
  { suffix: "", command: ["backup"], tries: 3, by: "schedule" },
  { suffix: "-drill", command: ["drill"], tries: 3, by: "drillSchedule" },
  // Made by somebody, never by the clock, and not begun again by itself.
  { suffix: "-restore", command: ["restore", "--switch"], tries: 1, by: "nobody" },
] as const;

/**
 * Backups of one store: a CronJob that makes them, one that drills a restore every week, and one that is never due, from which somebody
 * makes a Job to restore: `kubectl create job --from=cronjob/<component>-restore`. All of them run the same program, from a ConfigMap, in
 * the image with the store's own programs.
 *
 * @throws InvalidInput naming the field, what is allowed and the value.
 */
export class StoreBackups extends pulumi.ComponentResource {
  static readonly token = "plumbline:backup:StoreBackups";

  constructor(name: string, args: StoreBackupsArgs, opts?: pulumi.ComponentResourceOptions) {
    const { drillSchedule = "30 4 * * 0" } = args;
    check(name, args, drillSchedule);
    super(StoreBackups.token, name, args, opts);
    const { system, component, namespace, kind } = args;
    const labels = objectLabels({ system, component }, { "app.kubernetes.io/version": args.image.tag });
    const metadata = { name: component, namespace, labels };
    const options = { parent: this };
    const account = new ServiceAccount(`${name}-account`, { metadata, automountServiceAccountToken: false }, options);
    const job = new ConfigMap(
      `${name}-job`,
      { metadata: { ...metadata, name: `${component}-job` }, data: { "job.json": jobOf(args) } },
      options,
    );
    const program = new ConfigMap(
      `${name}-program`,
      {
        metadata: { ...metadata, name: `${component}-program` },
        binaryData: { [backupPaths.programFile]: bundledProgram(kind, "s3") },
      },
      options,
    );
    const references = {
      serviceAccount: account.metadata.name,
      job: job.metadata.name,
      program: program.metadata.name,
    };
    for (const { suffix, command, tries, by } of jobs) {
      const template = {
        metadata: { labels: { ...labels, [roleLabel]: "backup" } },
        spec: backupPod(args, references, command),
      };
      new CronJob(
        `${name}${suffix}`,
        {
          metadata: { ...metadata, name: `${component}${suffix}` },
          spec: {
            schedule: by === "schedule" ? args.schedule : drillSchedule,
            suspend: by === "nobody",
            timeZone: "Etc/UTC",
            concurrencyPolicy: "Forbid",
            // After an outage of the cluster, a run that was due within the hour is still made.
            startingDeadlineSeconds: 3600,
            successfulJobsHistoryLimit: 3,
            failedJobsHistoryLimit: 3,
            jobTemplate: {
              metadata: { labels },
              spec: {
                backoffLimit: tries - 1,
                activeDeadlineSeconds: args.deadlineSeconds ?? 14_400,
                ttlSecondsAfterFinished: 7 * 24 * 3600,
                template,
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

function check(name: string, { component, schedule }: StoreBackupsArgs, drillSchedule: string): void {
  const where = `backups ${name}`;
  assertDnsLabel(where, "component", component);
  // CronJobs add 11 characters to the names of their Jobs, which have 63.
  if (component.length > 40) throw new InvalidInput(where, "component", "at most 40 characters", component);
  for (const [field, value] of Object.entries({ schedule, drillSchedule })) {
    if (!cron.test(value)) throw new InvalidInput(where, field, "five fields, minutes first", value);
  }
}

/** The place of the jobs' pods in the system's network. */
export const backupNode = (store: string): NetworkNode => ({ ports: {}, calls: [store], reaches: ["backup-store"] });

function jobOf({ system, kind, instance, target, settings, objectives }: StoreBackupsArgs): pulumi.Output<string> {
  const { endpoint, region, bucket } = target;
  const store = { type: "s3", endpoint, region, bucket };
  const keyFile = `${backupPaths.keys}/${backupPaths.keyFile}`;
  const job = { system, kind, instance, store, keyFile, objectives, settings };
  return pulumi.output(job).apply((known) => `${JSON.stringify(known, undefined, 2)}\n`);
}
