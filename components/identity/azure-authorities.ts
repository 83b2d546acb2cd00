import { X509Certificate } from "node:crypto";
import { rootCertificates } from "node:tls";

/** Who signs the certificates of Azure's data services, by the lists in the documentation of each service. */
const roots = ["DigiCert Global Root G2", "Microsoft RSA Root Certificate Authority 2017"];

const named = (name: string) => (pem: string) => new X509Certificate(pem).subject.split("\n").includes(`CN=${name}`);

/** Their certificates in PEM, out of the public authorities that the pinned Node trusts. */
export const azureAuthorities: readonly string[] = roots.map((name) => {
  const found = rootCertificates.find(named(name));
  if (found === undefined) throw new Error(`this Node trusts no authority called ${name}`);
  return found;
});
