import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";
import { leastSecretBytes } from "../secret-store/generated-secret.ts";
import { accountSecret } from "./access.ts";
import type { BackupStoreSpec } from "./spec.ts";
import { credentialKeys } from "./target.ts";

/**
 * Generates a secret key for each system, and keeps it twice: in a Secret that the system may read, under the names that S3 clients
 * read, and in the file with all of them that the server reads. Returns the name of the latter's Secret.
 */
export function accounts(
  parent: pulumi.Resource,
  name: string,
  namespace: pulumi.Input<string>,
  { systems, credentialsVersion }: BackupStoreSpec,
): pulumi.Output<string> {
  const secretKeys = Object.fromEntries(
    Object.keys(systems).map((system) => {
      const keepers = { version: String(credentialsVersion) };
      const random = new RandomBytes(`${name}-key-${system}`, { length: leastSecretBytes, keepers }, { parent });
      return [system, random.hex];
    }),
  );
  const [accessKeyEntry, secretKeyEntry] = credentialKeys;
  const metadata = (object: string) => ({
    name: object,
    namespace,
    labels: objectLabels({ system: "backup-store", component: object }),
  });
  for (const [system, secretKey] of Object.entries(secretKeys)) {
    new Secret(
      `${name}-${accountSecret(system)}`,
      {
        metadata: metadata(accountSecret(system)),
        type: "Opaque",
        // The account's name is no secret.
        data: { [accessKeyEntry]: base64(system), [secretKeyEntry]: pulumi.secret(secretKey.apply(base64)) },
      },
      { parent },
    );
  }
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
      metadata: metadata("accounts"),
      type: "Opaque",
      data: { "users.json": pulumi.secret(users.apply((file) => base64(JSON.stringify(file)))) },
    },
    { parent },
  );
  return onceMade(secret, "accounts");
}

const base64 = (text: string) => Buffer.from(text, "utf8").toString("base64");
