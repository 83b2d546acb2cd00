import { changed, type Changes, inContainer, inPod, type RuleCase } from "../../lib/cases.ts";

const types = [
  "kubernetes:apps/v1:StatefulSet",
  "kubernetes:apps/v1:Deployment",
  "kubernetes:apps/v1:DaemonSet",
  "kubernetes:apps/v1:ReplicaSet",
  "kubernetes:argoproj.io/v1alpha1:Rollout",
  "kubernetes:core/v1:Pod",
] as const;
const where = { types, lists: ["containers"] } as const;
const redis: Changes = { "/image": "docker.io/library/redis:8.0.2" };
const mount = (mountPath: string, name = "tmp"): Changes => ({ "/volumeMounts": [{ name, mountPath }] });
const wanted = "CONTAINER.volumeMounts: expected a PersistentVolumeClaim at /data";

/** The same cases with a volume claim beside the pod template. */
function claiming(cases: readonly RuleCase[], claim: string): RuleCase[] {
  const volumeClaimTemplates = [{ metadata: { name: claim }, spec: { accessModes: ["ReadWriteOnce"] } }];
  return cases.map((one) => ({
    ...one,
    props: changed(one.props, { "/spec/volumeClaimTemplates": volumeClaimTemplates }),
  }));
}
const statefulSet = { types: ["kubernetes:apps/v1:StatefulSet"], lists: ["containers"] } as const;

export default [
  ...inContainer("no Redis", {}, [], where),
  ...inContainer("an exporter", { "/image": "oliver006/redis_exporter:v1.70.0" }, [], where),
  ...claiming(inContainer("a claim of the set", { ...redis, ...mount("/data", "data") }, [], statefulSet), "data"),
  ...claiming(inContainer("a claim at /data/", { ...redis, ...mount("/data/", "data") }, [], statefulSet), "data"),
  ...claiming(
    inPod(
      "a helper that runs the server's image",
      {
        "/containers/0/image": "redis:8.0.2",
        "/containers/0/volumeMounts": [{ name: "data", mountPath: "/data" }],
        "/containers/-": { name: "reload", image: "redis:8.0.2" },
      },
      [],
      { types: ["kubernetes:apps/v1:StatefulSet"] },
    ),
    "data",
  ),
  ...inPod(
    "a server that declares no port, beside a helper",
    {
      "/containers": [
        { name: "redis", image: "redis:8.0.2" },
        { name: "helper", image: "helper:1.0.0" },
      ],
    },
    ["POD.containers[0].volumeMounts: expected a PersistentVolumeClaim at /data, found nothing mounted there"],
    { types },
  ),
  ...inContainer("an emptyDir", { ...redis, ...mount("/data") }, [`${wanted}, found a volume that is not kept`], where),
  ...inContainer("nothing at /data", redis, [`${wanted}, found nothing mounted there`], where),
  ...inContainer(
    "no mounts",
    { ...redis, "/volumeMounts": undefined },
    [`${wanted}, found nothing mounted there`],
    where,
  ),
  ...inContainer(
    "Valkey",
    { "/image": "valkey/valkey:8.1", ...mount("/data") },
    [`${wanted}, found a volume that is not kept`],
    where,
  ),
  ...claiming(
    inContainer(
      "a claim that is not mounted",
      { ...redis, ...mount("/data") },
      [`${wanted}, found a volume that is not kept`],
      statefulSet,
    ),
    "data",
  ),
];
