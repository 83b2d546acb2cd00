import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { objectLabels } from "../core/labels.ts";
import { leastSecretBytes, type SecretReference } from "../secret-store/generated-secret.ts";
import type { BackupStoreSpec } from "./spec.ts";
import { credentialKeys } from "./target.ts";

/** The store's accounts: the file that the server reads, and each system's secret key to hand on. */
export interface Accounts {
  /** Secret with `users.json`. */
  readonly file: pulumi.Output<string>;
  readonly secretKeys: Readonly<Record<string, pulumi.Output<string>>>;
}

/** Generates a secret key for each system. The account's name is no secret. */
export function accounts(
  parent: pulumi.Resource,
  name: string,
  namespace: pulumi.Input<string>,
  { systems, credentialsVersion }: BackupStoreSpec,
): Accounts {
  const secretKeys = Object.fromEntries(
    Object.keys(systems).map((system) => {
      const keepers = { version: String(credentialsVersion) };
      const random = new RandomBytes(`${name}-key-${system}`, { length: leastSecretBytes, keepers }, { parent });
      return [system, random.hex];
    }),
  );
  // An account without administrator's rights sees the buckets that it owns.
  const users = pulumi.all(secretKeys).apply((keys) => ({
    accessAccounts: Object.fromEntries(
      Object.entries(keys).map(([access, secret]) => [
        access,
        { access, secret, role: "user", userID: 0, groupID: 0, projectID: 0 },
      ]),
    ),
  }));
  const secret = new Secret(
    `${name}-accounts`,
    {
      metadata: {
        name: "accounts",
        namespace,
        labels: objectLabels({ system: "backup-store", component: "accounts" }),
      },
      type: "Opaque",
      data: { "users.json": pulumi.secret(users.apply((file) => base64(JSON.stringify(file)))) },
    },
    { parent },
  );
  return { file: secret.metadata.name, secretKeys };
}

/** A system's credentials in its own namespace, under the names that S3 clients read. */
export function credentials(
  parent: pulumi.Resource,
  name: string,
  system: string,
  namespace: pulumi.Input<string>,
  secretKey: pulumi.Output<string>,
): SecretReference {
  const [accessKeyEntry, secretKeyEntry] = credentialKeys;
  const secret = new Secret(
    `${name}-credentials`,
    {
      metadata: {
        name: "backup-credentials",
        namespace,
        labels: objectLabels({ system, component: "backup-credentials" }),
      },
      type: "Opaque",
      data: {
        [accessKeyEntry]: base64(system),
        [secretKeyEntry]: pulumi.secret(secretKey.apply(base64)),
      },
    },
    { parent },
  );
  return { namespace: secret.metadata.namespace, name: secret.metadata.name, keys: credentialKeys };
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
