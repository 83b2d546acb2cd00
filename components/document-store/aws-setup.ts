import * as pulumi from "@pulumi/pulumi";
import type { AwsPlace } from "../core/place.ts";
import { managedSecret } from "../identity/secret-access.ts";
import { type CloudSecret, type CloudValue, copiedSecret, type StoredSecret } from "../secret-store/aws-secret.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import type { Preparation } from "../workload/preparation.ts";
import type { DocumentCluster } from "./aws-cluster.ts";
import { mongodbPorts, rolesOf } from "./mongodb-config.ts";
import { connectionKey, passwordKey, setupComponent, setupJob, type UserDialect } from "./setup-job.ts";
import type { DocumentStoreSpec } from "./spec.ts";

/** Name of the replica set, which the service decides. */
export const replicaSetName = "rs0";

/** What an address says besides the host; the service keeps no record of writes by which they could be tried again. */
export const addressOptions = (place: Pick<AwsPlace, "role">) =>
  [
    `replicaSet=${replicaSetName}`,
    "tls=true",
    "authSource=admin",
    "w=majority",
    "retryWrites=false",
    // A region's copy has no member that writes.
    ...(place.role === "primary" ? [] : ["readPreference=secondaryPreferred"]),
  ].join("&");

/** The service takes users as MongoDB does. */
export const awsDialect: UserDialect = { rolesOf, changesRoles: true };

export interface DocumentSetupArgs {
  readonly spec: DocumentStoreSpec;
  readonly place: AwsPlace;
  readonly made: DocumentCluster;
  readonly host: pulumi.Output<string>;
  /** The administrator's password, where the service does not manage it. */
  readonly password: StoredSecret | undefined;
  /** Secret of each user. */
  readonly users: Readonly<Record<string, CloudSecret>>;
  readonly authority: SecretReference;
}

/** The job that makes users and indexes, with the credentials that it needs. */
export function documentSetup(parent: pulumi.Resource, name: string, args: DocumentSetupArgs): Preparation {
  const { spec, place, made, password, host } = args;
  const identity = { system: spec.system, component: setupComponent(spec.component) };
  const managed =
    password === undefined ? managedSecret(parent, `${name}-setup-reader`, place, made.cluster) : undefined;
  const secret = managed?.arn ?? password?.name ?? "";
  const passwords = Object.entries(args.users).map(([user, { name: own }]): [string, CloudValue] => [
    passwordKey(user),
    { secret: own, property: "password" },
  ]);
  const credentials = copiedSecret(parent, `${name}-setup-credentials`, {
    identity,
    place,
    namespace: spec.namespace,
    // Named by the version: a job must not start with the passwords that came before.
    secretName: `${identity.component}-${spec.credentialVersion}`,
    values: {
      user: { secret, property: "username" },
      password: { secret, property: "password" },
      ...Object.fromEntries(passwords),
    },
    derived: {
      // The service's own passwords have signs that mean something in an address.
      [connectionKey]: pulumi.interpolate`mongodb://{{ .user }}:{{ .password | urlquery }}@${host}:${mongodbPorts.mongodb}/?${addressOptions(place)}`,
    },
    version: spec.credentialVersion,
    after: [...(password?.resources ?? []), ...(managed?.resources ?? [])],
  });
  const { authority } = args;
  return setupJob(parent, name, { spec, credentials, authority, dialect: awsDialect, after: made.instances });
}
