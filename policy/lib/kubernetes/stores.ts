import type { ResourceType } from "../rule.ts";
import type { Resource, Stack } from "../stack.ts";
import { beside, type KubernetesObject, nameOf } from "./places.ts";

/** A CronJob, by its labels. */
interface CronJob extends KubernetesObject {
  readonly spec?: { readonly suspend?: boolean; readonly schedule?: string };
}

/** A store, or a StatefulSet that may be one. */
export interface Store extends KubernetesObject {
  readonly spec?: { readonly volumeClaimTemplates?: readonly object[] };
}

/** Label of a CronJob that backs up a store, with the store's name. */
export const backsUp = "plumbline.dev/backs-up";
/** Label of a CronJob that restores a store's backup to see whether it can be, with the store's name. */
export const drills = "plumbline.dev/drills";

const cronJob = "kubernetes:batch/v1:CronJob" as ResourceType<CronJob>;
const scheduledBackup = "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup" as ResourceType<
  KubernetesObject & { readonly spec?: { readonly cluster?: { readonly name?: string } } }
>;
export const statefulSet = "kubernetes:apps/v1:StatefulSet" as ResourceType<Store>;

/** Types of the objects that keep data, besides volumes of the cloud's own. */
export const storeTypes: readonly ResourceType<Store>[] = [
  statefulSet,
  "kubernetes:postgresql.cnpg.io/v1:Cluster",
  "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity",
  "kubernetes:kafka.strimzi.io/v1beta2:Kafka",
];

/** Whether a CronJob with a label is there for a store. */
export function hasJob(stack: Stack, store: Resource<Store>, label: string): boolean {
  return beside(stack, store, cronJob).some((job) => isFor(job, label, nameOf(store)));
}

/** Whether a CronJob runs, and has a label with a store's name. */
const isFor = ({ props: { metadata, spec } }: Resource<CronJob>, label: string, store: string): boolean =>
  metadata?.labels?.[label] === store && spec?.suspend !== true;

/**
 * How often a system's store that is not in the cluster is backed up by CronJobs, by the one that runs most often; undefined where none does. Unit: seconds.
 */
export function savedSeconds(stack: Stack, system: string, store: string): number | undefined {
  const jobs = stack
    .all(cronJob)
    .filter(
      (job) => isFor(job, backsUp, store) && job.props.metadata?.labels?.["app.kubernetes.io/part-of"] === system,
    );
  const every = jobs.map(({ props }) => intervalSeconds(props.spec?.schedule ?? ""));
  return every.length === 0 ? undefined : Math.min(...every);
}

const [minute, hour, day] = [60, 3600, 86_400];

/** Time between two runs: every so many minutes, or hours, or once a day; whatever is rarer or irregular counts as a week. */
function intervalSeconds(schedule: string): number {
  const [minutes = "", hours = "", ...days] = schedule.trim().split(/\s+/);
  if (days.join(" ") !== "* * *") return 7 * day;
  const [, everyMinutes] = /^\*\/(\d+)$/.exec(minutes) ?? [];
  if (hours === "*")
    return everyMinutes === undefined ? (minutes === "*" ? minute : hour) : Number(everyMinutes) * minute;
  const [, everyHours] = /^\*\/(\d+)$/.exec(hours) ?? [];
  return everyHours === undefined ? day : Number(everyHours) * hour;
}

/** Whether the operator of a store backs it up by a schedule. */
export function isScheduled(stack: Stack, store: Resource<Store>): boolean {
  return beside(stack, store, scheduledBackup).some(({ props }) => props.spec?.cluster?.name === nameOf(store));
}

/** Whether any store of a type has what is asked for: stores of the others' kinds may get theirs later. */
export function anyOfKind(stack: Stack, { type }: Resource<Store>, has: (store: Resource<Store>) => boolean): boolean {
  return stack.all<Store>(type).some(has);
}
