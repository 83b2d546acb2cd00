import type * as pulumi from "@pulumi/pulumi";
import type { SecretReference } from "../secret-store/generated-secret.ts";
import { systemSecret } from "../secret-store/system-secret.ts";
import type { DocumentStoreSpec } from "./spec.ts";

/** The key of `encryptionKeyFile`, the same in every region; undefined where none is asked for. */
export function encryptionKey(
  parent: pulumi.Resource,
  name: string,
  { place, system, component, namespace, encryptionKeyFile }: DocumentStoreSpec,
): SecretReference | undefined {
  if (!encryptionKeyFile) return undefined;
  return systemSecret(parent, `${name}-encryption-key`, {
    identity: { system, component },
    place,
    namespace,
    ...encryptionKeyFile,
    key: "key",
    never: { kind: "never", because: "what it encrypted could not be read any more" },
  });
}
