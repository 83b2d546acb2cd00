import { at, conceal, eachLeaf, isUnknown, unknown } from "../lib/values.ts";
import type { Json, JsonObject, Path } from "../lib/values.ts";
import { kindOf, map, text, withMetadata } from "./objects.ts";
import type { KubeObject } from "./objects.ts";

const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";

/** What the program handed in, as plain JSON, and which of it was secret. */
export interface Inputs {
  readonly value: KubeObject;
  readonly secrets: readonly Path[];
}

/** Parts of an object that are secret whatever the program says. */
export function alwaysSecret(object: KubeObject): Path[] {
  return isSecret(object) ? [["data"], ["stringData"]] : [];
}

/** The state of a resource: the object as it is in the cluster, with what is needed to go on managing it. */
export function outputsOf(live: KubeObject, inputs: Inputs, fieldManager: string, oldOutputs?: JsonObject): JsonObject {
  const object = withMetadata(live, "managedFields", undefined);
  const secrets = [
    ...inputs.secrets,
    ...alwaysSecret(live),
    ...(isSecret(live) ? [["metadata", "annotations", lastApplied]] : []),
    ...echoes(object, inputs),
  ];
  return {
    ...conceal(object, secrets),
    __fieldManager: fieldManager,
    __initialApiVersion: text(oldOutputs, "__initialApiVersion") || kindOf(live).apiVersion,
  };
}

/** Same, for a preview: what only the update will tell is unknown, not absent. */
export function previewOutputs(
  object: KubeObject,
  inputs: Inputs,
  fieldManager: string,
  oldOutputs?: JsonObject,
): JsonObject {
  const known = oldOutputs ? map(oldOutputs, "metadata") : {};
  const metadata: JsonObject = {
    ...map(object, "metadata"),
    uid: known["uid"] ?? unknown,
    creationTimestamp: known["creationTimestamp"] ?? unknown,
    resourceVersion: unknown,
    generation: unknown,
  };
  const withoutStatus = Object.entries({ ...object, metadata }).filter(([key]) => key !== "status");
  const preview = Object.fromEntries(withoutStatus);
  return outputsOf(oldOutputs ? preview : withoutAllocations(preview, inputs.value), inputs, fieldManager, oldOutputs);
}

/** A dry run allocates addresses to a new Service that the real one does not get. */
function withoutAllocations(object: KubeObject, inputs: KubeObject): KubeObject {
  if (kindOf(object).kind !== "Service") {
    return object;
  }
  const spec = { ...map(object, "spec") };
  for (const key of ["clusterIP", "clusterIPs", "healthCheckNodePort"]) {
    if (at(inputs, ["spec", key]) === undefined && (key !== "healthCheckNodePort" || spec[key] !== undefined)) {
      spec[key] = unknown;
    }
  }
  return { ...object, spec };
}

/** Shorter secrets than this turn up by chance. */
const shortestEcho = 8;

/** Places outside of the inputs where the cluster repeats a secret: a status, a list in another order. */
function echoes(live: KubeObject, { value, secrets }: Inputs): Path[] {
  const needles = new Set<string>();
  for (const path of secrets) {
    eachLeaf(at(value, path) ?? null, (leaf) => {
      if (typeof leaf === "string" && leaf.length >= shortestEcho && !isUnknown(leaf)) {
        needles.add(leaf);
        needles.add(Buffer.from(leaf).toString("base64"));
      }
    });
  }
  const found: Path[] = [];
  if (needles.size > 0) {
    eachLeaf(live, (leaf: Json, path) => {
      if (
        typeof leaf === "string" &&
        at(value, path) !== leaf &&
        [...needles].some((needle) => leaf.includes(needle))
      ) {
        found.push(path);
      }
    });
  }
  return found;
}

function isSecret(object: KubeObject): boolean {
  const { apiVersion, kind } = kindOf(object);
  return apiVersion === "v1" && kind === "Secret";
}
