import { beside, type KubernetesObject, nameOf } from "../../lib/kubernetes/places.ts";
import { seconds } from "../../lib/kubernetes/quantity.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { against, missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

interface Cluster extends KubernetesObject {
  readonly spec?: {
    readonly plugins?: readonly {
      readonly name?: string;
      readonly enabled?: boolean;
      readonly isWALArchiver?: boolean;
      readonly parameters?: { readonly barmanObjectName?: string };
    }[];
  };
}
interface ObjectStore extends KubernetesObject {
  readonly spec?: { readonly retentionPolicy?: string };
}
interface ScheduledBackup extends KubernetesObject {
  readonly spec?: {
    readonly schedule?: string;
    readonly suspend?: boolean;
    readonly cluster?: { readonly name?: string };
  };
}

const cluster = "kubernetes:postgresql.cnpg.io/v1:Cluster" as ResourceType<Cluster>;
const objectStore = "kubernetes:barmancloud.cnpg.io/v1:ObjectStore" as ResourceType<ObjectStore>;
const scheduledBackup = "kubernetes:postgresql.cnpg.io/v1:ScheduledBackup" as ResourceType<ScheduledBackup>;
const day = 86_400;

export default stackRule({
  name: "crd-cnpg-backup",
  severity: "critical",
  level: "M",
  description:
    "A PostgreSQL cluster must archive its WAL to an object store, have a base backup every day, and keep both as long as agreed.",
  remediationSteps:
    "Add the plugin barman-cloud.cloudnative-pg.io with isWALArchiver true and its ObjectStore, and a ScheduledBackup; set the store's retentionPolicy.",
  framework: guides("FTE-038"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-006", "FTE-038", "FTE-049"],
  on: [cluster],
  thresholds: {
    retentionDays: threshold<number>({
      description: "Least number of days that backups are kept.",
      type: "integer",
      values: { dev: 1, staging: 7, prod: 30, "prod-azure": 30 },
    }),
  },
  check: (subject: Resource<Cluster>, stack, { config }) => {
    const plugins = subject.props.spec?.plugins;
    const index = plugins?.findIndex(({ name }) => name === "barman-cloud.cloudnative-pg.io") ?? -1;
    const plugin = plugins?.[index];
    const store = beside(stack, subject, objectStore).find(
      (each) => nameOf(each) === plugin?.parameters?.barmanObjectName,
    );
    const schedules = beside(stack, subject, scheduledBackup).filter(
      ({ props }) => props.spec?.cluster?.name === nameOf(subject),
    );
    return allOf(
      () => {
        if (!plugin)
          return [{ path: "spec.plugins", expected: "barman-cloud.cloudnative-pg.io", found: show(plugins) }];
        const path = `spec.plugins[${index}]`;
        if (plugin.isWALArchiver !== true || plugin.enabled === false) {
          return [
            {
              path: `${path}.isWALArchiver`,
              expected: "true, and the plugin enabled",
              found: show(plugin.isWALArchiver),
            },
          ];
        }
        const name = plugin.parameters?.barmanObjectName;
        return store
          ? []
          : [
              {
                path: `${path}.parameters.barmanObjectName`,
                expected: "an ObjectStore of the namespace",
                found: show(name),
              },
            ];
      },
      () => {
        const kept = (seconds(store?.props.spec?.retentionPolicy) ?? 0) / day;
        return !store || kept >= config.retentionDays
          ? []
          : [
              against(store, {
                path: "spec.retentionPolicy",
                expected: `${config.retentionDays}d or more`,
                found: show(store.props.spec?.retentionPolicy),
                fix: `${config.retentionDays}d`,
              }),
            ];
      },
      () => {
        if (schedules.length === 0) return [missing("ScheduledBackup", "one of the cluster")];
        return schedules.some(({ props }) => props.spec?.suspend !== true && isDaily(props.spec?.schedule ?? ""))
          ? []
          : schedules.map((each) =>
              against(each, {
                path: "spec.schedule",
                expected: "a schedule of every day that is not suspended",
                found: show(each.props.spec?.schedule),
              }),
            );
      },
    );
  },
});

/** Six fields, seconds first: the last three must be every day's. */
function isDaily(schedule: string): boolean {
  const fields = schedule.trim().split(/\s+/);
  return schedule === "@daily" || (fields.length === 6 && fields.slice(3).every((field) => field === "*"));
}
