import type * as pulumi from "@pulumi/pulumi";
import type { Identity } from "../core/labels.ts";
import type { Place } from "../core/place.ts";
import type { NeverRotated } from "./aws-rotation.ts";
import { cloudSecret } from "./aws-secret.ts";
import { vaultSecret } from "./azure-secret.ts";
import { GeneratedSecret, type SecretReference } from "./generated-secret.ts";

export interface SystemSecretArgs {
  readonly identity: Identity;
  /** Where the value is kept. */
  readonly place: Place;
  readonly namespace: pulumi.Input<string>;
  /** Name of the Secret object. */
  readonly secretName: string;
  /** Key that holds the random value, as lower-case hexadecimal. */
  readonly key: string;
  /** A change replaces the value. */
  readonly version: number;
  /** Why a cloud's secret store must not replace it by itself. @default - Secrets Manager does, every so many days; a vault of Azure never does */
  readonly never?: NeverRotated;
}

/**
 * A random value that pods read from a Secret. In a cloud it lives in the cloud's secret store, from where it is copied into the cluster, and
 * it is the same in all regions of the stack: what one of them signed, the others know.
 */
export function systemSecret(parent: pulumi.Resource, name: string, args: SystemSecretArgs): SecretReference {
  const { place, key, never, ...given } = args;
  switch (place.cloud) {
    case "kubernetes":
      return new GeneratedSecret(name, { ...given, key }, () => ({}), { parent }).reference;
    case "aws":
      return cloudSecret(parent, name, {
        ...given,
        place,
        keys: [key],
        rotation: never ?? { kind: "value" },
        shared: true,
      }).reference;
    case "azure":
      return vaultSecret(parent, name, { ...given, place, keys: [key], shared: true }).reference;
  }
}
