import * as pulumi from "@pulumi/pulumi";
import type { ProtectedStore } from "../backup-vault/spec.ts";
import { InvalidInput } from "../core/errors.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { awsDocumentStore } from "./aws.ts";
import { azureDocumentStore } from "./azure.ts";
import { kubernetesDocumentStore } from "./kubernetes.ts";
import { isAzureSource } from "./source.ts";
import {
  type DocumentSource,
  type DocumentStoreArgs,
  type DocumentStoreOutputs,
  type DocumentStoreSpec,
  resolveDocumentStore,
} from "./spec.ts";

/**
 * A MongoDB store of a system: a replica set behind TLS, with users of the least rights and the indexes that its collections need.
 *
 * @example
 * const store = new DocumentStore("ecommerce-mongodb", {
 *   ..., database: "ecommerce", members: 5,
 *   users: { app: { role: "readWrite", secretName: "mongodb-secret" }, backup: { role: "backup" } },
 *   indexes: [{ collection: "users", keys: { email: 1 }, unique: true }],
 * });
 *
 * @throws InvalidInput before any resource exists, when the arguments do not hold together.
 * @throws Unsupported likewise, where the cloud has no backend or its store lacks what is asked for.
 */
export class DocumentStore extends pulumi.ComponentResource implements DocumentStoreOutputs {
  static readonly token = "plumbline:document-store:DocumentStore";
  readonly hosts: pulumi.Output<string[]>;
  readonly url: pulumi.Output<string>;
  readonly port: number;
  readonly replicaSet: string | undefined;
  readonly database: string;
  readonly users: Readonly<Record<string, SecretReference>>;
  readonly authority: SecretReference;
  readonly network: NetworkNode;
  readonly preparations: Readonly<Record<string, NetworkNode>>;
  readonly saved: ProtectedStore | undefined;
  readonly source: DocumentSource | undefined;

  constructor(name: string, args: DocumentStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveDocumentStore(name, args);
    const build = backendOf(name, spec);
    super(DocumentStore.token, name, spec, opts);
    const built = build(this);
    this.hosts = built.hosts;
    this.url = built.url;
    this.port = built.port;
    this.replicaSet = built.replicaSet;
    this.database = built.database;
    this.users = built.users;
    this.authority = built.authority;
    this.network = built.network;
    this.preparations = built.preparations;
    this.saved = built.saved;
    this.source = built.source;
    this.registerOutputs(built);
  }
}

/** The way that the place has it made. */
function backendOf(name: string, spec: DocumentStoreSpec): (parent: pulumi.Resource) => DocumentStoreOutputs {
  const { place, source } = spec;
  const where = `document store ${name}`;
  switch (place.cloud) {
    case "kubernetes":
      return (parent) => kubernetesDocumentStore(parent, name, spec);
    case "aws":
      if (source && isAzureSource(source))
        throw new InvalidInput(where, "source", "a global cluster", "clusters of Azure");
      return (parent) => awsDocumentStore(parent, name, spec, place, source);
    case "azure":
      if (source && !isAzureSource(source))
        throw new InvalidInput(where, "source", "clusters of Azure", "a global cluster");
      return (parent) => azureDocumentStore(parent, name, spec, place, source);
  }
}
