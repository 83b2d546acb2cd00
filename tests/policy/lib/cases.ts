import jsonPatch from "fast-json-patch";
import { podTypes, type ContainerList, type PodType } from "../../../policy/lib/kubernetes/pods.ts";
import type { Json } from "../../../policy/lib/violation.ts";
import type { Subject } from "./analyzer.ts";
import { goodPod, podAt } from "./pods.ts";

/** A resource, and what a rule says about it: nothing where it is good. */
export interface RuleCase extends Subject {
  readonly title: string;
  readonly says: readonly string[];
  /** Thresholds other than prod's. */
  readonly config?: Readonly<Record<string, Json>>;
}

/** Changes to make, by JSON pointer; undefined removes what is there. */
export type Changes = Readonly<Record<string, Json | undefined>>;
type Extra = Pick<RuleCase, "config" | "provider">;
type Props = Subject["props"];

/** A copy of a document with changes made to it. */
export function changed<Document extends Json>(document: Document, changes: Changes): Document {
  const operations = Object.entries(changes).flatMap(([path, value]): jsonPatch.Operation[] => {
    if (value !== undefined) return [{ op: "add", path, value }];
    return jsonPatch.getValueByPointer(document, path) === undefined ? [] : [{ op: "remove", path }];
  });
  return jsonPatch.applyPatch(document, operations, true, false).newDocument;
}

/** Cases over one type of resource, each a change of the same good one. */
export function resource(
  type: string,
  good: Props,
): (title: string, changes: Changes, says?: readonly string[], extra?: Extra) => RuleCase[] {
  return (title, changes, says = [], extra = {}) => [
    { title, type, props: changed<Props>(good, changes), says, ...extra },
  ];
}

interface PodExtra extends Extra {
  readonly types?: readonly PodType[];
}

/** The same change to a good pod's spec, in each type that makes pods. `POD` in a message is the spec's path. */
export function inPod(title: string, changes: Changes, says: readonly string[] = [], extra: PodExtra = {}): RuleCase[] {
  const { types = podTypes, ...rest } = extra;
  return types.map((type) => {
    const { props, path } = podAt(type, changed(goodPod(), changes));
    return { title, type, props, says: says.map((text) => text.replaceAll("POD", path)), ...rest };
  });
}

/** Good pods with annotations. `ANNOTATIONS` in a message is their path. */
export function inAnnotations(
  title: string,
  annotations: Readonly<Record<string, string>>,
  says: readonly string[] = [],
): RuleCase[] {
  return podTypes.map((type) => {
    const { props, path } = podAt(type, goodPod(), annotations);
    const where = path.replace(/spec$/, "metadata.annotations");
    return { title, type, props, says: says.map((text) => text.replaceAll("ANNOTATIONS", where)) };
  });
}

/**
 * The same change to a good pod's container, in each list of containers and each type that makes pods.
 * `CONTAINER` in a message is the container's path, `POD` that of the pod's spec.
 */
export function inContainer(
  title: string,
  changes: Changes,
  says: readonly string[] = [],
  extra: PodExtra & { readonly lists?: readonly ContainerList[] } = {},
): RuleCase[] {
  const { lists = ["containers", "initContainers", "ephemeralContainers"], ...rest } = extra;
  return lists.flatMap((list) => {
    const moved = Object.entries(changes).map(([path, value]) => [`/${list}/0${path}`, value] as const);
    const texts = says.map((text) => text.replaceAll("CONTAINER", `POD.${list}[0]`));
    return inPod(title, Object.fromEntries(moved), texts, rest);
  });
}

/** One case of each title: the others differ in the type of resource alone. */
export function firstOfEach<Case extends { readonly title: string }>(cases: readonly Case[]): Case[] {
  return [...new Map(cases.toReversed().map((one) => [one.title, one])).values()].toReversed();
}
