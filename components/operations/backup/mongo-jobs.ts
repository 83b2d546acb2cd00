import { thirdPartyImages } from "../../core/images.ts";
import type { DocumentStoreOutputs } from "../../document-store/spec.ts";
import type { SecretReference } from "../../secret-store/generated-secret.ts";
import { backupPaths, secretFolder } from "./paths.ts";
import type { StoreJobs } from "./postgres-jobs.ts";

/** User and group of the image. */
const mongoUser = 999;

/** Port of the server that a restore goes to first; nobody outside of the pod reaches it. */
const scratchPort = 27_018;

export interface MongoJobsArgs {
  /** User that dumps. */
  readonly backup: SecretReference;
  /** User that puts backups back. @default - the cloud's service restores */
  readonly restore?: SecretReference | undefined;
  /** When additions are made. @default - never, since the server has no oplog */
  readonly additions?: string;
}

/** Dumps of all of a moment, and additions from the oplog. A drill needs nothing of the store in use: it starts a server of its own. */
export function mongoJobs(store: DocumentStoreOutputs, { backup, restore, additions }: MongoJobsArgs): StoreJobs {
  const settings = {
    connectionFile: `${secretFolder("store")}/connection-string`,
    authorityFile: `${secretFolder("authority")}/ca.crt`,
    database: store.database,
    mode: "full",
    oplog: additions !== undefined,
  };
  const mounts = (user: SecretReference) => [
    { name: "store", secret: user.name, mountPath: secretFolder("store"), keys: ["connection-string"] },
    { name: "authority", secret: store.authority.name, mountPath: secretFolder("authority"), keys: ["ca.crt"] },
  ];
  const restoring = { ...settings, scratch };
  return {
    image: thirdPartyImages.mongo,
    userId: mongoUser,
    backup: { settings, secretMounts: mounts(backup) },
    ...(additions !== undefined && {
      increment: { schedule: additions, settings: { ...settings, mode: "increment" } },
    }),
    drill: { settings: restoring, secretMounts: [] },
    ...(restore && { restore: { settings: restoring, secretMounts: mounts(restore) } }),
  };
}

const scratch = {
  address: `mongodb://127.0.0.1:${scratchPort}/?directConnection=true`,
  start: [
    "mongod",
    `--dbpath=${backupPaths.scratch}`,
    "--bind_ip=127.0.0.1",
    `--port=${scratchPort}`,
    "--nounixsocket",
    "--wiredTigerCacheSizeGB=0.25",
    "--quiet",
  ],
};
