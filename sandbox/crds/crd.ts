import { parseAllDocuments } from "yaml";
import { z } from "zod";
import { firstSentence } from "./describe.ts";

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

/** The same schema, with descriptions of one sentence: a third of the size, which the API server would hold several times over. */
export function withShortDescriptions(definition: Crd): Crd {
  const json = JSON.stringify(definition, (key, value: unknown) =>
    key === "description" && typeof value === "string" ? firstSentence(value) : value,
  );
  return crd.parse(JSON.parse(json));
}

/**
 * The CRD as the control plane of the sandbox can serve it. A conversion webhook is a Service of the operator, which does not
 * run there, and an API server whose webhook does not answer serves no version but the stored one. Without conversion it serves
 * every version, with the fields as they are.
 */
export function storedCopy(definition: Crd): Crd {
  const short = withShortDescriptions(definition);
  if (short.spec.conversion?.strategy !== "Webhook") return short;
  return { ...short, spec: { ...short.spec, conversion: { strategy: "None" } } };
}
