import type * as pulumi from "@pulumi/pulumi";
import type { ZoneSpread } from "../../config/profiles.ts";
import type { ProtectedStore } from "../backup-vault/spec.ts";
import { InvalidInput, Unsupported } from "../core/errors.ts";
import { assertDnsLabel } from "../core/names.ts";
import type { Place } from "../core/place.ts";
import { mebibytes } from "../core/quantities.ts";
import type { IssuerReference } from "../identity/certificates.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { NetworkNode } from "../workload/network.ts";
import type { Resources } from "../workload/spec.ts";
import { type IndexDeclaration, type ResolvedIndex, resolveIndexes } from "./indexes.ts";
import type { DocumentSource } from "./source.ts";

/** What a user may do: work on the documents of the store's database, or one task on all of the store. */
export type DocumentRole = "readWrite" | "read" | "backup" | "restore" | "monitor";

/** A user of the store, as data; its name is its key. */
export interface DocumentUser {
  readonly role: DocumentRole;
  /** Name of the Secret with its credential. @default - `COMPONENT-USER` */
  readonly secretName?: string;
}

/** A key of the documents' encryption by the server itself. */
export interface EncryptionKeyFile {
  /** Name of the Secret; the key is its entry `key`. */
  readonly secretName: string;
  /** Folder that the file `key` appears in, readable for the server alone. */
  readonly mountPath: string;
  /** Raise it to make another key. */
  readonly version: number;
}

/** What every cloud hands back; nothing provider-shaped leaks through. */
export interface DocumentStoreOutputs {
  /** Addresses of the members as `host:port`, reached by TLS. */
  readonly hosts: pulumi.Output<string[]>;
  /** Address of the database, without a credential. */
  readonly url: pulumi.Output<string>;
  /** TCP port of every member. */
  readonly port: number;
  /** Name of the replica set; undefined where clients learn it from the store. */
  readonly replicaSet: string | undefined;
  /** Database of the documents. */
  readonly database: string;
  /** Secret of each user, with `username`, `password` and `connection-string`, which holds all that a client needs but the authority. */
  readonly users: Readonly<Record<string, SecretReference>>;
  /** Secret with the certificate of the authority that clients trust, under `ca.crt`. */
  readonly authority: SecretReference;
  /** The store's place in its system's network, under the name of its component. */
  readonly network: NetworkNode;
  /** Places of the jobs that prepare the store, by component; part of the same network. */
  readonly preparations: Readonly<Record<string, NetworkNode>>;
  /** What a vault of backups has to know of it; undefined where no vault can save it. */
  readonly saved: ProtectedStore | undefined;
  /** For the stores of other regions; undefined in them, and in a stack of one region. */
  readonly source: DocumentSource | undefined;
}

export type { DocumentSource };

export interface DocumentStoreArgs {
  /** Where it goes; in a `kubernetes` place it is a MongoDB replica set in the given namespace. Structural, so never an `Input`. */
  readonly place: Place;
  readonly system: string;
  /** Component of the system, base of every object's name, and name of the replica set. */
  readonly component: string;
  readonly namespace: pulumi.Input<string>;
  /** Issuer of the members' certificate. */
  readonly issuer: IssuerReference;
  /** Database of the documents. */
  readonly database: string;
  /** Members of the replica set (ECO-008 to ECO-010). One is for development. */
  readonly members: 1 | 3 | 5;
  readonly users: Readonly<Record<string, DocumentUser>>;
  /** Indexes that the collections have, before anything that depends on the store starts. @default [] */
  readonly indexes?: readonly IndexDeclaration[];
  /** Resources of the server in each member; at least 512Mi of memory. */
  readonly resources: Resources;
  /** Size of each member's data volume; a Kubernetes quantity. */
  readonly volume: string;
  /** Class of the volumes, an encrypted one. @default - the cluster's default class */
  readonly storageClass?: string;
  /**
   * Who encrypts the documents at rest: the class of the volumes, or the server. MongoDB's Community edition cannot and does not start
   * when it is told to (`security.enableEncryption` is of the Enterprise edition and of Percona's, ECO-036): `engine` is unsupported in
   * the cluster. @default "volume"
   */
  readonly encryptionAtRest?: "volume" | "engine";
  /**
   * A generated key, mounted beside the server (ECO-035). The Community server does not read it: it is for the day on which an edition
   * that can takes over, and for tools that encrypt what they take out. @default - none
   */
  readonly encryptionKeyFile?: EncryptionKeyFile;
  /**
   * Collections with their shard keys. A replica set does not shard, since that takes config servers and routers (ECO-053): anything
   * here is unsupported in the cluster. @default {}
   */
  readonly shardKeys?: Readonly<Record<string, Readonly<Record<string, 1 | "hashed">>>>;
  /** Raise it to rotate every password. */
  readonly credentialVersion: number;
  readonly zoneSpread: ZoneSpread;
  /** Protects the store. Its volumes outlive it in any case. */
  readonly protect: boolean;
  /** What the primary region's store hands back; for all other regions of a stack, and for them alone. */
  readonly source?: DocumentSource;
}

export interface DocumentStoreSpec extends DocumentStoreArgs {
  readonly indexes: readonly ResolvedIndex[];
  readonly encryptionAtRest: "volume" | "engine";
}

const databaseName = /^[A-Za-z0-9_-]{1,63}$/;

/** Databases that belong to the server. */
const reservedDatabases = ["admin", "config", "local"];

/**
 * Fills in the defaults and checks what the types cannot.
 *
 * @throws InvalidInput naming the store, the field, the allowed range and the value.
 * @throws Unsupported for what the cloud's store cannot do.
 */
export function resolveDocumentStore(name: string, args: DocumentStoreArgs): DocumentStoreSpec {
  const where = `document store ${name}`;
  assertDnsLabel(where, "component", args.component);
  if (!databaseName.test(args.database) || reservedDatabases.includes(args.database)) {
    const allowed = `letters, digits, _ and - (63 at most), and not ${reservedDatabases.join(", ")}`;
    throw new InvalidInput(where, "database", allowed, args.database);
  }
  assertUsers(where, args);
  const memory = args.resources.limits.memory;
  if (mebibytes(memory) < 512) throw new InvalidInput(where, "resources.limits.memory", "at least 512Mi", memory);
  const spec = {
    ...args,
    indexes: resolveIndexes(where, args.indexes ?? []),
    encryptionAtRest: args.encryptionAtRest ?? ("volume" as const),
  };
  if (args.place.cloud === "kubernetes") assertSupportedInCluster(spec);
  return spec;
}

/** What the component and the operator call their own Secrets, after the store's name. */
const reservedUsers = ["agent-password", "ca-certificate", "config", "indexes", "keyfile", "metrics", "tls"];

function assertUsers(where: string, { component, users }: DocumentStoreArgs): void {
  if (Object.keys(users).length === 0) throw new InvalidInput(where, "users", "at least one user", users);
  const secrets = new Set<string>();
  for (const [user, { secretName = `${component}-${user}` }] of Object.entries(users)) {
    assertDnsLabel(where, `users.${user}`, user);
    assertDnsLabel(where, `users.${user}.secretName`, secretName);
    if (reservedUsers.includes(user)) {
      throw new InvalidInput(where, `users.${user}`, `another name than ${reservedUsers.join(", ")}`, user);
    }
    if (secrets.has(secretName)) {
      throw new InvalidInput(where, `users.${user}.secretName`, "a Secret of its own", secretName);
    }
    secrets.add(secretName);
  }
}

function assertSupportedInCluster(spec: DocumentStoreSpec): void {
  if (spec.encryptionAtRest === "engine") {
    const instead =
      "use an encrypted StorageClass (encryptionAtRest: volume), as the Community edition does not encrypt";
    throw new Unsupported("kubernetes", "encryption at rest by the document store itself", instead);
  }
  if (Object.keys(spec.shardKeys ?? {}).length > 0) {
    const instead = "leave shardKeys out, and scale the members of the replica set";
    throw new Unsupported("kubernetes", "sharding of the document store", instead);
  }
}
