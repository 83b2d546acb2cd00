import { mebibytes } from "../core/quantities.ts";
import type { MongoDBCommunityPrivilege, MongoDBCommunityUserRole } from "../crds/mongodb.ts";
import type { DocumentRole } from "./spec.ts";

/** Ports of a member. */
export const mongodbPorts = { mongodb: 27017, metrics: 9216 } as const;

/** User and group of the operator's containers. */
export const mongodbUser = 2000;

/** Operations that take longer are logged. Unit: milliseconds. */
const slowOperationMilliseconds = 100;

/**
 * What is added to the operator's configuration of a member. TLS, authentication and the replica set are the operator's.
 *
 * @param memoryLimit Of the server's container; a Kubernetes quantity.
 */
export function mongodConfig(memoryLimit: string): Record<string, string | number> {
  // The server's own rule, half of what is above 1 GiB, written out: it must hold for the container, whatever the node has.
  const cacheMi = Math.max(256, (mebibytes(memoryLimit) - 1024) / 2);
  return {
    "net.tls.disabledProtocols": "TLS1_0,TLS1_1",
    "operationProfiling.mode": "off",
    "operationProfiling.slowOpThresholdMs": slowOperationMilliseconds,
    "storage.wiredTiger.engineConfig.cacheSizeGB": Math.floor((cacheMi / 1024) * 100) / 100,
  };
}

/** User of the job that creates indexes. */
export const indexUser = "indexes";

/** User of Prometheus; the agent knows it, and the server does not. */
export const metricsUser = "metrics";

/** Role, of the store's database, of the job that creates indexes. */
export const indexRole = "indexManager";

/** All that creating and comparing indexes takes; neither reading nor writing of documents. */
export function indexPrivileges(database: string): MongoDBCommunityPrivilege[] {
  return [
    {
      resource: { db: database, collection: "" },
      actions: ["createCollection", "createIndex", "listCollections", "listIndexes"],
    },
  ];
}

/** The server's built-in roles behind a role of ours, no wider than it needs. */
export function rolesOf(role: DocumentRole, database: string): MongoDBCommunityUserRole[] {
  switch (role) {
    case "readWrite":
    case "read":
      return [{ name: role, db: database }];
    case "backup":
      return [{ name: role, db: "admin" }];
    case "restore":
      // What is restored is compared before it takes over, and collections in use get other names.
      return [
        { name: role, db: "admin" },
        { name: "readWrite", db: database },
      ];
    case "monitor":
      return [{ name: "clusterMonitor", db: "admin" }];
  }
}

/**
 * The address with credentials that a client needs; the authority is a file of the client's.
 *
 * @param hosts `host:port` of every member.
 */
export function connectionString(parts: {
  readonly user: string;
  readonly password: string;
  readonly hosts: readonly string[];
  readonly database: string;
  readonly replicaSet: string;
}): string {
  const options = [
    `replicaSet=${parts.replicaSet}`,
    "tls=true",
    "authSource=admin",
    "authMechanism=SCRAM-SHA-256",
    "w=majority",
    "retryWrites=true",
  ];
  return `mongodb://${parts.user}:${parts.password}@${parts.hosts.join(",")}/${parts.database}?${options.join("&")}`;
}
