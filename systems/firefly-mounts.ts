import type { CertificateSecret } from "../components/identity/certificates.ts";
import type { SecretReference } from "../components/secret-store/generated-secret.ts";
import type { SecretMount } from "../components/workload/spec.ts";
import type { FireflyStores } from "./firefly-stores.ts";

/** Stores whose certificates the engine checks. */
type TrustedStore = "postgres" | "broker" | "cache";

const folder = "/etc/transactional-engine";

/** Where the engine finds its files. */
export const mounts = {
  config: `${folder}/config`,
  /** Spring makes a property of each file below, named by its path: `broker/password` is `broker.password`. */
  secrets: `${folder}/secrets`,
  /** The engine's own certificate. */
  identity: `${folder}/identity`,
  authority: (store: TrustedStore) => `${folder}/authorities/${store}`,
} as const;

/** Secret that the guide names, and its keys (FTE-031). */
export const engineSecret = "transactional-engine-secrets";
export const secretKeys = { database: "database-password", apiKey: "api-key" } as const;

/** Everything that the engine has from Secrets, as files. */
export function engineMounts(stores: FireflyStores, identity: CertificateSecret): SecretMount[] {
  const { postgres, broker, cache } = stores;
  const secret = (name: string, { name: object }: SecretReference, keys: readonly string[]): SecretMount => ({
    name: `${name}-secrets`,
    secret: object,
    mountPath: `${mounts.secrets}/${name}`,
    keys,
  });
  return [
    secret("engine", postgres.auth, [secretKeys.database, secretKeys.apiKey]),
    ...(broker.protocol === "amqp" ? [secret("broker", broker.auth, ["username", "password"])] : []),
    secret("cache", cache.auth, ["password"]),
    authorityMount("postgres", postgres),
    ...(broker.protocol === "amqp" ? [authorityMount("broker", broker)] : []),
    authorityMount("cache", cache),
    { name: "identity", secret: identity.name, mountPath: mounts.identity, keys: ["tls.crt", "tls.key", "ca.crt"] },
  ];
}

/** What a migration needs: the database's password and authority. */
export function migrationMounts(stores: FireflyStores): SecretMount[] {
  return [
    {
      name: "engine-secrets",
      secret: stores.postgres.auth.name,
      mountPath: `${mounts.secrets}/engine`,
      keys: [secretKeys.database],
    },
    authorityMount("postgres", stores.postgres),
  ];
}

/** The certificate of the authority behind a store, without its key. */
function authorityMount(store: TrustedStore, { authority }: { readonly authority: SecretReference }): SecretMount {
  return {
    name: `${store}-authority`,
    secret: authority.name,
    mountPath: mounts.authority(store),
    keys: ["ca.crt"],
  };
}
