import type { ResourceType } from "../rule.ts";
import type { Stack } from "../stack.ts";
import { inNamespace, type KubernetesObject } from "./places.ts";

/** What makes Secrets, as far as their names go. */
interface Maker extends KubernetesObject {
  readonly spec?: {
    readonly secretName?: string;
    readonly target?: { readonly name?: string };
    readonly users?: readonly { readonly connectionStringSecretName?: string; readonly name?: string }[];
  };
}

const own = ({ metadata }: Maker) => metadata?.name ?? "";

/** The names of the Secrets that are made of an object of a type. */
const makers: Readonly<Record<string, (maker: Maker) => readonly string[]>> = {
  "kubernetes:core/v1:Secret": (maker) => [own(maker)],
  "kubernetes:external-secrets.io/v1:ExternalSecret": (maker) => [maker.spec?.target?.name ?? own(maker)],
  "kubernetes:cert-manager.io/v1:Certificate": ({ spec }) => [spec?.secretName ?? ""],
  "kubernetes:postgresql.cnpg.io/v1:Cluster": (maker) =>
    ["app", "ca", "replication", "server"].map((part) => `${own(maker)}-${part}`),
  "kubernetes:kafka.strimzi.io/v1beta2:Kafka": (maker) =>
    ["clients-ca-cert", "cluster-ca-cert"].map((part) => `${own(maker)}-${part}`),
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaUser": (maker) => [own(maker)],
  "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster": (maker) => [`${own(maker)}-default-user`],
  "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity": ({ spec }) =>
    (spec?.users ?? []).flatMap(({ connectionStringSecretName }) => connectionStringSecretName ?? []),
};

/** The names of the Secrets that a stack makes in a namespace, itself or through operators. */
export function secretsMade(stack: Stack, cluster: string, namespace: string): ReadonlySet<string> {
  return new Set(
    Object.entries(makers).flatMap(([type, names]) =>
      inNamespace(stack, cluster, namespace, type as ResourceType<Maker>).flatMap(({ props }) => names(props)),
    ),
  );
}

/** A Secret that is read, and where that is said. */
export interface SecretRead {
  readonly path: string;
  readonly name: string;
}

/** Where an object's properties name Secrets to read: volumes, variables, and credentials by reference. */
export function secretsRead(value: unknown, path = ""): SecretRead[] {
  if (typeof value !== "object" || value === null) return [];
  if (Reflect.get(value, "optional") === true) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = Array.isArray(value) ? `${path}[${key}]` : path === "" ? key : `${path}.${key}`;
    if (key === "secretName" && typeof inner === "string") return [{ path: here, name: inner }];
    const isReference = [
      "secretKeyRef",
      "secretRef",
      "secret",
      "credential",
      "accessKeyId",
      "secretAccessKey",
    ].includes(key);
    const name: unknown =
      isReference && typeof inner === "object" && inner !== null ? Reflect.get(inner, "name") : undefined;
    if (typeof name !== "string") return secretsRead(inner, here);
    const isOptional = Reflect.get(inner as object, "optional") === true;
    return isOptional ? [] : [{ path: `${here}.name`, name }];
  });
}
