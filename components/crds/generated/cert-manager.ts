// Generated from cert-manager v1.21.2 by npm run generate:crds; do not edit.
import type { core } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** A Certificate resource should be created to ensure an up to date and signed X.509 certificate is stored in the Kubernetes Secret resource named in `spec.secretName`. */
export class Certificate extends defineKind<CertificateSpec>("cert-manager.io/v1", "Certificate") {}

/** A ClusterIssuer represents a certificate issuing authority which can be referenced as part of `issuerRef` fields. */
export class ClusterIssuer extends defineKind<ClusterIssuerSpec>("cert-manager.io/v1", "ClusterIssuer") {}

/** An Issuer represents a certificate issuing authority which can be referenced as part of `issuerRef` fields. */
export class Issuer extends defineKind<IssuerSpec>("cert-manager.io/v1", "Issuer") {}

export interface CertificateSpec {
  /** Defines extra output formats of the private key and signed certificate chain to be written to this Certificate's target Secret. */
  additionalOutputFormats?: Input<Input<CertificateAdditionalOutputFormat>[] | undefined>;
  /** Requested common name X509 certificate subject attribute. */
  commonName?: Input<string | undefined>;
  /** Requested DNS subject alternative names. */
  dnsNames?: Input<Input<string>[] | undefined>;
  /** Requested 'duration' (i.e. lifetime) of the Certificate. */
  duration?: Input<string | undefined>;
  /** Requested email subject alternative names. */
  emailAddresses?: Input<Input<string>[] | undefined>;
  /** Whether the KeyUsage and ExtKeyUsage extensions should be set in the encoded CSR. */
  encodeUsagesInRequest?: Input<boolean | undefined>;
  /** Requested IP address subject alternative names. */
  ipAddresses?: Input<Input<string>[] | undefined>;
  /** Requested basic constraints isCA value. */
  isCA?: Input<boolean | undefined>;
  /** Reference to the issuer responsible for issuing the certificate. */
  issuerRef: Input<CertificateIssuerRef>;
  /** Additional keystore output formats to be stored in the Certificate's Secret. */
  keystores?: Input<CertificateKeystores | undefined>;
  /** Requested X.509 certificate subject, represented using the LDAP "String Representation of a Distinguished Name" [1]. */
  literalSubject?: Input<string | undefined>;
  /** x.509 certificate NameConstraint extension which MUST NOT be used in a non-CA certificate. */
  nameConstraints?: Input<CertificateNameConstraints | undefined>;
  /** `otherNames` is an escape hatch for SAN that allows any type. */
  otherNames?: Input<Input<CertificateOtherName>[] | undefined>;
  /** Private key options. */
  privateKey?: Input<CertificatePrivateKey | undefined>;
  /** How long before the currently issued certificate's expiry cert-manager should renew the certificate. */
  renewBefore?: Input<string | undefined>;
  /** `renewBeforePercentage` is like `renewBefore`, except it is a relative percentage rather than an absolute duration. */
  renewBeforePercentage?: Input<number | undefined>;
  /** `renewal` allows configuration of how your certificate is renewed. */
  renewal?: Input<CertificateRenewal | undefined>;
  /** The maximum number of CertificateRequest revisions that are maintained in the Certificate's history. */
  revisionHistoryLimit?: Input<number | undefined>;
  /** Name of the Secret resource that will be automatically created and managed by this Certificate resource. */
  secretName: Input<string>;
  /** Defines annotations and labels to be copied to the Certificate's Secret. */
  secretTemplate?: Input<CertificateSecretTemplate | undefined>;
  /** Signature algorithm to use. */
  signatureAlgorithm?: Input<"SHA256WithRSA" | "SHA384WithRSA" | "SHA512WithRSA" | "ECDSAWithSHA256" | "ECDSAWithSHA384" | "ECDSAWithSHA512" | "PureEd25519" | undefined>;
  /** Requested set of X509 certificate subject attributes. */
  subject?: Input<CertificateSubject | undefined>;
  /** Requested URI subject alternative names. */
  uris?: Input<Input<string>[] | undefined>;
  /** Requested key usages and extended key usages. */
  usages?: Input<Input<"signing" | "digital signature" | "content commitment" | "key encipherment" | "key agreement" | "data encipherment" | "cert sign" | "crl sign" | "encipher only" | "decipher only" | "any" | "server auth" | "client auth" | "code signing" | "email protection" | "s/mime" | "ipsec end system" | "ipsec tunnel" | "ipsec user" | "timestamping" | "ocsp signing" | "microsoft sgc" | "netscape sgc">[] | undefined>;
}

export interface CertificateAdditionalOutputFormat {
  /** Type is the name of the format type that should be written to the Certificate's target Secret. */
  type: Input<"DER" | "CombinedPEM">;
}

export interface CertificateIssuerRef {
  /** Group of the issuer being referred to. */
  group?: Input<string | undefined>;
  /** Kind of the issuer being referred to. */
  kind?: Input<string | undefined>;
  /** Name of the issuer being referred to. */
  name: Input<string>;
}

export interface CertificateKeystores {
  /** JKS configures options for storing a JKS keystore in the `spec.secretName` Secret resource. */
  jks?: Input<CertificateJks | undefined>;
  /** PKCS12 configures options for storing a PKCS12 keystore in the `spec.secretName` Secret resource. */
  pkcs12?: Input<CertificatePkcs12 | undefined>;
}

export interface CertificateNameConstraints {
  /** if true then the name constraints are marked critical. */
  critical?: Input<boolean | undefined>;
  /** Excluded contains the constraints which must be disallowed. */
  excluded?: Input<CertificateExcluded | undefined>;
  /** Permitted contains the constraints in which the names must be located. */
  permitted?: Input<CertificateExcluded | undefined>;
}

export interface CertificateOtherName {
  /** OID is the object identifier for the otherName SAN. */
  oid?: Input<string | undefined>;
  /** utf8Value is the string value of the otherName SAN. */
  utf8Value?: Input<string | undefined>;
}

export interface CertificatePrivateKey {
  /** Algorithm is the private key algorithm of the corresponding private key for this certificate. */
  algorithm?: Input<"RSA" | "ECDSA" | "Ed25519" | undefined>;
  /** The private key cryptography standards (PKCS) encoding for this certificate's private key to be encoded in. */
  encoding?: Input<"PKCS1" | "PKCS8" | undefined>;
  /** RotationPolicy controls how private keys should be regenerated when a re-issuance is being processed. */
  rotationPolicy?: Input<"Never" | "Always" | undefined>;
  /** Size is the key bit size of the corresponding private key for this certificate. */
  size?: Input<number | undefined>;
}

export interface CertificateRenewal {
  /** `policy` must be one of `Disabled`, `RenewBefore`. */
  policy?: Input<"RenewBefore" | "Disabled" | undefined>;
  /** `windows` mentions the behavior of when the renewal must happen. */
  windows?: Input<Input<CertificateWindow>[] | undefined>;
}

export interface CertificateSecretTemplate {
  /** Annotations is a key value map to be copied to the target Kubernetes Secret. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Labels is a key value map to be copied to the target Kubernetes Secret. */
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface CertificateSubject {
  /** Countries to be used on the Certificate. */
  countries?: Input<Input<string>[] | undefined>;
  /** Cities to be used on the Certificate. */
  localities?: Input<Input<string>[] | undefined>;
  /** Organizational Units to be used on the Certificate. */
  organizationalUnits?: Input<Input<string>[] | undefined>;
  /** Organizations to be used on the Certificate. */
  organizations?: Input<Input<string>[] | undefined>;
  /** Postal codes to be used on the Certificate. */
  postalCodes?: Input<Input<string>[] | undefined>;
  /** State/Provinces to be used on the Certificate. */
  provinces?: Input<Input<string>[] | undefined>;
  /** Serial number to be used on the Certificate. */
  serialNumber?: Input<string | undefined>;
  /** Street addresses to be used on the Certificate. */
  streetAddresses?: Input<Input<string>[] | undefined>;
}

export interface CertificateJks {
  /** Alias specifies the alias of the key in the keystore, required by the JKS format. */
  alias?: Input<string | undefined>;
  /** Create enables JKS keystore creation for the Certificate. */
  create: Input<boolean>;
  /** Password provides a literal password used to encrypt the JKS keystore. */
  password?: Input<string | undefined>;
  /** PasswordSecretRef is a reference to a non-empty key in a Secret resource containing the password used to encrypt the JKS keystore. */
  passwordSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
}

export interface CertificatePkcs12 {
  /** Create enables PKCS12 keystore creation for the Certificate. */
  create: Input<boolean>;
  /** Password provides a literal password used to encrypt the PKCS#12 keystore. */
  password?: Input<string | undefined>;
  /** PasswordSecretRef is a reference to a non-empty key in a Secret resource containing the password used to encrypt the PKCS#12 keystore. */
  passwordSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** Profile specifies the key and certificate encryption algorithms and the HMAC algorithm used to create the PKCS12 keystore. */
  profile?: Input<"LegacyRC2" | "LegacyDES" | "Modern2023" | "Modern2026" | undefined>;
}

export interface CertificateExcluded {
  /** DNSDomains is a list of DNS domains that are permitted or excluded. */
  dnsDomains?: Input<Input<string>[] | undefined>;
  /** EmailAddresses is a list of Email Addresses that are permitted or excluded. */
  emailAddresses?: Input<Input<string>[] | undefined>;
  /** IPRanges is a list of IP Ranges that are permitted or excluded. */
  ipRanges?: Input<Input<string>[] | undefined>;
  /** URIDomains is a list of URI domains that are permitted or excluded. */
  uriDomains?: Input<Input<string>[] | undefined>;
}

export interface CertificateWindow {
  /** `cron` is a cron compliant string to allow when the renewal should be allowed. */
  cron: Input<string>;
  /** `timezone` is IANA compliant timezone. */
  timezone?: Input<string | undefined>;
  /** `windowDuration` is how long the cron definition is active for. */
  windowDuration: Input<string>;
}

export interface CertificatePasswordSecretRef {
  /** The key of the entry in the Secret resource's `data` field to be used. */
  key?: Input<string | undefined>;
  /** Name of the resource being referred to. */
  name: Input<string>;
}

export interface ClusterIssuerSpec {
  /** ACME configures this issuer to communicate with a RFC8555 (ACME) server to obtain signed x509 certificates. */
  acme?: Input<ClusterIssuerAcme | undefined>;
  /** CA configures this issuer to sign certificates using a signing CA keypair stored in a Secret resource. */
  ca?: Input<ClusterIssuerCa | undefined>;
  /** SelfSigned configures this issuer to 'self sign' certificates using the private key used to create the CertificateRequest object. */
  selfSigned?: Input<ClusterIssuerSelfSigned | undefined>;
  /** Vault configures this issuer to sign certificates using a HashiCorp Vault PKI backend. */
  vault?: Input<ClusterIssuerVault | undefined>;
  /** Venafi configures this issuer to sign certificates using a CyberArk Certificate Manager Self-Hosted or SaaS policy zone. */
  venafi?: Input<ClusterIssuerVenafi | undefined>;
}

export interface ClusterIssuerAcme {
  /** Base64-encoded bundle of PEM CAs which can be used to validate the certificate chain presented by the ACME server. */
  caBundle?: Input<string | undefined>;
  /** Enables or disables generating a new ACME account key. */
  disableAccountKeyGeneration?: Input<boolean | undefined>;
  /** Email is the email address to be associated with the ACME account. */
  email?: Input<string | undefined>;
  /** Enables requesting a Not After date on certificates that matches the duration of the certificate. */
  enableDurationFeature?: Input<boolean | undefined>;
  /** ExternalAccountBinding is a reference to a CA external account of the ACME server. */
  externalAccountBinding?: Input<ClusterIssuerExternalAccountBinding | undefined>;
  /** PreferredChain is the chain to use if the ACME server outputs multiple. */
  preferredChain?: Input<string | undefined>;
  /** PrivateKey is the name of a Kubernetes Secret resource that will be used to store the automatically generated ACME account private key. */
  privateKeySecretRef: Input<CertificatePasswordSecretRef>;
  /** Profile allows requesting a certificate profile from the ACME server. */
  profile?: Input<string | undefined>;
  /** Server is the URL used to access the ACME server's 'directory' endpoint. */
  server: Input<string>;
  /** INSECURE: Enables or disables validation of the ACME server TLS certificate. */
  skipTLSVerify?: Input<boolean | undefined>;
  /** Solvers is a list of challenge solvers that will be used to solve ACME challenges for the matching domains. */
  solvers?: Input<Input<ClusterIssuerSolver>[] | undefined>;
}

export interface ClusterIssuerCa {
  /** The CRL distribution points is an X.509 v3 certificate extension which identifies the location of the CRL from which the revocation of this certificate can be checked. */
  crlDistributionPoints?: Input<Input<string>[] | undefined>;
  /** IssuingCertificateURLs is a list of URLs which this issuer should embed into certificates it creates. */
  issuingCertificateURLs?: Input<Input<string>[] | undefined>;
  /** The OCSP server list is an X.509 v3 extension that defines a list of URLs of OCSP responders. */
  ocspServers?: Input<Input<string>[] | undefined>;
  /** SecretName is the name of the secret used to sign Certificates issued by this Issuer. */
  secretName: Input<string>;
}

export interface ClusterIssuerSelfSigned {
  /** The CRL distribution points is an X.509 v3 certificate extension which identifies the location of the CRL from which the revocation of this certificate can be checked. */
  crlDistributionPoints?: Input<Input<string>[] | undefined>;
}

export interface ClusterIssuerVault {
  /** Auth configures how cert-manager authenticates with the Vault server. */
  auth: Input<ClusterIssuerAuth>;
  /** Base64-encoded bundle of PEM CAs which will be used to validate the certificate chain presented by Vault. */
  caBundle?: Input<string | undefined>;
  /** Reference to a Secret containing a bundle of PEM-encoded CAs to use when verifying the certificate chain presented by Vault when using HTTPS. */
  caBundleSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** Reference to a Secret containing a PEM-encoded Client Certificate to use when the Vault server requires mTLS. */
  clientCertSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** Reference to a Secret containing a PEM-encoded Client Private Key to use when the Vault server requires mTLS. */
  clientKeySecretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** Name of the vault namespace. */
  namespace?: Input<string | undefined>;
  /** Path is the mount path of the Vault PKI backend's `sign` endpoint, e.g: "my_pki_mount/sign/my-role-name". */
  path: Input<string>;
  /** Server is the connection address for the Vault server, e.g: "https://vault.example.com:8200". */
  server: Input<string>;
  /** ServerName is used to verify the hostname on the returned certificates by the Vault server. */
  serverName?: Input<string | undefined>;
}

export interface ClusterIssuerVenafi {
  /** Cloud specifies the CyberArk Certificate Manager SaaS configuration settings. */
  cloud?: Input<ClusterIssuerCloud | undefined>;
  /** NGTS specifies Palo Alto Networks Next Generation Trust Services (NGTS) configuration using OAuth 2.0 Client Credentials. */
  ngts?: Input<ClusterIssuerNgts | undefined>;
  /** TPP specifies CyberArk Certificate Manager Self-Hosted configuration settings. */
  tpp?: Input<ClusterIssuerTpp | undefined>;
  /** Zone is the Certificate Manager Policy Zone to use for this issuer. */
  zone: Input<string>;
}

export interface ClusterIssuerExternalAccountBinding {
  /** Deprecated: keyAlgorithm field exists for historical compatibility reasons and should not be used. */
  keyAlgorithm?: Input<"HS256" | "HS384" | "HS512" | undefined>;
  /** keyID is the ID of the CA key that the External Account is bound to. */
  keyID: Input<string>;
  /** keySecretRef is a Secret Key Selector referencing a data item in a Kubernetes Secret which holds the symmetric MAC key of the External Account Binding. */
  keySecretRef: Input<CertificatePasswordSecretRef>;
}

export interface ClusterIssuerSolver {
  /** Configures cert-manager to attempt to complete authorizations by performing the DNS01 challenge flow. */
  dns01?: Input<ClusterIssuerDns01 | undefined>;
  /** Configures cert-manager to attempt to complete authorizations by performing the HTTP01 challenge flow. */
  http01?: Input<ClusterIssuerHttp01 | undefined>;
  /** Selector selects a set of DNSNames on the Certificate resource that should be solved using this challenge solver. */
  selector?: Input<ClusterIssuerSelector | undefined>;
  /** WaitInsteadOfSelfCheck, if set, skips cert-manager's self-check and instead waits this long after presentation before asking the ACME server to validate the challenge. */
  waitInsteadOfSelfCheck?: Input<string | undefined>;
}

export interface ClusterIssuerAuth {
  /** AppRole authenticates with Vault using the App Role auth mechanism, with the role and secret stored in a Kubernetes Secret resource. */
  appRole?: Input<ClusterIssuerAppRole | undefined>;
  /** AWS authenticates with Vault using AWS IAM authentication. */
  aws?: Input<ClusterIssuerAws | undefined>;
  /** ClientCertificate authenticates with Vault by presenting a client certificate during the request's TLS handshake. */
  clientCertificate?: Input<ClusterIssuerClientCertificate | undefined>;
  /** Kubernetes authenticates with Vault by passing the ServiceAccount token stored in the named Secret resource to the Vault server. */
  kubernetes?: Input<ClusterIssuerKubernetes | undefined>;
  /** TokenSecretRef authenticates with Vault by presenting a token. */
  tokenSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
}

export interface ClusterIssuerCloud {
  /** APITokenSecretRef is a secret key selector for the CyberArk Certificate Manager SaaS API token. */
  apiTokenSecretRef: Input<CertificatePasswordSecretRef>;
  /** URL is the base URL for CyberArk Certificate Manager SaaS. */
  url?: Input<string | undefined>;
}

export interface ClusterIssuerNgts {
  /** CredentialsRef is a reference to a Kubernetes Secret containing the OAuth 2.0 Client ID and Client Secret. */
  credentialsRef: Input<ClusterIssuerCredentialsRef>;
  /** TokenEndpoint is the OAuth 2.0 token endpoint URL used to obtain access tokens, for example "https://auth.apps.paloaltonetworks.com/oauth2/access_token". */
  tokenEndpoint?: Input<string | undefined>;
  /** TSGID is the Tenant Service Group ID used to scope the OAuth 2.0 access token, for example "1234567890". */
  tsgID: Input<string>;
  /** URL is the base URL for the NGTS API endpoint. */
  url?: Input<string | undefined>;
}

export interface ClusterIssuerTpp {
  /** Base64-encoded bundle of PEM CAs which will be used to validate the certificate chain presented by the CyberArk Certificate Manager Self-Hosted server. */
  caBundle?: Input<string | undefined>;
  /** Reference to a Secret containing a base64-encoded bundle of PEM CAs which will be used to validate the certificate chain presented by the CyberArk Certificate Manager Self-Hosted server. */
  caBundleSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** CredentialsRef is a reference to a Secret containing the CyberArk Certificate Manager Self-Hosted API credentials. */
  credentialsRef: Input<ClusterIssuerCredentialsRef>;
  /** URL is the base URL for the vedsdk endpoint of the CyberArk Certificate Manager Self-Hosted instance, for example: "https://tpp.example.com/vedsdk". */
  url: Input<string>;
}

export interface ClusterIssuerDns01 {
  /** Use the Microsoft Azure DNS API to manage DNS01 challenge records. */
  azureDNS?: Input<ClusterIssuerAzureDNS | undefined>;
  /** CNAMEStrategy configures how the DNS01 provider should handle CNAME records when found in DNS zones. */
  cnameStrategy?: Input<"None" | "Follow" | undefined>;
  /** Use RFC2136 ("Dynamic Updates in the Domain Name System") (https://datatracker.ietf.org/doc/rfc2136/) to manage DNS01 challenge records. */
  rfc2136?: Input<ClusterIssuerRfc2136 | undefined>;
  /** Use the AWS Route53 API to manage DNS01 challenge records. */
  route53?: Input<ClusterIssuerRoute53 | undefined>;
  /** Configure an external webhook based DNS01 challenge solver to manage DNS01 challenge records. */
  webhook?: Input<ClusterIssuerWebhook | undefined>;
}

export interface ClusterIssuerHttp01 {
  /** The Gateway API is a sig-network community API that models service networking in Kubernetes (https://gateway-api.sigs.k8s.io/). */
  gatewayHTTPRoute?: Input<ClusterIssuerGatewayHTTPRoute | undefined>;
  /** The ingress based HTTP01 challenge solver will solve challenges by creating or modifying Ingress resources in order to route requests for '/.well-known/acme-challenge/XYZ' to 'challenge solver' pods that are provisioned by cert-manager … */
  ingress?: Input<ClusterIssuerIngress | undefined>;
}

export interface ClusterIssuerSelector {
  /** List of DNSNames that this solver will be used to solve. */
  dnsNames?: Input<Input<string>[] | undefined>;
  /** List of DNSZones that this solver will be used to solve. */
  dnsZones?: Input<Input<string>[] | undefined>;
  /** A label selector that is used to refine the set of certificate's that this challenge solver will apply to. */
  matchLabels?: Input<Record<string, Input<string>> | undefined>;
}

export interface ClusterIssuerAppRole {
  /** Path where the App Role authentication backend is mounted in Vault, e.g: "approle" */
  path: Input<string>;
  /** RoleID configured in the App Role authentication backend when setting up the authentication backend in Vault. */
  roleId: Input<string>;
  /** Reference to a key in a Secret that contains the App Role secret used to authenticate with Vault. */
  secretRef: Input<CertificatePasswordSecretRef>;
}

export interface ClusterIssuerAws {
  /** The ARN of the AWS IAM role to assume using the Kubernetes service account token. */
  iamRoleArn?: Input<string | undefined>;
  /** The Vault mountPath here is the mount path to use when authenticating with Vault. */
  mountPath?: Input<string | undefined>;
  /** The AWS region to use for authentication. */
  region?: Input<string | undefined>;
  /** A required field containing the Vault Role to assume when authenticating. */
  role: Input<string>;
  /** A reference to a service account that will be used to request a web identity token for IRSA (IAM Roles for Service Accounts) authentication. */
  serviceAccountRef?: Input<ClusterIssuerServiceAccountRef | undefined>;
  /** The Vault header value to include in the STS signing request. */
  vaultHeaderValue?: Input<string | undefined>;
}

export interface ClusterIssuerClientCertificate {
  /** The Vault mountPath here is the mount path to use when authenticating with Vault. */
  mountPath?: Input<string | undefined>;
  /** Name of the certificate role to authenticate against. */
  name?: Input<string | undefined>;
  /** Reference to Kubernetes Secret of type "kubernetes.io/tls" (hence containing tls.crt and tls.key) used to authenticate to Vault using TLS client authentication. */
  secretName?: Input<string | undefined>;
}

export interface ClusterIssuerKubernetes {
  /** The Vault mountPath here is the mount path to use when authenticating with Vault. */
  mountPath?: Input<string | undefined>;
  /** A required field containing the Vault Role to assume. */
  role: Input<string>;
  /** The required Secret field containing a Kubernetes ServiceAccount JWT used for authenticating with Vault. */
  secretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** A reference to a service account that will be used to request a bound token (also known as "projected token"). */
  serviceAccountRef?: Input<ClusterIssuerServiceAccountRef | undefined>;
}

export interface ClusterIssuerCredentialsRef {
  /** Name of the resource being referred to. */
  name: Input<string>;
}

export interface ClusterIssuerAzureDNS {
  /** Auth: Azure Service Principal: The ClientID of the Azure Service Principal used to authenticate with Azure DNS. */
  clientID?: Input<string | undefined>;
  /** Auth: Azure Service Principal: A reference to a Secret containing the password associated with the Service Principal. */
  clientSecretSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** name of the Azure environment (default AzurePublicCloud) */
  environment?: Input<"AzurePublicCloud" | "AzureChinaCloud" | "AzureGermanCloud" | "AzureUSGovernmentCloud" | undefined>;
  /** name of the DNS zone that should be used */
  hostedZoneName?: Input<string | undefined>;
  /** Auth: Azure Workload Identity or Azure Managed Service Identity: Settings to enable Azure Workload Identity or Azure Managed Service Identity If set, ClientID, ClientSecret and TenantID must not be set. */
  managedIdentity?: Input<ClusterIssuerManagedIdentity | undefined>;
  /** resource group the DNS zone is located in */
  resourceGroupName: Input<string>;
  /** ID of the Azure subscription */
  subscriptionID: Input<string>;
  /** Auth: Azure Service Principal: The TenantID of the Azure Service Principal used to authenticate with Azure DNS. */
  tenantID?: Input<string | undefined>;
  /** ZoneType determines which type of Azure DNS zone to use. */
  zoneType?: Input<"AzurePublicZone" | "AzurePrivateZone" | undefined>;
}

export interface ClusterIssuerRfc2136 {
  /** The IP address or hostname of an authoritative DNS server supporting RFC2136 in the form host:port. */
  nameserver: Input<string>;
  /** Protocol to use for dynamic DNS update queries. */
  protocol?: Input<"TCP" | "UDP" | undefined>;
  /** The TSIG Algorithm configured in the DNS supporting RFC2136. */
  tsigAlgorithm?: Input<string | undefined>;
  /** The TSIG Key name configured in the DNS. */
  tsigKeyName?: Input<string | undefined>;
  /** The name of the secret containing the TSIG value. */
  tsigSecretSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
}

export interface ClusterIssuerRoute53 {
  /** The AccessKeyID is used for authentication. */
  accessKeyID?: Input<string | undefined>;
  /** The SecretAccessKey is used for authentication. */
  accessKeyIDSecretRef?: Input<CertificatePasswordSecretRef | undefined>;
  /** Auth configures how cert-manager authenticates. */
  auth?: Input<ClusterIssuerRoute53Auth | undefined>;
  /** If set, the provider will manage only this zone in Route53 and will not do a lookup using the route53:ListHostedZonesByName api call. */
  hostedZoneID?: Input<string | undefined>;
  /** Override the AWS region. */
  region?: Input<string | undefined>;
  /** Role is a Role ARN which the Route53 provider will assume using either the explicit credentials AccessKeyID/SecretAccessKey or the inferred credentials from environment variables, shared credentials file or AWS Instance metadata */
  role?: Input<string | undefined>;
  /** The SecretAccessKey is used for authentication. */
  secretAccessKeySecretRef?: Input<CertificatePasswordSecretRef | undefined>;
}

export interface ClusterIssuerWebhook {
  /** Additional configuration that should be passed to the webhook apiserver when challenges are processed. */
  config?: Input<Json | undefined>;
  /** The API group name that should be used when POSTing ChallengePayload resources to the webhook apiserver. */
  groupName: Input<string>;
  /** The name of the solver to use, as defined in the webhook provider implementation. */
  solverName: Input<string>;
}

export interface ClusterIssuerGatewayHTTPRoute {
  /** Custom labels that will be applied to HTTPRoutes created by cert-manager while solving HTTP-01 challenges. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** When solving an HTTP-01 challenge, cert-manager creates an HTTPRoute. cert-manager needs to know which parentRefs should be used when creating the HTTPRoute. */
  parentRefs?: Input<Input<ClusterIssuerParentRef>[] | undefined>;
  /** Optional pod template used to configure the ACME challenge solver pods used for HTTP01 challenges. */
  podTemplate?: Input<ClusterIssuerPodTemplate | undefined>;
  /** Optional service type for Kubernetes solver service. */
  serviceType?: Input<string | undefined>;
}

export interface ClusterIssuerIngress {
  /** This field configures the annotation `kubernetes.io/ingress.class` when creating Ingress resources to solve ACME challenges that use this challenge solver. */
  class?: Input<string | undefined>;
  /** This field configures the field `ingressClassName` on the created Ingress resources used to solve ACME challenges that use this challenge solver. */
  ingressClassName?: Input<string | undefined>;
  /** Optional ingress template used to configure the ACME challenge solver ingress used for HTTP01 challenges. */
  ingressTemplate?: Input<ClusterIssuerIngressTemplate | undefined>;
  /** The name of the ingress resource that should have ACME challenge solving routes inserted into it in order to solve HTTP01 challenges. */
  name?: Input<string | undefined>;
  /** Optional pod template used to configure the ACME challenge solver pods used for HTTP01 challenges. */
  podTemplate?: Input<ClusterIssuerPodTemplate | undefined>;
  /** Optional service type for Kubernetes solver service. */
  serviceType?: Input<string | undefined>;
}

export interface ClusterIssuerServiceAccountRef {
  /** TokenAudiences is an optional list of extra audiences to include in the token passed to Vault. */
  audiences?: Input<Input<string>[] | undefined>;
  /** Name of the ServiceAccount used to request a token. */
  name: Input<string>;
}

export interface ClusterIssuerManagedIdentity {
  /** client ID of the managed identity, cannot be used at the same time as resourceID */
  clientID?: Input<string | undefined>;
  /** resource ID of the managed identity, cannot be used at the same time as clientID Cannot be used for Azure Managed Service Identity */
  resourceID?: Input<string | undefined>;
  /** tenant ID of the managed identity, cannot be used at the same time as resourceID */
  tenantID?: Input<string | undefined>;
}

export interface ClusterIssuerRoute53Auth {
  /** Kubernetes authenticates with Route53 using AssumeRoleWithWebIdentity by passing a bound ServiceAccount token. */
  kubernetes: Input<ClusterIssuerAuthKubernetes>;
}

export interface ClusterIssuerParentRef {
  /** Group is the group of the referent. @default "gateway.networking.k8s.io" */
  group?: Input<string | undefined>;
  /** Kind is kind of the referent. @default "Gateway" */
  kind?: Input<string | undefined>;
  /** Name is the name of the referent. */
  name: Input<string>;
  /** Namespace is the namespace of the referent. */
  namespace?: Input<string | undefined>;
  /** Port is the network port this Route targets. */
  port?: Input<number | undefined>;
  /** SectionName is the name of a section within the target resource. */
  sectionName?: Input<string | undefined>;
}

export interface ClusterIssuerPodTemplate {
  /** ObjectMeta overrides for the pod used to solve HTTP01 challenges. */
  metadata?: Input<ClusterIssuerMetadata | undefined>;
  /** PodSpec defines overrides for the HTTP01 challenge solver pod. */
  spec?: Input<ClusterIssuerPodTemplateSpec | undefined>;
}

export interface ClusterIssuerIngressTemplate {
  /** ObjectMeta overrides for the ingress used to solve HTTP01 challenges. */
  metadata?: Input<ClusterIssuerIngressTemplateMetadata | undefined>;
}

export interface ClusterIssuerAuthKubernetes {
  /** A reference to a service account that will be used to request a bound token (also known as "projected token"). */
  serviceAccountRef: Input<ClusterIssuerKubernetesServiceAccountRef>;
}

export interface ClusterIssuerMetadata {
  /** Annotations that should be added to the created ACME HTTP01 solver pods. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Labels that should be added to the created ACME HTTP01 solver pods. */
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface ClusterIssuerPodTemplateSpec {
  /** If specified, the pod's scheduling constraints */
  affinity?: Input<core.v1.Affinity | undefined>;
  /** If specified, the pod's imagePullSecrets */
  imagePullSecrets?: Input<Input<ClusterIssuerImagePullSecret>[] | undefined>;
  /** NodeSelector is a selector which must be true for the pod to fit on a node. */
  nodeSelector?: Input<Record<string, Input<string>> | undefined>;
  /** If specified, the pod's priorityClassName. */
  priorityClassName?: Input<string | undefined>;
  /** If specified, the pod's resource requirements. */
  resources?: Input<core.v1.ResourceRequirements | undefined>;
  /** If specified, the pod's security context */
  securityContext?: Input<ClusterIssuerSecurityContext | undefined>;
  /** If specified, the pod's service account */
  serviceAccountName?: Input<string | undefined>;
  /** If specified, the pod's tolerations. */
  tolerations?: Input<Input<core.v1.Toleration>[] | undefined>;
}

export interface ClusterIssuerIngressTemplateMetadata {
  /** Annotations that should be added to the created ACME HTTP01 solver ingress. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Labels that should be added to the created ACME HTTP01 solver ingress. */
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface ClusterIssuerKubernetesServiceAccountRef {
  /** TokenAudiences is an optional list of audiences to include in the token passed to AWS. */
  audiences?: Input<Input<string>[] | undefined>;
  /** Name of the ServiceAccount used to request a token. */
  name: Input<string>;
}

export interface ClusterIssuerImagePullSecret {
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
}

export interface ClusterIssuerSecurityContext {
  /** A special supplemental group that applies to all containers in a pod. */
  fsGroup?: Input<number | undefined>;
  /** fsGroupChangePolicy defines behavior of changing ownership and permission of the volume before being exposed inside Pod. */
  fsGroupChangePolicy?: Input<string | undefined>;
  /** The GID to run the entrypoint of the container process. */
  runAsGroup?: Input<number | undefined>;
  /** Indicates that the container must run as a non-root user. */
  runAsNonRoot?: Input<boolean | undefined>;
  /** The UID to run the entrypoint of the container process. */
  runAsUser?: Input<number | undefined>;
  /** The SELinux context to be applied to all containers. */
  seLinuxOptions?: Input<ClusterIssuerSeLinuxOptions | undefined>;
  /** The seccomp options to use by the containers in this pod. */
  seccompProfile?: Input<ClusterIssuerSeccompProfile | undefined>;
  /** A list of groups applied to the first process run in each container, in addition to the container's primary GID, the fsGroup (if specified), and group memberships defined in the container image for the uid of the container process. */
  supplementalGroups?: Input<Input<number>[] | undefined>;
  /** Sysctls hold a list of namespaced sysctls used for the pod. */
  sysctls?: Input<Input<core.v1.EnvVar>[] | undefined>;
}

export interface ClusterIssuerSeLinuxOptions {
  /** Level is SELinux level label that applies to the container. */
  level?: Input<string | undefined>;
  /** Role is a SELinux role label that applies to the container. */
  role?: Input<string | undefined>;
  /** Type is a SELinux type label that applies to the container. */
  type?: Input<string | undefined>;
  /** User is a SELinux user label that applies to the container. */
  user?: Input<string | undefined>;
}

export interface ClusterIssuerSeccompProfile {
  /** localhostProfile indicates a profile defined in a file on the node should be used. */
  localhostProfile?: Input<string | undefined>;
  /** type indicates which kind of seccomp profile will be applied. */
  type: Input<string>;
}

export interface IssuerSpec {
  /** ACME configures this issuer to communicate with a RFC8555 (ACME) server to obtain signed x509 certificates. */
  acme?: Input<ClusterIssuerAcme | undefined>;
  /** CA configures this issuer to sign certificates using a signing CA keypair stored in a Secret resource. */
  ca?: Input<ClusterIssuerCa | undefined>;
  /** SelfSigned configures this issuer to 'self sign' certificates using the private key used to create the CertificateRequest object. */
  selfSigned?: Input<ClusterIssuerSelfSigned | undefined>;
  /** Vault configures this issuer to sign certificates using a HashiCorp Vault PKI backend. */
  vault?: Input<ClusterIssuerVault | undefined>;
  /** Venafi configures this issuer to sign certificates using a CyberArk Certificate Manager Self-Hosted or SaaS policy zone. */
  venafi?: Input<ClusterIssuerVenafi | undefined>;
}
