import "reflect-metadata"; // @peculiar/x509 asks for it
import { randomBytes, webcrypto } from "node:crypto";
import * as x509 from "@peculiar/x509";

/** A certificate with its key, both PEM. */
export interface Pair {
  readonly cert: string;
  readonly key: string;
}

/** Who a client certificate speaks for: the API server reads the user from CN and the groups from O. */
export interface Subject {
  readonly user: string;
  readonly groups?: readonly string[];
}

const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" } as const;
const day = 24 * 60 * 60 * 1000;

/** Issues certificates that nothing outside of one control plane trusts. */
export class Authority {
  readonly #certificate: x509.X509Certificate;
  readonly #keys: webcrypto.CryptoKeyPair;

  private constructor(certificate: x509.X509Certificate, keys: webcrypto.CryptoKeyPair) {
    this.#certificate = certificate;
    this.#keys = keys;
  }

  static async create(name: string): Promise<Authority> {
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.createSelfSigned({
      ...validity(3650),
      serialNumber: serialNumber(),
      name: [{ CN: [name] }],
      signingAlgorithm: algorithm,
      keys,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
      ],
    });
    return new Authority(certificate, keys);
  }

  /** What others need to know in order to trust its certificates. */
  get cert(): string {
    return this.#certificate.toString("pem");
  }

  /** A certificate that proves who a client is. */
  client({ user, groups = [] }: Subject): Promise<Pair> {
    const name = [...groups.map((group) => ({ O: [group] })), { CN: [user] }];
    return this.#issue(name, [x509.ExtendedKeyUsage.clientAuth], []);
  }

  /** A certificate for a server on the loopback interface, by address and by the given names. */
  server(name: string, dnsNames: readonly string[], ips: readonly string[]): Promise<Pair> {
    const names: x509.JsonGeneralName[] = [
      ...ips.map((value) => ({ type: "ip" as const, value })),
      ...dnsNames.map((value) => ({ type: "dns" as const, value })),
    ];
    const usages = [x509.ExtendedKeyUsage.serverAuth, x509.ExtendedKeyUsage.clientAuth]; // etcd is its own peer
    return this.#issue([{ CN: [name] }], usages, [new x509.SubjectAlternativeNameExtension(names)]);
  }

  async #issue(subject: x509.JsonName, usages: x509.ExtendedKeyUsage[], more: x509.Extension[]): Promise<Pair> {
    const keys = await generateKeys();
    const certificate = await x509.X509CertificateGenerator.create({
      ...validity(365),
      serialNumber: serialNumber(),
      subject,
      issuer: this.#certificate.subjectName.toJSON(),
      publicKey: keys.publicKey,
      signingKey: this.#keys.privateKey,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(false, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
        new x509.ExtendedKeyUsageExtension(usages),
        await x509.AuthorityKeyIdentifierExtension.create(this.#keys.publicKey),
        ...more,
      ],
    });
    return { cert: certificate.toString("pem"), key: await privateKeyPem(keys) };
  }
}

/** A private key alone, PEM: what service-account tokens are signed with. */
export async function signingKey(): Promise<string> {
  return privateKeyPem(await generateKeys());
}

function generateKeys(): Promise<webcrypto.CryptoKeyPair> {
  return webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
}

async function privateKeyPem(keys: webcrypto.CryptoKeyPair): Promise<string> {
  return x509.PemConverter.encode(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey), "PRIVATE KEY");
}

function serialNumber(): string {
  return `01${randomBytes(15).toString("hex")}`; // positive whatever follows
}

function validity(days: number) {
  const now = Date.now();
  return { notBefore: new Date(now - day), notAfter: new Date(now + days * day) };
}
