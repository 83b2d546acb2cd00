import type { ZoneSpread } from "../../config/profiles.ts";
import type { KafkaKafkaContainer, KafkaNodePoolTemplate, KafkaPod } from "../crds/generated/strimzi.ts";
import { restrictedContainer, restrictedPod } from "../workload/security.ts";

/** The user of Strimzi's images. */
const strimziUser = 1001;

/** A container that the `restricted` standard admits; `/tmp`, all that it writes to besides its data, is a volume. */
export function container(): KafkaKafkaContainer {
  return { securityContext: restrictedContainer() };
}

/** A pod that the `restricted` standard admits. */
export function pod(): KafkaPod {
  return {
    securityContext: restrictedPod(strimziUser, 0),
    enableServiceLinks: false,
    tmpDirSizeLimit: "64Mi",
  };
}

/** Pods of a pool: apart by zone, and by preference by node. */
export function poolTemplate(pool: string, labels: Record<string, string>, spread: ZoneSpread): KafkaNodePoolTemplate {
  const labelSelector = { matchLabels: { "strimzi.io/pool-name": pool } };
  return {
    pod: {
      ...pod(),
      metadata: { labels },
      // A broker hands its partitions over before it goes.
      terminationGracePeriodSeconds: 120,
      topologySpreadConstraints: [
        {
          maxSkew: 1,
          topologyKey: "topology.kubernetes.io/zone",
          whenUnsatisfiable: spread === "required" ? "DoNotSchedule" : "ScheduleAnyway",
          labelSelector,
        },
        { maxSkew: 1, topologyKey: "kubernetes.io/hostname", whenUnsatisfiable: "ScheduleAnyway", labelSelector },
      ],
    },
    kafkaContainer: container(),
    initContainer: container(),
  };
}
