import { type Rendered, secretMarker } from "../../../cli/lib/render.ts";
import type { Json } from "../../../policy/lib/violation.ts";
import { wholeStack } from "../../../policy/lib/stack-rule.ts";
import type { StackSubject } from "./stack-analyzer.ts";
import { unknown } from "./unknowns.ts";

/** The resources of a rendered program, as a preview shows them. What is secret is unknown: a provider makes it. */
export function programSubjects({ stack, resources, outputs }: Rendered): StackSubject[] {
  const byName = new Map(resources.map((resource) => [resource.name, resource]));
  const whole = `urn:pulumi:${stack}::plumbline::${wholeStack}::plumbline-${stack}`;
  const registered = resources.filter(({ type }) => type !== wholeStack);
  const subjects = registered.map(({ type, name, urn, parent, provider, opts, propertyDependencies, inputs }) => ({
    type,
    name,
    urn,
    stack,
    props: withUnknownSecrets(inputs),
    protect: opts.protect === true,
    ...(parent !== undefined && { parent }),
    ...(provider !== undefined && {
      cloud: type.split(":")[0] ?? "",
      provider: { ...withUnknownSecrets(byName.get(provider)?.inputs ?? {}), name: provider },
    }),
    refs: propertyDependencies,
  }));
  return [
    { type: wholeStack, name: `plumbline-${stack}`, urn: whole, stack, props: withUnknownSecrets(outputs) },
    ...subjects.map(({ parent, ...subject }) => ({
      ...subject,
      parent: parent?.includes(wholeStack) ? whole : parent,
    })),
  ];
}

function withUnknownSecrets(inputs: object): StackSubject["props"] {
  return JSON.parse(JSON.stringify(inputs), (_key, value: Json): Json =>
    value === secretMarker ? unknown : value,
  ) as StackSubject["props"];
}
