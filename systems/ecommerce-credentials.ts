import type * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../components/core/known.ts";
import { objectLabels } from "../components/core/labels.ts";
import type { Place } from "../components/core/place.ts";
import { ExternalSecret } from "../components/crds/external-secrets.ts";
import { givenSecret } from "../components/secret-store/given-secret.ts";
import type { SecretMount } from "../components/workload/spec.ts";
import type { EcommerceConfig } from "../config/ecommerce.ts";

/** Folder whose files the applications read as settings: `payment/api-key` is `payment.api-key`. */
export const secretsFolder = "/etc/ecommerce/secrets";

/** Keys that a provider of messages asks for; the clouds' own know a pod by its identity. */
const providerKeys: Readonly<Record<string, readonly string[]>> = {
  sendgrid: ["sendgrid-api-key"],
  twilio: ["twilio-account-sid", "twilio-auth-token"],
};

/** Keys of other companies by purpose; people put them into the secret store (ECO-063, ECO-064). */
function keysOf({ notification }: EcommerceConfig): Readonly<Record<string, readonly string[]>> {
  const { email, sms } = notification;
  const used = [email.primary, email.fallback, sms.primary, sms.fallback];
  return { notification: used.flatMap((provider) => providerKeys[provider] ?? []), payment: ["api-key"] };
}

/** Where the keys for a purpose are, for the pods that use them; nowhere in a stack without a secret store. */
export type Credentials = Readonly<Record<string, SecretMount>>;

/** Brings the keys of other companies out of the stack's secret store, and keeps them up to date. */
export function ecommerceCredentials(
  parent: pulumi.Resource,
  name: string,
  { config, place }: { readonly config: EcommerceConfig; readonly place: Place },
  { system, namespace }: { readonly system: string; readonly namespace: pulumi.Output<string> },
): Credentials {
  const { secretStore } = config;
  if (secretStore === undefined) return {};
  const mounts = Object.entries(keysOf(config)).flatMap(([purpose, keys]): [string, SecretMount][] => {
    if (keys.length === 0) return [];
    const object = `${purpose}-credentials`;
    const identity = { system, component: object };
    const given = givenSecret(parent, `${name}-${object}-given`, { identity, place, purpose });
    const secret = new ExternalSecret(
      `${name}-${object}`,
      {
        metadata: { name: object, namespace, labels: objectLabels(identity) },
        spec: {
          refreshInterval: "1h0m0s",
          secretStoreRef: { kind: "ClusterSecretStore", name: secretStore },
          target: { name: object, creationPolicy: "Owner", deletionPolicy: "Retain" },
          data: keys.map((key) => ({ secretKey: key, remoteRef: { key: given.key, property: key } })),
        },
      },
      { parent, dependsOn: [...given.resources] },
    );
    const mountPath = `${secretsFolder}/${purpose}`;
    // Through the object, so that pods come after it.
    return [[purpose, { name: object, secret: onceMade(secret, object), mountPath, keys }]];
  });
  return Object.fromEntries(mounts);
}
