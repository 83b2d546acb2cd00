import * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { type Identity, objectLabels } from "../core/labels.ts";
import { Certificate, Issuer } from "../crds/generated/cert-manager.ts";

/** A signer of certificates, as cert-manager refers to it. */
export interface IssuerReference {
  readonly kind: "Issuer" | "ClusterIssuer";
  readonly name: pulumi.Input<string>;
}

export interface InternalAuthorityArgs {
  readonly system: string;
  readonly namespace: pulumi.Input<string>;
}

/** A certificate authority of the system's own, for connections inside its namespace. */
export class InternalAuthority extends pulumi.ComponentResource {
  static readonly token = "plumbline:identity:InternalAuthority";
  /** Name of the Issuer that signs with it, in the namespace. */
  readonly issuer: pulumi.Output<string>;

  constructor(name: string, args: InternalAuthorityArgs, opts?: pulumi.ComponentResourceOptions) {
    super(InternalAuthority.token, name, args, opts);
    const labels = objectLabels({ system: args.system, component: "internal-ca" });
    const metadata = (object: string) => ({ name: object, namespace: args.namespace, labels });
    const root = new Issuer(
      `${name}-root`,
      { metadata: metadata("internal-ca-root"), spec: { selfSigned: {} } },
      { parent: this },
    );
    const certificate = new Certificate(
      `${name}-certificate`,
      {
        metadata: metadata("internal-ca"),
        spec: {
          isCA: true,
          commonName: `${args.system} internal CA`,
          secretName: "internal-ca",
          duration: days(3650),
          renewBefore: days(365),
          privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
          issuerRef: { kind: "Issuer", name: "internal-ca-root" },
        },
      },
      { parent: this, dependsOn: [root] },
    );
    const issuer = new Issuer(
      name,
      { metadata: metadata("internal-ca"), spec: { ca: { secretName: "internal-ca" } } },
      { parent: this, dependsOn: [certificate] },
    );
    this.issuer = onceMade(issuer, "internal-ca");
    this.registerOutputs({ issuer: this.issuer });
  }
}

export interface ServerCertificateArgs {
  readonly identity: Identity;
  readonly namespace: pulumi.Input<string>;
  readonly issuer: IssuerReference;
  /** Secret that cert-manager keeps the key and the certificate in. */
  readonly secretName: string;
  /** DNS names that the server answers to. */
  readonly hosts: readonly pulumi.Input<string>[];
  /** The server also shows it to others of its kind when it connects to them, as the members of a replica set do. @default false */
  readonly amongPeers?: boolean;
  /**
   * Key of a Secret in the namespace, whose value locks a key store and a trust store in PKCS#12: `keystore.p12` and `truststore.p12`
   * beside the PEM files. @default - neither
   */
  readonly storePassword?: { readonly secret: pulumi.Input<string>; readonly key: string };
}

/** Where cert-manager keeps a certificate: `tls.crt`, `tls.key` and `ca.crt`, and the stores if they were asked for. */
export interface CertificateSecret {
  readonly namespace: pulumi.Output<string>;
  readonly name: pulumi.Output<string>;
}

/** A server certificate that is renewed 30 days before it ends, with a new key each time. */
export function serverCertificate(
  parent: pulumi.Resource,
  name: string,
  args: ServerCertificateArgs,
): CertificateSecret {
  const certificate = new Certificate(
    name,
    {
      metadata: { name: args.secretName, namespace: args.namespace, labels: objectLabels(args.identity) },
      spec: {
        secretName: args.secretName,
        dnsNames: [...args.hosts],
        duration: days(90),
        renewBefore: days(30),
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
        usages: ["digital signature", "server auth", ...(args.amongPeers ? (["client auth"] as const) : [])],
        issuerRef: { kind: args.issuer.kind, name: args.issuer.name },
        ...(args.storePassword && { keystores: { pkcs12: pkcs12(args.storePassword) } }),
      },
    },
    { parent },
  );
  return {
    namespace: pulumi.output(args.namespace),
    // Through the object, so that readers come after it.
    name: onceMade(certificate, args.secretName),
  };
}

/** Stores with the ciphers that Java reads since 8u301. */
const pkcs12 = ({ secret, key }: NonNullable<ServerCertificateArgs["storePassword"]>) => ({
  create: true,
  profile: "Modern2023" as const,
  passwordSecretRef: { name: secret, key },
});

type CertificateArgs = Omit<ServerCertificateArgs, "hosts" | "amongPeers" | "storePassword">;

/** A certificate with which somebody shows servers who it is; renewed like theirs. */
export function clientCertificate(parent: pulumi.Resource, name: string, args: CertificateArgs): CertificateSecret {
  const certificate = nameless(parent, name, args, args.identity.component, ["digital signature", "client auth"]);
  return {
    namespace: pulumi.output(args.namespace),
    name: onceMade(certificate, args.secretName),
  };
}

/**
 * A Secret whose `ca.crt` is the certificate of an authority, for those who must trust it in another namespace than its own. cert-manager
 * copies none; a certificate that nobody serves with brings it along.
 */
export function authorityCopy(parent: pulumi.Resource, name: string, args: CertificateArgs): pulumi.Resource {
  return nameless(parent, name, args, args.secretName, ["digital signature"]);
}

/** A certificate of no host. */
function nameless(
  parent: pulumi.Resource,
  name: string,
  args: CertificateArgs,
  commonName: string,
  usages: ("digital signature" | "client auth")[],
): Certificate {
  return new Certificate(
    name,
    {
      metadata: { name: args.secretName, namespace: args.namespace, labels: objectLabels(args.identity) },
      spec: {
        secretName: args.secretName,
        commonName,
        duration: days(90),
        renewBefore: days(30),
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Always" },
        usages,
        issuerRef: { kind: args.issuer.kind, name: args.issuer.name },
      },
    },
    { parent },
  );
}

const days = (count: number) => `${count * 24}h`;
