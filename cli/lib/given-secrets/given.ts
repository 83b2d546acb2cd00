import { at, listAt, textAt } from "../estate/estate.ts";
import type { RenderedResource } from "../render.ts";

/** A value that people have to put somewhere, since no program can make it. */
export interface GivenValue {
  /** Where: the cloud's secret store, or the cluster. */
  readonly where: "secret store" | "cluster";
  /** Name of the secret, in its namespace where it is one of the cluster. */
  readonly secret: string;
  /** Name of the value in it. */
  readonly key: string;
  /** What reads it, as `Kind namespace/name`. */
  readonly reader: string;
}

/** Every value that a stack reads and does not make, in the order of their names; one that several regions read is there once. */
export function givenValues(resources: readonly RenderedResource[]): GivenValue[] {
  const values = [...fromStore(resources), ...forAlerts(resources)];
  const byName = new Map(values.map((value) => [`${value.where} ${value.secret} ${value.key}`, value]));
  return [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, value]) => value);
}

/** What is copied into the cluster from the secret store, and which no secret of the stack holds a value of. */
function fromStore(resources: readonly RenderedResource[]): GivenValue[] {
  const made = new Set(resources.flatMap(nameOfMade));
  return ofKind(resources, "ExternalSecret").flatMap(({ inputs }) => {
    const store = at(inputs, "spec", "secretStoreRef", "kind");
    // A store of one namespace is how the backup store hands out its keys.
    if (store !== "ClusterSecretStore") return [];
    return listAt(inputs, "spec", "data").flatMap((entry) => {
      const secret = textAt(entry, "remoteRef", "key");
      // A database's own secret, which its service makes, goes by its ARN.
      if (made.has(secret) || secret.startsWith("arn:")) return [];
      const key = textAt(entry, "remoteRef", "property");
      return [{ where: "secret store" as const, secret, key, reader: readerOf("ExternalSecret", inputs) }];
    });
  });
}

/** The name that a secret of the stack has in its store, if the stack gives it a value. */
function nameOfMade({ type, inputs }: RenderedResource): string[] {
  if (type === "azure-native:keyvault:Secret") return [textAt(inputs, "secretName")];
  if (type !== "aws:secretsmanager/secret:Secret") return [];
  return at(inputs, "tags", "values") === "given" ? [] : [textAt(inputs, "name")];
}

/** What Alertmanager signs in with, in the namespace that it is in. */
function forAlerts(resources: readonly RenderedResource[]): GivenValue[] {
  return ofKind(resources, "AlertmanagerConfig").flatMap(({ inputs }) => {
    const namespace = textAt(inputs, "metadata", "namespace");
    return references(at(inputs, "spec")).map(({ name, key }) => ({
      where: "cluster" as const,
      secret: `${namespace}/${name}`,
      key,
      reader: readerOf("AlertmanagerConfig", inputs),
    }));
  });
}

/** Every `{ name, key }` in an object: how Kubernetes' own kinds and the operators' refer to a key of a Secret. */
function references(value: unknown): { name: string; key: string }[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== "object" || value === null) return [];
  const fields = Object.entries(value);
  const { name, key } = Object.fromEntries<unknown>(fields);
  if (fields.length === 2 && typeof name === "string" && typeof key === "string") return [{ name, key }];
  return fields.flatMap(([, each]: [string, unknown]) => references(each));
}

const ofKind = (resources: readonly RenderedResource[], kind: string) =>
  resources.filter(({ type }) => type.startsWith("kubernetes:") && type.endsWith(`:${kind}`));

const readerOf = (kind: string, inputs: unknown) =>
  `${kind} ${textAt(inputs, "metadata", "namespace")}/${textAt(inputs, "metadata", "name")}`;
