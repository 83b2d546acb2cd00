import { unknownCheckingProxy } from "@pulumi/policy/proxy.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import type {} from "../../../policy/lib/sdk.ts";
import type { Resource } from "../../../policy/lib/stack.ts";
import { type Rendered, secretMarker } from "../render.ts";

/** A resource by itself, and the URNs of those that it belongs to and is made of. */
export interface Part {
  readonly resource: Omit<Resource, "parent" | "dependencies" | "propertyDependencies">;
  readonly parent: string | undefined;
  readonly madeOf: Readonly<Record<string, readonly string[]>>;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** Properties as the pack gets them: what is secret is unknown, since a provider makes it, and throws when it is read. */
export function propsOf(inputs: object): object {
  const text = JSON.stringify(inputs);
  const isKnown = !text.includes(secretMarker);
  const plain: unknown = JSON.parse(text, (_key, value: unknown) => (value === secretMarker ? unknownValue : value));
  return isKnown ? (plain as object) : unknownCheckingProxy(plain as object);
}

/** The resources of a rendered stack as the pack sees them, before they are put together. */
export function partsOf({ resources, outputs }: Rendered): Part[] {
  const providers = new Map(
    resources
      .filter(({ type }) => type.startsWith("pulumi:providers:"))
      .map(({ name, type, urn, inputs }) => [name, { name, type, urn, props: propsOf(inputs) }]),
  );
  return resources.map(({ type, name, urn, provider, opts, inputs, parent, propertyDependencies }) => ({
    resource: {
      type,
      name,
      urn,
      props: propsOf(type === "pulumi:pulumi:Stack" ? outputs : inputs),
      opts: {
        protect: opts.protect === true,
        ignoreChanges: [],
        aliases: [],
        customTimeouts: { createSeconds: 0, updateSeconds: 0, deleteSeconds: 0 },
        additionalSecretOutputs: [],
      },
      ...(provider !== undefined && { provider: providers.get(provider) }),
    },
    parent,
    madeOf: propertyDependencies,
    inputs,
  }));
}

/** Puts parts together: what one is made of is found among the others, and what is not there is not referred to. */
export function together(parts: readonly Part[]): Resource[] {
  const linked = new Map<string, Resource & { parent?: Resource; propertyDependencies: Record<string, Resource[]> }>();
  for (const { resource } of parts)
    linked.set(resource.urn, { ...resource, dependencies: [], propertyDependencies: {} });
  for (const { resource, parent, madeOf } of parts) {
    const one = linked.get(resource.urn);
    if (!one) continue;
    const above = parent === undefined ? undefined : linked.get(parent);
    if (above) one.parent = above;
    for (const [property, urns] of Object.entries(madeOf))
      one.propertyDependencies[property] = urns.flatMap((urn) => linked.get(urn) ?? []);
  }
  return [...linked.values()];
}
