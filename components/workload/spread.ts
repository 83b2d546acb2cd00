import type { types } from "@pulumi/kubernetes";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { Labels } from "../core/labels.ts";

const zone = "topology.kubernetes.io/zone";

/** Label with which a controller tells the versions of its pods apart. */
export type VersionHash = "pod-template-hash" | "rollouts-pod-template-hash";

/** Replicas that differ by at most one between zones, and by preference sit on different nodes. */
export function zoneSpreadConstraints(
  selector: Labels,
  spread: ZoneSpread,
  hash: VersionHash = "pod-template-hash",
): types.input.core.v1.TopologySpreadConstraint[] {
  return [
    {
      maxSkew: 1,
      topologyKey: zone,
      whenUnsatisfiable: spread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
      labelSelector: { matchLabels: selector },
      // Without it, the pods of the previous revision count too and can keep a rollout from being scheduled.
      matchLabelKeys: [hash],
    },
    {
      maxSkew: 1,
      topologyKey: "kubernetes.io/hostname",
      whenUnsatisfiable: "ScheduleAnyway",
      labelSelector: { matchLabels: selector },
      matchLabelKeys: [hash],
    },
  ];
}

/** Lets pods run in the given zones alone; spreading them over those is the constraints' work (FTE-034). */
export function inZones(zones: readonly string[]): types.input.core.v1.Affinity {
  const matchExpressions = [{ key: zone, operator: "In", values: [...zones] }];
  return {
    nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] } },
  };
}

/** Keeps the pods of the named components out of this pod's zone. */
export function otherZoneThan(
  system: string,
  components: readonly string[],
  spread: ZoneSpread,
): types.input.core.v1.Affinity {
  const term = {
    topologyKey: zone,
    labelSelector: {
      matchLabels: { "app.kubernetes.io/part-of": system },
      matchExpressions: [{ key: "app.kubernetes.io/name", operator: "In", values: [...components] }],
    },
  };
  return {
    podAntiAffinity:
      spread === "required"
        ? { requiredDuringSchedulingIgnoredDuringExecution: [term] }
        : { preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, podAffinityTerm: term }] },
  };
}
