import { nameOf } from "../../lib/kubernetes/places.ts";
import { backsUp, drills, hasJob, isScheduled, type Store, storeTypes } from "../../lib/kubernetes/stores.ts";
import { missing, stackRule } from "../../lib/stack-rule.ts";
import { guides } from "../../lib/standards.ts";
import type { Resource } from "../../lib/stack.ts";

export default stackRule({
  name: "backup-drilled",
  severity: "high",
  level: "M",
  description: "The backup of a store must be restored regularly by a drill: one that nobody ever restored is a hope.",
  remediationSteps: `Add a drill of the store, and label its CronJob ${drills} with the store's name.`,
  framework: guides("CAP-019"),
  tags: ["nist-800-53:CP-9(1)", "nist-800-53:CP-4"],
  requirements: ["CAP-019", "FTE-006", "ECO-041", "REC-060"],
  on: storeTypes,
  check: (subject: Resource<Store>, stack, { notApplicable }) => {
    if (!isScheduled(stack, subject) && !hasJob(stack, subject, backsUp)) return notApplicable("it is not backed up");
    if (hasJob(stack, subject, drills)) return [];
    return storeTypes.some((type) => stack.all(type).some((store) => hasJob(stack, store, drills)))
      ? [missing("CronJob", `one that is labelled ${drills}: ${nameOf(subject)}`)]
      : notApplicable("no store of this stack has a drill yet");
  },
});
