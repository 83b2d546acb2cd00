import { resource } from "../../lib/cases.ts";

const job = resource("kubernetes:batch/v1:CronJob", {
  metadata: { name: "a", namespace: "app" },
  spec: {
    schedule: "0 2 * * *",
    concurrencyPolicy: "Forbid",
    startingDeadlineSeconds: 3600,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 3,
    jobTemplate: { spec: { backoffLimit: 0, activeDeadlineSeconds: 1200 } },
  },
});

export default [
  ...job("a job that ends", {}),
  ...job("jobs side by side", { "/spec/concurrencyPolicy": "Allow" }, [
    'spec.concurrencyPolicy: expected "Forbid", found "Allow"',
  ]),
  ...job("no deadline for the start", { "/spec/startingDeadlineSeconds": undefined }, [
    "spec.startingDeadlineSeconds: expected 10 to 86400, found nothing; write 10",
  ]),
  ...job("a deadline that the controller may miss", { "/spec/startingDeadlineSeconds": 5 }, [
    "spec.startingDeadlineSeconds: expected 10 to 86400, found 5; write 10",
  ]),
  ...job("no history", { "/spec/failedJobsHistoryLimit": 0 }, [
    "spec.failedJobsHistoryLimit: expected 1 to 10, found 0; write 1",
  ]),
  ...job("a history that nobody chose", { "/spec/successfulJobsHistoryLimit": undefined }, [
    "spec.successfulJobsHistoryLimit: expected 1 to 10, found nothing; write 1",
  ]),
  ...job("a job without end", { "/spec/jobTemplate/spec/activeDeadlineSeconds": undefined }, [
    "spec.jobTemplate.spec.activeDeadlineSeconds: expected 60 to 86400, found nothing; write 60",
  ]),
  ...job("as many failures as there may be", { "/spec/jobTemplate/spec/backoffLimit": undefined }, [
    "spec.jobTemplate.spec.backoffLimit: expected 0 to 10, found nothing; write 0",
  ]),
];
