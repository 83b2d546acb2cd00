// Generated from strimzi 0.45.0 by npm run generate:crds; do not edit.
import type { core } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** The specification of the Kafka and ZooKeeper clusters, and Topic Operator. */
export class Kafka extends defineKind<KafkaSpec>("kafka.strimzi.io/v1beta2", "Kafka") {}

/** The specification of the KafkaNodePool. */
export class KafkaNodePool extends defineKind<KafkaNodePoolSpec>("kafka.strimzi.io/v1beta2", "KafkaNodePool") {}

/** The specification of the topic. */
export class KafkaTopic extends defineKind<KafkaTopicSpec>("kafka.strimzi.io/v1beta2", "KafkaTopic") {}

/** The specification of the user. */
export class KafkaUser extends defineKind<KafkaUserSpec>("kafka.strimzi.io/v1beta2", "KafkaUser") {}

export interface KafkaSpec {
  /** Configuration of the Kafka cluster. */
  kafka: Input<KafkaKafka>;
  /** Configuration of the ZooKeeper cluster. */
  zookeeper?: Input<KafkaZookeeper | undefined>;
  /** Configuration of the Entity Operator. */
  entityOperator?: Input<KafkaEntityOperator | undefined>;
  /** Configuration of the cluster certificate authority. */
  clusterCa?: Input<KafkaClusterCa | undefined>;
  /** Configuration of the clients certificate authority. */
  clientsCa?: Input<KafkaClusterCa | undefined>;
  /** Configuration for Cruise Control deployment. */
  cruiseControl?: Input<KafkaCruiseControl | undefined>;
  /** As of Strimzi 0.35.0, JMXTrans is not supported anymore and this option is ignored. */
  jmxTrans?: Input<KafkaJmxTrans | undefined>;
  /** Configuration of the Kafka Exporter. */
  kafkaExporter?: Input<KafkaKafkaExporter | undefined>;
  /** A list of time windows for maintenance tasks (that is, certificates renewal). */
  maintenanceTimeWindows?: Input<Input<string>[] | undefined>;
}

export interface KafkaKafka {
  /** The Kafka broker version. */
  version?: Input<string | undefined>;
  /** The KRaft metadata version used by the Kafka cluster. */
  metadataVersion?: Input<string | undefined>;
  /** The number of pods in the cluster. */
  replicas?: Input<number | undefined>;
  /** The container image used for Kafka pods. */
  image?: Input<string | undefined>;
  /** Configures listeners to provide access to Kafka brokers. */
  listeners: Input<Input<KafkaListener>[]>;
  /** Kafka broker config properties with the following prefixes cannot be set: listeners, advertised., broker., listener., host.name, port, inter.broker.listener.name, sasl., ssl., security., password., log.dir, zookeeper.connect, … */
  config?: Input<Record<string, Input<Json>> | undefined>;
  /** Storage configuration (disk). */
  storage?: Input<KafkaStorage | undefined>;
  /** Authorization configuration for Kafka brokers. */
  authorization?: Input<KafkaAuthorization | undefined>;
  /** Configuration of the `broker.rack` broker config. */
  rack?: Input<KafkaRack | undefined>;
  /** The image of the init container used for initializing the `broker.rack`. */
  brokerRackInitImage?: Input<string | undefined>;
  /** Pod liveness checking. */
  livenessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod readiness checking. */
  readinessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** JVM Options for pods. */
  jvmOptions?: Input<KafkaJvmOptions | undefined>;
  /** JMX Options for Kafka brokers. */
  jmxOptions?: Input<KafkaJmxOptions | undefined>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** Metrics configuration. */
  metricsConfig?: Input<KafkaMetricsConfig | undefined>;
  /** Logging configuration for Kafka. */
  logging?: Input<KafkaLogging | undefined>;
  /** Template for Kafka cluster resources. */
  template?: Input<KafkaTemplate | undefined>;
  /** Configure the tiered storage feature for Kafka brokers. */
  tieredStorage?: Input<KafkaTieredStorage | undefined>;
  /** Quotas plugin configuration for Kafka brokers allows setting quotas for disk usage, produce/fetch rates, and more. */
  quotas?: Input<KafkaQuotas | undefined>;
}

export interface KafkaZookeeper {
  /** The number of pods in the cluster. */
  replicas: Input<number>;
  /** The container image used for ZooKeeper pods. */
  image?: Input<string | undefined>;
  /** Storage configuration (disk). */
  storage: Input<KafkaZookeeperStorage>;
  /** The ZooKeeper broker config. */
  config?: Input<Record<string, Input<Json>> | undefined>;
  /** Pod liveness checking. */
  livenessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod readiness checking. */
  readinessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** JVM Options for pods. */
  jvmOptions?: Input<KafkaJvmOptions | undefined>;
  /** JMX Options for Zookeeper nodes. */
  jmxOptions?: Input<KafkaJmxOptions | undefined>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** Metrics configuration. */
  metricsConfig?: Input<KafkaMetricsConfig | undefined>;
  /** Logging configuration for ZooKeeper. */
  logging?: Input<KafkaLogging | undefined>;
  /** Template for ZooKeeper cluster resources. */
  template?: Input<KafkaZookeeperTemplate | undefined>;
}

export interface KafkaEntityOperator {
  /** Configuration of the Topic Operator. */
  topicOperator?: Input<KafkaTopicOperator | undefined>;
  /** Configuration of the User Operator. */
  userOperator?: Input<KafkaUserOperator | undefined>;
  /** TLS sidecar configuration. */
  tlsSidecar?: Input<KafkaTlsSidecar | undefined>;
  /** Template for Entity Operator resources. */
  template?: Input<KafkaEntityOperatorTemplate | undefined>;
}

export interface KafkaClusterCa {
  /** If true then Certificate Authority certificates will be generated automatically. */
  generateCertificateAuthority?: Input<boolean | undefined>;
  /** If `true`, the Cluster and Client CA Secrets are configured with the `ownerReference` set to the `Kafka` resource. */
  generateSecretOwnerReference?: Input<boolean | undefined>;
  /** The number of days generated certificates should be valid for. */
  validityDays?: Input<number | undefined>;
  /** The number of days in the certificate renewal period. */
  renewalDays?: Input<number | undefined>;
  /** How should CA certificate expiration be handled when `generateCertificateAuthority=true`. */
  certificateExpirationPolicy?: Input<"renew-certificate" | "replace-key" | undefined>;
}

export interface KafkaCruiseControl {
  /** The container image used for Cruise Control pods. */
  image?: Input<string | undefined>;
  /** TLS sidecar configuration. */
  tlsSidecar?: Input<KafkaTlsSidecar | undefined>;
  /** CPU and memory resources to reserve for the Cruise Control container. */
  resources?: Input<KafkaResources | undefined>;
  /** Pod liveness checking for the Cruise Control container. */
  livenessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod readiness checking for the Cruise Control container. */
  readinessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** JVM Options for the Cruise Control container. */
  jvmOptions?: Input<KafkaJvmOptions | undefined>;
  /** Logging configuration (Log4j 2) for Cruise Control. */
  logging?: Input<KafkaLogging | undefined>;
  /** Template to specify how Cruise Control resources, `Deployments` and `Pods`, are generated. */
  template?: Input<KafkaCruiseControlTemplate | undefined>;
  /** The Cruise Control `brokerCapacity` configuration. */
  brokerCapacity?: Input<KafkaBrokerCapacity | undefined>;
  /** The Cruise Control configuration. */
  config?: Input<Record<string, Input<Json>> | undefined>;
  /** Metrics configuration. */
  metricsConfig?: Input<KafkaMetricsConfig | undefined>;
  /** Configuration of the Cruise Control REST API users. */
  apiUsers?: Input<KafkaApiUsers | undefined>;
  /** Auto-rebalancing on scaling related configuration listing the modes, when brokers are added or removed, with the corresponding rebalance template configurations.If this field is set, at least one mode has to be defined. */
  autoRebalance?: Input<Input<KafkaAutoRebalance>[] | undefined>;
}

export interface KafkaJmxTrans {
  /** The image to use for the JmxTrans. */
  image?: Input<string | undefined>;
  /** Defines the output hosts that will be referenced later on. */
  outputDefinitions: Input<Input<KafkaOutputDefinition>[]>;
  /** Sets the logging level of the JmxTrans deployment.For more information see, https://github.com/jmxtrans/jmxtrans-agent/wiki/Troubleshooting[JmxTrans Logging Level]. */
  logLevel?: Input<string | undefined>;
  /** Queries to send to the Kafka brokers to define what data should be read from each broker. */
  kafkaQueries: Input<Input<KafkaKafkaQuery>[]>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** Template for JmxTrans resources. */
  template?: Input<KafkaJmxTransTemplate | undefined>;
}

export interface KafkaKafkaExporter {
  /** The container image used for the Kafka Exporter pods. */
  image?: Input<string | undefined>;
  /** Regular expression to specify which consumer groups to collect. */
  groupRegex?: Input<string | undefined>;
  /** Regular expression to specify which topics to collect. */
  topicRegex?: Input<string | undefined>;
  /** Regular expression to specify which consumer groups to exclude. */
  groupExcludeRegex?: Input<string | undefined>;
  /** Regular expression to specify which topics to exclude. */
  topicExcludeRegex?: Input<string | undefined>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** Only log messages with the given severity or above. */
  logging?: Input<string | undefined>;
  /** Pod liveness check. */
  livenessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod readiness check. */
  readinessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Enable Sarama logging, a Go client library used by the Kafka Exporter. */
  enableSaramaLogging?: Input<boolean | undefined>;
  /** Whether show the offset/lag for all consumer group, otherwise, only show connected consumer groups. */
  showAllOffsets?: Input<boolean | undefined>;
  /** Customization of deployment templates and pods. */
  template?: Input<KafkaKafkaExporterTemplate | undefined>;
}

export interface KafkaListener {
  /** Name of the listener. */
  name: Input<string>;
  /** Port number used by the listener inside Kafka. */
  port: Input<number>;
  /** Type of the listener. */
  type: Input<"internal" | "route" | "loadbalancer" | "nodeport" | "ingress" | "cluster-ip">;
  /** Enables TLS encryption on the listener. */
  tls: Input<boolean>;
  /** Authentication configuration for this listener. */
  authentication?: Input<KafkaAuthentication | undefined>;
  /** Additional listener configuration. */
  configuration?: Input<KafkaConfiguration | undefined>;
  /** List of peers which should be able to connect to this listener. */
  networkPolicyPeers?: Input<Input<KafkaNetworkPolicyPeer>[] | undefined>;
}

export interface KafkaStorage {
  /** The storage class to use for dynamic volume allocation. */
  class?: Input<string | undefined>;
  /** Specifies if the persistent volume claim has to be deleted when the cluster is un-deployed. */
  deleteClaim?: Input<boolean | undefined>;
  /** Storage identification number. */
  id?: Input<number | undefined>;
  /** Specifies whether this volume should be used for storing KRaft metadata. */
  kraftMetadata?: Input<"shared" | undefined>;
  /** Overrides for individual brokers. */
  overrides?: Input<Input<KafkaOverride>[] | undefined>;
  /** Specifies a specific persistent volume to use. */
  selector?: Input<Record<string, Input<string>> | undefined>;
  /** When `type=persistent-claim`, defines the size of the persistent volume claim, such as 100Gi. */
  size?: Input<string | undefined>;
  /** When type=ephemeral, defines the total amount of local storage required for this EmptyDir volume (for example 1Gi). */
  sizeLimit?: Input<string | undefined>;
  /** Storage type, must be either 'ephemeral', 'persistent-claim', or 'jbod'. */
  type: Input<"ephemeral" | "persistent-claim" | "jbod">;
  /** List of volumes as Storage objects representing the JBOD disks array. */
  volumes?: Input<Input<KafkaZookeeperStorage>[] | undefined>;
}

export interface KafkaAuthorization {
  /** Defines whether a Kafka client should be allowed or denied by default when the authorizer fails to query the Open Policy Agent, for example, when it is temporarily unavailable). */
  allowOnError?: Input<boolean | undefined>;
  /** Authorization implementation class, which must be available in classpath. */
  authorizerClass?: Input<string | undefined>;
  /** OAuth Client ID which the Kafka client can use to authenticate against the OAuth server and use the token endpoint URI. */
  clientId?: Input<string | undefined>;
  /** The connect timeout in seconds when connecting to authorization server. */
  connectTimeoutSeconds?: Input<number | undefined>;
  /** Whether authorization decision should be delegated to the 'Simple' authorizer if DENIED by Keycloak Authorization Services policies. */
  delegateToKafkaAcls?: Input<boolean | undefined>;
  /** Enable or disable TLS hostname verification. */
  disableTlsHostnameVerification?: Input<boolean | undefined>;
  /** Enable or disable OAuth metrics. */
  enableMetrics?: Input<boolean | undefined>;
  /** The expiration of the records kept in the local cache to avoid querying the Open Policy Agent for every request. */
  expireAfterMs?: Input<number | undefined>;
  /** Controls whether the latest grants are fetched for a new session. */
  grantsAlwaysLatest?: Input<boolean | undefined>;
  /** The time, in seconds, between consecutive runs of a job that cleans stale grants from the cache. */
  grantsGcPeriodSeconds?: Input<number | undefined>;
  /** The time, in seconds, after which an idle grant can be evicted from the cache. */
  grantsMaxIdleTimeSeconds?: Input<number | undefined>;
  /** The time between two consecutive grants refresh runs in seconds. */
  grantsRefreshPeriodSeconds?: Input<number | undefined>;
  /** The number of threads to use to refresh grants for active sessions. */
  grantsRefreshPoolSize?: Input<number | undefined>;
  /** The maximum number of retries to attempt if an initial HTTP request fails. */
  httpRetries?: Input<number | undefined>;
  /** Whether the Accept header should be set in requests to the authorization servers. */
  includeAcceptHeader?: Input<boolean | undefined>;
  /** Initial capacity of the local cache used by the authorizer to avoid querying the Open Policy Agent for every request Defaults to `5000`. */
  initialCacheCapacity?: Input<number | undefined>;
  /** Maximum capacity of the local cache used by the authorizer to avoid querying the Open Policy Agent for every request. */
  maximumCacheSize?: Input<number | undefined>;
  /** The read timeout in seconds when connecting to authorization server. */
  readTimeoutSeconds?: Input<number | undefined>;
  /** List of super users, which are user principals with unlimited access rights. */
  superUsers?: Input<Input<string>[] | undefined>;
  /** Indicates whether the custom authorizer supports the APIs for managing ACLs using the Kafka Admin API. */
  supportsAdminApi?: Input<boolean | undefined>;
  /** Trusted certificates for TLS connection to the OAuth server. */
  tlsTrustedCertificates?: Input<Input<KafkaTlsTrustedCertificate>[] | undefined>;
  /** Authorization server token endpoint URI. */
  tokenEndpointUri?: Input<string | undefined>;
  /** Authorization type. */
  type: Input<"simple" | "opa" | "keycloak" | "custom">;
  /** The URL used to connect to the Open Policy Agent server. */
  url?: Input<string | undefined>;
}

export interface KafkaRack {
  /** A key that matches labels assigned to the Kubernetes cluster nodes. */
  topologyKey: Input<string>;
}

export interface KafkaLivenessProbe {
  /** The initial delay before first the health is first checked. */
  initialDelaySeconds?: Input<number | undefined>;
  /** The timeout for each attempted health check. */
  timeoutSeconds?: Input<number | undefined>;
  /** How often (in seconds) to perform the probe. */
  periodSeconds?: Input<number | undefined>;
  /** Minimum consecutive successes for the probe to be considered successful after having failed. */
  successThreshold?: Input<number | undefined>;
  /** Minimum consecutive failures for the probe to be considered failed after having succeeded. */
  failureThreshold?: Input<number | undefined>;
}

export interface KafkaJvmOptions {
  /** A map of -XX options to the JVM. */
  "-XX"?: Input<Record<string, Input<string>> | undefined>;
  /** -Xmx option to to the JVM. */
  "-Xmx"?: Input<string | undefined>;
  /** -Xms option to to the JVM. */
  "-Xms"?: Input<string | undefined>;
  /** Specifies whether the Garbage Collection logging is enabled. */
  gcLoggingEnabled?: Input<boolean | undefined>;
  /** A map of additional system properties which will be passed using the `-D` option to the JVM. */
  javaSystemProperties?: Input<Input<KafkaJavaSystemProperty>[] | undefined>;
}

export interface KafkaJmxOptions {
  /** Authentication configuration for connecting to the JMX port. */
  authentication?: Input<KafkaJmxOptionsAuthentication | undefined>;
}

export interface KafkaResources {
  claims?: Input<Input<KafkaClaim>[] | undefined>;
  limits?: Input<Record<string, Input<number | string>> | undefined>;
  requests?: Input<Record<string, Input<number | string>> | undefined>;
}

export interface KafkaMetricsConfig {
  /** Metrics type. */
  type: Input<"jmxPrometheusExporter">;
  /** ConfigMap entry where the Prometheus JMX Exporter configuration is stored. */
  valueFrom: Input<KafkaValueFrom>;
}

export interface KafkaLogging {
  /** A Map from logger name to logger level. */
  loggers?: Input<Record<string, Input<string>> | undefined>;
  /** Logging type, must be either 'inline' or 'external'. */
  type: Input<"inline" | "external">;
  /** `ConfigMap` entry where the logging configuration is stored. */
  valueFrom?: Input<KafkaValueFrom | undefined>;
}

export interface KafkaTemplate {
  /** Template for Kafka `StatefulSet`. */
  statefulset?: Input<KafkaStatefulset | undefined>;
  /** Template for Kafka `Pods`. */
  pod?: Input<KafkaPod | undefined>;
  /** Template for Kafka bootstrap `Service`. */
  bootstrapService?: Input<KafkaBootstrapService | undefined>;
  /** Template for Kafka broker `Service`. */
  brokersService?: Input<KafkaBootstrapService | undefined>;
  /** Template for Kafka external bootstrap `Service`. */
  externalBootstrapService?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka per-pod `Services` used for access from outside of Kubernetes. */
  perPodService?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka external bootstrap `Route`. */
  externalBootstrapRoute?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka per-pod `Routes` used for access from outside of OpenShift. */
  perPodRoute?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka external bootstrap `Ingress`. */
  externalBootstrapIngress?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka per-pod `Ingress` used for access from outside of Kubernetes. */
  perPodIngress?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for all Kafka `PersistentVolumeClaims`. */
  persistentVolumeClaim?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka `PodDisruptionBudget`. */
  podDisruptionBudget?: Input<KafkaPodDisruptionBudget | undefined>;
  /** Template for the Kafka broker container. */
  kafkaContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Kafka init container. */
  initContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for Secret with Kafka Cluster certificate public key. */
  clusterCaCert?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for the Kafka service account. */
  serviceAccount?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Secret of the Kafka Cluster JMX authentication. */
  jmxSecret?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for the Kafka ClusterRoleBinding. */
  clusterRoleBinding?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka `StrimziPodSet` resource. */
  podSet?: Input<KafkaExternalBootstrapService | undefined>;
}

export interface KafkaTieredStorage {
  /** Configuration for the Remote Storage Manager. */
  remoteStorageManager?: Input<KafkaRemoteStorageManager | undefined>;
  /** Storage type, only 'custom' is supported at the moment. */
  type: Input<"custom">;
}

export interface KafkaQuotas {
  /** A per-broker byte-rate quota for clients consuming from a broker, independent of their number. */
  consumerByteRate?: Input<number | undefined>;
  /** The default client quota on the rate at which mutations are accepted per second for create topic requests, create partition requests, and delete topic requests, defined for each broker. */
  controllerMutationRate?: Input<number | undefined>;
  /** List of principals that are excluded from the quota. */
  excludedPrincipals?: Input<Input<string>[] | undefined>;
  /** Stop message production if the available size (in bytes) of the storage is lower than or equal to this specified value. */
  minAvailableBytesPerVolume?: Input<number | undefined>;
  /** Stop message production if the percentage of available storage space falls below or equals the specified ratio (set as a decimal representing a percentage). */
  minAvailableRatioPerVolume?: Input<number | undefined>;
  /** A per-broker byte-rate quota for clients producing to a broker, independent of their number. */
  producerByteRate?: Input<number | undefined>;
  /** The default client quota limits the maximum CPU utilization of each client as a percentage of the network and I/O threads of each broker. */
  requestPercentage?: Input<number | undefined>;
  /** Quotas plugin type. */
  type: Input<"kafka" | "strimzi">;
}

export interface KafkaZookeeperStorage {
  /** The storage class to use for dynamic volume allocation. */
  class?: Input<string | undefined>;
  /** Specifies if the persistent volume claim has to be deleted when the cluster is un-deployed. */
  deleteClaim?: Input<boolean | undefined>;
  /** Storage identification number. */
  id?: Input<number | undefined>;
  /** Specifies whether this volume should be used for storing KRaft metadata. */
  kraftMetadata?: Input<"shared" | undefined>;
  /** Overrides for individual brokers. */
  overrides?: Input<Input<KafkaOverride>[] | undefined>;
  /** Specifies a specific persistent volume to use. */
  selector?: Input<Record<string, Input<string>> | undefined>;
  /** When `type=persistent-claim`, defines the size of the persistent volume claim, such as 100Gi. */
  size?: Input<string | undefined>;
  /** When type=ephemeral, defines the total amount of local storage required for this EmptyDir volume (for example 1Gi). */
  sizeLimit?: Input<string | undefined>;
  /** Storage type, must be either 'ephemeral' or 'persistent-claim'. */
  type: Input<"ephemeral" | "persistent-claim">;
}

export interface KafkaZookeeperTemplate {
  /** Template for ZooKeeper `StatefulSet`. */
  statefulset?: Input<KafkaStatefulset | undefined>;
  /** Template for ZooKeeper `StrimziPodSet` resource. */
  podSet?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for ZooKeeper `Pods`. */
  pod?: Input<KafkaPod | undefined>;
  /** Template for ZooKeeper client `Service`. */
  clientService?: Input<KafkaBootstrapService | undefined>;
  /** Template for ZooKeeper nodes `Service`. */
  nodesService?: Input<KafkaBootstrapService | undefined>;
  /** Template for all ZooKeeper `PersistentVolumeClaims`. */
  persistentVolumeClaim?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for ZooKeeper `PodDisruptionBudget`. */
  podDisruptionBudget?: Input<KafkaPodDisruptionBudget | undefined>;
  /** Template for the ZooKeeper container. */
  zookeeperContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the ZooKeeper service account. */
  serviceAccount?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Secret of the Zookeeper Cluster JMX authentication. */
  jmxSecret?: Input<KafkaExternalBootstrapService | undefined>;
}

export interface KafkaTopicOperator {
  /** The namespace the Topic Operator should watch. */
  watchedNamespace?: Input<string | undefined>;
  /** The image to use for the Topic Operator. */
  image?: Input<string | undefined>;
  /** Interval between periodic reconciliations in seconds. */
  reconciliationIntervalSeconds?: Input<number | undefined>;
  /** Interval between periodic reconciliations in milliseconds. */
  reconciliationIntervalMs?: Input<number | undefined>;
  /** Timeout for the ZooKeeper session. */
  zookeeperSessionTimeoutSeconds?: Input<number | undefined>;
  /** Pod startup checking. */
  startupProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod liveness checking. */
  livenessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod readiness checking. */
  readinessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** The number of attempts at getting topic metadata. */
  topicMetadataMaxAttempts?: Input<number | undefined>;
  /** Logging configuration. */
  logging?: Input<KafkaLogging | undefined>;
  /** JVM Options for pods. */
  jvmOptions?: Input<KafkaJvmOptions | undefined>;
}

export interface KafkaUserOperator {
  /** The namespace the User Operator should watch. */
  watchedNamespace?: Input<string | undefined>;
  /** The image to use for the User Operator. */
  image?: Input<string | undefined>;
  /** Interval between periodic reconciliations in seconds. */
  reconciliationIntervalSeconds?: Input<number | undefined>;
  /** Interval between periodic reconciliations in milliseconds. */
  reconciliationIntervalMs?: Input<number | undefined>;
  /** Timeout for the ZooKeeper session. */
  zookeeperSessionTimeoutSeconds?: Input<number | undefined>;
  /** The prefix that will be added to the KafkaUser name to be used as the Secret name. */
  secretPrefix?: Input<string | undefined>;
  /** Pod liveness checking. */
  livenessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod readiness checking. */
  readinessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** Logging configuration. */
  logging?: Input<KafkaLogging | undefined>;
  /** JVM Options for pods. */
  jvmOptions?: Input<KafkaJvmOptions | undefined>;
}

export interface KafkaTlsSidecar {
  /** The docker image for the container. */
  image?: Input<string | undefined>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** Pod liveness checking. */
  livenessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** Pod readiness checking. */
  readinessProbe?: Input<KafkaLivenessProbe | undefined>;
  /** The log level for the TLS sidecar. */
  logLevel?: Input<"emerg" | "alert" | "crit" | "err" | "warning" | "notice" | "info" | "debug" | undefined>;
}

export interface KafkaEntityOperatorTemplate {
  /** Template for Entity Operator `Deployment`. */
  deployment?: Input<KafkaDeployment | undefined>;
  /** Template for Entity Operator `Pods`. */
  pod?: Input<KafkaPod | undefined>;
  /** Template for the Entity Topic Operator container. */
  topicOperatorContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Entity User Operator container. */
  userOperatorContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Entity Operator TLS sidecar container. */
  tlsSidecarContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Entity Operator service account. */
  serviceAccount?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for the Entity Operator Role. */
  entityOperatorRole?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for the Entity Topic Operator RoleBinding. */
  topicOperatorRoleBinding?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for the Entity Topic Operator RoleBinding. */
  userOperatorRoleBinding?: Input<KafkaExternalBootstrapService | undefined>;
}

export interface KafkaCruiseControlTemplate {
  /** Template for Cruise Control `Deployment`. */
  deployment?: Input<KafkaDeployment | undefined>;
  /** Template for Cruise Control `Pods`. */
  pod?: Input<KafkaPod | undefined>;
  /** Template for Cruise Control API `Service`. */
  apiService?: Input<KafkaBootstrapService | undefined>;
  /** Template for Cruise Control `PodDisruptionBudget`. */
  podDisruptionBudget?: Input<KafkaPodDisruptionBudget | undefined>;
  /** Template for the Cruise Control container. */
  cruiseControlContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Cruise Control TLS sidecar container. */
  tlsSidecarContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Cruise Control service account. */
  serviceAccount?: Input<KafkaExternalBootstrapService | undefined>;
}

export interface KafkaBrokerCapacity {
  /** Broker capacity for disk in bytes. */
  disk?: Input<string | undefined>;
  /** Broker capacity for CPU resource utilization as a percentage (0 - 100). */
  cpuUtilization?: Input<number | undefined>;
  /** Broker capacity for CPU resource in cores or millicores. */
  cpu?: Input<string | undefined>;
  /** Broker capacity for inbound network throughput in bytes per second. */
  inboundNetwork?: Input<string | undefined>;
  /** Broker capacity for outbound network throughput in bytes per second. */
  outboundNetwork?: Input<string | undefined>;
  /** Overrides for individual brokers. */
  overrides?: Input<Input<KafkaBrokerCapacityOverride>[] | undefined>;
}

export interface KafkaApiUsers {
  /** Type of the Cruise Control API users configuration. */
  type: Input<"hashLoginService">;
  /** Secret from which the custom Cruise Control API authentication credentials are read. */
  valueFrom: Input<KafkaApiUsersValueFrom>;
}

export interface KafkaAutoRebalance {
  /** Specifies the mode for automatically rebalancing when brokers are added or removed. */
  mode: Input<"add-brokers" | "remove-brokers">;
  /** Reference to the KafkaRebalance custom resource to be used as the configuration template for the auto-rebalancing on scaling when running for the corresponding mode. */
  template?: Input<KafkaClaim | undefined>;
}

export interface KafkaOutputDefinition {
  /** Template for setting the format of the data that will be pushed.For more information see https://github.com/jmxtrans/jmxtrans/wiki/OutputWriters[JmxTrans OutputWriters]. */
  outputType: Input<string>;
  /** The DNS/hostname of the remote host that the data is pushed to. */
  host?: Input<string | undefined>;
  /** The port of the remote host that the data is pushed to. */
  port?: Input<number | undefined>;
  /** How many seconds the JmxTrans waits before pushing a new set of data out. */
  flushDelayInSeconds?: Input<number | undefined>;
  /** Template for filtering data to be included in response to a wildcard query. */
  typeNames?: Input<Input<string>[] | undefined>;
  /** Template for setting the name of the output definition. */
  name: Input<string>;
}

export interface KafkaKafkaQuery {
  /** If using wildcards instead of a specific MBean then the data is gathered from multiple MBeans. */
  targetMBean: Input<string>;
  /** Determine which attributes of the targeted MBean should be included. */
  attributes: Input<Input<string>[]>;
  /** List of the names of output definitions specified in the spec.kafka.jmxTrans.outputDefinitions that have defined where JMX metrics are pushed to, and in which data format. */
  outputs: Input<Input<string>[]>;
}

export interface KafkaJmxTransTemplate {
  /** Template for JmxTrans `Deployment`. */
  deployment?: Input<KafkaDeployment | undefined>;
  /** Template for JmxTrans `Pods`. */
  pod?: Input<KafkaPod | undefined>;
  /** Template for JmxTrans container. */
  container?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the JmxTrans service account. */
  serviceAccount?: Input<KafkaExternalBootstrapService | undefined>;
}

export interface KafkaKafkaExporterTemplate {
  /** Template for Kafka Exporter `Deployment`. */
  deployment?: Input<KafkaDeployment | undefined>;
  /** Template for Kafka Exporter `Pods`. */
  pod?: Input<KafkaPod | undefined>;
  /** Template for Kafka Exporter `Service`. */
  service?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for the Kafka Exporter container. */
  container?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Kafka Exporter service account. */
  serviceAccount?: Input<KafkaExternalBootstrapService | undefined>;
}

export interface KafkaAuthentication {
  /** Configure whether the access token is treated as JWT. */
  accessTokenIsJwt?: Input<boolean | undefined>;
  /** Configure whether the access token type check is performed or not. */
  checkAccessTokenType?: Input<boolean | undefined>;
  /** Enable or disable audience checking. */
  checkAudience?: Input<boolean | undefined>;
  /** Enable or disable issuer checking. */
  checkIssuer?: Input<boolean | undefined>;
  /** The audience to use when making requests to the authorization server's token endpoint. */
  clientAudience?: Input<string | undefined>;
  /** OAuth Client ID which the Kafka broker can use to authenticate against the authorization server and use the introspect endpoint URI. */
  clientId?: Input<string | undefined>;
  /** The scope to use when making requests to the authorization server's token endpoint. */
  clientScope?: Input<string | undefined>;
  /** Link to Kubernetes Secret containing the OAuth client secret which the Kafka broker can use to authenticate against the authorization server and use the introspect endpoint URI. */
  clientSecret?: Input<KafkaClientSecret | undefined>;
  /** The connect timeout in seconds when connecting to authorization server. */
  connectTimeoutSeconds?: Input<number | undefined>;
  /** JsonPath filter query to be applied to the JWT token or to the response of the introspection endpoint for additional token validation. */
  customClaimCheck?: Input<string | undefined>;
  /** Enable or disable TLS hostname verification. */
  disableTlsHostnameVerification?: Input<boolean | undefined>;
  /** Enable or disable ECDSA support by installing BouncyCastle crypto provider. */
  enableECDSA?: Input<boolean | undefined>;
  /** Enable or disable OAuth metrics. */
  enableMetrics?: Input<boolean | undefined>;
  /** Enable or disable OAuth authentication over SASL_OAUTHBEARER. */
  enableOauthBearer?: Input<boolean | undefined>;
  /** Enable or disable OAuth authentication over SASL_PLAIN. */
  enablePlain?: Input<boolean | undefined>;
  /** Enable or disable termination of Kafka broker processes due to potentially recoverable runtime errors during startup. */
  failFast?: Input<boolean | undefined>;
  /** The fallback username claim to be used for the user ID if the claim specified by `userNameClaim` is not present. */
  fallbackUserNameClaim?: Input<string | undefined>;
  /** The prefix to use with the value of `fallbackUserNameClaim` to construct the user id. */
  fallbackUserNamePrefix?: Input<string | undefined>;
  /** JsonPath query used to extract groups for the user during authentication. */
  groupsClaim?: Input<string | undefined>;
  /** A delimiter used to parse groups when they are extracted as a single String value rather than a JSON array. */
  groupsClaimDelimiter?: Input<string | undefined>;
  /** The maximum number of retries to attempt if an initial HTTP request fails. */
  httpRetries?: Input<number | undefined>;
  /** The pause to take before retrying a failed HTTP request. */
  httpRetryPauseMs?: Input<number | undefined>;
  /** Whether the Accept header should be set in requests to the authorization servers. */
  includeAcceptHeader?: Input<boolean | undefined>;
  /** URI of the token introspection endpoint which can be used to validate opaque non-JWT tokens. */
  introspectionEndpointUri?: Input<string | undefined>;
  /** URI of the JWKS certificate endpoint, which can be used for local JWT validation. */
  jwksEndpointUri?: Input<string | undefined>;
  /** Configures how often are the JWKS certificates considered valid. */
  jwksExpirySeconds?: Input<number | undefined>;
  /** Flag to ignore the 'use' attribute of `key` declarations in a JWKS endpoint response. */
  jwksIgnoreKeyUse?: Input<boolean | undefined>;
  /** The minimum pause between two consecutive refreshes. */
  jwksMinRefreshPauseSeconds?: Input<number | undefined>;
  /** Configures how often are the JWKS certificates refreshed. */
  jwksRefreshSeconds?: Input<number | undefined>;
  /** Configuration to be used for a specific listener. */
  listenerConfig?: Input<Record<string, Input<Json>> | undefined>;
  /** Maximum number of seconds the authenticated session remains valid without re-authentication. */
  maxSecondsWithoutReauthentication?: Input<number | undefined>;
  /** The read timeout in seconds when connecting to authorization server. */
  readTimeoutSeconds?: Input<number | undefined>;
  /** Enable or disable SASL on this listener. */
  sasl?: Input<boolean | undefined>;
  /** Secrets to be mounted to `/opt/kafka/custom-authn-secrets/custom-listener-<listener_name>-<port>/<secret_name>`. */
  secrets?: Input<Input<KafkaClientSecret>[] | undefined>;
  /** Path to the file on the local filesystem that contains a bearer token to be used instead of client ID and secret when authenticating to authorization server. */
  serverBearerTokenLocation?: Input<string | undefined>;
  /** Trusted certificates for TLS connection to the OAuth server. */
  tlsTrustedCertificates?: Input<Input<KafkaTlsTrustedCertificate>[] | undefined>;
  /** URI of the Token Endpoint to use with SASL_PLAIN mechanism when the client authenticates with `clientId` and a `secret`. */
  tokenEndpointUri?: Input<string | undefined>;
  /** Authentication type. */
  type: Input<"tls" | "scram-sha-512" | "oauth" | "custom">;
  /** URI of the User Info Endpoint to use as a fallback to obtaining the user id when the Introspection Endpoint does not return information that can be used for the user id. */
  userInfoEndpointUri?: Input<string | undefined>;
  /** Name of the claim from the JWT authentication token, Introspection Endpoint response or User Info Endpoint response which will be used to extract the user id. */
  userNameClaim?: Input<string | undefined>;
  /** The prefix to use with the value of `userNameClaim` to construct the user ID. */
  userNamePrefix?: Input<string | undefined>;
  /** URI of the token issuer used for authentication. */
  validIssuerUri?: Input<string | undefined>;
  /** Valid value for the `token_type` attribute returned by the Introspection Endpoint. */
  validTokenType?: Input<string | undefined>;
}

export interface KafkaConfiguration {
  /** Reference to the `Secret` which holds the certificate and private key pair which will be used for this listener. */
  brokerCertChainAndKey?: Input<KafkaBrokerCertChainAndKey | undefined>;
  /** Configures a specific class for `Ingress` and `LoadBalancer` that defines which controller is used. */
  class?: Input<string | undefined>;
  /** Specifies whether the service routes external traffic to cluster-wide or node-local endpoints: */
  externalTrafficPolicy?: Input<"Local" | "Cluster" | undefined>;
  /** A list of CIDR ranges (for example `10.0.0.0/8` or `130.211.204.1/32`) from which clients can connect to loadbalancer listeners. */
  loadBalancerSourceRanges?: Input<Input<string>[] | undefined>;
  /** Bootstrap configuration. */
  bootstrap?: Input<KafkaBootstrap | undefined>;
  /** Per-broker configurations. */
  brokers?: Input<Input<KafkaBroker>[] | undefined>;
  /** Specifies the IP Family Policy used by the service. */
  ipFamilyPolicy?: Input<"SingleStack" | "PreferDualStack" | "RequireDualStack" | undefined>;
  /** Specifies the IP Families used by the service. */
  ipFamilies?: Input<Input<"IPv4" | "IPv6">[] | undefined>;
  /** Whether to create the bootstrap service or not. */
  createBootstrapService?: Input<boolean | undefined>;
  /** A list of finalizers configured for the `LoadBalancer` type services created for this listener. */
  finalizers?: Input<Input<string>[] | undefined>;
  /** Configures whether the Kubernetes service DNS domain should be included in the generated addresses. */
  useServiceDnsDomain?: Input<boolean | undefined>;
  /** The maximum number of connections we allow for this listener in the broker at any time. */
  maxConnections?: Input<number | undefined>;
  /** The maximum connection creation rate we allow in this listener at any time. */
  maxConnectionCreationRate?: Input<number | undefined>;
  /** Defines which address type should be used as the node address. */
  preferredNodePortAddressType?: Input<"ExternalIP" | "ExternalDNS" | "InternalIP" | "InternalDNS" | "Hostname" | undefined>;
  /** Configures whether the service endpoints are considered "ready" even if the Pods themselves are not. */
  publishNotReadyAddresses?: Input<boolean | undefined>;
  /** Configures the template for generating the hostnames of the individual brokers. */
  hostTemplate?: Input<string | undefined>;
  /** Configures the template for generating the advertised hostnames of the individual brokers. */
  advertisedHostTemplate?: Input<string | undefined>;
  /** Configures whether to allocate NodePort automatically for the `Service` with type `LoadBalancer`. */
  allocateLoadBalancerNodePorts?: Input<boolean | undefined>;
}

export interface KafkaNetworkPolicyPeer {
  ipBlock?: Input<KafkaIpBlock | undefined>;
  namespaceSelector?: Input<KafkaNamespaceSelector | undefined>;
  podSelector?: Input<KafkaNamespaceSelector | undefined>;
}

export interface KafkaOverride {
  /** The storage class to use for dynamic volume allocation for this broker. */
  class?: Input<string | undefined>;
  /** Id of the kafka broker (broker identifier). */
  broker?: Input<number | undefined>;
}

export interface KafkaTlsTrustedCertificate {
  /** The name of the Secret containing the certificate. */
  secretName: Input<string>;
  /** The name of the file certificate in the secret. */
  certificate?: Input<string | undefined>;
  /** Pattern for the certificate files in the secret. */
  pattern?: Input<string | undefined>;
}

export interface KafkaJavaSystemProperty {
  /** The system property name. */
  name?: Input<string | undefined>;
  /** The system property value. */
  value?: Input<string | undefined>;
}

export interface KafkaJmxOptionsAuthentication {
  /** Authentication type. */
  type: Input<"password">;
}

export interface KafkaClaim {
  name?: Input<string | undefined>;
}

export interface KafkaValueFrom {
  /** Reference to the key in the ConfigMap containing the configuration. */
  configMapKeyRef?: Input<KafkaConfigMapKeyRef | undefined>;
}

export interface KafkaStatefulset {
  /** Metadata applied to the resource. */
  metadata?: Input<KafkaMetadata | undefined>;
  /** PodManagementPolicy which will be used for this StatefulSet. */
  podManagementPolicy?: Input<"OrderedReady" | "Parallel" | undefined>;
}

export interface KafkaPod {
  /** Metadata applied to the resource. */
  metadata?: Input<KafkaMetadata | undefined>;
  /** List of references to secrets in the same namespace to use for pulling any of the images used by this Pod. */
  imagePullSecrets?: Input<Input<KafkaClaim>[] | undefined>;
  /** Configures pod-level security attributes and common container settings. */
  securityContext?: Input<KafkaSecurityContext | undefined>;
  /** The grace period is the duration in seconds after the processes running in the pod are sent a termination signal, and the time when the processes are forcibly halted with a kill signal. */
  terminationGracePeriodSeconds?: Input<number | undefined>;
  /** The pod's affinity rules. */
  affinity?: Input<KafkaAffinity | undefined>;
  /** The pod's tolerations. */
  tolerations?: Input<Input<core.v1.Toleration>[] | undefined>;
  /** The pod's topology spread constraints. */
  topologySpreadConstraints?: Input<Input<KafkaTopologySpreadConstraint>[] | undefined>;
  /** The name of the priority class used to assign priority to the pods. */
  priorityClassName?: Input<string | undefined>;
  /** The name of the scheduler used to dispatch this `Pod`. */
  schedulerName?: Input<string | undefined>;
  /** The pod's HostAliases. */
  hostAliases?: Input<Input<KafkaHostAliase>[] | undefined>;
  /** Indicates whether information about services should be injected into Pod's environment variables. */
  enableServiceLinks?: Input<boolean | undefined>;
  /** Defines the total amount of pod memory allocated for the temporary `EmptyDir` volume `/tmp`. */
  tmpDirSizeLimit?: Input<string | undefined>;
  /** Additional volumes that can be mounted to the pod. */
  volumes?: Input<Input<KafkaVolume>[] | undefined>;
}

export interface KafkaBootstrapService {
  /** Metadata applied to the resource. */
  metadata?: Input<KafkaMetadata | undefined>;
  /** Specifies the IP Family Policy used by the service. */
  ipFamilyPolicy?: Input<"SingleStack" | "PreferDualStack" | "RequireDualStack" | undefined>;
  /** Specifies the IP Families used by the service. */
  ipFamilies?: Input<Input<"IPv4" | "IPv6">[] | undefined>;
}

export interface KafkaExternalBootstrapService {
  /** Metadata applied to the resource. */
  metadata?: Input<KafkaMetadata | undefined>;
}

export interface KafkaPodDisruptionBudget {
  /** Metadata to apply to the `PodDisruptionBudgetTemplate` resource. */
  metadata?: Input<KafkaMetadata | undefined>;
  /** Maximum number of unavailable pods to allow automatic Pod eviction. */
  maxUnavailable?: Input<number | undefined>;
}

export interface KafkaKafkaContainer {
  /** Environment variables which should be applied to the container. */
  env?: Input<Input<KafkaEnv>[] | undefined>;
  /** Security context for the container. */
  securityContext?: Input<KafkaKafkaContainerSecurityContext | undefined>;
  /** Additional volume mounts which should be applied to the container. */
  volumeMounts?: Input<Input<KafkaVolumeMount>[] | undefined>;
}

export interface KafkaRemoteStorageManager {
  /** The class name for the `RemoteStorageManager` implementation. */
  className?: Input<string | undefined>;
  /** The class path for the `RemoteStorageManager` implementation. */
  classPath?: Input<string | undefined>;
  /** The additional configuration map for the `RemoteStorageManager` implementation. */
  config?: Input<Record<string, Input<string>> | undefined>;
}

export interface KafkaDeployment {
  /** Metadata applied to the resource. */
  metadata?: Input<KafkaMetadata | undefined>;
  /** Pod replacement strategy for deployment configuration changes. */
  deploymentStrategy?: Input<"RollingUpdate" | "Recreate" | undefined>;
}

export interface KafkaBrokerCapacityOverride {
  /** List of Kafka brokers (broker identifiers). */
  brokers: Input<Input<number>[]>;
  /** Broker capacity for CPU resource in cores or millicores. */
  cpu?: Input<string | undefined>;
  /** Broker capacity for inbound network throughput in bytes per second. */
  inboundNetwork?: Input<string | undefined>;
  /** Broker capacity for outbound network throughput in bytes per second. */
  outboundNetwork?: Input<string | undefined>;
}

export interface KafkaApiUsersValueFrom {
  /** Selects a key of a Secret in the resource's namespace. */
  secretKeyRef?: Input<KafkaConfigMapKeyRef | undefined>;
}

export interface KafkaClientSecret {
  /** The key under which the secret value is stored in the Kubernetes Secret. */
  key: Input<string>;
  /** The name of the Kubernetes Secret containing the secret value. */
  secretName: Input<string>;
}

export interface KafkaBrokerCertChainAndKey {
  /** The name of the Secret containing the certificate. */
  secretName: Input<string>;
  /** The name of the file certificate in the Secret. */
  certificate: Input<string>;
  /** The name of the private key in the Secret. */
  key: Input<string>;
}

export interface KafkaBootstrap {
  /** Additional alternative names for the bootstrap service. */
  alternativeNames?: Input<Input<string>[] | undefined>;
  /** Specifies the hostname used for the bootstrap resource. */
  host?: Input<string | undefined>;
  /** Node port for the bootstrap service. */
  nodePort?: Input<number | undefined>;
  /** The loadbalancer is requested with the IP address specified in this property. */
  loadBalancerIP?: Input<string | undefined>;
  /** Annotations added to `Ingress`, `Route`, or `Service` resources. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Labels added to `Ingress`, `Route`, or `Service` resources. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** External IPs associated to the nodeport service. */
  externalIPs?: Input<Input<string>[] | undefined>;
}

export interface KafkaBroker {
  /** ID of the kafka broker (broker identifier). */
  broker: Input<number>;
  /** The host name used in the brokers' `advertised.listeners`. */
  advertisedHost?: Input<string | undefined>;
  /** The port number used in the brokers' `advertised.listeners`. */
  advertisedPort?: Input<number | undefined>;
  /** The broker host. */
  host?: Input<string | undefined>;
  /** Node port for the per-broker service. */
  nodePort?: Input<number | undefined>;
  /** The loadbalancer is requested with the IP address specified in this field. */
  loadBalancerIP?: Input<string | undefined>;
  /** Annotations that will be added to the `Ingress` or `Service` resource. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
  /** Labels that will be added to the `Ingress`, `Route`, or `Service` resource. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** External IPs associated to the nodeport service. */
  externalIPs?: Input<Input<string>[] | undefined>;
}

export interface KafkaIpBlock {
  cidr?: Input<string | undefined>;
  except?: Input<Input<string>[] | undefined>;
}

export interface KafkaNamespaceSelector {
  matchExpressions?: Input<Input<KafkaMatchExpression>[] | undefined>;
  matchLabels?: Input<Record<string, Input<string>> | undefined>;
}

export interface KafkaConfigMapKeyRef {
  key?: Input<string | undefined>;
  name?: Input<string | undefined>;
  optional?: Input<boolean | undefined>;
}

export interface KafkaMetadata {
  /** Labels added to the Kubernetes resource. */
  labels?: Input<Record<string, Input<string>> | undefined>;
  /** Annotations added to the Kubernetes resource. */
  annotations?: Input<Record<string, Input<string>> | undefined>;
}

export interface KafkaSecurityContext {
  appArmorProfile?: Input<KafkaAppArmorProfile | undefined>;
  fsGroup?: Input<number | undefined>;
  fsGroupChangePolicy?: Input<string | undefined>;
  runAsGroup?: Input<number | undefined>;
  runAsNonRoot?: Input<boolean | undefined>;
  runAsUser?: Input<number | undefined>;
  seLinuxOptions?: Input<KafkaSeLinuxOptions | undefined>;
  seccompProfile?: Input<KafkaAppArmorProfile | undefined>;
  supplementalGroups?: Input<Input<number>[] | undefined>;
  sysctls?: Input<Input<KafkaSysctls>[] | undefined>;
  windowsOptions?: Input<KafkaWindowsOptions | undefined>;
}

export interface KafkaAffinity {
  nodeAffinity?: Input<KafkaNodeAffinity | undefined>;
  podAffinity?: Input<KafkaPodAffinity | undefined>;
  podAntiAffinity?: Input<KafkaPodAffinity | undefined>;
}

export interface KafkaTopologySpreadConstraint {
  labelSelector?: Input<KafkaNamespaceSelector | undefined>;
  matchLabelKeys?: Input<Input<string>[] | undefined>;
  maxSkew?: Input<number | undefined>;
  minDomains?: Input<number | undefined>;
  nodeAffinityPolicy?: Input<string | undefined>;
  nodeTaintsPolicy?: Input<string | undefined>;
  topologyKey?: Input<string | undefined>;
  whenUnsatisfiable?: Input<string | undefined>;
}

export interface KafkaHostAliase {
  hostnames?: Input<Input<string>[] | undefined>;
  ip?: Input<string | undefined>;
}

export interface KafkaVolume {
  /** Name to use for the volume. */
  name?: Input<string | undefined>;
  /** Secret to use populate the volume. */
  secret?: Input<KafkaSecret | undefined>;
  /** ConfigMap to use to populate the volume. */
  configMap?: Input<KafkaConfigMap | undefined>;
  /** EmptyDir to use to populate the volume. */
  emptyDir?: Input<KafkaEmptyDir | undefined>;
  /** PersistentVolumeClaim object to use to populate the volume. */
  persistentVolumeClaim?: Input<KafkaPersistentVolumeClaim | undefined>;
  /** CSIVolumeSource object to use to populate the volume. */
  csi?: Input<KafkaCsi | undefined>;
}

export interface KafkaEnv {
  /** The environment variable key. */
  name?: Input<string | undefined>;
  /** The environment variable value. */
  value?: Input<string | undefined>;
  /** Reference to the secret or config map property to which the environment variable is set. */
  valueFrom?: Input<KafkaEnvValueFrom | undefined>;
}

export interface KafkaKafkaContainerSecurityContext {
  allowPrivilegeEscalation?: Input<boolean | undefined>;
  appArmorProfile?: Input<KafkaAppArmorProfile | undefined>;
  capabilities?: Input<KafkaCapabilities | undefined>;
  privileged?: Input<boolean | undefined>;
  procMount?: Input<string | undefined>;
  readOnlyRootFilesystem?: Input<boolean | undefined>;
  runAsGroup?: Input<number | undefined>;
  runAsNonRoot?: Input<boolean | undefined>;
  runAsUser?: Input<number | undefined>;
  seLinuxOptions?: Input<KafkaSeLinuxOptions | undefined>;
  seccompProfile?: Input<KafkaAppArmorProfile | undefined>;
  windowsOptions?: Input<KafkaWindowsOptions | undefined>;
}

export interface KafkaVolumeMount {
  mountPath?: Input<string | undefined>;
  mountPropagation?: Input<string | undefined>;
  name?: Input<string | undefined>;
  readOnly?: Input<boolean | undefined>;
  recursiveReadOnly?: Input<string | undefined>;
  subPath?: Input<string | undefined>;
  subPathExpr?: Input<string | undefined>;
}

export interface KafkaMatchExpression {
  key?: Input<string | undefined>;
  operator?: Input<string | undefined>;
  values?: Input<Input<string>[] | undefined>;
}

export interface KafkaAppArmorProfile {
  localhostProfile?: Input<string | undefined>;
  type?: Input<string | undefined>;
}

export interface KafkaSeLinuxOptions {
  level?: Input<string | undefined>;
  role?: Input<string | undefined>;
  type?: Input<string | undefined>;
  user?: Input<string | undefined>;
}

export interface KafkaSysctls {
  name?: Input<string | undefined>;
  value?: Input<string | undefined>;
}

export interface KafkaWindowsOptions {
  gmsaCredentialSpec?: Input<string | undefined>;
  gmsaCredentialSpecName?: Input<string | undefined>;
  hostProcess?: Input<boolean | undefined>;
  runAsUserName?: Input<string | undefined>;
}

export interface KafkaNodeAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: Input<Input<KafkaPreferredDuringSchedulingIgnoredDuringExecution>[] | undefined>;
  requiredDuringSchedulingIgnoredDuringExecution?: Input<KafkaRequiredDuringSchedulingIgnoredDuringExecution | undefined>;
}

export interface KafkaPodAffinity {
  preferredDuringSchedulingIgnoredDuringExecution?: Input<Input<KafkaPodAffinityPreferredDuringSchedulingIgnoredDuringExecution>[] | undefined>;
  requiredDuringSchedulingIgnoredDuringExecution?: Input<Input<KafkaPodAffinityRequiredDuringSchedulingIgnoredDuringExecution>[] | undefined>;
}

export interface KafkaSecret {
  defaultMode?: Input<number | undefined>;
  items?: Input<Input<KafkaItem>[] | undefined>;
  optional?: Input<boolean | undefined>;
  secretName?: Input<string | undefined>;
}

export interface KafkaConfigMap {
  defaultMode?: Input<number | undefined>;
  items?: Input<Input<KafkaItem>[] | undefined>;
  name?: Input<string | undefined>;
  optional?: Input<boolean | undefined>;
}

export interface KafkaEmptyDir {
  medium?: Input<string | undefined>;
  sizeLimit?: Input<KafkaSizeLimit | undefined>;
}

export interface KafkaPersistentVolumeClaim {
  claimName?: Input<string | undefined>;
  readOnly?: Input<boolean | undefined>;
}

export interface KafkaCsi {
  driver?: Input<string | undefined>;
  fsType?: Input<string | undefined>;
  nodePublishSecretRef?: Input<KafkaClaim | undefined>;
  readOnly?: Input<boolean | undefined>;
  volumeAttributes?: Input<Record<string, Input<string>> | undefined>;
}

export interface KafkaEnvValueFrom {
  /** Reference to a key in a secret. */
  secretKeyRef?: Input<KafkaConfigMapKeyRef | undefined>;
  /** Reference to a key in a config map. */
  configMapKeyRef?: Input<KafkaConfigMapKeyRef | undefined>;
}

export interface KafkaCapabilities {
  add?: Input<Input<string>[] | undefined>;
  drop?: Input<Input<string>[] | undefined>;
}

export interface KafkaPreferredDuringSchedulingIgnoredDuringExecution {
  preference?: Input<KafkaPreference | undefined>;
  weight?: Input<number | undefined>;
}

export interface KafkaRequiredDuringSchedulingIgnoredDuringExecution {
  nodeSelectorTerms?: Input<Input<KafkaPreference>[] | undefined>;
}

export interface KafkaPodAffinityPreferredDuringSchedulingIgnoredDuringExecution {
  podAffinityTerm?: Input<KafkaPodAffinityRequiredDuringSchedulingIgnoredDuringExecution | undefined>;
  weight?: Input<number | undefined>;
}

export interface KafkaPodAffinityRequiredDuringSchedulingIgnoredDuringExecution {
  labelSelector?: Input<KafkaNamespaceSelector | undefined>;
  matchLabelKeys?: Input<Input<string>[] | undefined>;
  mismatchLabelKeys?: Input<Input<string>[] | undefined>;
  namespaceSelector?: Input<KafkaNamespaceSelector | undefined>;
  namespaces?: Input<Input<string>[] | undefined>;
  topologyKey?: Input<string | undefined>;
}

export interface KafkaItem {
  key?: Input<string | undefined>;
  mode?: Input<number | undefined>;
  path?: Input<string | undefined>;
}

export interface KafkaSizeLimit {
  amount?: Input<string | undefined>;
  format?: Input<string | undefined>;
}

export interface KafkaPreference {
  matchExpressions?: Input<Input<KafkaMatchExpression>[] | undefined>;
  matchFields?: Input<Input<KafkaMatchExpression>[] | undefined>;
}

export interface KafkaNodePoolSpec {
  /** The number of pods in the pool. */
  replicas: Input<number>;
  /** Storage configuration (disk). */
  storage: Input<KafkaStorage>;
  /** The roles that the nodes in this pool will have when KRaft mode is enabled. */
  roles: Input<Input<"controller" | "broker">[]>;
  /** CPU and memory resources to reserve. */
  resources?: Input<KafkaResources | undefined>;
  /** JVM Options for pods. */
  jvmOptions?: Input<KafkaJvmOptions | undefined>;
  /** Template for pool resources. */
  template?: Input<KafkaNodePoolTemplate | undefined>;
}

export interface KafkaNodePoolTemplate {
  /** Template for Kafka `StrimziPodSet` resource. */
  podSet?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka `Pods`. */
  pod?: Input<KafkaPod | undefined>;
  /** Template for Kafka per-pod `Services` used for access from outside of Kubernetes. */
  perPodService?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka per-pod `Routes` used for access from outside of OpenShift. */
  perPodRoute?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for Kafka per-pod `Ingress` used for access from outside of Kubernetes. */
  perPodIngress?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for all Kafka `PersistentVolumeClaims`. */
  persistentVolumeClaim?: Input<KafkaExternalBootstrapService | undefined>;
  /** Template for the Kafka broker container. */
  kafkaContainer?: Input<KafkaKafkaContainer | undefined>;
  /** Template for the Kafka init container. */
  initContainer?: Input<KafkaKafkaContainer | undefined>;
}

export interface KafkaTopicSpec {
  /** The name of the topic. */
  topicName?: Input<string | undefined>;
  /** The number of partitions the topic should have. */
  partitions?: Input<number | undefined>;
  /** The number of replicas the topic should have. */
  replicas?: Input<number | undefined>;
  /** The topic configuration. */
  config?: Input<Record<string, Input<Json>> | undefined>;
}

export interface KafkaUserSpec {
  /** Authentication mechanism enabled for this Kafka user. */
  authentication?: Input<KafkaUserAuthentication | undefined>;
  /** Authorization rules for this Kafka user. */
  authorization?: Input<KafkaUserAuthorization | undefined>;
  /** Quotas on requests to control the broker resources used by clients. */
  quotas?: Input<KafkaUserQuotas | undefined>;
  /** Template to specify how Kafka User `Secrets` are generated. */
  template?: Input<KafkaUserTemplate | undefined>;
}

export interface KafkaUserAuthentication {
  /** Specify the password for the user. */
  password?: Input<KafkaUserPassword | undefined>;
  /** Authentication type. */
  type: Input<"tls" | "tls-external" | "scram-sha-512">;
}

export interface KafkaUserAuthorization {
  /** List of ACL rules which should be applied to this user. */
  acls: Input<Input<KafkaUserAcl>[]>;
  /** Authorization type. */
  type: Input<"simple">;
}

export interface KafkaUserQuotas {
  /** A quota on the maximum bytes per-second that each client group can publish to a broker before the clients in the group are throttled. */
  producerByteRate?: Input<number | undefined>;
  /** A quota on the maximum bytes per-second that each client group can fetch from a broker before the clients in the group are throttled. */
  consumerByteRate?: Input<number | undefined>;
  /** A quota on the maximum CPU utilization of each client group as a percentage of network and I/O threads. */
  requestPercentage?: Input<number | undefined>;
  /** A quota on the rate at which mutations are accepted for the create topics request, the create partitions request and the delete topics request. */
  controllerMutationRate?: Input<number | undefined>;
}

export interface KafkaUserTemplate {
  /** Template for KafkaUser resources. */
  secret?: Input<KafkaExternalBootstrapService | undefined>;
}

export interface KafkaUserPassword {
  /** Secret from which the password should be read. */
  valueFrom: Input<KafkaApiUsersValueFrom>;
}

export interface KafkaUserAcl {
  /** The type of the rule. */
  type?: Input<"allow" | "deny" | undefined>;
  /** Indicates the resource for which given ACL rule applies. */
  resource: Input<KafkaUserResource>;
  /** The host from which the action described in the ACL rule is allowed or denied. */
  host?: Input<string | undefined>;
  /** Operation which will be allowed or denied. */
  operation?: Input<"Read" | "Write" | "Create" | "Delete" | "Alter" | "Describe" | "ClusterAction" | "AlterConfigs" | "DescribeConfigs" | "IdempotentWrite" | "All" | undefined>;
  /** List of operations to allow or deny. */
  operations?: Input<Input<"Read" | "Write" | "Create" | "Delete" | "Alter" | "Describe" | "ClusterAction" | "AlterConfigs" | "DescribeConfigs" | "IdempotentWrite" | "All">[] | undefined>;
}

export interface KafkaUserResource {
  /** Name of resource for which given ACL rule applies. */
  name?: Input<string | undefined>;
  /** Describes the pattern used in the resource field. */
  patternType?: Input<"literal" | "prefix" | undefined>;
  /** Resource type. */
  type: Input<"topic" | "group" | "cluster" | "transactionalId">;
}
