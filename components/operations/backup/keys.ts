import * as pulumi from "@pulumi/pulumi";
import { InvalidInput } from "../../core/errors.ts";
import type { Place } from "../../core/place.ts";
import { cloudSecret } from "../../secret-store/aws-secret.ts";
import { vaultSecret } from "../../secret-store/azure-secret.ts";
import { GeneratedSecret, type SecretReference } from "../../secret-store/generated-secret.ts";

/** Name of the Secret with the keys of a system's backups, and its component. */
export const keysSecret = "backup-keys";

/** Entry with all of them, a line each, today's first: what the programs read. */
const entry = "keys";

export interface BackupKeysArgs {
  readonly system: string;
  readonly place: Place;
  readonly namespace: pulumi.Input<string>;
  /** How many keys there are. Raise it to encrypt with a new one: the others go on opening what they have encrypted. */
  readonly version: number;
}

/**
 * The keys that a system's backups are encrypted with. A key is made once and never replaced, since what it encrypted could not be read any
 * more; a new one is added before it. In a cloud they are in its secret store, and the same in all regions of the stack.
 *
 * @throws InvalidInput for a version below 1.
 */
export function backupKeys(parent: pulumi.Resource, name: string, args: BackupKeysArgs): SecretReference {
  const { system, place, namespace, version } = args;
  if (!Number.isInteger(version) || version < 1) {
    throw new InvalidInput(`backup keys of ${system}`, "version", "a whole number of at least 1", version);
  }
  const newest = Array.from({ length: version }, (_, index) => `key${version - index}`);
  const made = { identity: { system, component: keysSecret }, namespace, secretName: keysSecret, version: 1 };
  const others = Object.fromEntries(newest.filter((key) => key !== first).map((key) => [key, 1]));
  switch (place.cloud) {
    case "kubernetes": {
      const { reference } = new GeneratedSecret(
        name,
        { ...made, key: first, others },
        (value, more) => ({
          [entry]: pulumi.concat(...newest.flatMap((key) => [key === first ? value : (more[key] ?? ""), "\n"])),
        }),
        { parent },
      );
      return { ...reference, keys: [entry] };
    }
    case "aws": {
      const derived = { [entry]: linesOf(newest) };
      const { reference } = cloudSecret(parent, name, {
        ...made,
        place,
        keys: [first],
        others,
        derived,
        rotation,
        shared: true,
      });
      return { ...reference, keys: [entry] };
    }
    case "azure": {
      const vault = {
        ...made,
        place,
        keys: [first] as const,
        others,
        derived: { [entry]: linesOf(newest) },
        shared: true,
      };
      return { ...vaultSecret(parent, name, vault).reference, keys: [entry] };
    }
  }
}

const first = "key1";

/** The keys as lines of a template. */
const linesOf = (keys: readonly string[]): string => keys.map((key) => `{{ .${key} }}\n`).join("");

const rotation = { kind: "never", because: "what a key encrypted could not be read any more" } as const;
