import { parseAllDocuments } from "yaml";
import { z } from "zod";

/** One node of an OpenAPI v3 schema as CRDs have them ("structural"): only what is read here is named. */
export interface Schema {
  type?: string;
  format?: string;
  description?: string;
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  items?: Schema;
  required?: string[];
  enum?: unknown[];
  default?: unknown;
  nullable?: boolean;
  "x-kubernetes-int-or-string"?: boolean;
  "x-kubernetes-preserve-unknown-fields"?: boolean;
  "x-kubernetes-embedded-resource"?: boolean;
  [other: string]: unknown;
}

const schema: z.ZodType<Schema> = z.looseObject({});

const crd = z.looseObject({
  apiVersion: z.literal("apiextensions.k8s.io/v1"),
  kind: z.literal("CustomResourceDefinition"),
  metadata: z.looseObject({ name: z.string() }),
  spec: z.looseObject({
    group: z.string(),
    scope: z.enum(["Namespaced", "Cluster"]),
    names: z.looseObject({ kind: z.string(), plural: z.string() }),
    conversion: z.looseObject({ strategy: z.enum(["None", "Webhook"]) }).optional(),
    versions: z.array(
      z.looseObject({
        name: z.string(),
        served: z.boolean(),
        storage: z.boolean(),
        schema: z.looseObject({ openAPIV3Schema: schema }),
      }),
    ),
  }),
});

/** A CustomResourceDefinition. */
export type Crd = z.infer<typeof crd>;

/** The CRDs among the documents of a YAML file; other kinds of objects are left out. */
export function parseCrds(text: string, source: string): Crd[] {
  return parseAllDocuments(text).flatMap((document) => {
    const [error] = document.errors;
    if (error) throw new Error(`${source}: not valid YAML: ${error.message.split("\n", 1)[0] ?? ""}`);
    const object: unknown = document.toJS();
    const { kind } = z.looseObject({ kind: z.string().optional() }).parse(object ?? {});
    if (kind !== "CustomResourceDefinition") return [];
    const result = crd.safeParse(object);
    if (!result.success) throw new Error(`${source}: not a CRD as expected: ${z.prettifyError(result.error)}`);
    return [result.data];
  });
}

/**
 * The CRD as the control plane of the sandbox can serve it. A conversion webhook is a Service of the operator, which does not
 * run there, and an API server whose webhook does not answer serves no version but the stored one. Without conversion it serves
 * every version, with the fields as they are.
 */
export function servedWithoutOperator(definition: Crd): Crd {
  if (definition.spec.conversion?.strategy !== "Webhook") return definition;
  return { ...definition, spec: { ...definition.spec, conversion: { strategy: "None" } } };
}
