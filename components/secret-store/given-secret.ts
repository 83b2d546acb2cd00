import { Secret } from "@pulumi/aws/secretsmanager/secret.js";
import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../core/labels.ts";
import { physicalName } from "../core/physical-names.ts";
import type { Place } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { readableSecret } from "../identity/secret-access.ts";

export interface GivenSecretArgs {
  readonly identity: Identity;
  readonly place: Place;
  /** What it is for, within its system. */
  readonly purpose: string;
}

/** Where values that people put into the secret store are found. */
export interface GivenSecret {
  /** Name in the secret store. */
  readonly key: string;
  /** What has to be there before somebody can read it. */
  readonly resources: readonly pulumi.Resource[];
}

/**
 * A place in the secret store for values that nobody can generate, such as another company's key: people put them there, as one JSON of
 * its keys, and no program or state ever has them.
 *
 * Secrets Manager gets the secret without a value, encrypted by the region's key, readable to External Secrets alone, and copied to the
 * stack's other regions by itself. Elsewhere the store has what its keeper put there, under `SYSTEM/PURPOSE`, or `SYSTEM-PURPOSE` in the vault of
 * each region of Azure.
 */
export function givenSecret(parent: pulumi.Resource, name: string, args: GivenSecretArgs): GivenSecret {
  const { identity, place, purpose } = args;
  const { system, component } = identity;
  if (place.cloud === "kubernetes") return { key: `${system}/${purpose}`, resources: [] };
  // A vault has no secret without a value, and its names have no slashes.
  if (place.cloud === "azure") return { key: physicalName("vault secret", system, purpose), resources: [] };
  const key = physicalName("secret", place.stage, system, purpose);
  // The other regions have copies under the same name.
  if (place.role !== "primary") return { key, resources: [] };
  const secret = new Secret(
    name,
    {
      name: key,
      description: `${system} ${component}: put here by people`,
      kmsKeyId: place.keys.secrets,
      recoveryWindowInDays: place.protect ? 30 : 0,
      replicas: place.peers.map((peer) => ({ region: peer.region, kmsKeyId: peer.keys.secrets })),
      // Policies about how values are replaced go by it.
      tags: tagsFor(identity, "confidential", { values: "given" }),
    },
    { parent, protect: place.protect },
  );
  return { key, resources: [readableSecret(parent, `${name}-readers`, place, secret.arn)] };
}
