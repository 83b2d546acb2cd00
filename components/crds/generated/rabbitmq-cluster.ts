// Generated from rabbitmq-cluster v2.16.0 by npm run generate:crds; do not edit.
import type { apps, core } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";

/** RabbitmqCluster is the Schema for the RabbitmqCluster API. */
export class RabbitmqCluster extends defineKind<RabbitmqClusterSpec>("rabbitmq.com/v1beta1", "RabbitmqCluster") {}

export interface RabbitmqClusterSpec {
  /** Affinity scheduling rules to be applied on created Pods. */
  affinity?: Input<core.v1.Affinity | undefined>;
  /** Set to true to automatically enable all feature flags after each upgrade For more information, see https://www.rabbitmq.com/docs/feature-flags */
  autoEnableAllFeatureFlags?: Input<boolean | undefined>;
  /** DelayStartSeconds is the time the init container (`setup-container`) will sleep before terminating. @default 30 */
  delayStartSeconds?: Input<number | undefined>;
  /** Image is the name of the RabbitMQ docker image to use for RabbitMQ nodes in the RabbitmqCluster. */
  image?: Input<string | undefined>;
  /** List of Secret resource containing access credentials to the registry for the RabbitMQ image. */
  imagePullSecrets?: Input<Input<RabbitmqClusterImagePullSecret>[] | undefined>;
  override?: Input<RabbitmqClusterOverride | undefined>;
  /** The desired persistent storage configuration for each Pod in the cluster. */
  persistence?: Input<RabbitmqClusterPersistence | undefined>;
  /** Configuration options for RabbitMQ Pods created in the cluster. */
  rabbitmq?: Input<RabbitmqClusterRabbitmq | undefined>;
  /** Replicas is the number of nodes in the RabbitMQ cluster. @default 1 */
  replicas?: Input<number | undefined>;
  /** The desired compute resource requirements of Pods in the cluster. */
  resources?: Input<core.v1.ResourceRequirements | undefined>;
  /** Secret backend configuration for the RabbitmqCluster. */
  secretBackend?: Input<RabbitmqClusterSecretBackend | undefined>;
  /** The desired state of the Kubernetes Service to create for the cluster. */
  service?: Input<RabbitmqClusterService | undefined>;
  /** If unset, or set to false, the cluster will run `rabbitmq-queues rebalance all` whenever the cluster is updated. */
  skipPostDeploySteps?: Input<boolean | undefined>;
  /** TerminationGracePeriodSeconds is the timeout that each rabbitmqcluster pod will have to terminate gracefully. @default 604800 */
  terminationGracePeriodSeconds?: Input<number | undefined>;
  /** TLS-related configuration for the RabbitMQ cluster. */
  tls?: Input<RabbitmqClusterTls | undefined>;
  /** Tolerations is the list of Toleration resources attached to each Pod in the RabbitmqCluster. */
  tolerations?: Input<Input<core.v1.Toleration>[] | undefined>;
}

export interface RabbitmqClusterImagePullSecret {
  /** Name of the referent. @default "" */
  name?: Input<string | undefined>;
}

export interface RabbitmqClusterOverride {
  service?: Input<RabbitmqClusterOverrideService | undefined>;
  statefulSet?: Input<RabbitmqClusterStatefulSet | undefined>;
}

export interface RabbitmqClusterPersistence {
  /** The requested size of the persistent volume attached to each Pod in the RabbitmqCluster. @default "10Gi" */
  storage?: Input<number | string | undefined>;
  /** The name of the StorageClass to claim a PersistentVolume from. */
  storageClassName?: Input<string | undefined>;
}

export interface RabbitmqClusterRabbitmq {
  /** Modify to add to the rabbitmq.conf file in addition to default configurations set by the operator. */
  additionalConfig?: Input<string | undefined>;
  /** List of plugins to enable in addition to essential plugins: rabbitmq_management, rabbitmq_prometheus, and rabbitmq_peer_discovery_k8s. */
  additionalPlugins?: Input<Input<string>[] | undefined>;
  /** Specify any rabbitmq advanced.config configurations to apply to the cluster. */
  advancedConfig?: Input<string | undefined>;
  /** Modify to add to the rabbitmq-env.conf file. */
  envConfig?: Input<string | undefined>;
  /** Erlang Inet configuration to apply to the Erlang VM running rabbit. */
  erlangInetConfig?: Input<string | undefined>;
}

export interface RabbitmqClusterSecretBackend {
  /** LocalObjectReference contains enough information to let you locate the referenced object inside the same namespace. */
  externalSecret?: Input<RabbitmqClusterImagePullSecret | undefined>;
  /** VaultSpec will add Vault annotations (see https://www.vaultproject.io/docs/platform/k8s/injector/annotations) to RabbitMQ Pods. */
  vault?: Input<RabbitmqClusterVault | undefined>;
}

export interface RabbitmqClusterService {
  /** Annotations to add to the Service. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** IPFamilyPolicy represents the dual-stack-ness requested or required by a Service See also: https://pkg.go.dev/k8s.io/api/core/v1#IPFamilyPolicy */
  ipFamilyPolicy?: Input<"SingleStack" | "PreferDualStack" | "RequireDualStack" | undefined>;
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** Type of Service to create for the cluster. @default "ClusterIP" */
  type?: Input<"ClusterIP" | "LoadBalancer" | "NodePort" | undefined>;
}

export interface RabbitmqClusterTls {
  /** Name of a Secret in the same Namespace as the RabbitmqCluster, containing the Certificate Authority's public certificate for TLS. */
  caSecretName?: Input<string | undefined>;
  /** When set to true, the RabbitmqCluster disables non-TLS listeners for RabbitMQ, management plugin and for any enabled plugins in the following list: stomp, mqtt, web_stomp, web_mqtt. */
  disableNonTLSListeners?: Input<boolean | undefined>;
  /** Name of a Secret in the same Namespace as the RabbitmqCluster, containing the server's private key & public certificate for TLS. */
  secretName?: Input<string | undefined>;
}

export interface RabbitmqClusterOverrideService {
  metadata?: Input<RabbitmqClusterMetadata | undefined>;
  spec?: Input<core.v1.ServiceSpec | undefined>;
}

export interface RabbitmqClusterStatefulSet {
  metadata?: Input<RabbitmqClusterMetadata | undefined>;
  spec?: Input<Partial<apps.v1.StatefulSetSpec> | undefined>;
}

export interface RabbitmqClusterVault {
  /** Vault annotations that override the Vault annotations set by the cluster-operator. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Path in Vault to access a KV (Key-Value) secret with the fields username and password for the default user. */
  defaultUserPath?: Input<string | undefined>;
  /** Sidecar container that updates the default user's password in RabbitMQ when it changes in Vault. */
  defaultUserUpdaterImage?: Input<string | undefined>;
  /** Role in Vault. */
  role?: Input<string | undefined>;
  tls?: Input<RabbitmqClusterVaultTls | undefined>;
}

export interface RabbitmqClusterMetadata {
  annotations?: Input<Record<string, Input<string>> | undefined>;
  labels?: Input<Record<string, Input<string>> | undefined>;
}

export interface RabbitmqClusterVaultTls {
  /** Specifies the requested Subject Alternative Names (SANs), in a comma-delimited list. */
  altNames?: Input<string | undefined>;
  /** Specifies the requested certificate Common Name (CN). */
  commonName?: Input<string | undefined>;
  /** Specifies the requested IP Subject Alternative Names, in a comma-delimited list. */
  ipSans?: Input<string | undefined>;
  /** Path in Vault PKI engine. */
  pkiIssuerPath?: Input<string | undefined>;
  /** Specifies an optional path to retrieve the root CA from vault. */
  pkiRootPath?: Input<string | undefined>;
}
