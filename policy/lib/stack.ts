import type { PolicyProviderResource, PolicyResourceOptions } from "@pulumi/policy";
import type { ResourceType } from "./rule.ts";
import { isUnknownValue } from "./unknown.ts";

/** A resource of the stack, with its place in the graph. Its properties throw where they are not known yet. */
export interface Resource<Props extends object = object> {
  readonly type: string;
  readonly name: string;
  readonly urn: string;
  readonly props: Props;
  readonly opts: PolicyResourceOptions;
  readonly provider?: PolicyProviderResource;
  readonly parent?: Resource;
  readonly dependencies: readonly Resource[];
  /** The resources whose outputs a property was made of: known in every preview, even where the value is not. */
  readonly propertyDependencies: Readonly<Record<string, readonly Resource[]>>;
}

/** Every resource of a stack, and the ways to find one from another. */
export interface Stack {
  readonly resources: readonly Resource[];
  /** The resources of some types, in the order of the stack. */
  all<Props extends object>(...types: readonly ResourceType<Props>[]): readonly Resource<Props>[];
  find(urn: string): Resource | undefined;
  /**
   * The resources of a type whose property refers to a resource: the versioning of a bucket, the instances of a cluster.
   * A reference is looked up among the property's dependencies; where those name none of the resource's type, since a
   * name was written out, its value is compared with the resource's own `names`.
   *
   * @param names values that the property may hold for this resource, such as `[props.bucket]`; a function, since they
   *   may not be known yet
   * @throws the SDK's UnknownValueError when no companion was found and a reference is not known yet
   */
  companions<Props extends object>(
    of: Resource,
    type: ResourceType<Props>,
    property: keyof Props & string,
    names?: () => readonly unknown[],
  ): readonly Resource<Props>[];
}

/** Makes the index of a stack's resources. */
export function stackOf(resources: readonly Resource[]): Stack {
  const byUrn = new Map(resources.map((resource) => [resource.urn, resource]));
  const byType = Map.groupBy(resources, ({ type }) => type);
  const all = <Props extends object>(...types: readonly ResourceType<Props>[]): Resource<Props>[] =>
    types.flatMap((type) => (byType.get(type) ?? []).filter((resource) => isOf(resource, type)));
  return {
    resources,
    all,
    find: (urn) => byUrn.get(urn),
    companions: (of, type, property, names) => {
      let unclear: unknown;
      const companions = all(type).filter((candidate) => {
        try {
          return refers(candidate, property, of, names);
        } catch (error) {
          if (!isUnknownValue(error)) throw error;
          unclear ??= error;
          return false;
        }
      });
      if (companions.length === 0 && unclear !== undefined) throw unclear as Error;
      return companions;
    },
  };
}

/** The type token says which properties a resource has. */
export function isOf<Props extends object>(resource: Resource, type: ResourceType<Props>): resource is Resource<Props> {
  return resource.type === type;
}

/**
 * Whether a property refers to a resource.
 *
 * @throws the SDK's UnknownValueError where that is not known yet
 */
function refers(
  { props, propertyDependencies }: Resource,
  property: string,
  to: Resource,
  names: (() => readonly unknown[]) | undefined,
): boolean {
  const dependencies = propertyDependencies[property] ?? [];
  if (dependencies.some(({ urn }) => urn === to.urn)) return true;
  if (dependencies.some(({ type }) => type === to.type)) return false;
  const value: unknown = Reflect.get(props, property);
  return value !== undefined && value !== null && (names?.().includes(value) ?? false);
}
