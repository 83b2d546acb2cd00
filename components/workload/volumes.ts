import type { types } from "@pulumi/kubernetes";
import type { FileMount, SecretMount, WritableFolder } from "./spec.ts";

/** What a container mounts besides data. */
export interface Mounts {
  /** Folders that the process writes to. */
  readonly writable: readonly (string | WritableFolder)[];
  readonly files: readonly FileMount[];
  readonly secretMounts: readonly SecretMount[];
}

/** The volumes behind the mounts of a pod with one container. */
export function volumesOf({ writable, files, secretMounts }: Mounts): types.input.core.v1.Volume[] {
  return [
    ...writable.map(folder).map(({ name, size }) => ({ name, emptyDir: { sizeLimit: size ?? "256Mi" } })),
    ...files.map(({ name }) => ({ name, configMap: { name, defaultMode: 0o444 } })),
    ...secretMounts.map(({ name, secret, keys }) => ({
      name,
      secret: {
        secretName: secret,
        // Readable for the group of the process, which owns the volume.
        defaultMode: 0o440,
        ...(keys && { items: keys.map((key) => ({ key, path: key })) }),
      },
    })),
  ];
}

export function volumeMountsOf({ writable, files, secretMounts }: Mounts): types.input.core.v1.VolumeMount[] {
  return [
    ...writable.map(folder).map(({ name, path }) => ({ name, mountPath: path })),
    ...files.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
    ...secretMounts.map(({ name, mountPath }) => ({ name, mountPath, readOnly: true })),
  ];
}

/** A folder with the name of its volume: its own, or one made from its path. */
function folder(given: string | WritableFolder): WritableFolder {
  return typeof given === "string"
    ? { name: `writable${given.replaceAll("/", "-").toLowerCase()}`, path: given }
    : given;
}
