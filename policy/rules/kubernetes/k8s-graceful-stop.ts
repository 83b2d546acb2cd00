import { eachContainer, podRule, type PodType, serves, servingTypes } from "../../lib/kubernetes/pods.ts";
import { kubernetesDocs } from "../../lib/standards.ts";
import { allOf } from "../../lib/unknown.ts";

/** Workloads whose pods leave a Service while others go on; a store of a StatefulSet drains on its own signal. */
const replaced: readonly PodType[] = ["kubernetes:apps/v1:Deployment", "kubernetes:argoproj.io/v1alpha1:Rollout"];

export default podRule({
  name: "k8s-graceful-stop",
  severity: "low",
  level: "A",
  description: "A pod that serves must get time to end what it does, and go on serving until nobody sends it more.",
  remediationSteps:
    "Leave terminationGracePeriodSeconds above 0, and give containers that serve a preStop hook that sleeps some seconds.",
  framework: kubernetesDocs("Termination of Pods", "concepts/workloads/pods/pod-lifecycle/"),
  tags: [],
  requirements: ["CAP-032", "REC-068"],
  on: servingTypes,
  check: (pod, { type }) =>
    allOf(
      () =>
        pod.spec.terminationGracePeriodSeconds === 0
          ? [{ path: `${pod.path}.terminationGracePeriodSeconds`, expected: "more than 0", found: "0", fix: 30 }]
          : [],
      () =>
        eachContainer(
          pod,
          (container, path) =>
            !replaced.some((each) => each === type) || !serves(pod, container) || container.lifecycle?.preStop
              ? []
              : [{ path: `${path}.lifecycle.preStop`, expected: "a hook that waits", found: "nothing" }],
          ["containers"],
        ),
    ),
});
