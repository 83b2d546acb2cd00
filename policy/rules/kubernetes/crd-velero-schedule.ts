import { beside, type KubernetesObject, nameOf } from "../../lib/kubernetes/places.ts";
import { seconds } from "../../lib/kubernetes/quantity.ts";
import { type ResourceType, threshold } from "../../lib/rule.ts";
import { stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

interface Schedule extends KubernetesObject {
  readonly spec?: {
    readonly schedule?: string;
    readonly paused?: boolean;
    readonly template?: {
      readonly ttl?: string;
      readonly storageLocation?: string;
      readonly includedNamespaces?: readonly string[];
    };
  };
}
interface Location extends KubernetesObject {
  readonly spec?: { readonly default?: boolean; readonly accessMode?: string };
}

const location = "kubernetes:velero.io/v1:BackupStorageLocation" as ResourceType<Location>;
const hour = 3_600;

/** Whether the location is in another region is told by the replication of its bucket, at which a rule of its cloud looks. */
export default stackRule({
  name: "crd-velero-schedule",
  severity: "high",
  level: "M",
  description:
    "A schedule of cluster backups must run every day, keep its backups as long as agreed, name its namespaces, and have a location that takes them.",
  remediationSteps:
    "Set spec.schedule to a line of five fields, spec.template.ttl, includedNamespaces and storageLocation; declare the BackupStorageLocation.",
  framework: guides("REC-062"),
  tags: ["kyverno:velero/validate-cron-schedule", "nist-800-53:CP-9"],
  requirements: ["FTE-054", "REC-062"],
  on: ["kubernetes:velero.io/v1:Schedule"],
  thresholds: {
    hours: threshold<number>({
      description: "Least number of hours that backups are kept.",
      type: "integer",
      values: { dev: 24, staging: 168, prod: 720, "prod-azure": 720 },
    }),
  },
  check: (subject: Resource<Schedule>, stack, { config }) => {
    const { spec } = subject.props;
    const ttl = spec?.template?.ttl;
    const wanted = spec?.template?.storageLocation ?? "default";
    const found = beside(stack, subject, location).find((each) => nameOf(each) === wanted);
    return allOf(
      () =>
        isDaily(spec?.schedule ?? "")
          ? []
          : [
              {
                path: "spec.schedule",
                expected: "five fields that name a minute and an hour of every day",
                found: show(spec?.schedule),
              },
            ],
      () => (spec?.paused === true ? [{ path: "spec.paused", expected: "false", found: "true", fix: false }] : []),
      () =>
        (seconds(ttl) ?? 0) >= config.hours * hour
          ? []
          : [
              {
                path: "spec.template.ttl",
                expected: `${config.hours}h0m0s or more`,
                found: show(ttl),
                fix: `${config.hours}h0m0s`,
              },
            ],
      () =>
        (spec?.template?.includedNamespaces?.length ?? 0) > 0
          ? []
          : [{ path: "spec.template.includedNamespaces", expected: "the namespaces", found: "nothing" }],
      () =>
        found && found.props.spec?.accessMode !== "ReadOnly"
          ? []
          : [
              {
                path: "spec.template.storageLocation",
                expected: "a location that can be written",
                found: show(wanted),
              },
            ],
    );
  },
});

function isDaily(schedule: string): boolean {
  const fields = schedule.trim().split(/\s+/);
  return schedule === "@daily" || (fields.length === 5 && fields.slice(2).every((field) => field === "*"));
}
