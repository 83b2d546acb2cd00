import type { types } from "@pulumi/kubernetes";
import { atLeast, type Given } from "../../lib/demands.ts";
import { rule } from "../../lib/rule.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";
import { show } from "../../lib/violation.ts";

/**
 * Not the usual demand for `ttlSecondsAfterFinished`: the stack owns these Jobs, so that one which removed itself would be made, and run,
 * once more by the next refresh and update. A Job of a CronJob is removed by the CronJob's history limits.
 */
export default rule({
  name: "k8s-job-bounded",
  severity: "low",
  level: "M",
  description:
    "A Job must give up after a number of failures and a time, and must not remove itself: the stack would run it once more.",
  remediationSteps:
    "Set backoffLimit and activeDeadlineSeconds, and no ttlSecondsAfterFinished; a Job leaves with the stack's next version of it.",
  framework: kubernetesDocs("Jobs", "concepts/workloads/controllers/job/"),
  tags: ["kube-linter:job-ttl-seconds-after-finished"],
  requirements: ["ONB-013", "REC-069"],
  on: ["kubernetes:batch/v1:Job"],
  check: ({ spec }: Given<types.input.batch.v1.Job>) =>
    allOf(
      () => atLeast("spec.backoffLimit", spec?.backoffLimit, 0),
      () => atLeast("spec.activeDeadlineSeconds", spec?.activeDeadlineSeconds, 1),
      () =>
        spec?.ttlSecondsAfterFinished === undefined || spec.ttlSecondsAfterFinished === null
          ? []
          : [{ path: "spec.ttlSecondsAfterFinished", expected: "nothing", found: show(spec.ttlSecondsAfterFinished) }],
    ),
});
