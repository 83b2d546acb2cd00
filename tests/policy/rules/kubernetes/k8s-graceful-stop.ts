import { servingTypes } from "../../../../policy/lib/kubernetes/pods.ts";
import { inPod } from "../../lib/cases.ts";

const types = ["kubernetes:apps/v1:Deployment", "kubernetes:argoproj.io/v1alpha1:Rollout"] as const;

export default [
  ...inPod("a hook that waits", {}, [], { types: servingTypes }),
  ...inPod("a store, which drains on its own signal", { "/containers/0/lifecycle": undefined }, [], {
    types: ["kubernetes:apps/v1:StatefulSet"],
  }),
  ...inPod("a helper that listens on no port", { "/containers/-": { name: "helper" } }, [], { types }),
  ...inPod(
    "no hook",
    { "/containers/0/lifecycle": undefined },
    ["POD.containers[0].lifecycle.preStop: expected a hook that waits, found nothing"],
    { types },
  ),
  ...inPod(
    "no time",
    { "/terminationGracePeriodSeconds": 0 },
    ["POD.terminationGracePeriodSeconds: expected more than 0, found 0; write 30"],
    {
      types: servingTypes,
    },
  ),
];
