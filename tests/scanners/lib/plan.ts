import type { Rendered, RenderedResource } from "../../../cli/lib/render.ts";
import { terraformSchemaOf } from "../../../sandbox/terraform/schema.ts";
import { terraformValues } from "./fields.ts";

/** A resource as a plan of Terraform has it. */
export interface PlannedResource {
  readonly address: string;
  readonly mode: "managed";
  readonly type: string;
  readonly name: string;
  readonly provider_name: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** What `terraform show -json` prints of a plan, as far as scanners read it. */
export type Plan = ReturnType<typeof planOf>;

/** The address of a resource in a plan; its logical name is part of it. */
export function addressOf({ type, name }: Pick<RenderedResource, "type" | "name">): string {
  return `${terraformSchemaOf(type).type}.${name.replaceAll(/[^\w-]/g, "_")}`;
}

/** Everything that a program registers on AWS, as the plan that Terraform would have made of it. */
export function planOf(graph: Rendered) {
  const resources = graph.resources.filter(({ type }) => type.startsWith("aws:"));
  const addresses = new Map(resources.map((resource) => [resource.urn, addressOf(resource)]));
  const planned = resources.map(plannedResource);
  return {
    format_version: "1.2",
    terraform_version: "1.9.0",
    planned_values: { root_module: { resources: planned } },
    resource_changes: planned.map(({ values, ...resource }) => ({
      ...resource,
      change: { actions: ["create"], before: null, after: values, after_unknown: {} },
    })),
    configuration: {
      root_module: {
        resources: resources.map((resource) => {
          const address = addressOf(resource);
          const [type = "", name = ""] = address.split(".");
          return {
            address,
            mode: "managed",
            type,
            name,
            provider_config_key: "aws",
            expressions: references(resource, addresses),
          };
        }),
      },
    },
  };
}

function plannedResource({ type: token, name, inputs }: RenderedResource): PlannedResource {
  const { type, fields } = terraformSchemaOf(token);
  const address = addressOf({ type: token, name });
  return {
    address,
    mode: "managed",
    type,
    name: address.slice(type.length + 1),
    provider_name: "aws",
    values: terraformValues(inputs, fields, `${token} ${name}`),
  };
}

/** Which of the others a resource's inputs were made of: that is how scanners find what belongs together. */
function references(
  { type, propertyDependencies }: RenderedResource,
  addresses: ReadonlyMap<string, string>,
): Record<string, unknown> {
  const { fields } = terraformSchemaOf(type);
  return Object.fromEntries(
    Object.entries(propertyDependencies).flatMap(([input, urns]) => {
      const [name] = Object.keys(terraformValues({ [input]: [] }, fields, type));
      const found = urns.flatMap((urn) => addresses.get(urn) ?? []);
      return name === undefined || found.length === 0
        ? []
        : [[name, { references: found.flatMap((one) => [`${one}.id`, one]) }]];
    }),
  );
}
