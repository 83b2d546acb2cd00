import type { types } from "@pulumi/kubernetes";
import type { Unwrap } from "@pulumi/pulumi";
import {
  type Container,
  eachContainer,
  podRule,
  type PodTemplate,
  type PodType,
  serves,
} from "../../lib/kubernetes/pods.ts";
import { guides } from "../../lib/standards.ts";

const on = [
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:argoproj.io/v1alpha1:Rollout",
  "kubernetes:core/v1:Pod",
] as const satisfies readonly PodType[];
/** The server's image, by its last name: an exporter beside it is another image, and Jobs only run the client. */
const image = /(^|\/)(redis|valkey)(-stack-server)?([:@]|$)/;
const dataDir = "/data";

/** A workload, as far as it may claim volumes; only a StatefulSet does. */
interface Claiming {
  readonly spec?: Partial<Pick<Unwrap<types.input.apps.v1.StatefulSetSpec>, "volumeClaimTemplates">>;
}

export default podRule({
  name: "k8s-redis-has-pvc",
  severity: "high",
  level: "M!",
  description: "A Redis server must keep /data on a PersistentVolumeClaim.",
  remediationSteps: "Run Redis as a StatefulSet with a volumeClaimTemplate that is mounted at /data.",
  framework: guides("CAP-017"),
  tags: [],
  requirements: ["CAP-017"],
  on,
  check: (pod, _context, workload: Claiming) =>
    eachContainer(
      pod,
      (container, path) =>
        isServer(container, pod) && !isPersistent(container, pod, workload)
          ? [
              {
                path: `${path}.volumeMounts`,
                expected: `a PersistentVolumeClaim at ${dataDir}`,
                found: volumeAt(container) === undefined ? "nothing mounted there" : "a volume that is not kept",
              },
            ]
          : [],
      ["containers"],
    ),
});

/** A helper beside the server may run its image too, for the client in it: it listens on no port. */
function isServer(container: Container, pod: PodTemplate): boolean {
  if (!image.test(container.image ?? "")) return false;
  const listening = pod.spec.containers.filter((other) => image.test(other.image ?? "") && serves(pod, other));
  return listening.length === 0 || serves(pod, container);
}

function volumeAt({ volumeMounts }: Container): string | undefined {
  return volumeMounts?.filter(({ mountPath }) => mountPath === dataDir || mountPath === `${dataDir}/`)[0]?.name;
}

function isPersistent(container: Container, { spec }: PodTemplate, workload: Claiming): boolean {
  const name = volumeAt(container);
  if (name === undefined) return false;
  const claimed = workload.spec?.volumeClaimTemplates?.some(({ metadata }) => metadata?.name === name) ?? false;
  return claimed || (spec.volumes?.some((volume) => volume.name === name && volume.persistentVolumeClaim) ?? false);
}
