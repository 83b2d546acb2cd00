import * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { objectLabels } from "../core/labels.ts";
import { Certificate, ClusterIssuer } from "../crds/cert-manager.ts";
import type { IssuerReference } from "./certificates.ts";

/** Namespace in which cert-manager keeps the Secrets of ClusterIssuers. */
export const issuerNamespace = "cert-manager";

/** Name of the ClusterIssuer for public hosts (REC-021, ONB-046). */
export const publicIssuerName = "letsencrypt-prod";

/** Name of the ClusterIssuer whose authority the operators trust. */
export const internalIssuerName = "internal";

/** Directory of the authority of public certificates. */
export const acmeServer = "https://acme-v02.api.letsencrypt.org/directory";

const identity = { system: "platform", component: "issuers" };

export interface ClusterIssuersArgs {
  /** Address that the authority writes to before a certificate ends. */
  readonly email: string;
  /** Name of the Gateway, in the namespace of a certificate, whose listener for plain HTTP answers to challenges. @default "public" */
  readonly gateway?: string;
  /** How the authority is answered in the hosts' zone instead, where a host is not always this cluster's. @default - by plain HTTP */
  readonly dnsChallenge?: DnsChallenge;
}

/** A public zone in which cert-manager may write answers by its own identity. */
export type DnsChallenge = Route53Challenge | AzureDnsChallenge;

/** A zone of Route 53. */
export interface Route53Challenge {
  readonly zoneId: string;
  /** Region that requests are signed for. */
  readonly region: string;
}

/** A zone of Azure DNS. */
export interface AzureDnsChallenge {
  readonly zoneName: string;
  readonly resourceGroupName: string;
  readonly subscriptionId: string;
  /** Client id of cert-manager's identity. */
  readonly clientId: pulumi.Input<string>;
}

/** Who signs certificates in every namespace: Let's Encrypt for public hosts, and an authority of the cluster's own. */
export class ClusterIssuers extends pulumi.ComponentResource {
  static readonly token = "plumbline:identity:ClusterIssuers";
  readonly internal: IssuerReference;
  readonly public: IssuerReference;

  constructor(name: string, args: ClusterIssuersArgs, opts?: pulumi.ComponentResourceOptions) {
    super(ClusterIssuers.token, name, args, opts);
    this.public = letsEncrypt(this, name, args);
    this.internal = internalAuthority(this, name);
    this.registerOutputs({ internal: this.internal, public: this.public });
  }
}

function letsEncrypt(
  parent: pulumi.Resource,
  name: string,
  { email, gateway = "public", dnsChallenge }: ClusterIssuersArgs,
) {
  // Without a namespace: the Gateway beside the certificate.
  const http = { http01: { gatewayHTTPRoute: { parentRefs: [{ kind: "Gateway", name: gateway }] } } };
  const issuer = new ClusterIssuer(
    `${name}-public`,
    {
      metadata: { name: publicIssuerName, labels: objectLabels(identity) },
      spec: {
        acme: {
          server: acmeServer,
          email,
          privateKeySecretRef: { name: publicIssuerName },
          solvers: [dnsChallenge ? { dns01: dnsSolver(dnsChallenge) } : http],
        },
      },
    },
    { parent },
  );
  return reference(issuer, publicIssuerName);
}

function dnsSolver(challenge: DnsChallenge) {
  if ("zoneId" in challenge) return { route53: { region: challenge.region, hostedZoneID: challenge.zoneId } };
  const { zoneName, resourceGroupName, subscriptionId, clientId } = challenge;
  return {
    azureDNS: {
      hostedZoneName: zoneName,
      resourceGroupName,
      subscriptionID: subscriptionId,
      environment: "AzurePublicCloud" as const,
      managedIdentity: { clientID: clientId },
    },
  };
}

function internalAuthority(parent: pulumi.Resource, name: string): IssuerReference {
  const labels = objectLabels(identity);
  const root = new ClusterIssuer(
    `${name}-root`,
    { metadata: { name: "internal-root", labels }, spec: { selfSigned: {} } },
    { parent },
  );
  const certificate = new Certificate(
    `${name}-authority`,
    {
      metadata: { name: "internal-authority", namespace: issuerNamespace, labels },
      spec: {
        isCA: true,
        commonName: "Plumbline internal CA",
        secretName: "internal-authority",
        duration: `${3650 * 24}h`,
        renewBefore: `${365 * 24}h`,
        privateKey: { algorithm: "ECDSA", size: 256, rotationPolicy: "Never" },
        issuerRef: { kind: "ClusterIssuer", name: "internal-root" },
      },
    },
    { parent, dependsOn: [root] },
  );
  const issuer = new ClusterIssuer(
    `${name}-internal`,
    { metadata: { name: internalIssuerName, labels }, spec: { ca: { secretName: "internal-authority" } } },
    { parent, dependsOn: [certificate] },
  );
  return reference(issuer, internalIssuerName);
}

const reference = (issuer: ClusterIssuer, name: string): IssuerReference => ({
  kind: "ClusterIssuer",
  name: onceMade(issuer, name),
});
