import type { CacheOutputs } from "../../cache/spec.ts";
import { thirdPartyImages } from "../../core/images.ts";
import type { CertificateSecret } from "../../identity/certificates.ts";
import { backupPaths, secretFolder } from "./paths.ts";
import { handOverPort } from "./plan.ts";
import type { StoreJobs } from "./postgres-jobs.ts";

/** User and group of the image. */
const redisUser = 999;

/**
 * Snapshots of one node. A drill needs nothing of the node in use. A restore shows the node in use a certificate that it trusts, and takes its
 * password, since that one replicates from it until it has everything.
 *
 * @param identity What the restored node shows; without it, a backup cannot be put back.
 */
export function redisJobs(store: CacheOutputs, identity: CertificateSecret | undefined): StoreJobs {
  const node = { host: store.host, port: store.port };
  const login = {
    ...node,
    passwordFile: `${secretFolder("store")}/password`,
    authorityFile: `${secretFolder("authority")}/ca.crt`,
  };
  const mounts = [
    { name: "store", secret: store.auth.name, mountPath: secretFolder("store"), keys: ["password"] },
    { name: "authority", secret: store.authority.name, mountPath: secretFolder("authority"), keys: ["ca.crt"] },
  ];
  const scratch = { folder: backupPaths.scratch, port: handOverPort };
  const shown = secretFolder("identity");
  const restore = identity && {
    ports: [{ name: "redis", containerPort: handOverPort, protocol: "TCP" }],
    settings: {
      ...login,
      scratch: {
        ...scratch,
        tls: { certificateFile: `${shown}/tls.crt`, keyFile: `${shown}/tls.key` },
      },
    },
    secretMounts: [
      ...mounts,
      { name: "identity", secret: identity.name, mountPath: shown, keys: ["tls.crt", "tls.key"] },
    ],
  };
  return {
    // The release of the servers, with the libraries that Node.js takes.
    image: thirdPartyImages.redisDebian,
    userId: redisUser,
    backup: { settings: login, secretMounts: mounts },
    drill: { settings: { ...node, scratch }, secretMounts: [] },
    ...(restore && { restore }),
  };
}
