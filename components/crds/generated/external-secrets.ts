// Generated from external-secrets v1.3.2 by npm run generate:crds; do not edit.
import type { meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** ClusterSecretStore represents a secure external location for storing secrets, which can be referenced as part of `storeRef` fields. */
export class ClusterSecretStore extends defineKind<ClusterSecretStoreSpec>("external-secrets.io/v1", "ClusterSecretStore") {}

/** ExternalSecret is the Schema for the external-secrets API. */
export class ExternalSecret extends defineKind<ExternalSecretSpec>("external-secrets.io/v1", "ExternalSecret") {}

/** Password generates a random password based on the configuration parameters in spec. */
export class Password extends defineKind<PasswordSpec>("generators.external-secrets.io/v1alpha1", "Password") {}

/** PushSecret is the Schema for the PushSecrets API that enables pushing Kubernetes secrets to external secret providers. */
export class PushSecret extends defineKind<PushSecretSpec>("external-secrets.io/v1alpha1", "PushSecret") {}

/** SecretStore represents a secure external location for storing secrets, which can be referenced as part of `storeRef` fields. */
export class SecretStore extends defineKind<SecretStoreSpec>("external-secrets.io/v1", "SecretStore") {}

export interface ClusterSecretStoreSpec {
  /** Used to constrain a ClusterSecretStore to specific namespaces. */
  conditions?: Input<Input<ClusterSecretStoreCondition>[] | undefined>;
  /** Used to select the correct ESO controller (think: ingress.ingressClassName) The ESO controller is instantiated with a specific controller name and filters ES based on this property */
  controller?: Input<string | undefined>;
  /** Used to configure the provider. */
  provider: Input<ClusterSecretStoreProvider>;
  /** Used to configure store refresh interval in seconds. */
  refreshInterval?: Input<number | undefined>;
  /** Used to configure HTTP retries on failures. */
  retrySettings?: Input<ClusterSecretStoreRetrySettings | undefined>;
}

export interface ClusterSecretStoreCondition {
  /** Choose namespaces by using regex matching */
  namespaceRegexes?: Input<Input<string>[] | undefined>;
  /** Choose namespace using a labelSelector */
  namespaceSelector?: Input<meta.v1.LabelSelector | undefined>;
  /** Choose namespaces by name */
  namespaces?: Input<Input<string>[] | undefined>;
}

export interface ClusterSecretStoreProvider {
  /** AWS configures this store to sync secrets using AWS Secret Manager provider */
  aws?: Input<ClusterSecretStoreAws | undefined>;
  /** AzureKV configures this store to sync secrets using Azure Key Vault provider */
  azurekv?: Input<ClusterSecretStoreAzurekv | undefined>;
  /** Fake configures a store with static key/value pairs */
  fake?: Input<ClusterSecretStoreFake | undefined>;
  /** Kubernetes configures this store to sync secrets using a Kubernetes cluster provider */
  kubernetes?: Input<ClusterSecretStoreKubernetes | undefined>;
  /** Vault configures this store to sync secrets using the HashiCorp Vault provider. */
  vault?: Input<ClusterSecretStoreVault | undefined>;
}

export interface ClusterSecretStoreRetrySettings {
  maxRetries?: Input<number | undefined>;
  retryInterval?: Input<string | undefined>;
}

export interface ClusterSecretStoreAws {
  /** AdditionalRoles is a chained list of Role ARNs which the provider will sequentially assume before assuming the Role */
  additionalRoles?: Input<Input<string>[] | undefined>;
  /** Auth defines the information necessary to authenticate against AWS if not set aws sdk will infer credentials from your environment see: https://docs.aws.amazon.com/sdk-for-go/v1/developer-guide/configuring-sdk.html#specifying-credentials */
  auth?: Input<ClusterSecretStoreAuth | undefined>;
  /** AWS External ID set on assumed IAM roles */
  externalID?: Input<string | undefined>;
  /** Prefix adds a prefix to all retrieved values. */
  prefix?: Input<string | undefined>;
  /** AWS Region to be used for the provider */
  region: Input<string>;
  /** Role is a Role ARN which the provider will assume */
  role?: Input<string | undefined>;
  /** SecretsManager defines how the provider behaves when interacting with AWS SecretsManager */
  secretsManager?: Input<ClusterSecretStoreSecretsManager | undefined>;
  /** Service defines which service should be used to fetch the secrets */
  service: Input<"SecretsManager" | "ParameterStore">;
  /** AWS STS assume role session tags */
  sessionTags?: Input<Input<ClusterSecretStoreSessionTag>[] | undefined>;
  /** AWS STS assume role transitive session tags. */
  transitiveTagKeys?: Input<Input<string>[] | undefined>;
}

export interface ClusterSecretStoreAzurekv {
  /** Auth configures how the operator authenticates with Azure. */
  authSecretRef?: Input<ClusterSecretStoreAuthSecretRef | undefined>;
  /** Auth type defines how to authenticate to the keyvault service. @default "ServicePrincipal" */
  authType?: Input<"ServicePrincipal" | "ManagedIdentity" | "WorkloadIdentity" | undefined>;
  /** CustomCloudConfig defines custom Azure endpoints for non-standard clouds. */
  customCloudConfig?: Input<ClusterSecretStoreCustomCloudConfig | undefined>;
  /** EnvironmentType specifies the Azure cloud environment endpoints to use for connecting and authenticating with Azure. @default "PublicCloud" */
  environmentType?: Input<"PublicCloud" | "USGovernmentCloud" | "ChinaCloud" | "GermanCloud" | "AzureStackCloud" | undefined>;
  /** If multiple Managed Identity is assigned to the pod, you can select the one to be used */
  identityId?: Input<string | undefined>;
  /** ServiceAccountRef specified the service account that should be used when authenticating with WorkloadIdentity. */
  serviceAccountRef?: Input<ClusterSecretStoreServiceAccountRef | undefined>;
  /** TenantID configures the Azure Tenant to send requests to. */
  tenantId?: Input<string | undefined>;
  /** UseAzureSDK enables the use of the new Azure SDK for Go (azcore-based) instead of the legacy go-autorest SDK. @default false */
  useAzureSDK?: Input<boolean | undefined>;
  /** Vault Url from which the secrets to be fetched from. */
  vaultUrl: Input<string>;
}

export interface ClusterSecretStoreFake {
  data: Input<Input<ClusterSecretStoreData>[]>;
  /** ValidationResult is defined type for the number of validation results. */
  validationResult?: Input<number | undefined>;
}

export interface ClusterSecretStoreKubernetes {
  /** Auth configures how secret-manager authenticates with a Kubernetes instance. */
  auth?: Input<ClusterSecretStoreKubernetesAuth | undefined>;
  /** A reference to a secret that contains the auth information. */
  authRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** Remote namespace to fetch the secrets from @default "default" */
  remoteNamespace?: Input<string | undefined>;
  /** configures the Kubernetes server Address. */
  server?: Input<ClusterSecretStoreServer | undefined>;
}

export interface ClusterSecretStoreVault {
  /** Auth configures how secret-manager authenticates with the Vault server. */
  auth?: Input<ClusterSecretStoreVaultAuth | undefined>;
  /** PEM encoded CA bundle used to validate Vault server certificate. */
  caBundle?: Input<string | undefined>;
  /** The provider for the CA bundle to use to validate Vault server certificate. */
  caProvider?: Input<ClusterSecretStoreCaProvider | undefined>;
  /** CheckAndSet defines the Check-And-Set (CAS) settings for PushSecret operations. */
  checkAndSet?: Input<ClusterSecretStoreCheckAndSet | undefined>;
  /** ForwardInconsistent tells Vault to forward read-after-write requests to the Vault leader instead of simply retrying within a loop. */
  forwardInconsistent?: Input<boolean | undefined>;
  /** Headers to be added in Vault request */
  headers?: Input<Record<string, Input<string>> | undefined>;
  /** Name of the vault namespace. */
  namespace?: Input<string | undefined>;
  /** Path is the mount path of the Vault KV backend endpoint, e.g: "secret". */
  path?: Input<string | undefined>;
  /** ReadYourWrites ensures isolated read-after-write semantics by providing discovered cluster replication states in each request. */
  readYourWrites?: Input<boolean | undefined>;
  /** Server is the connection address for the Vault server, e.g: "https://vault.example.com:8200". */
  server: Input<string>;
  /** The configuration used for client side related TLS communication, when the Vault server requires mutual authentication. */
  tls?: Input<ClusterSecretStoreTls | undefined>;
  /** Version is the Vault KV secret engine version. @default "v2" */
  version?: Input<"v1" | "v2" | undefined>;
}

export interface ClusterSecretStoreAuth {
  /** AWSJWTAuth stores reference to Authenticate against AWS using service account tokens. */
  jwt?: Input<ClusterSecretStoreJwt | undefined>;
  /** AWSAuthSecretRef holds secret references for AWS credentials both AccessKeyID and SecretAccessKey must be defined in order to properly authenticate. */
  secretRef?: Input<ClusterSecretStoreSecretRef | undefined>;
}

export interface ClusterSecretStoreSecretsManager {
  /** Specifies whether to delete the secret without any recovery window. */
  forceDeleteWithoutRecovery?: Input<boolean | undefined>;
  /** The number of days from 7 to 30 that Secrets Manager waits before permanently deleting the secret. */
  recoveryWindowInDays?: Input<number | undefined>;
}

export interface ClusterSecretStoreSessionTag {
  key: Input<string>;
  value: Input<string>;
}

export interface ClusterSecretStoreAuthSecretRef {
  /** The Azure ClientCertificate of the service principle used for authentication. */
  clientCertificate?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** The Azure clientId of the service principle or managed identity used for authentication. */
  clientId?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** The Azure ClientSecret of the service principle used for authentication. */
  clientSecret?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** The Azure tenantId of the managed identity used for authentication. */
  tenantId?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreCustomCloudConfig {
  /** ActiveDirectoryEndpoint is the AAD endpoint for authentication Required when using custom cloud configuration */
  activeDirectoryEndpoint: Input<string>;
  /** KeyVaultDNSSuffix is the DNS suffix for Key Vault URLs */
  keyVaultDNSSuffix?: Input<string | undefined>;
  /** KeyVaultEndpoint is the Key Vault service endpoint */
  keyVaultEndpoint?: Input<string | undefined>;
  /** ResourceManagerEndpoint is the Azure Resource Manager endpoint */
  resourceManagerEndpoint?: Input<string | undefined>;
}

export interface ClusterSecretStoreServiceAccountRef {
  /** Audience specifies the `aud` claim for the service account token If the service account uses a well-known annotation for e.g. IRSA or GCP Workload Identity then this audiences will be appended to the list */
  audiences?: Input<Input<string>[] | undefined>;
  /** The name of the ServiceAccount resource being referred to. */
  name: Input<string>;
  /** Namespace of the resource being referred to. */
  namespace?: Input<string | undefined>;
}

export interface ClusterSecretStoreData {
  key: Input<string>;
  value: Input<string>;
  version?: Input<string | undefined>;
}

export interface ClusterSecretStoreKubernetesAuth {
  /** has both clientCert and clientKey as secretKeySelector */
  cert?: Input<ClusterSecretStoreCert | undefined>;
  /** points to a service account that should be used for authentication */
  serviceAccount?: Input<ClusterSecretStoreServiceAccountRef | undefined>;
  /** use static token to authenticate with */
  token?: Input<ClusterSecretStoreToken | undefined>;
}

export interface ClusterSecretStoreAuthRef {
  /** A key in the referenced Secret. */
  key?: Input<string | undefined>;
  /** The name of the Secret resource being referred to. */
  name?: Input<string | undefined>;
  /** The namespace of the Secret resource being referred to. */
  namespace?: Input<string | undefined>;
}

export interface ClusterSecretStoreServer {
  /** CABundle is a base64-encoded CA certificate */
  caBundle?: Input<string | undefined>;
  /** see: https://external-secrets.io/v0.4.1/spec/#external-secrets.io/v1alpha1.CAProvider */
  caProvider?: Input<ClusterSecretStoreCaProvider | undefined>;
  /** configures the Kubernetes server Address. @default "kubernetes.default" */
  url?: Input<string | undefined>;
}

export interface ClusterSecretStoreVaultAuth {
  /** AppRole authenticates with Vault using the App Role auth mechanism, with the role and secret stored in a Kubernetes Secret resource. */
  appRole?: Input<ClusterSecretStoreAppRole | undefined>;
  /** Cert authenticates with TLS Certificates by passing client certificate, private key and ca certificate Cert authentication method */
  cert?: Input<ClusterSecretStoreAuthCert | undefined>;
  /** Gcp authenticates with Vault using Google Cloud Platform authentication method GCP authentication method */
  gcp?: Input<ClusterSecretStoreGcp | undefined>;
  /** Iam authenticates with vault by passing a special AWS request signed with AWS IAM credentials AWS IAM authentication method */
  iam?: Input<ClusterSecretStoreIam | undefined>;
  /** Jwt authenticates with Vault by passing role and JWT token using the JWT/OIDC authentication method */
  jwt?: Input<ClusterSecretStoreAuthJwt | undefined>;
  /** Kubernetes authenticates with Vault by passing the ServiceAccount token stored in the named Secret resource to the Vault server. */
  kubernetes?: Input<ClusterSecretStoreAuthKubernetes | undefined>;
  /** Ldap authenticates with Vault by passing username/password pair using the LDAP authentication method */
  ldap?: Input<ClusterSecretStoreLdap | undefined>;
  /** Name of the vault namespace to authenticate to. */
  namespace?: Input<string | undefined>;
  /** TokenSecretRef authenticates with Vault by presenting a token. */
  tokenSecretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** UserPass authenticates with Vault by passing username/password pair */
  userPass?: Input<ClusterSecretStoreUserPass | undefined>;
}

export interface ClusterSecretStoreCaProvider {
  /** The key where the CA certificate can be found in the Secret or ConfigMap. */
  key?: Input<string | undefined>;
  /** The name of the object located at the provider type. */
  name: Input<string>;
  /** The namespace the Provider type is in. */
  namespace?: Input<string | undefined>;
  /** The type of provider to use such as "Secret", or "ConfigMap". */
  type: Input<"Secret" | "ConfigMap">;
}

export interface ClusterSecretStoreCheckAndSet {
  /** Required when true, all write operations must include a check-and-set parameter. */
  required?: Input<boolean | undefined>;
}

export interface ClusterSecretStoreTls {
  /** CertSecretRef is a certificate added to the transport layer when communicating with the Vault server. */
  certSecretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** KeySecretRef to a key in a Secret resource containing client private key added to the transport layer when communicating with the Vault server. */
  keySecretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreJwt {
  /** ServiceAccountSelector is a reference to a ServiceAccount resource. */
  serviceAccountRef?: Input<ClusterSecretStoreServiceAccountRef | undefined>;
}

export interface ClusterSecretStoreSecretRef {
  /** The AccessKeyID is used for authentication */
  accessKeyIDSecretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** The SecretAccessKey is used for authentication */
  secretAccessKeySecretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** The SessionToken used for authentication This must be defined if AccessKeyID and SecretAccessKey are temporary credentials see: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_temp_use-resources.html */
  sessionTokenSecretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreCert {
  /** SecretKeySelector is a reference to a specific 'key' within a Secret resource. */
  clientCert?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** SecretKeySelector is a reference to a specific 'key' within a Secret resource. */
  clientKey?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreToken {
  /** SecretKeySelector is a reference to a specific 'key' within a Secret resource. */
  bearerToken?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreAppRole {
  /** Path where the App Role authentication backend is mounted in Vault, e.g: "approle" @default "approle" */
  path?: Input<string | undefined>;
  /** RoleID configured in the App Role authentication backend when setting up the authentication backend in Vault. */
  roleId?: Input<string | undefined>;
  /** Reference to a key in a Secret that contains the App Role ID used to authenticate with Vault. */
  roleRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** Reference to a key in a Secret that contains the App Role secret used to authenticate with Vault. */
  secretRef: Input<ClusterSecretStoreAuthRef>;
}

export interface ClusterSecretStoreAuthCert {
  /** ClientCert is a certificate to authenticate using the Cert Vault authentication method */
  clientCert?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** Path where the Certificate authentication backend is mounted in Vault, e.g: "cert" @default "cert" */
  path?: Input<string | undefined>;
  /** SecretRef to a key in a Secret resource containing client private key to authenticate with Vault using the Cert authentication method */
  secretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreGcp {
  /** Location optionally defines a location/region for the secret */
  location?: Input<string | undefined>;
  /** Path where the GCP auth method is enabled in Vault, e.g: "gcp" @default "gcp" */
  path?: Input<string | undefined>;
  /** Project ID of the Google Cloud Platform project */
  projectID?: Input<string | undefined>;
  /** Vault Role. */
  role: Input<string>;
  /** Specify credentials in a Secret object */
  secretRef?: Input<ClusterSecretStoreGcpSecretRef | undefined>;
  /** ServiceAccountRef to a service account for impersonation */
  serviceAccountRef?: Input<ClusterSecretStoreServiceAccountRef | undefined>;
  /** Specify a service account with Workload Identity */
  workloadIdentity?: Input<ClusterSecretStoreWorkloadIdentity | undefined>;
}

export interface ClusterSecretStoreIam {
  /** AWS External ID set on assumed IAM roles */
  externalID?: Input<string | undefined>;
  /** Specify a service account with IRSA enabled */
  jwt?: Input<ClusterSecretStoreJwt | undefined>;
  /** Path where the AWS auth method is enabled in Vault, e.g: "aws" */
  path?: Input<string | undefined>;
  /** AWS region */
  region?: Input<string | undefined>;
  /** This is the AWS role to be assumed before talking to vault */
  role?: Input<string | undefined>;
  /** Specify credentials in a Secret object */
  secretRef?: Input<ClusterSecretStoreSecretRef | undefined>;
  /** X-Vault-AWS-IAM-Server-ID is an additional header used by Vault IAM auth method to mitigate against different types of replay attacks. */
  vaultAwsIamServerID?: Input<string | undefined>;
  /** Vault Role. */
  vaultRole: Input<string>;
}

export interface ClusterSecretStoreAuthJwt {
  /** Optional ServiceAccountToken specifies the Kubernetes service account for which to request a token for with the `TokenRequest` API. */
  kubernetesServiceAccountToken?: Input<ClusterSecretStoreKubernetesServiceAccountToken | undefined>;
  /** Path where the JWT authentication backend is mounted in Vault, e.g: "jwt" @default "jwt" */
  path?: Input<string | undefined>;
  /** Role is a JWT role to authenticate using the JWT/OIDC Vault authentication method */
  role?: Input<string | undefined>;
  /** Optional SecretRef that refers to a key in a Secret resource containing JWT token to authenticate with Vault using the JWT/OIDC authentication method. */
  secretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreAuthKubernetes {
  /** Path where the Kubernetes authentication backend is mounted in Vault, e.g: "kubernetes" @default "kubernetes" */
  mountPath?: Input<string | undefined>;
  /** A required field containing the Vault Role to assume. */
  role: Input<string>;
  /** Optional secret field containing a Kubernetes ServiceAccount JWT used for authenticating with Vault. */
  secretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** Optional service account field containing the name of a kubernetes ServiceAccount. */
  serviceAccountRef?: Input<ClusterSecretStoreServiceAccountRef | undefined>;
}

export interface ClusterSecretStoreLdap {
  /** Path where the LDAP authentication backend is mounted in Vault, e.g: "ldap" @default "ldap" */
  path?: Input<string | undefined>;
  /** SecretRef to a key in a Secret resource containing password for the LDAP user used to authenticate with Vault using the LDAP authentication method */
  secretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** Username is an LDAP username used to authenticate using the LDAP Vault authentication method */
  username: Input<string>;
}

export interface ClusterSecretStoreUserPass {
  /** Path where the UserPassword authentication backend is mounted in Vault, e.g: "userpass" @default "userpass" */
  path?: Input<string | undefined>;
  /** SecretRef to a key in a Secret resource containing password for the user used to authenticate with Vault using the UserPass authentication method */
  secretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
  /** Username is a username used to authenticate using the UserPass Vault authentication method */
  username: Input<string>;
}

export interface ClusterSecretStoreGcpSecretRef {
  /** The SecretAccessKey is used for authentication */
  secretAccessKeySecretRef?: Input<ClusterSecretStoreAuthRef | undefined>;
}

export interface ClusterSecretStoreWorkloadIdentity {
  /** ClusterLocation is the location of the cluster If not specified, it fetches information from the metadata server */
  clusterLocation?: Input<string | undefined>;
  /** ClusterName is the name of the cluster If not specified, it fetches information from the metadata server */
  clusterName?: Input<string | undefined>;
  /** ClusterProjectID is the project ID of the cluster If not specified, it fetches information from the metadata server */
  clusterProjectID?: Input<string | undefined>;
  /** ServiceAccountSelector is a reference to a ServiceAccount resource. */
  serviceAccountRef: Input<ClusterSecretStoreServiceAccountRef>;
}

export interface ClusterSecretStoreKubernetesServiceAccountToken {
  /** Optional audiences field that will be used to request a temporary Kubernetes service account token for the service account referenced by `serviceAccountRef`. */
  audiences?: Input<Input<string>[] | undefined>;
  /** Optional expiration time in seconds that will be used to request a temporary Kubernetes service account token for the service account referenced by `serviceAccountRef`. */
  expirationSeconds?: Input<number | undefined>;
  /** Service account field containing the name of a kubernetes ServiceAccount. */
  serviceAccountRef: Input<ClusterSecretStoreServiceAccountRef>;
}

export interface ExternalSecretSpec {
  /** Data defines the connection between the Kubernetes Secret keys and the Provider data */
  data?: Input<Input<ExternalSecretData>[] | undefined>;
  /** DataFrom is used to fetch all properties from a specific Provider data If multiple entries are specified, the Secret keys are merged in the specified order */
  dataFrom?: Input<Input<ExternalSecretDataFrom>[] | undefined>;
  /** RefreshInterval is the amount of time before the values are read again from the SecretStore provider, specified as Golang Duration strings. @default "1h0m0s" */
  refreshInterval?: Input<string | undefined>;
  /** RefreshPolicy determines how the ExternalSecret should be refreshed: - CreatedOnce: Creates the Secret only if it does not exist and does not update it thereafter - Periodic: Synchronizes the Secret from the external source at regular … */
  refreshPolicy?: Input<"CreatedOnce" | "Periodic" | "OnChange" | undefined>;
  /** SecretStoreRef defines which SecretStore to fetch the ExternalSecret data. */
  secretStoreRef?: Input<ExternalSecretSecretStoreRef | undefined>;
  /** ExternalSecretTarget defines the Kubernetes Secret to be created, there can be only one target per ExternalSecret. */
  target?: Input<ExternalSecretTarget | undefined>;
}

export interface ExternalSecretData {
  /** RemoteRef points to the remote secret and defines which secret (version/property/..) to fetch. */
  remoteRef: Input<ExternalSecretRemoteRef>;
  /** The key in the Kubernetes Secret to store the value. */
  secretKey: Input<string>;
  /** SourceRef allows you to override the source from which the value will be pulled. */
  sourceRef?: Input<ExternalSecretSourceRef | undefined>;
}

export interface ExternalSecretDataFrom {
  /** Used to extract multiple key/value pairs from one secret Note: Extract does not support sourceRef.Generator or sourceRef.GeneratorRef. */
  extract?: Input<ExternalSecretRemoteRef | undefined>;
  /** Used to find secrets based on tags or regular expressions Note: Find does not support sourceRef.Generator or sourceRef.GeneratorRef. */
  find?: Input<ExternalSecretFind | undefined>;
  /** Used to rewrite secret Keys after getting them from the secret Provider Multiple Rewrite operations can be provided. */
  rewrite?: Input<Input<ExternalSecretRewrite>[] | undefined>;
  /** SourceRef points to a store or generator which contains secret values ready to use. */
  sourceRef?: Input<ExternalSecretSourceRef | undefined>;
}

export interface ExternalSecretSecretStoreRef {
  /** Kind of the SecretStore resource (SecretStore or ClusterSecretStore) Defaults to `SecretStore` */
  kind?: Input<"SecretStore" | "ClusterSecretStore" | undefined>;
  /** Name of the SecretStore resource */
  name?: Input<string | undefined>;
}

export interface ExternalSecretTarget {
  /** CreationPolicy defines rules on how to create the resulting Secret. @default "Owner" */
  creationPolicy?: Input<"Owner" | "Orphan" | "Merge" | "None" | undefined>;
  /** DeletionPolicy defines rules on how to delete the resulting Secret. @default "Retain" */
  deletionPolicy?: Input<"Delete" | "Merge" | "Retain" | undefined>;
  /** Immutable defines if the final secret will be immutable */
  immutable?: Input<boolean | undefined>;
  /** Manifest defines a custom Kubernetes resource to create instead of a Secret. */
  manifest?: Input<ExternalSecretManifest | undefined>;
  /** The name of the Secret resource to be managed. */
  name?: Input<string | undefined>;
  /** Template defines a blueprint for the created Secret resource. */
  template?: Input<ExternalSecretTemplate | undefined>;
}

export interface ExternalSecretRemoteRef {
  /** Used to define a conversion Strategy @default "Default" */
  conversionStrategy?: Input<"Default" | "Unicode" | undefined>;
  /** Used to define a decoding Strategy @default "None" */
  decodingStrategy?: Input<"Auto" | "Base64" | "Base64URL" | "None" | undefined>;
  /** Key is the key used in the Provider, mandatory */
  key: Input<string>;
  /** Policy for fetching tags/labels from provider secrets, possible options are Fetch, None. @default "None" */
  metadataPolicy?: Input<"None" | "Fetch" | undefined>;
  /** Used to select a specific property of the Provider value (if a map), if supported */
  property?: Input<string | undefined>;
  /** Used to select a specific version of the Provider value, if supported */
  version?: Input<string | undefined>;
}

export interface ExternalSecretSourceRef {
  /** GeneratorRef points to a generator custom resource. */
  generatorRef?: Input<ExternalSecretGeneratorRef | undefined>;
  /** SecretStoreRef defines which SecretStore to fetch the ExternalSecret data. */
  storeRef?: Input<ExternalSecretSecretStoreRef | undefined>;
}

export interface ExternalSecretFind {
  /** Used to define a conversion Strategy @default "Default" */
  conversionStrategy?: Input<"Default" | "Unicode" | undefined>;
  /** Used to define a decoding Strategy @default "None" */
  decodingStrategy?: Input<"Auto" | "Base64" | "Base64URL" | "None" | undefined>;
  /** Finds secrets based on the name. */
  name?: Input<ExternalSecretName | undefined>;
  /** A root path to start the find operations. */
  path?: Input<string | undefined>;
  /** Find secrets based on tags. */
  tags?: Input<Record<string, Input<string>> | undefined>;
}

export interface ExternalSecretRewrite {
  /** Used to merge key/values in one single Secret The resulting key will contain all values from the specified secrets */
  merge?: Input<ExternalSecretMerge | undefined>;
  /** Used to rewrite with regular expressions. */
  regexp?: Input<ExternalSecretRegexp | undefined>;
  /** Used to apply string transformation on the secrets. */
  transform?: Input<ExternalSecretTransform | undefined>;
}

export interface ExternalSecretManifest {
  /** APIVersion of the target resource (e.g., "v1" for ConfigMap, "argoproj.io/v1alpha1" for ArgoCD Application) */
  apiVersion: Input<string>;
  /** Kind of the target resource (e.g., "ConfigMap", "Application") */
  kind: Input<string>;
}

export interface ExternalSecretTemplate {
  data?: Input<Record<string, Input<string>> | undefined>;
  /** EngineVersion specifies the template engine version that should be used to compile/execute the template specified in .data and .templateFrom[]. @default "v2" */
  engineVersion?: Input<"v2" | undefined>;
  /** TemplateMergePolicy defines how the rendered template should be merged with the existing Secret data. @default "Replace" */
  mergePolicy?: Input<"Replace" | "Merge" | undefined>;
  /** ExternalSecretTemplateMetadata defines metadata fields for the Secret blueprint. */
  metadata?: Input<ExternalSecretMetadata | undefined>;
  templateFrom?: Input<Input<ExternalSecretTemplateFrom>[] | undefined>;
  type?: Input<string | undefined>;
}

export interface ExternalSecretGeneratorRef {
  /** Specify the apiVersion of the generator resource @default "generators.external-secrets.io/v1alpha1" */
  apiVersion?: Input<string | undefined>;
  /** Specify the Kind of the generator resource */
  kind: Input<"ACRAccessToken" | "ClusterGenerator" | "CloudsmithAccessToken" | "ECRAuthorizationToken" | "Fake" | "GCRAccessToken" | "GithubAccessToken" | "QuayAccessToken" | "Password" | "SSHKey" | "STSSessionToken" | "UUID" | "VaultDynamicSecret" | "Webhook" | "Grafana" | "MFA">;
  /** Specify the name of the generator resource */
  name: Input<string>;
}

export interface ExternalSecretName {
  /** Finds secrets base */
  regexp?: Input<string | undefined>;
}

export interface ExternalSecretMerge {
  /** Used to define the policy to use in conflict resolution. @default "Error" */
  conflictPolicy?: Input<"Ignore" | "Error" | undefined>;
  /** Used to define the target key of the merge operation. @default "" */
  into?: Input<string | undefined>;
  /** Used to define key priority in conflict resolution. */
  priority?: Input<Input<string>[] | undefined>;
  /** Used to define the policy when a key in the priority list does not exist in the input. @default "Strict" */
  priorityPolicy?: Input<"IgnoreNotFound" | "Strict" | undefined>;
  /** Used to define the strategy to use in the merge operation. @default "Extract" */
  strategy?: Input<"Extract" | "JSON" | undefined>;
}

export interface ExternalSecretRegexp {
  /** Used to define the regular expression of a re.Compiler. */
  source: Input<string>;
  /** Used to define the target pattern of a ReplaceAll operation. */
  target: Input<string>;
}

export interface ExternalSecretTransform {
  /** Used to define the template to apply on the secret name. */
  template: Input<string>;
}

export interface ExternalSecretMetadata {
  annotations?: Input<Record<string, Input<string>> | undefined>;
  finalizers?: Input<Input<string>[] | undefined>;
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface ExternalSecretTemplateFrom {
  /** TemplateRef specifies a reference to either a ConfigMap or a Secret resource. */
  configMap?: Input<ExternalSecretConfigMap | undefined>;
  literal?: Input<string | undefined>;
  /** TemplateRef specifies a reference to either a ConfigMap or a Secret resource. */
  secret?: Input<ExternalSecretConfigMap | undefined>;
  /** Target specifies where to place the template result. @default "Data" */
  target?: Input<string | undefined>;
}

export interface ExternalSecretConfigMap {
  /** A list of keys in the ConfigMap/Secret to use as templates for Secret data */
  items: Input<Input<ExternalSecretItem>[]>;
  /** The name of the ConfigMap/Secret resource */
  name: Input<string>;
}

export interface ExternalSecretItem {
  /** A key in the ConfigMap/Secret */
  key: Input<string>;
  /** TemplateScope specifies how the template keys should be interpreted. @default "Values" */
  templateAs?: Input<"Values" | "KeysAndValues" | undefined>;
}

export interface PasswordSpec {
  /** set AllowRepeat to true to allow repeating characters. @default false */
  allowRepeat?: Input<boolean | undefined>;
  /** Digits specifies the number of digits in the generated password. */
  digits?: Input<number | undefined>;
  /** Encoding specifies the encoding of the generated password. @default "raw" */
  encoding?: Input<"base64" | "base64url" | "base32" | "hex" | "raw" | undefined>;
  /** Length of the password to be generated. @default 24 */
  length?: Input<number | undefined>;
  /** Set NoUpper to disable uppercase characters @default false */
  noUpper?: Input<boolean | undefined>;
  /** SecretKeys defines the keys that will be populated with generated passwords. */
  secretKeys?: Input<Input<string>[] | undefined>;
  /** SymbolCharacters specifies the special characters that should be used in the generated password. */
  symbolCharacters?: Input<string | undefined>;
  /** Symbols specifies the number of symbol characters in the generated password. */
  symbols?: Input<number | undefined>;
}

export interface PushSecretSpec {
  /** Secret Data that should be pushed to providers */
  data?: Input<Input<PushSecretData>[] | undefined>;
  /** Deletion Policy to handle Secrets in the provider. @default "None" */
  deletionPolicy?: Input<"Delete" | "None" | undefined>;
  /** The Interval to which External Secrets will try to push a secret definition @default "1h0m0s" */
  refreshInterval?: Input<string | undefined>;
  secretStoreRefs: Input<Input<PushSecretSecretStoreRef>[]>;
  /** The Secret Selector (k8s source) for the Push Secret */
  selector: Input<PushSecretSelector>;
  /** Template defines a blueprint for the created Secret resource. */
  template?: Input<ExternalSecretTemplate | undefined>;
  /** UpdatePolicy to handle Secrets in the provider. @default "Replace" */
  updatePolicy?: Input<"Replace" | "IfNotExists" | undefined>;
}

export interface PushSecretData {
  /** Used to define a conversion Strategy for the secret keys @default "None" */
  conversionStrategy?: Input<"None" | "ReverseUnicode" | undefined>;
  /** Match a given Secret Key to be pushed to the provider. */
  match: Input<PushSecretMatch>;
  /** Metadata is metadata attached to the secret. */
  metadata?: Input<Json | undefined>;
}

export interface PushSecretSecretStoreRef {
  /** Kind of the SecretStore resource (SecretStore or ClusterSecretStore) @default "SecretStore" */
  kind?: Input<"SecretStore" | "ClusterSecretStore" | undefined>;
  /** Optionally, sync to secret stores with label selector */
  labelSelector?: Input<meta.v1.LabelSelector | undefined>;
  /** Optionally, sync to the SecretStore of the given name */
  name?: Input<string | undefined>;
}

export interface PushSecretSelector {
  /** Point to a generator to create a Secret. */
  generatorRef?: Input<ExternalSecretGeneratorRef | undefined>;
  /** Select a Secret to Push. */
  secret?: Input<PushSecretSecret | undefined>;
}

export interface PushSecretMatch {
  /** Remote Refs to push to providers. */
  remoteRef: Input<PushSecretRemoteRef>;
  /** Secret Key to be pushed */
  secretKey?: Input<string | undefined>;
}

export interface PushSecretSecret {
  /** Name of the Secret. */
  name?: Input<string | undefined>;
  /** Selector chooses secrets using a labelSelector. */
  selector?: Input<meta.v1.LabelSelector | undefined>;
}

export interface PushSecretRemoteRef {
  /** Name of the property in the resulting secret */
  property?: Input<string | undefined>;
  /** Name of the resulting provider secret. */
  remoteKey: Input<string>;
}

export interface SecretStoreSpec {
  /** Used to constrain a ClusterSecretStore to specific namespaces. */
  conditions?: Input<Input<ClusterSecretStoreCondition>[] | undefined>;
  /** Used to select the correct ESO controller (think: ingress.ingressClassName) The ESO controller is instantiated with a specific controller name and filters ES based on this property */
  controller?: Input<string | undefined>;
  /** Used to configure the provider. */
  provider: Input<ClusterSecretStoreProvider>;
  /** Used to configure store refresh interval in seconds. */
  refreshInterval?: Input<number | undefined>;
  /** Used to configure HTTP retries on failures. */
  retrySettings?: Input<ClusterSecretStoreRetrySettings | undefined>;
}
