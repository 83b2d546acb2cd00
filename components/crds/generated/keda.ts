// Generated from keda v2.21.0 by npm run generate:crds; do not edit.
import type { meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** ScaledObject is a specification for a ScaledObject resource */
export class ScaledObject extends defineKind<ScaledObjectSpec>("keda.sh/v1alpha1", "ScaledObject") {}

/** TriggerAuthentication defines how a trigger can authenticate */
export class TriggerAuthentication extends defineKind<TriggerAuthenticationSpec>("keda.sh/v1alpha1", "TriggerAuthentication") {}

export interface ScaledObjectSpec {
  /** AdvancedConfig specifies advance scaling options */
  advanced?: Input<ScaledObjectAdvanced | undefined>;
  cooldownPeriod?: Input<number | undefined>;
  /** Fallback is the spec for fallback options */
  fallback?: Input<ScaledObjectFallback | undefined>;
  idleReplicaCount?: Input<number | undefined>;
  initialCooldownPeriod?: Input<number | undefined>;
  maxReplicaCount?: Input<number | undefined>;
  minReplicaCount?: Input<number | undefined>;
  pollingInterval?: Input<number | undefined>;
  /** ScaleTarget holds the reference to the scale target Object */
  scaleTargetRef: Input<ScaledObjectScaleTargetRef>;
  triggers: Input<Input<ScaledObjectTrigger>[]>;
}

export interface ScaledObjectAdvanced {
  /** HorizontalPodAutoscalerConfig specifies horizontal scale config */
  horizontalPodAutoscalerConfig?: Input<ScaledObjectHorizontalPodAutoscalerConfig | undefined>;
  restoreToOriginalReplicaCount?: Input<boolean | undefined>;
  /** ScalingModifiers describes advanced scaling logic options like formula */
  scalingModifiers?: Input<ScaledObjectScalingModifiers | undefined>;
}

export interface ScaledObjectFallback {
  /** @default "static" */
  behavior?: Input<"static" | "currentReplicas" | "currentReplicasIfHigher" | "currentReplicasIfLower" | "scalingModifiers" | undefined>;
  failureThreshold: Input<number>;
  replicas: Input<number>;
}

export interface ScaledObjectScaleTargetRef {
  apiVersion?: Input<string | undefined>;
  envSourceContainerName?: Input<string | undefined>;
  kind?: Input<string | undefined>;
  name: Input<string>;
}

export interface ScaledObjectTrigger {
  /** AuthenticationRef points to the TriggerAuthentication or ClusterTriggerAuthentication object that is used to authenticate the scaler with the environment */
  authenticationRef?: Input<ScaledObjectAuthenticationRef | undefined>;
  metadata: Input<meta.v1.ObjectMeta>;
  /** MetricTargetType specifies the type of metric being targeted, and should be either "Value", "AverageValue", or "Utilization" */
  metricType?: Input<string | undefined>;
  name?: Input<string | undefined>;
  type: Input<string>;
  useCachedMetrics?: Input<boolean | undefined>;
}

export interface ScaledObjectHorizontalPodAutoscalerConfig {
  /** HorizontalPodAutoscalerBehavior configures the scaling behavior of the target in both Up and Down directions (scaleUp and scaleDown fields respectively). */
  behavior?: Input<ScaledObjectBehavior | undefined>;
  name?: Input<string | undefined>;
}

export interface ScaledObjectScalingModifiers {
  activationTarget?: Input<string | undefined>;
  formula?: Input<string | undefined>;
  /** MetricTargetType specifies the type of metric being targeted, and should be either "Value", "AverageValue", or "Utilization" */
  metricType?: Input<"AverageValue" | "Value" | undefined>;
  target?: Input<string | undefined>;
}

export interface ScaledObjectAuthenticationRef {
  /** Kind of the resource being referred to. */
  kind?: Input<"TriggerAuthentication" | "ClusterTriggerAuthentication" | undefined>;
  name: Input<string>;
}

export interface ScaledObjectBehavior {
  /** scaleDown is scaling policy for scaling Down. */
  scaleDown?: Input<ScaledObjectScaleDown | undefined>;
  /** scaleUp is scaling policy for scaling Up. */
  scaleUp?: Input<ScaledObjectScaleDown | undefined>;
}

export interface ScaledObjectScaleDown {
  /** policies is a list of potential scaling polices which can be used during scaling. */
  policies?: Input<Input<ScaledObjectPolicy>[] | undefined>;
  /** selectPolicy is used to specify which policy should be used. */
  selectPolicy?: Input<string | undefined>;
  /** stabilizationWindowSeconds is the number of seconds for which past recommendations should be considered while scaling up or scaling down. */
  stabilizationWindowSeconds?: Input<number | undefined>;
  /** tolerance is the tolerance on the ratio between the current and desired metric value under which no updates are made to the desired number of replicas (e.g. 0.01 for 1%). */
  tolerance?: Input<number | string | undefined>;
}

export interface ScaledObjectPolicy {
  /** periodSeconds specifies the window of time for which the policy should hold true. */
  periodSeconds: Input<number>;
  /** type is used to specify the scaling policy. */
  type: Input<string>;
  /** value contains the amount of change which is permitted by the policy. */
  value: Input<number>;
}

export interface TriggerAuthenticationSpec {
  /** AwsSecretManager is used to authenticate using AwsSecretManager */
  awsSecretManager?: Input<TriggerAuthenticationAwsSecretManager | undefined>;
  /** AzureKeyVault is used to authenticate using Azure Key Vault */
  azureKeyVault?: Input<TriggerAuthenticationAzureKeyVault | undefined>;
  /** AzureServicePrincipal defines Microsoft Entra service principal credentials that can be shared by Azure scalers. */
  azureServicePrincipal?: Input<TriggerAuthenticationAzureServicePrincipal | undefined>;
  boundServiceAccountToken?: Input<Input<TriggerAuthenticationBoundServiceAccountToken>[] | undefined>;
  configMapTargetRef?: Input<Input<TriggerAuthenticationConfigMapTargetRef>[] | undefined>;
  env?: Input<Input<TriggerAuthenticationEnv>[] | undefined>;
  /** FilePath specifies a file containing auth parameters as JSON map[string]string. */
  filePath?: Input<string | undefined>;
  gcpSecretManager?: Input<TriggerAuthenticationGcpSecretManager | undefined>;
  /** HashiCorpVault is used to authenticate using Hashicorp Vault */
  hashiCorpVault?: Input<TriggerAuthenticationHashiCorpVault | undefined>;
  oauth2?: Input<TriggerAuthenticationOauth2 | undefined>;
  /** AuthPodIdentity allows users to select the platform native identity mechanism */
  podIdentity?: Input<TriggerAuthenticationPodIdentity | undefined>;
  secretTargetRef?: Input<Input<TriggerAuthenticationConfigMapTargetRef>[] | undefined>;
}

export interface TriggerAuthenticationAwsSecretManager {
  credentials?: Input<TriggerAuthenticationCredentials | undefined>;
  /** AuthPodIdentity allows users to select the platform native identity mechanism */
  podIdentity?: Input<TriggerAuthenticationPodIdentity | undefined>;
  region?: Input<string | undefined>;
  secrets: Input<Input<TriggerAuthenticationSecret>[]>;
}

export interface TriggerAuthenticationAzureKeyVault {
  cloud?: Input<TriggerAuthenticationCloud | undefined>;
  credentials?: Input<TriggerAuthenticationAzureKeyVaultCredentials | undefined>;
  /** AuthPodIdentity allows users to select the platform native identity mechanism */
  podIdentity?: Input<TriggerAuthenticationPodIdentity | undefined>;
  secrets: Input<Input<TriggerAuthenticationAzureKeyVaultSecret>[]>;
  vaultUri: Input<string>;
}

export interface TriggerAuthenticationAzureServicePrincipal {
  /** ActiveDirectoryEndpoint is required when cloud is set to Private. */
  activeDirectoryEndpoint?: Input<string | undefined>;
  /** AzureServicePrincipalCredential references credential data stored in a Kubernetes Secret. */
  clientCertificate?: Input<TriggerAuthenticationClientCertificate | undefined>;
  /** AzureServicePrincipalCredential references credential data stored in a Kubernetes Secret. */
  clientCertificatePassword?: Input<TriggerAuthenticationClientCertificate | undefined>;
  clientId: Input<string>;
  /** AzureServicePrincipalCredential references credential data stored in a Kubernetes Secret. */
  clientSecret?: Input<TriggerAuthenticationClientCertificate | undefined>;
  /** Cloud specifies the Azure cloud environment. */
  cloud?: Input<string | undefined>;
  tenantId: Input<string>;
}

export interface TriggerAuthenticationBoundServiceAccountToken {
  parameter: Input<string>;
  serviceAccountName: Input<string>;
}

export interface TriggerAuthenticationConfigMapTargetRef {
  key: Input<string>;
  name: Input<string>;
  parameter: Input<string>;
}

export interface TriggerAuthenticationEnv {
  containerName?: Input<string | undefined>;
  name: Input<string>;
  parameter: Input<string>;
}

export interface TriggerAuthenticationGcpSecretManager {
  credentials?: Input<TriggerAuthenticationGcpSecretManagerCredentials | undefined>;
  /** AuthPodIdentity allows users to select the platform native identity mechanism */
  podIdentity?: Input<TriggerAuthenticationPodIdentity | undefined>;
  secrets: Input<Input<TriggerAuthenticationGcpSecretManagerSecret>[]>;
}

export interface TriggerAuthenticationHashiCorpVault {
  address: Input<string>;
  /** VaultAuthentication contains the list of Hashicorp Vault authentication methods */
  authentication: Input<"token" | "kubernetes">;
  /** Credential defines the Hashicorp Vault credentials depending on the authentication method */
  credential?: Input<TriggerAuthenticationCredential | undefined>;
  mount?: Input<string | undefined>;
  namespace?: Input<string | undefined>;
  role?: Input<string | undefined>;
  secrets: Input<Input<TriggerAuthenticationHashiCorpVaultSecret>[]>;
}

export interface TriggerAuthenticationOauth2 {
  clientId: Input<string>;
  clientSecret?: Input<TriggerAuthenticationClientCertificate | undefined>;
  scopes?: Input<Input<string>[] | undefined>;
  tokenUrl: Input<string>;
  tokenUrlParams?: Input<Record<string, Input<string>> | undefined>;
  /** @default "clientCredentials" */
  type?: Input<"clientCredentials" | undefined>;
}

export interface TriggerAuthenticationPodIdentity {
  /** ExternalID sets the External ID to be used when assuming an identity. */
  externalID?: Input<string | undefined>;
  /** Set identityAuthorityHost to override the default Azure authority host. */
  identityAuthorityHost?: Input<string | undefined>;
  identityId?: Input<string | undefined>;
  /** IdentityOwner configures which identity has to be used during auto discovery, keda or the scaled workload. */
  identityOwner?: Input<"keda" | "workload" | undefined>;
  /** Set identityTenantId to override the default Azure tenant id. */
  identityTenantId?: Input<string | undefined>;
  /** PodIdentityProvider contains the list of providers */
  provider: Input<"azure-workload" | "gcp" | "aws" | "aws-eks" | "none">;
  /** RoleArn sets the AWS RoleArn to be used. */
  roleArn?: Input<string | undefined>;
}

export interface TriggerAuthenticationCredentials {
  accessKey: Input<TriggerAuthenticationClientCertificate>;
  accessSecretKey: Input<TriggerAuthenticationClientCertificate>;
  accessToken?: Input<TriggerAuthenticationClientCertificate | undefined>;
}

export interface TriggerAuthenticationSecret {
  name: Input<string>;
  parameter: Input<string>;
  secretKey?: Input<string | undefined>;
  versionId?: Input<string | undefined>;
  versionStage?: Input<string | undefined>;
}

export interface TriggerAuthenticationCloud {
  activeDirectoryEndpoint?: Input<string | undefined>;
  keyVaultResourceURL?: Input<string | undefined>;
  type: Input<string>;
}

export interface TriggerAuthenticationAzureKeyVaultCredentials {
  clientId: Input<string>;
  clientSecret: Input<TriggerAuthenticationClientCertificate>;
  tenantId: Input<string>;
}

export interface TriggerAuthenticationAzureKeyVaultSecret {
  name: Input<string>;
  parameter: Input<string>;
  version?: Input<string | undefined>;
}

export interface TriggerAuthenticationClientCertificate {
  valueFrom: Input<TriggerAuthenticationValueFrom>;
}

export interface TriggerAuthenticationGcpSecretManagerCredentials {
  clientSecret: Input<TriggerAuthenticationClientCertificate>;
}

export interface TriggerAuthenticationGcpSecretManagerSecret {
  id: Input<string>;
  parameter: Input<string>;
  version?: Input<string | undefined>;
}

export interface TriggerAuthenticationCredential {
  serviceAccount?: Input<string | undefined>;
  serviceAccountName?: Input<string | undefined>;
  token?: Input<string | undefined>;
}

export interface TriggerAuthenticationHashiCorpVaultSecret {
  key: Input<string>;
  parameter: Input<string>;
  path: Input<string>;
  pkiData?: Input<TriggerAuthenticationPkiData | undefined>;
  /** VaultSecretType defines the type of vault secret */
  type?: Input<"" | "secretV2" | "secret" | "pki" | undefined>;
}

export interface TriggerAuthenticationValueFrom {
  secretKeyRef: Input<TriggerAuthenticationSecretKeyRef>;
}

export interface TriggerAuthenticationPkiData {
  altNames?: Input<string | undefined>;
  commonName?: Input<string | undefined>;
  format?: Input<string | undefined>;
  ipSans?: Input<string | undefined>;
  otherSans?: Input<string | undefined>;
  ttl?: Input<string | undefined>;
  uriSans?: Input<string | undefined>;
}

export interface TriggerAuthenticationSecretKeyRef {
  key: Input<string>;
  name: Input<string>;
}
