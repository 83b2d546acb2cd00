import { isDeepStrictEqual } from "node:util";
import type { Change } from "../lib/diff.ts";
import { isWithin, parsePath } from "../lib/paths.ts";
import { at } from "../lib/values.ts";
import type { Path } from "../lib/values.ts";
import { groupOf, kindOf } from "./objects.ts";
import type { KubeObject } from "./objects.ts";
import type { ApiError, Cause } from "./api-error.ts";
import type { Settings } from "./settings.ts";

/** Fields that make an object another one. */
const identity: readonly Path[] = [["kind"], ["metadata", "name"], ["metadata", "namespace"]];

/**
 * Fields that can only be set once, by group and kind, for when the API server cannot be asked: something in the inputs
 * is unknown, or it is not there.
 */
const setOnce: Readonly<Record<string, readonly string[]>> = {
  "/PersistentVolumeClaim": [
    "spec.accessModes",
    "spec.selector",
    "spec.storageClassName",
    "spec.volumeName",
    "spec.volumeMode",
  ],
  "/Pod": ["spec"],
  "/ResourceQuota": ["spec.scopes"],
  "/Secret": ["type"],
  "/Service": ["spec.clusterIP"],
  "apps/DaemonSet": ["spec.selector"],
  "apps/Deployment": ["spec.selector"],
  "apps/StatefulSet": ["spec.selector", "spec.serviceName", "spec.podManagementPolicy", "spec.volumeClaimTemplates"],
  "batch/Job": ["spec.completions", "spec.parallelism", "spec.selector", "spec.template"],
  "rbac.authorization.k8s.io/ClusterRoleBinding": ["roleRef"],
  "rbac.authorization.k8s.io/RoleBinding": ["roleRef"],
  "scheduling.k8s.io/PriorityClass": ["value", "preemptionPolicy"],
  "storage.k8s.io/StorageClass": ["provisioner", "parameters", "reclaimPolicy", "volumeBindingMode"],
};

/** Changes that always mean a new object. */
export function replacing(
  changes: readonly Change[],
  old: KubeObject,
  news: KubeObject,
  settings: Settings,
): Set<Change> {
  const paths = [...identity, ...contents(old, settings)];
  const regrouped = groupOf(kindOf(old)) !== groupOf(kindOf(news));
  return new Set(
    changes.filter(
      (change) =>
        touches(change.path, paths) ||
        (regrouped && isDeepStrictEqual(change.path, ["apiVersion"])) ||
        endsHeadless(change, old),
    ),
  );
}

/** The API server keeps a headless Service headless when its `clusterIP: None` is taken out, and says nothing. */
export const endsHeadless = ({ path, kind }: Change, old: KubeObject): boolean =>
  kind === "delete" && isDeepStrictEqual(path, ["spec", "clusterIP"]) && at(old, path) === "None";

/** What pods read once is replaced when it changes, as the official provider does unless told otherwise. */
function contents(old: KubeObject, settings: Settings): readonly Path[] {
  const { kind } = kindOf(old);
  const mutable = { ConfigMap: settings.enableConfigMapMutable, Secret: settings.enableSecretMutable }[kind];
  const replaced = mutable === false || (mutable === true && at(old, ["immutable"]) === true);
  return replaced ? [["data"], ["binaryData"], ["stringData"], ["type"], ["immutable"]] : [];
}

/** Same as {@link replacing}, from the table. A whole part that is unknown (`spec`) may well stay as it is. */
export function setOnceChanges(changes: readonly Change[], object: KubeObject): Change[] {
  const kind = kindOf(object);
  const paths = (setOnce[`${groupOf(kind)}/${kind.kind}`] ?? []).map(parsePath);
  return changes.filter(({ path }) => paths.some((each) => isWithin(path, each)));
}

/** Same, from the API server's refusal of an update. */
export function refusedChanges(changes: readonly Change[], error: ApiError): Change[] {
  const found = error.causes.flatMap((cause) => changes.filter(({ path }) => isMeant(path, cause)));
  // A field that the API server derives from another (clusterIPs from clusterIP) is named in place of the one that changed.
  return found.length > 0 ? found : changes.filter(({ path }) => path[0] !== "metadata");
}

function isMeant(path: Path, { field, message }: Cause): boolean {
  const refused = parsePath(field);
  if (!isWithin(path, refused)) {
    return isWithin(refused, path);
  }
  const allowed = [...(message.split("\n")[0] ?? "").matchAll(/['`]([\w.[\]*]+)['`]/g)].map(([, name = ""]) =>
    parsePath(name),
  );
  return !allowed.some((name) => isWithin(path, name) || isWithin(path, [...refused, ...name]));
}

const touches = (path: Path, paths: readonly Path[]): boolean =>
  paths.some((each) => isWithin(path, each) || isWithin(each, path));
