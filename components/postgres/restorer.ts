import type * as pulumi from "@pulumi/pulumi";
import { objectLabels } from "../core/labels.ts";
import { type ClusterManaged, Database } from "../crds/generated/cloudnative-pg.ts";
import { GeneratedSecret } from "../secret-store/generated-secret.ts";
import { administeredOf } from "./image.ts";
import type { PostgresRestorer, PostgresSpec } from "./spec.ts";

/** Roles as the operator keeps them. */
export type ManagedRoles = NonNullable<ClusterManaged["roles"]>;

/** Who puts backups back, and what the cluster has to know of that. */
export interface Restorer {
  readonly login: Pick<PostgresRestorer, "user" | "auth">;
  readonly roles: ManagedRoles;
  /** Makes the database that new ones are copied from, and returns its name. */
  readonly template: (cluster: pulumi.Input<string>) => string;
}

/**
 * A role that may create databases and is a member of the owner, which is all that it takes to make a database beside the one in use and to
 * change their names. Extensions that only an administrator can make come with the template.
 */
export function backupRestorer(parent: pulumi.Resource, name: string, spec: PostgresSpec): Restorer {
  const { system, component, namespace, owner, database } = spec;
  const user = `${owner}_restore`;
  const { reference: auth } = new GeneratedSecret(
    `${name}-restorer`,
    {
      identity: { system, component },
      namespace,
      secretName: `${component}-restorer`,
      key: "password",
      version: spec.passwordVersion,
      type: "kubernetes.io/basic-auth",
      labels: { "cnpg.io/reload": "true" },
    },
    () => ({ username: user }),
    { parent },
  );
  const template = `${database}_template`;
  return {
    login: { user, auth },
    roles: [
      {
        name: user,
        ensure: "present",
        login: true,
        createdb: true,
        inRoles: [owner],
        connectionLimit: 10,
        passwordSecret: { name: auth.name },
      },
    ],
    template: (cluster) => {
      new Database(
        `${name}-template`,
        {
          metadata: { name: `${component}-template`, namespace, labels: objectLabels({ system, component }) },
          spec: {
            cluster: { name: cluster },
            name: template,
            owner,
            ensure: "present",
            isTemplate: true,
            databaseReclaimPolicy: "retain",
            extensions: administeredOf(spec).map((extension) => ({ name: extension, ensure: "present" })),
          },
        },
        { parent, protect: spec.protect },
      );
      return template;
    },
  };
}
