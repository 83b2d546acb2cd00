import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import ts from "typescript";
import type { Schema } from "../crd.ts";

/** Kubernetes' own types that operators embed in theirs; the larger come first, since the first that fits is taken. */
const embedded = [
  "apps.v1.StatefulSetSpec",
  "batch.v1.JobSpec",
  "core.v1.PodTemplateSpec",
  "core.v1.PodSpec",
  "core.v1.Volume",
  "core.v1.Container",
  "core.v1.EphemeralContainer",
  "core.v1.ServiceSpec",
  "core.v1.PersistentVolumeClaimSpec",
  "core.v1.PodSecurityContext",
  "core.v1.SecurityContext",
  "core.v1.Probe",
  "core.v1.Affinity",
  "core.v1.NodeAffinity",
  "core.v1.PodAffinity",
  "core.v1.PodAntiAffinity",
  "core.v1.TopologySpreadConstraint",
  "core.v1.VolumeProjection",
  "core.v1.EnvFromSource",
  "core.v1.EnvVar",
  "core.v1.VolumeMount",
  "core.v1.Toleration",
  "core.v1.ResourceRequirements",
  "core.v1.HostAlias",
  "core.v1.PodDNSConfig",
  "meta.v1.LabelSelector",
] as const;

/** A copy of a Kubernetes type may come from an older release and lack its newest fields, but not more of them than this. */
const mayLack = (fields: number): number => Math.max(2, 0.3 * fields);

/** The SDK requires its only list. CRDs do not, but without it there is nothing to project. */
const uselessWhenEmpty = "core.v1.ProjectedVolumeSource";

let declarations: ReadonlyMap<string, ts.InterfaceDeclaration> | undefined;

/**
 * The type of `@pulumi/kubernetes` that a schema is a copy of, if it is one: operators embed pod templates, affinities and the like,
 * and a value made for a Deployment should fit there without a conversion.
 */
export function kubernetesType(schema: Schema): string | undefined {
  if (Object.keys(schema.properties ?? {}).length < 2) return undefined;
  return embedded.find((name) => isCopyOf(schema, name));
}

function isCopyOf(schema: Schema, name: string): boolean {
  declarations ??= readDeclarations();
  const members = declarations.get(name)?.members.filter(ts.isPropertySignature);
  if (!members) throw new Error(`@pulumi/kubernetes has no input type ${name}`);
  const fields = new Map(members.map((member) => [ts.isIdentifier(member.name) ? member.name.text : "", member]));
  const properties = Object.entries(schema.properties ?? {});
  // Operators spell out the few parts of the metadata that they pass on.
  if (fields.size - properties.length > mayLack(fields.size) && name !== "meta.v1.ObjectMeta") return false;
  // A type that asks for more than the CRD does would refuse what the API server accepts.
  const isOptional = (field: string): boolean => !schema.required?.includes(field) && name !== uselessWhenEmpty;
  if ([...fields].some(([field, member]) => !member.questionToken && isOptional(field))) return false;
  return properties.every(([field, property]) => {
    const type = fields.get(field)?.type;
    return type !== undefined && accepts(type, property);
  });
}

/** Whether values of the schema can be written with a type of the SDK. */
function accepts(type: ts.TypeNode, schema: Schema): boolean {
  if (schema.type === undefined && schema["x-kubernetes-preserve-unknown-fields"]) return true;
  if (ts.isUnionTypeNode(type)) return type.types.some((part) => accepts(part, schema));
  if (ts.isArrayTypeNode(type)) return schema.type === "array" && accepts(type.elementType, schema.items ?? {});
  if (ts.isTypeLiteralNode(type)) return schema.type === "object" && schema.properties === undefined;
  if (ts.isTypeReferenceNode(type)) return acceptsReference(type, schema);
  if (schema["x-kubernetes-int-or-string"]) return type.kind === ts.SyntaxKind.StringKeyword;
  switch (type.kind) {
    case ts.SyntaxKind.StringKeyword:
      return schema.type === "string";
    case ts.SyntaxKind.NumberKeyword:
      return schema.type === "integer" || schema.type === "number";
    case ts.SyntaxKind.BooleanKeyword:
      return schema.type === "boolean";
    default:
      return false;
  }
}

function acceptsReference(type: ts.TypeReferenceNode, schema: Schema): boolean {
  const name = type.typeName.getText();
  const [argument] = type.typeArguments ?? [];
  if (name === "pulumi.Input" && argument) return accepts(argument, schema);
  if (!name.startsWith("inputs.") || schema.type !== "object") return false;
  // Left open by the CRD, or an object without fields of its own.
  return schema.properties === undefined || isCopyOf(schema, name.slice("inputs.".length));
}

function readDeclarations(): Map<string, ts.InterfaceDeclaration> {
  const path = createRequire(import.meta.url).resolve("@pulumi/kubernetes/types/input.d.ts");
  const source = ts.createSourceFile(path, readFileSync(path, "utf8"), ts.ScriptTarget.Latest, true);
  const found = new Map<string, ts.InterfaceDeclaration>();
  const visit = (node: ts.Node, prefix: string): void => {
    if (ts.isModuleDeclaration(node) && node.body) {
      const name = `${prefix}${node.name.text}.`;
      ts.forEachChild(node.body, (child) => visit(child, name));
    } else if (ts.isInterfaceDeclaration(node)) found.set(`${prefix}${node.name.text}`, node);
  };
  ts.forEachChild(source, (node) => visit(node, ""));
  return found;
}
