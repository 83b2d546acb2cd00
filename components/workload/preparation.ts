import type { types } from "@pulumi/kubernetes";
import { CronJob } from "@pulumi/kubernetes/batch/v1/cronJob.js";
import { Job } from "@pulumi/kubernetes/batch/v1/job.js";
import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import { ServiceAccount } from "@pulumi/kubernetes/core/v1/serviceAccount.js";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import { type Image, imageReference } from "../core/images.ts";
import { InvalidInput } from "../core/errors.ts";
import { onceMade } from "../core/known.ts";
import { type Labels, objectLabels } from "../core/labels.ts";
import { assertDnsLabel } from "../core/names.ts";
import { restrictedContainer, restrictedPod } from "./security.ts";
import type { FileMount, Resources, SecretKey, SecretMount } from "./spec.ts";
import { volumeMountsOf, volumesOf } from "./volumes.ts";

export interface PreparationArgs {
  readonly system: string;
  /** Component of the system, and base of every object's name. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  readonly image: Image;
  /** @default - the image's own entry point */
  readonly command?: readonly string[];
  /** Variables; a value may contain one of `secretEnv` as `$(NAME)`. @default {} */
  readonly env?: Readonly<Record<string, pulumi.Input<string>>>;
  readonly secretEnv?: Readonly<Record<string, SecretKey>>;
  readonly files?: readonly FileMount[];
  readonly secretMounts?: readonly SecretMount[];
  readonly resources: Resources;
  /** User and group id of the process; never 0. @default 10001 */
  readonly userId?: number;
  /** Most time for all tries together. Unit: seconds. @default 600 */
  readonly deadlineSeconds?: number;
  /** Further tries, each after twice the time, the first after 10 seconds. @default 3 */
  readonly retries?: number;
  /** Does the same again by this schedule, in UTC: minute, hour, day of month, month, day of week. @default - never */
  readonly repeat?: string;
}

/**
 * Work that must succeed before the workloads that depend on it start, such as a schema migration. It must be idempotent:
 * it runs once for every change of its image, command, variables or files, and again where a run was interrupted.
 */
export class Preparation extends pulumi.ComponentResource {
  static readonly token = "plumbline:workload:Preparation";

  constructor(name: string, args: PreparationArgs, opts?: pulumi.ComponentResourceOptions) {
    assertDnsLabel(`preparation ${name}`, "component", args.component);
    if (args.repeat !== undefined && !schedule.test(args.repeat)) {
      throw new InvalidInput(`preparation ${name}`, "repeat", "five fields, minutes first", args.repeat);
    }
    super(Preparation.token, name, args, opts);
    const { system, component, namespace, files = [] } = args;
    const labels = objectLabels({ system, component }, { "app.kubernetes.io/version": args.image.tag });
    const metadata = { name: component, namespace, labels };
    const account = new ServiceAccount(
      `${name}-account`,
      { metadata, automountServiceAccountToken: false },
      { parent: this },
    );
    const configMaps = files.map(
      (mount) =>
        new ConfigMap(
          `${name}-${mount.name}`,
          { metadata: { ...metadata, name: mount.name }, data: { ...mount.files } },
          { parent: this },
        ),
    );
    // A Job's pods cannot change, so the name says what it runs: another content is another Job.
    const content = [args.image, args.command, args.env, files];
    const object = pulumi.output(content).apply((known) => `${component}-${hash(known)}`);
    const work: types.input.batch.v1.JobSpec = {
      backoffLimit: args.retries ?? 3,
      activeDeadlineSeconds: args.deadlineSeconds ?? 600,
      template: { metadata: { labels }, spec: podSpec(args, onceMade(account, component)) },
    };
    const options = { parent: this, dependsOn: configMaps };
    const first = new Job(name, { metadata: { ...metadata, name: object }, spec: work }, options);
    if (args.repeat !== undefined) {
      new CronJob(
        `${name}-repeat`,
        { metadata, spec: cronSpec(args.repeat, labels, work) },
        { parent: this, dependsOn: [first] },
      );
    }
    this.registerOutputs({});
  }
}

/** Five fields of a crontab. */
const schedule = /^[0-9*,/-]+( [0-9*,/-]+){4}$/;

function cronSpec(
  repeat: string,
  labels: Labels,
  work: types.input.batch.v1.JobSpec,
): types.input.batch.v1.CronJobSpec {
  return {
    schedule: repeat,
    timeZone: "Etc/UTC",
    concurrencyPolicy: "Forbid",
    // After an outage of the cluster, a run that was due within the hour is still made.
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { metadata: { labels }, spec: work },
  };
}

function hash(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 10);
}

function podSpec(args: PreparationArgs, account: pulumi.Input<string>): types.input.core.v1.PodSpec {
  const { secretEnv = {}, env = {} } = args;
  const mounts = { files: args.files ?? [], secretMounts: args.secretMounts ?? [], writable: ["/tmp"] };
  return {
    restartPolicy: "Never",
    serviceAccountName: account,
    automountServiceAccountToken: false,
    enableServiceLinks: false,
    securityContext: restrictedPod(args.userId ?? 10001),
    containers: [
      {
        name: args.component,
        image: imageReference(args.image),
        imagePullPolicy: "IfNotPresent",
        ...(args.command && { command: [...args.command] }),
        env: [
          ...Object.entries(secretEnv).map(([name, { secret, key }]) => ({
            name,
            valueFrom: { secretKeyRef: { name: secret, key } },
          })),
          // After the secrets, since a value may contain one as `$(NAME)`.
          ...Object.entries(env).map(([name, value]) => ({ name, value })),
        ],
        resources: args.resources,
        securityContext: restrictedContainer(),
        volumeMounts: volumeMountsOf(mounts),
      },
    ],
    volumes: volumesOf(mounts),
  };
}
