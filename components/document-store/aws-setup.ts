import * as pulumi from "@pulumi/pulumi";
import { thirdPartyImages } from "../core/images.ts";
import type { AwsPlace } from "../core/place.ts";
import { managedSecret } from "../identity/secret-access.ts";
import { type CloudSecret, type CloudValue, copiedSecret, type StoredSecret } from "../secret-store/aws-secret.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { Preparation } from "../workload/preparation.ts";
import type { DocumentCluster } from "./aws-cluster.ts";
import { indexJobPaths, indexScript } from "./index-script.ts";
import { mongodbPorts, rolesOf } from "./mongodb-config.ts";
import type { DocumentStoreSpec } from "./spec.ts";

/** Component of the job that makes users and indexes. */
export const setupComponent = (component: string) => `${component}-setup`;

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

/** Folder of the users' passwords in the job's container; a file for each. */
const passwordFolder = "/secrets/user";

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

/** Makes the users and the indexes, by a job that signs in as the administrator (ECO-056 to ECO-059). */
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
  const connection = indexJobPaths.connectionString.slice(passwordFolder.length + 1);
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
      [connection]: pulumi.interpolate`mongodb://{{ .user }}:{{ .password | urlquery }}@${host}:${mongodbPorts.mongodb}/?${addressOptions(place)}`,
    },
    version: spec.credentialVersion,
    after: [...(password?.resources ?? []), ...(managed?.resources ?? [])],
  });
  const file = "setup.js";
  return new Preparation(
    `${name}-setup`,
    {
      system: spec.system,
      component: identity.component,
      namespace: spec.namespace,
      image: thirdPartyImages.mongo,
      command: ["mongosh", "--nodb", "--quiet", "--norc", "--file", `/scripts/${file}`],
      // Where the shell keeps its history and settings.
      env: { HOME: "/tmp" },
      files: [{ name: identity.component, mountPath: "/scripts", files: { [file]: setupScript(spec) } }],
      secretMounts: [
        {
          name: "user",
          secret: credentials.name,
          mountPath: passwordFolder,
          keys: [connection, ...passwords.map(([key]) => key)],
        },
        { name: "authority", secret: args.authority.name, mountPath: "/secrets/authority", keys: ["ca.crt"] },
      ],
      resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
      deadlineSeconds: 1200,
    },
    { parent, dependsOn: [...made.instances] },
  );
}

const passwordKey = (user: string) => `password-${user}`;

/** A script for mongosh that makes indexes that are missing, and has each user have its password and its roles; run again, it changes nothing. */
export function setupScript({ database, indexes, users, credentialVersion }: DocumentStoreSpec): string {
  const declared = Object.entries(users).map(([user, { role }]) => ({
    user,
    file: `${passwordFolder}/${passwordKey(user)}`,
    roles: rolesOf(role, database).map(({ name, db }) => ({ role: name, db })),
  }));
  return `// Version ${credentialVersion} of the passwords.
${indexScript(database, indexes)}
const users = ${JSON.stringify(declared, null, 2)};

${library}
ensureUsers(connectPatiently().getSiblingDB("admin"), users, print);
`;
}

const library = `function ensureUsers(admin, users, report) {
  const known = new Set(admin.getUsers().users.map((each) => each.user));
  for (const { user, file, roles } of users) {
    const pwd = require("fs").readFileSync(file, "utf8").trim();
    if (known.has(user)) admin.updateUser(user, { pwd, roles });
    else admin.createUser({ user, pwd, roles });
    report(user + ": " + (known.has(user) ? "updated" : "created"));
  }
}
`;
