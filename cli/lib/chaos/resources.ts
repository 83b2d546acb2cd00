import { unknownCheckingProxy } from "@pulumi/policy/proxy.js";
import { unknownValue } from "@pulumi/pulumi/runtime/rpc.js";
import type {} from "../../../policy/lib/sdk.ts";
import type { Resource } from "../../../policy/lib/stack.ts";
import { type Rendered, secretMarker } from "../render.ts";

/** Properties as the pack gets them: what is secret is unknown, since a provider makes it, and throws when it is read. */
export function propsOf(inputs: object): object {
  const plain: unknown = JSON.parse(JSON.stringify(inputs), (_key, value: unknown) =>
    value === secretMarker ? unknownValue : value,
  );
  return unknownCheckingProxy(plain as object);
}

/** The resources of a rendered stack as the pack sees them. */
export function stackResources({ resources, outputs }: Rendered): Resource[] {
  const providers = new Map(
    resources.map(({ name, type, urn, inputs }) => [name, { name, type, urn, props: propsOf(inputs) }]),
  );
  const made = resources.map(({ type, name, urn, provider, opts, inputs }) => ({
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
  }));
  const linked = new Map<string, Resource & { parent?: Resource; propertyDependencies: Record<string, Resource[]> }>();
  for (const one of made) linked.set(one.urn, { ...one, dependencies: [], propertyDependencies: {} });
  for (const { urn, parent, propertyDependencies } of resources) {
    const resource = linked.get(urn);
    if (!resource) continue;
    const above = parent === undefined ? undefined : linked.get(parent);
    if (above) resource.parent = above;
    for (const [property, urns] of Object.entries(propertyDependencies))
      resource.propertyDependencies[property] = urns.flatMap((one) => linked.get(one) ?? []);
  }
  return [...linked.values()];
}
