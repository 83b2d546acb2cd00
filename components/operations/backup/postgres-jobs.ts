import { programsOf } from "../../postgres/image.ts";
import type { PostgresOutputs } from "../../postgres/spec.ts";
import { backupPaths, secretFolder } from "./paths.ts";
import type { BackupWork, StoreBackupsArgs } from "./store-backups.ts";

/** What the jobs of a store are made of, as far as its kind knows. */
export type StoreJobs = Pick<StoreBackupsArgs, "image" | "userId" | "backup" | "drill" | "restore" | "increment">;

/** User of the images of PostgreSQL; its programs ask who they are. */
const postgresUser = 26;

/**
 * Dumps as the owner. A drill needs nothing of the server in use: it makes one of its own. A restore makes a database beside the one in use, by a
 * role that may do that.
 */
export function postgresJobs(store: PostgresOutputs): StoreJobs {
  const { restorer, image, owner } = store;
  const common = {
    host: store.host,
    port: store.port,
    database: store.database,
    user: owner,
    programs: programsOf(image),
    withoutExtensions: [...store.administered],
  };
  const authorityFile = `${secretFolder("authority")}/ca.crt`;
  const mounts = (secret: { readonly name: StoreBackupsArgs["program"] }) => [
    { name: "store", secret: secret.name, mountPath: secretFolder("store"), keys: ["password"] },
    { name: "authority", secret: store.authority.name, mountPath: secretFolder("authority"), keys: ["ca.crt"] },
  ];
  const passwordFile = `${secretFolder("store")}/password`;
  const restore = restorer && {
    settings: {
      ...common,
      authorityFile,
      scratch: { type: "database", user: restorer.user, passwordFile, owner, template: restorer.template },
    },
    secretMounts: mounts(restorer.auth),
  };
  return {
    image,
    userId: postgresUser,
    backup: { settings: { ...common, passwordFile, authorityFile }, secretMounts: mounts(store.auth) },
    drill: {
      settings: { ...common, scratch: { type: "server", folder: backupPaths.scratch } },
      secretMounts: [],
    } satisfies BackupWork,
    ...(restore && { restore }),
  };
}
