import type * as pulumi from "@pulumi/pulumi";
import { copiedSecret } from "../secret-store/aws-secret.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { Preparation } from "../workload/preparation.ts";
import { thirdPartyImages } from "../core/images.ts";
import { postgresPort } from "./nodes.ts";
import type { PostgresSpec } from "./spec.ts";

/** Component of the job that prepares the database. */
export const setupComponent = (component: string) => `${component}-setup`;

export interface OwnerSetupArgs {
  readonly spec: PostgresSpec;
  /** Where External Secrets reads the credentials from. */
  readonly place: { readonly secrets: { readonly store: string } };
  /** Host of the writer. */
  readonly host: pulumi.Output<string>;
  /** The administrator's secret in the cloud's store, with `username` and `password`. */
  readonly administratorSecret: pulumi.Input<string>;
  /** The owner's, with `password`. */
  readonly ownerSecret: string;
  /** What has to be there before the administrator's can be read. */
  readonly readable: readonly pulumi.Resource[];
  /** What the host answers after. */
  readonly dependsOn: readonly pulumi.Resource[];
  readonly authority: SecretReference;
}

/**
 * Makes the owner, its database and the extensions, by a job that signs in as the administrator. The applications' role is never the
 * administrator's: that one may do what no application has to, and its password changes without them.
 */
export function ownerSetup(parent: pulumi.Resource, name: string, args: OwnerSetupArgs): Preparation {
  const { spec, administratorSecret: secret } = args;
  const identity = { system: spec.system, component: setupComponent(spec.component) };
  const credentials = copiedSecret(parent, `${name}-setup-credentials`, {
    identity,
    place: args.place,
    namespace: spec.namespace,
    // Named by the version: a job must not start with the password that came before.
    secretName: `${identity.component}-${spec.passwordVersion}`,
    values: {
      user: { secret, property: "username" },
      password: { secret, property: "password" },
      owner: { secret: args.ownerSecret, property: "password" },
    },
    version: spec.passwordVersion,
    after: args.readable,
  });
  const file = "setup.sql";
  return new Preparation(
    `${name}-setup`,
    {
      system: spec.system,
      component: identity.component,
      namespace: spec.namespace,
      image: spec.version === 17 ? thirdPartyImages.postgres17 : thirdPartyImages.postgres18,
      command: ["psql", "--no-psqlrc", "--quiet", "--file", `/scripts/${file}`],
      env: {
        HOME: "/tmp",
        PGHOST: args.host,
        PGPORT: String(postgresPort),
        PGDATABASE: "postgres",
        PGSSLMODE: "verify-full",
        PGSSLROOTCERT: "/secrets/authority/ca.crt",
        PGCONNECT_TIMEOUT: "10",
      },
      secretEnv: {
        PGUSER: { secret: credentials.name, key: "user" },
        PGPASSWORD: { secret: credentials.name, key: "password" },
        OWNER_PASSWORD: { secret: credentials.name, key: "owner" },
      },
      files: [{ name: identity.component, mountPath: "/scripts", files: { [file]: setupScript(spec) } }],
      secretMounts: [
        { name: "authority", secret: args.authority.name, mountPath: "/secrets/authority", keys: ["ca.crt"] },
      ],
      resources: { requests: { cpu: "50m", memory: "64Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
      deadlineSeconds: 1200,
      retries: 6,
    },
    { parent, dependsOn: [...args.dependsOn] },
  );
}

/** SQL for psql. Names are of a-z, 0-9 and _ alone; run again, it sets the password and does nothing else. */
export function setupScript({ database, owner, extensions, passwordVersion }: PostgresSpec): string {
  return `-- Version ${passwordVersion} of the password.
\\set ON_ERROR_STOP on
\\getenv password OWNER_PASSWORD
SELECT 'CREATE ROLE "${owner}"' WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${owner}') \\gexec
ALTER ROLE "${owner}" LOGIN PASSWORD :'password';
GRANT "${owner}" TO CURRENT_USER;
SELECT 'CREATE DATABASE "${database}" OWNER "${owner}" ENCODING ''UTF8'' TEMPLATE template0'
  WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = '${database}') \\gexec
REVOKE ALL ON DATABASE "${database}" FROM PUBLIC;
\\connect "${database}"
${extensions.map((extension) => `CREATE EXTENSION IF NOT EXISTS "${extension}";`).join("\n")}
`;
}
