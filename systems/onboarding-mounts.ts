import type { CertificateSecret } from "../components/identity/certificates.ts";
import type { SecretReference } from "../components/secret-store/generated-secret.ts";
import type { SecretMount } from "../components/workload/spec.ts";
import type { OnboardingStores } from "./onboarding-stores.ts";

const folder = "/etc/onboarding";

/** Stores whose certificates the pods check. */
export type TrustedStore = "postgres" | "kafka" | "redis";

/** Where pods find their files. */
export const mounts = {
  config: `${folder}/config`,
  sql: `${folder}/sql`,
  /** The engine's own certificate, as stores that Java reads. */
  identity: `${folder}/identity`,
  authority: (store: TrustedStore) => `${folder}/authorities/${store}`,
} as const;

/** The certificate of the authority behind a store, without its key. */
export function authorityMount(store: TrustedStore, { name }: SecretReference): SecretMount {
  return { name: `${store}-authority`, secret: name, mountPath: mounts.authority(store), keys: ["ca.crt"] };
}

/** Everything that the engine has from Secrets as files. */
export function engineMounts({ postgres, kafka, redis }: OnboardingStores, identity: CertificateSecret): SecretMount[] {
  return [
    authorityMount("postgres", postgres.authority),
    authorityMount("kafka", kafka.authority),
    ...(redis ? [authorityMount("redis", redis.authority)] : []),
    { name: "identity", secret: identity.name, mountPath: mounts.identity, keys: ["keystore.p12", "truststore.p12"] },
  ];
}
