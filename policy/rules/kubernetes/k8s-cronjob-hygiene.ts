import type { types } from "@pulumi/kubernetes";
import { between, type Given, is } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

export default rule({
  name: "k8s-cronjob-hygiene",
  severity: "medium",
  level: "M",
  description:
    "A CronJob must not overlap itself, must make up for a late start, must keep a bounded history, and its Jobs must end.",
  remediationSteps:
    "Set concurrencyPolicy to Forbid, startingDeadlineSeconds, both history limits, and the Job's backoffLimit and activeDeadlineSeconds.",
  framework: kubernetesDocs("CronJob", "concepts/workloads/controllers/cron-jobs/"),
  tags: ["kube-score:cronjob-has-deadline", "kube-score:cronjob-restartpolicy"],
  requirements: ["CAP-048", "REC-058", "ECO-037"],
  on: ["kubernetes:batch/v1:CronJob"],
  check: ({ spec }: Given<types.input.batch.v1.CronJob>) => {
    const job = "spec.jobTemplate.spec";
    return allOf(
      () => is("spec.concurrencyPolicy", spec?.concurrencyPolicy, "Forbid"),
      () => between("spec.startingDeadlineSeconds", spec?.startingDeadlineSeconds, 10, 86_400),
      () => between("spec.successfulJobsHistoryLimit", spec?.successfulJobsHistoryLimit, 1, 10),
      () => between("spec.failedJobsHistoryLimit", spec?.failedJobsHistoryLimit, 1, 10),
      () => between(`${job}.backoffLimit`, spec?.jobTemplate?.spec?.backoffLimit, 0, 10),
      () => between(`${job}.activeDeadlineSeconds`, spec?.jobTemplate?.spec?.activeDeadlineSeconds, 60, 86_400),
    );
  },
});
