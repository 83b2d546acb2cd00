import { text } from "./objects.ts";
import type { Kind, KubeObject } from "./objects.ts";

/** What a resource type of the SDK stands for. */
export interface ResourceType extends Kind {
  /** A `…Patch` type owns some fields of an object that others made. */
  readonly patch: boolean;
}

const notObjects: Readonly<Record<string, string>> = {
  "helm.sh": "of Helm, the sandbox has the Release alone",
  yaml: "YAML files are not read by the sandbox; declare the objects",
  kustomize: "kustomizations are not built by the sandbox; declare the objects",
};

/**
 * Reads `kubernetes:GROUP/VERSION:Kind`; the object's own apiVersion and kind win where it has them (an alias may carry a
 * resource over to another version).
 * @throws for a type that is no Kubernetes object, naming it
 */
export function resourceType(token: string, object: KubeObject = {}): ResourceType {
  const [, module = "", name = ""] = token.split(":");
  const [group = "", version = ""] = module.split("/");
  const reason = notObjects[group];
  if (reason !== undefined) {
    throw new Error(`${token} is not supported: ${reason}`);
  }
  if (version === "" || name === "") {
    throw new Error(`${token} is not a Kubernetes resource type: expected kubernetes:GROUP/VERSION:Kind`);
  }
  const kind = text(object, "kind");
  const patch = name.endsWith("Patch") && kind !== name && (kind !== "" || group === "core");
  const plain = patch ? name.slice(0, -"Patch".length) : name;
  if (plain.endsWith("List") && kind === plain && Array.isArray(object["items"])) {
    throw new Error(`${token} is a list, which cannot be created: declare its items`);
  }
  return {
    apiVersion: text(object, "apiVersion") || (group === "core" ? version : module),
    kind: kind || plain,
    patch,
  };
}
