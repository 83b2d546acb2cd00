import { podRule, type PodSpec, servingTypes } from "../../lib/kubernetes/pods.ts";
import { kubernetesDocs } from "../../lib/standards.ts";

const zone = "topology.kubernetes.io/zone";

export default podRule({
  name: "k8s-spread",
  severity: "medium",
  level: "Mp",
  description: "The pods of a workload must be spread over zones, so that the loss of one leaves some of them.",
  remediationSteps: `Add a topologySpreadConstraint on ${zone} that selects the workload's pods.`,
  framework: kubernetesDocs(
    "Pod topology spread constraints",
    "concepts/scheduling-eviction/topology-spread-constraints/",
  ),
  tags: ["kube-score:deployment-has-host-podantiaffinity", "kube-score:statefulset-has-host-podantiaffinity"],
  requirements: ["ONB-072", "CAP-021", "FTE-034"],
  on: servingTypes,
  check: ({ spec, path }, { notApplicable }, { spec: workload }: { spec?: { replicas?: number } }) => {
    if (workload?.replicas === 1) return notApplicable("a single pod cannot be spread");
    return isSpread(spec)
      ? []
      : [{ path: `${path}.topologySpreadConstraints`, expected: `a constraint on ${zone}`, found: "none" }];
  },
});

function isSpread({ topologySpreadConstraints, affinity }: PodSpec): boolean {
  const constraint = topologySpreadConstraints?.some(({ topologyKey, labelSelector }) => {
    return topologyKey === zone && Boolean(labelSelector);
  });
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred,
  } = affinity?.podAntiAffinity ?? {};
  return (
    constraint === true ||
    (required?.some(({ topologyKey }) => topologyKey === zone) ?? false) ||
    (preferred?.some(({ podAffinityTerm }) => podAffinityTerm.topologyKey === zone) ?? false)
  );
}
