import { resource } from "../../lib/cases.ts";

const job = resource("kubernetes:batch/v1:Job", {
  metadata: { name: "a", namespace: "app" },
  spec: { backoffLimit: 3, activeDeadlineSeconds: 1200 },
});

export default [
  ...job("a job that ends", {}),
  ...job("a job that is not tried again", { "/spec/backoffLimit": 0 }),
  ...job("a job without end", { "/spec/activeDeadlineSeconds": undefined }, [
    "spec.activeDeadlineSeconds: expected 1 or more, found nothing; write 1",
  ]),
  ...job("failures that nobody counts", { "/spec/backoffLimit": undefined }, [
    "spec.backoffLimit: expected 0 or more, found nothing; write 0",
  ]),
  ...job("a job that removes itself", { "/spec/ttlSecondsAfterFinished": 600 }, [
    "spec.ttlSecondsAfterFinished: expected nothing, found 600",
  ]),
];
