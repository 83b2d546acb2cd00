import type { Cluster } from "@pulumi/aws/msk/cluster.js";
import { SingleScramSecretAssociation } from "@pulumi/aws/msk/singleScramSecretAssociation.js";
import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import type * as pulumi from "@pulumi/pulumi";
import { RandomBytes } from "@pulumi/random/randomBytes.js";
import { physicalName } from "../core/physical-names.ts";
import type { AwsPlace } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { readableSecret } from "../identity/secret-access.ts";
import { rotated, rotatorStatements, tagsOfRotation } from "../secret-store/aws-rotation.ts";
import { copiedSecret, firstVersion } from "../secret-store/aws-secret.ts";
import { leastSecretBytes, type SecretReference } from "../secret-store/generated-secret.ts";
import { inClusterProtocol } from "./access.ts";
import type { KafkaSpec } from "./spec.ts";

/** MSK reads the password where it is changed. */
const rotation = { kind: "value" } as const;

/** What a secret's name has to begin with for MSK to take a user from it (ONB-034). */
const prefix = "AmazonMSK_";

/** The users of a cluster, each with a generated password in Secrets Manager and a copy of it for the pods. */
export function mskUsers(
  parent: pulumi.Resource,
  name: string,
  spec: KafkaSpec,
  place: AwsPlace,
  cluster: Cluster,
): Record<string, SecretReference> {
  const identity = { system: spec.system, component: spec.component };
  return Object.fromEntries(
    Object.entries(spec.users).map(([user, { secretName }]) => {
      const own = `${name}-user-${user}`;
      const stored = storedUser(parent, own, user, spec, place);
      const known = new SingleScramSecretAssociation(
        own,
        { clusterArn: cluster.arn, secretArn: stored.secret.arn },
        { parent, dependsOn: stored.readable },
      );
      rotated(parent, `${own}-rotation`, place, stored.secret.id, [...stored.readable, known]);
      const reference = copiedSecret(parent, `${own}-auth`, {
        identity,
        place,
        namespace: spec.namespace,
        secretName,
        values: {
          password: { secret: stored.name, property: "password" },
          username: { secret: stored.name, property: "username" },
        },
        derived: { "sasl.jaas.config": jaasTemplate },
        version: spec.passwordVersion,
        // Who has the password can sign in with it.
        after: [...stored.readable, known],
      });
      return [user, reference];
    }),
  );
}

/** As on the other clouds, put together by External Secrets. */
const jaasTemplate = `${inClusterProtocol.loginModule} required username="{{ .username }}" password="{{ .password }}";`;

function storedUser(parent: pulumi.Resource, name: string, user: string, spec: KafkaSpec, place: AwsPlace) {
  const { system, component, protect, passwordVersion } = spec;
  const secretName = `${prefix}${physicalName("secret", place.stage, system, component, user)}`;
  const keepers = { version: String(passwordVersion) };
  const password = new RandomBytes(`${name}-password`, { length: leastSecretBytes, keepers }, { parent }).hex;
  const secret = new Secret(
    `${name}-secret`,
    {
      name: secretName,
      description: `${system} ${component}: user ${user}`,
      // MSK refuses a secret under the key that AWS keeps.
      kmsKeyId: place.keys.secrets,
      recoveryWindowInDays: place.protect ? 30 : 0,
      tags: tagsFor({ system, component }, "confidential", tagsOfRotation(rotation, ["username"])),
    },
    { parent, protect },
  );
  const values = { username: user, password };
  const written = firstVersion(parent, `${name}-version`, secret.id, values, rotation, passwordVersion);
  const readers = readableSecret(parent, `${name}-readers`, place, secret.arn, [
    ...rotatorStatements(place, rotation),
    {
      Sid: "CheckPasswords",
      Effect: "Allow",
      Principal: { Service: "kafka.amazonaws.com" },
      Action: ["secretsmanager:GetSecretValue"],
      // In a secret's own policy: the secret itself.
      Resource: ["*"],
    },
  ]);
  return { secret, name: secretName, readable: [written, readers] };
}
