import type { ResourceType } from "../rule.ts";
import { isOf, type Resource, type Stack } from "../stack.ts";

/** A Kubernetes object, as far as its name and place go. */
export interface KubernetesObject {
  readonly metadata?: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  } | null;
}

/** The cluster that a resource is in, told apart by the provider that manages it. */
export function clusterOf({ provider }: Resource): string {
  return provider?.urn ?? "";
}

/** The namespace of an object. */
export function namespaceOf({ props }: Resource<KubernetesObject>): string {
  return props.metadata?.namespace ?? "";
}

/** The name of an object: its own, or the resource's where it has none. */
export function nameOf({ props, name }: Resource<KubernetesObject>): string {
  return props.metadata?.name ?? name;
}

/** The objects of some types in the namespace, and the cluster, of another. */
export function beside<Props extends KubernetesObject>(
  stack: Stack,
  subject: Resource<KubernetesObject>,
  ...types: readonly ResourceType<Props>[]
): readonly Resource<Props>[] {
  return inNamespace(stack, clusterOf(subject), namespaceOf(subject), ...types);
}

/** The objects of some types in a namespace of a cluster. */
export function inNamespace<Props extends KubernetesObject>(
  stack: Stack,
  cluster: string,
  namespace: string,
  ...types: readonly ResourceType<Props>[]
): readonly Resource<Props>[] {
  return types.flatMap((type) =>
    (placed(stack, type).get(`${cluster} ${namespace}`) ?? []).filter((each) => isOf(each, type)),
  );
}

/** Objects of a type by cluster and namespace; a stack does not change, and rules ask for each of their subjects. */
const places = new WeakMap<Stack, Map<string, ReadonlyMap<string, readonly Resource[]>>>();

function placed<Props extends KubernetesObject>(
  stack: Stack,
  type: ResourceType<Props>,
): ReadonlyMap<string, readonly Resource[]> {
  const known = places.get(stack) ?? new Map<string, ReadonlyMap<string, readonly Resource[]>>();
  places.set(stack, known);
  const found = known.get(type) ?? Map.groupBy(stack.all(type), (each) => `${clusterOf(each)} ${namespaceOf(each)}`);
  known.set(type, found);
  return found;
}
