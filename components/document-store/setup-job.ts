import type * as pulumi from "@pulumi/pulumi";
import { thirdPartyImages } from "../core/images.ts";
import type { MongoDBCommunityUserRole } from "../crds/mongodb.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { Preparation } from "../workload/preparation.ts";
import { indexJobPaths, indexScript } from "./index-script.ts";
import type { DocumentRole, DocumentStoreSpec } from "./spec.ts";

/** Component of the job that makes users and indexes. */
export const setupComponent = (component: string) => `${component}-setup`;

/** Folder of the users' passwords in the job's container; a file for each. */
const passwordFolder = "/secrets/user";

/** Key of a user's password in the Secret of the job's credentials. */
export const passwordKey = (user: string) => `password-${user}`;

/** Key of the administrator's address there. */
export const connectionKey = indexJobPaths.connectionString.slice(passwordFolder.length + 1);

/** How a cloud's server takes users. */
export interface UserDialect {
  readonly rolesOf: (role: DocumentRole, database: string) => readonly Pick<MongoDBCommunityUserRole, "name" | "db">[];
  /** Whether a user that is there already can be given other roles. */
  readonly changesRoles: boolean;
}

export interface SetupJobArgs {
  readonly spec: DocumentStoreSpec;
  /** The administrator's address under `connectionKey`, and each user's password under its own. */
  readonly credentials: SecretReference;
  readonly authority: SecretReference;
  readonly dialect: UserDialect;
  /** What has to be there before. */
  readonly after: readonly pulumi.Resource[];
}

/** Makes the users and the indexes, by a job that signs in as the administrator (ECO-056 to ECO-059). */
export function setupJob(parent: pulumi.Resource, name: string, args: SetupJobArgs): Preparation {
  const { spec, credentials, authority, dialect } = args;
  const component = setupComponent(spec.component);
  const file = "setup.js";
  return new Preparation(
    `${name}-setup`,
    {
      system: spec.system,
      component,
      namespace: spec.namespace,
      image: thirdPartyImages.mongo,
      command: ["mongosh", "--nodb", "--quiet", "--norc", "--file", `/scripts/${file}`],
      // Where the shell keeps its history and settings.
      env: { HOME: "/tmp" },
      files: [{ name: component, mountPath: "/scripts", files: { [file]: setupScript(spec, dialect) } }],
      secretMounts: [
        {
          name: "user",
          secret: credentials.name,
          mountPath: passwordFolder,
          keys: [connectionKey, ...Object.keys(spec.users).map(passwordKey)],
        },
        { name: "authority", secret: authority.name, mountPath: "/secrets/authority", keys: ["ca.crt"] },
      ],
      resources: { requests: { cpu: "100m", memory: "256Mi" }, limits: { cpu: "500m", memory: "512Mi" } },
      deadlineSeconds: 1200,
    },
    { parent, dependsOn: [...args.after] },
  );
}

/** A script for mongosh that makes indexes that are missing, and has each user have its password and its roles; run again, it changes nothing. */
export function setupScript(
  { database, indexes, users, credentialVersion }: DocumentStoreSpec,
  { rolesOf, changesRoles }: UserDialect,
): string {
  const declared = Object.entries(users).map(([user, { role }]) => ({
    user,
    file: `${passwordFolder}/${passwordKey(user)}`,
    roles: rolesOf(role, database).map(({ name, db }) => ({ role: name, db })),
  }));
  return `// Version ${credentialVersion} of the passwords.
${indexScript(database, indexes)}
const users = ${JSON.stringify(declared, null, 2)};

${library(changesRoles ? "{ pwd, roles }" : "{ pwd }")}
ensureUsers(connectPatiently().getSiblingDB("admin"), users, print);
`;
}

const library = (change: string) => `function ensureUsers(admin, users, report) {
  const known = new Set(admin.getUsers().users.map((each) => each.user));
  for (const { user, file, roles } of users) {
    const pwd = require("fs").readFileSync(file, "utf8").trim();
    if (known.has(user)) admin.updateUser(user, ${change});
    else admin.createUser({ user, pwd, roles });
    report(user + ": " + (known.has(user) ? "updated" : "created"));
  }
}
`;
