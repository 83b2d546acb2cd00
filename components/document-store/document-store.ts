import * as pulumi from "@pulumi/pulumi";
import type { Backend, Cloud } from "../core/cloud.ts";
import { Unsupported } from "../core/errors.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import { kubernetesDocumentStore } from "./kubernetes.ts";
import {
  type DocumentStoreArgs,
  type DocumentStoreOutputs,
  type DocumentStoreSpec,
  resolveDocumentStore,
} from "./spec.ts";

type DocumentStoreBackend = Backend<DocumentStoreSpec, DocumentStoreOutputs>;

const backends: Readonly<Record<Cloud, DocumentStoreBackend | undefined>> = {
  kubernetes: kubernetesDocumentStore,
  aws: undefined,
  azure: undefined,
};

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
  readonly port: number;
  readonly replicaSet: string;
  readonly database: string;
  readonly users: Readonly<Record<string, SecretReference>>;
  readonly authority: SecretReference;
  readonly network: NetworkNode;
  readonly preparations: Readonly<Record<string, NetworkNode>>;

  constructor(name: string, args: DocumentStoreArgs, opts?: pulumi.ComponentResourceOptions) {
    const spec = resolveDocumentStore(name, args);
    const backend = backendOf(spec.cloud);
    super(DocumentStore.token, name, spec, opts);
    const built = backend(this, name, spec);
    this.hosts = built.hosts;
    this.port = built.port;
    this.replicaSet = built.replicaSet;
    this.database = built.database;
    this.users = built.users;
    this.authority = built.authority;
    this.network = built.network;
    this.preparations = built.preparations;
    this.registerOutputs(built);
  }
}

function backendOf(cloud: Cloud): DocumentStoreBackend {
  const backend = backends[cloud];
  if (!backend) {
    throw new Unsupported(cloud, "a managed document store", "use the in-cluster replica set (cloud: kubernetes)");
  }
  return backend;
}
