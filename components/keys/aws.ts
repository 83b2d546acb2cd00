import { Alias } from "@pulumi/aws/kms/alias.js";
import { Key } from "@pulumi/aws/kms/key.js";
import { ReplicaKey } from "@pulumi/aws/kms/replicaKey.js";
import type * as pulumi from "@pulumi/pulumi";
import { physicalName } from "../core/physical-names.ts";
import type { KeyPurpose } from "../core/place.ts";
import { tagsFor } from "../core/tags.ts";
import { keyPolicy } from "./aws-policy.ts";
import { forEachPurpose, isCopied, type KeysOutputs, type KeysSpec } from "./spec.ts";

/** Days in which a deleted key can be had back; the most that AWS gives. */
const deletionWindowInDays = 30;

/** What each key is for, as the console shows it. */
const descriptions: Readonly<Record<KeyPurpose, string>> = {
  data: "Databases, caches and document stores",
  messaging: "Queues and event streams",
  secrets: "Secrets Manager",
  logs: "Log groups and the log archive",
  backups: "Backup buckets and vaults",
  cluster: "Secrets of the Kubernetes cluster",
  volumes: "Disks of nodes and of pods",
  images: "The container registry",
};

/** A key and an alias for each purpose; keys of copied data are replicas of the primary region's. */
export function awsKeys(parent: pulumi.Resource, name: string, spec: KeysSpec): KeysOutputs {
  const arns = forEachPurpose((purpose) => {
    const key = makeKey(parent, `${name}-${purpose}`, purpose, spec);
    new Alias(
      `${name}-${purpose}-alias`,
      { name: `alias/${physicalName("key alias", spec.stage, "platform", purpose)}`, targetKeyId: key.keyId },
      { parent },
    );
    return key.arn;
  });
  return { arns };
}

function makeKey(parent: pulumi.Resource, name: string, purpose: KeyPurpose, spec: KeysSpec): Key | ReplicaKey {
  const common = {
    description: descriptions[purpose],
    deletionWindowInDays,
    policy: keyPolicy(purpose, spec),
    tags: tagsFor({ system: "platform", component: `key-${purpose}` }),
  };
  const opts = { parent, protect: spec.protect };
  const primary = isCopied(purpose) ? spec.primary?.[purpose] : undefined;
  // A replica is rotated with its primary.
  if (primary !== undefined) return new ReplicaKey(name, { ...common, primaryKeyArn: primary }, opts);
  return new Key(name, { ...common, enableKeyRotation: true, multiRegion: isCopied(purpose) }, opts);
}
