import * as pulumi from "@pulumi/pulumi";
import type { AzurePlace } from "../core/azure-place.ts";
import { Unsupported } from "../core/errors.ts";
import { type CloudValue, copiedSecret } from "../secret-store/aws-secret.ts";
import type { StoredVaultSecret, VaultSecret } from "../secret-store/azure-secret.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { Preparation } from "../workload/preparation.ts";
import { connectionKey, passwordKey, setupComponent, setupJob, type UserDialect } from "./setup-job.ts";
import type { DocumentRole, DocumentStoreSpec } from "./spec.ts";

/** What an address says besides the host; the service refuses writes that are tried again. */
export const addressOptions = [
  "tls=true",
  "authSource=admin",
  "authMechanism=SCRAM-SHA-256",
  "retryWrites=false",
  "maxIdleTimeMS=120000",
].join("&");

/** The service's two kinds of users: one reads, and the other writes, each in all databases of the cluster. */
const reader = [{ name: "readAnyDatabase", db: "admin" }];
const writer = [
  { name: "readWriteAnyDatabase", db: "admin" },
  { name: "clusterAdmin", db: "admin" },
];

/** @throws Unsupported for roles that the service has nothing like. */
export function serviceRoles(role: DocumentRole): typeof reader {
  switch (role) {
    case "readWrite":
      return writer;
    case "read":
    case "backup":
      return reader;
    case "restore":
      throw new Unsupported("azure", "a user of a document store for restores", "the service restores to any moment");
    case "monitor":
      throw new Unsupported("azure", "a user of a document store for metrics", "the service has its own");
  }
}

/** Of a user that is there, the service changes the password alone. */
export const azureDialect: UserDialect = { rolesOf: serviceRoles, changesRoles: false };

export interface DocumentSetupArgs {
  readonly spec: DocumentStoreSpec;
  readonly place: AzurePlace;
  readonly host: pulumi.Output<string>;
  /** The administrator's password, which no region's cluster keeps but for this job. */
  readonly password: StoredVaultSecret;
  /** Secret of each user. */
  readonly users: Readonly<Record<string, VaultSecret>>;
  readonly authority: SecretReference;
  /** What has to be there before. */
  readonly after: readonly pulumi.Resource[];
}

/** The job that makes users and indexes, with the credentials that it needs. */
export function documentSetup(parent: pulumi.Resource, name: string, args: DocumentSetupArgs): Preparation {
  const { spec, place, password, host, users, authority } = args;
  const identity = { system: spec.system, component: setupComponent(spec.component) };
  const passwords = Object.entries(users).map(([user, secret]): [string, CloudValue] => [
    passwordKey(user),
    { secret: secret.name, property: "password" },
  ]);
  const credentials = copiedSecret(parent, `${name}-setup-credentials`, {
    identity,
    place,
    namespace: spec.namespace,
    // Named by the version: a job must not start with the passwords that came before.
    secretName: `${identity.component}-${spec.credentialVersion}`,
    values: {
      user: { secret: password.name, property: "username" },
      password: { secret: password.name, property: "password" },
      ...Object.fromEntries(passwords),
    },
    derived: {
      [connectionKey]: pulumi.interpolate`mongodb+srv://{{ .user }}:{{ .password }}@${host}/?${addressOptions}`,
    },
    version: spec.credentialVersion,
    after: [...password.resources, ...Object.values(users).flatMap(({ resources }) => resources)],
  });
  return setupJob(parent, name, { spec, credentials, authority, dialect: azureDialect, after: args.after });
}
