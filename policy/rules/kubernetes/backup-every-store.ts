import { nameOf, namespaceOf } from "../../lib/kubernetes/places.ts";
import {
  anyOfKind,
  backsUp,
  hasJob,
  isScheduled,
  statefulSet,
  type Store,
  storeTypes,
} from "../../lib/kubernetes/stores.ts";
import { threshold } from "../../lib/rule.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

/** What can be made anew, or soon is elsewhere: caches of other stores, the backups themselves, metrics that Prometheus has too, queues of logs. */
const derived = [
  "backup-store/s3",
  "ecommerce/redis",
  "logging/log-archiver",
  "monitoring/long-term-metrics",
  "onboarding/redis",
  "production/cache",
  "reconciliation/redis",
];

export default stackRule({
  name: "backup-every-store",
  severity: "critical",
  level: "M",
  description: "A store must be backed up: by a schedule of its operator, or by a CronJob that says so.",
  remediationSteps: `Back the store up, and label the CronJob that does it ${backsUp} with the store's name.`,
  framework: guides("FTE-006"),
  tags: ["nist-800-53:CP-9", "kyverno:backup-all-volumes"],
  requirements: ["FTE-006", "CAP-018", "ECO-037", "ONB-062", "REC-058"],
  on: storeTypes,
  thresholds: {
    derived: threshold<readonly string[]>({
      description: "NAMESPACE/NAME of the stores whose content can be made anew.",
      type: "array",
      values: { dev: derived, staging: derived, prod: derived, "prod-azure": derived },
    }),
  },
  check: (subject: Resource<Store>, stack, { config, notApplicable }) => {
    if (subject.type === statefulSet && (subject.props.spec?.volumeClaimTemplates?.length ?? 0) === 0) {
      return notApplicable("it keeps nothing");
    }
    if (config.derived.includes(`${namespaceOf(subject)}/${nameOf(subject)}`)) {
      return notApplicable("what it keeps can be made anew");
    }
    const isBackedUp = (store: Resource<Store>) => isScheduled(stack, store) || hasJob(stack, store, backsUp);
    if (isBackedUp(subject)) return [];
    return anyOfKind(stack, subject, isBackedUp)
      ? [missing("CronJob", `one that is labelled ${backsUp}: ${nameOf(subject)}`)]
      : notApplicable("no store of its kind is backed up by jobs of this stack yet");
  },
});
