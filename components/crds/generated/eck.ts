// Generated from eck v3.5.0 by npm run generate:crds; do not edit.
import type { core, meta } from "@pulumi/kubernetes/types/input.js";
import type { Input } from "@pulumi/pulumi";
import { defineKind } from "../define.ts";
import type { Json } from "../define.ts";

/** Elasticsearch represents an Elasticsearch resource in a Kubernetes cluster. */
export class Elasticsearch extends defineKind<ElasticsearchSpec>("elasticsearch.k8s.elastic.co/v1", "Elasticsearch") {}

/** Kibana represents a Kibana resource in a Kubernetes cluster. */
export class Kibana extends defineKind<KibanaSpec>("kibana.k8s.elastic.co/v1", "Kibana") {}

export interface ElasticsearchSpec {
  /** Auth contains user authentication and authorization security settings for Elasticsearch. */
  auth?: Input<ElasticsearchAuth | undefined>;
  /** HTTP holds HTTP layer settings for Elasticsearch. */
  http?: Input<ElasticsearchHttp | undefined>;
  /** Image is the Elasticsearch Docker image to deploy. */
  image?: Input<string | undefined>;
  /** Monitoring enables you to collect and ship log and monitoring data of this Elasticsearch cluster. */
  monitoring?: Input<ElasticsearchMonitoring | undefined>;
  /** NodeSets allow specifying groups of Elasticsearch nodes sharing the same configuration and Pod templates. */
  nodeSets: Input<Input<ElasticsearchNodeSet>[]>;
  /** PodDisruptionBudget provides access to the default Pod disruption budget(s) for the Elasticsearch cluster. */
  podDisruptionBudget?: Input<ElasticsearchPodDisruptionBudget | undefined>;
  /** RemoteClusterServer specifies if the remote cluster server should be enabled. */
  remoteClusterServer?: Input<ElasticsearchRemoteClusterServer | undefined>;
  /** RemoteClusters enables you to establish uni-directional connections to a remote Elasticsearch cluster. */
  remoteClusters?: Input<Input<ElasticsearchRemoteCluster>[] | undefined>;
  /** RevisionHistoryLimit is the number of revisions to retain to allow rollback in the underlying StatefulSets. */
  revisionHistoryLimit?: Input<number | undefined>;
  /** SecureSettings is a list of references to Kubernetes secrets containing sensitive configuration options for Elasticsearch. */
  secureSettings?: Input<Input<ElasticsearchSecureSetting>[] | undefined>;
  /** ServiceAccountName is used to check access from the current resource to a resource (for ex. a remote Elasticsearch cluster) in a different namespace. */
  serviceAccountName?: Input<string | undefined>;
  /** Transport holds transport layer settings for Elasticsearch. */
  transport?: Input<ElasticsearchTransport | undefined>;
  /** UpdateStrategy specifies how updates to the cluster should be performed. */
  updateStrategy?: Input<ElasticsearchUpdateStrategy | undefined>;
  /** Version of Elasticsearch. */
  version: Input<string>;
  /** VolumeClaimDeletePolicy sets the policy for handling deletion of PersistentVolumeClaims for all NodeSets. */
  volumeClaimDeletePolicy?: Input<"DeleteOnScaledownOnly" | "DeleteOnScaledownAndClusterDeletion" | undefined>;
}

export interface ElasticsearchAuth {
  /** DisableElasticUser disables the default elastic user that is created by ECK. */
  disableElasticUser?: Input<boolean | undefined>;
  /** FileRealm to propagate to the Elasticsearch cluster. */
  fileRealm?: Input<Input<ElasticsearchFileRealm>[] | undefined>;
  /** Roles to propagate to the Elasticsearch cluster. */
  roles?: Input<Input<ElasticsearchFileRealm>[] | undefined>;
}

export interface ElasticsearchHttp {
  /** Service defines the template for the associated Kubernetes Service object. */
  service?: Input<ElasticsearchService | undefined>;
  /** TLS defines options for configuring TLS for HTTP. */
  tls?: Input<ElasticsearchTls | undefined>;
}

export interface ElasticsearchMonitoring {
  /** Logs holds references to Elasticsearch clusters which receive log data from an associated resource. */
  logs?: Input<ElasticsearchLogs | undefined>;
  /** Metrics holds references to Elasticsearch clusters which receive monitoring data from this resource. */
  metrics?: Input<ElasticsearchLogs | undefined>;
}

export interface ElasticsearchNodeSet {
  /** Config holds the Elasticsearch configuration. */
  config?: Input<Record<string, Input<Json>> | undefined>;
  /** Count of Elasticsearch nodes to deploy. */
  count?: Input<number | undefined>;
  /** Name of this set of nodes. */
  name: Input<string>;
  /** PodTemplate provides customization options (labels, annotations, affinity rules, resource requests, and so on) for the Pods belonging to this NodeSet. */
  podTemplate?: Input<core.v1.PodTemplateSpec | undefined>;
  /** Resources specifies the resource requests and limits (CPU and Memory only) for the Elasticsearch nodes in this NodeSet. */
  resources?: Input<ElasticsearchResources | undefined>;
  /** VolumeClaimTemplates is a list of persistent volume claims to be used by each Pod in this NodeSet. */
  volumeClaimTemplates?: Input<Input<ElasticsearchVolumeClaimTemplate>[] | undefined>;
  /** ZoneAwareness enables automatic topology-aware scheduling and shard-awareness configuration. */
  zoneAwareness?: Input<ElasticsearchZoneAwareness | undefined>;
}

export interface ElasticsearchPodDisruptionBudget {
  /** ObjectMeta is the metadata of the PDB. */
  metadata?: Input<ElasticsearchMetadata | undefined>;
  /** Spec is the specification of the PDB. */
  spec?: Input<ElasticsearchPodDisruptionBudgetSpec | undefined>;
}

export interface ElasticsearchRemoteClusterServer {
  enabled?: Input<boolean | undefined>;
  /** Service defines the template for the remote cluster server Service object. */
  service?: Input<ElasticsearchService | undefined>;
}

export interface ElasticsearchRemoteCluster {
  /** APIKey can be used to enable remote cluster access using Cross-Cluster API keys: https://www.elastic.co/docs/api/doc/elasticsearch/operation/operation-security-create-cross-cluster-api-key */
  apiKey?: Input<ElasticsearchApiKey | undefined>;
  /** ElasticsearchRef is a reference to an Elasticsearch cluster running within the same k8s cluster. */
  elasticsearchRef?: Input<ElasticsearchElasticsearchRef | undefined>;
  /** Name is the name of the remote cluster as it is set in the Elasticsearch settings. */
  name: Input<string>;
}

export interface ElasticsearchSecureSetting {
  /** Entries define how to project each key-value pair in the secret to filesystem paths. */
  entries?: Input<Input<ElasticsearchEntry>[] | undefined>;
  /** SecretName is the name of the secret. */
  secretName: Input<string>;
}

export interface ElasticsearchTransport {
  /** Service defines the template for the associated Kubernetes Service object. */
  service?: Input<ElasticsearchService | undefined>;
  /** TLS defines options for configuring TLS on the transport layer. */
  tls?: Input<ElasticsearchTransportTls | undefined>;
}

export interface ElasticsearchUpdateStrategy {
  /** ChangeBudget defines the constraints to consider when applying changes to the Elasticsearch cluster. */
  changeBudget?: Input<ElasticsearchChangeBudget | undefined>;
}

export interface ElasticsearchFileRealm {
  /** SecretName is the name of the secret. */
  secretName?: Input<string | undefined>;
}

export interface ElasticsearchService {
  /** ObjectMeta is the metadata of the service. */
  metadata?: Input<ElasticsearchMetadata | undefined>;
  /** Spec is the specification of the service. */
  spec?: Input<core.v1.ServiceSpec | undefined>;
}

export interface ElasticsearchTls {
  /** Certificate is a reference to a Kubernetes secret that contains the certificate and private key for enabling TLS. */
  certificate?: Input<ElasticsearchFileRealm | undefined>;
  /** Client holds client configuration options. */
  client?: Input<ElasticsearchClient | undefined>;
  /** SelfSignedCertificate allows configuring the self-signed certificate generated by the operator. */
  selfSignedCertificate?: Input<ElasticsearchSelfSignedCertificate | undefined>;
}

export interface ElasticsearchLogs {
  /** ElasticsearchRefs is a reference to a list of monitoring Elasticsearch clusters running in the same Kubernetes cluster. */
  elasticsearchRefs?: Input<Input<ElasticsearchLogsElasticsearchRef>[] | undefined>;
}

export interface ElasticsearchResources {
  /** Limits is the shorthand for the main container's CPU and memory limits. */
  limits?: Input<ElasticsearchLimits | undefined>;
  /** Requests is the shorthand for the main container's CPU and memory requests. */
  requests?: Input<ElasticsearchLimits | undefined>;
}

export interface ElasticsearchVolumeClaimTemplate {
  /** APIVersion defines the versioned schema of this representation of an object. */
  apiVersion?: Input<string | undefined>;
  /** Kind is a string value representing the REST resource this object represents. */
  kind?: Input<string | undefined>;
  /** Standard object's metadata. */
  metadata?: Input<ElasticsearchMetadata | undefined>;
  /** spec defines the desired characteristics of a volume requested by a pod author. */
  spec?: Input<core.v1.PersistentVolumeClaimSpec | undefined>;
}

export interface ElasticsearchZoneAwareness {
  /** TopologyKey is the key of node labels used for zone-aware placement. */
  topologyKey?: Input<string | undefined>;
  /** Zones optionally restrict scheduling to the listed topology values. */
  zones?: Input<Input<string>[] | undefined>;
}

export interface ElasticsearchMetadata {
  annotations?: Input<Record<string, Input<string>> | undefined>;
  finalizers?: Input<Input<string>[] | undefined>;
  labels?: Input<Record<string, Input<string>> | undefined>;
  name?: Input<string | undefined>;
  namespace?: Input<string | undefined>;
}

export interface ElasticsearchPodDisruptionBudgetSpec {
  /** An eviction is allowed if at most "maxUnavailable" pods selected by "selector" are unavailable after the eviction, i.e. even in absence of the evicted pod. */
  maxUnavailable?: Input<number | string | undefined>;
  /** An eviction is allowed if at least "minAvailable" pods selected by "selector" will still be available after the eviction, i.e. even in the absence of the evicted pod. */
  minAvailable?: Input<number | string | undefined>;
  /** Label query over pods whose evictions are managed by the disruption budget. */
  selector?: Input<meta.v1.LabelSelector | undefined>;
  /** UnhealthyPodEvictionPolicy defines the criteria for when unhealthy pods should be considered for eviction. */
  unhealthyPodEvictionPolicy?: Input<string | undefined>;
}

export interface ElasticsearchApiKey {
  /** Access is the name of the API Key. */
  access: Input<ElasticsearchAccess>;
}

export interface ElasticsearchElasticsearchRef {
  /** Name of an existing Kubernetes object corresponding to an Elastic resource managed by ECK. */
  name?: Input<string | undefined>;
  /** Namespace of the Kubernetes object. */
  namespace?: Input<string | undefined>;
  /** ServiceName is the name of an existing Kubernetes service which is used to make requests to the referenced object. */
  serviceName?: Input<string | undefined>;
}

export interface ElasticsearchEntry {
  /** Key is the key contained in the secret. */
  key: Input<string>;
  /** Path is the relative file path to map the key to. */
  path?: Input<string | undefined>;
}

export interface ElasticsearchTransportTls {
  /** Certificate is a reference to a Kubernetes secret that contains the CA certificate and private key for generating node certificates. */
  certificate?: Input<ElasticsearchFileRealm | undefined>;
  /** CertificateAuthorities is a reference to a config map that contains one or more x509 certificates for trusted authorities in PEM format. */
  certificateAuthorities?: Input<ElasticsearchCertificateAuthorities | undefined>;
  /** OtherNameSuffix when defined will be prefixed with the Pod name and used as the common name, and the first DNSName, as well as an OtherName required by Elasticsearch in the Subject Alternative Name extension of each Elasticsearch node's … */
  otherNameSuffix?: Input<string | undefined>;
  /** SelfSignedCertificates allows configuring the self-signed certificate generated by the operator. */
  selfSignedCertificates?: Input<ElasticsearchSelfSignedCertificates | undefined>;
  /** SubjectAlternativeNames is a list of SANs to include in the generated node transport TLS certificates. */
  subjectAltNames?: Input<Input<ElasticsearchSubjectAltName>[] | undefined>;
}

export interface ElasticsearchChangeBudget {
  /** MaxSurge is the maximum number of new Pods that can be created exceeding the original number of Pods defined in the specification. */
  maxSurge?: Input<number | undefined>;
  /** MaxUnavailable is the maximum number of Pods that can be unavailable (not ready) during the update due to circumstances under the control of the operator. */
  maxUnavailable?: Input<number | undefined>;
}

export interface ElasticsearchClient {
  /** Authentication enables client authentication (enterprise-only feature). */
  authentication?: Input<boolean | undefined>;
}

export interface ElasticsearchSelfSignedCertificate {
  /** Disabled indicates that the provisioning of the self-signed certificate should be disabled. */
  disabled?: Input<boolean | undefined>;
  /** SubjectAlternativeNames is a list of SANs to include in the generated HTTP TLS certificate. */
  subjectAltNames?: Input<Input<ElasticsearchSubjectAltName>[] | undefined>;
}

export interface ElasticsearchLogsElasticsearchRef {
  /** Name of an existing Kubernetes object corresponding to an Elastic resource managed by ECK. */
  name?: Input<string | undefined>;
  /** Namespace of the Kubernetes object. */
  namespace?: Input<string | undefined>;
  /** SecretName is the name of an existing Kubernetes secret that contains connection information for associating an Elastic resource not managed by the operator. */
  secretName?: Input<string | undefined>;
  /** ServiceName is the name of an existing Kubernetes service which is used to make requests to the referenced object. */
  serviceName?: Input<string | undefined>;
}

export interface ElasticsearchLimits {
  /** CPU overrides the main container's CPU request/limit when the parent Resources is merged into a PodTemplate. */
  cpu?: Input<number | string | undefined>;
  /** Memory overrides the main container's memory request/limit when the parent Resources is merged into a PodTemplate. */
  memory?: Input<number | string | undefined>;
}

export interface ElasticsearchAccess {
  replication?: Input<ElasticsearchReplication | undefined>;
  search?: Input<ElasticsearchSearch | undefined>;
}

export interface ElasticsearchCertificateAuthorities {
  configMapName?: Input<string | undefined>;
}

export interface ElasticsearchSelfSignedCertificates {
  /** Disabled indicates that provisioning of the self-signed certificates should be disabled. */
  disabled?: Input<boolean | undefined>;
}

export interface ElasticsearchSubjectAltName {
  /** DNS is the DNS name of the subject. */
  dns?: Input<string | undefined>;
  /** IP is the IP address of the subject. */
  ip?: Input<string | undefined>;
}

export interface ElasticsearchReplication {
  names: Input<Input<string>[]>;
}

export interface ElasticsearchSearch {
  allow_restricted_indices?: Input<boolean | undefined>;
  field_security?: Input<ElasticsearchFieldSecurity | undefined>;
  names: Input<Input<string>[]>;
  query?: Input<Record<string, Input<Json>> | undefined>;
}

export interface ElasticsearchFieldSecurity {
  except: Input<Input<string>[]>;
  grant: Input<Input<string>[]>;
}

export interface KibanaSpec {
  /** Config holds the Kibana configuration. */
  config?: Input<Record<string, Input<Json>> | undefined>;
  /** Count of Kibana instances to deploy. */
  count?: Input<number | undefined>;
  /** ElasticsearchRef is a reference to an Elasticsearch cluster running in the same Kubernetes cluster. */
  elasticsearchRef?: Input<KibanaElasticsearchRef | undefined>;
  /** EnterpriseSearchRef is a reference to an EnterpriseSearch running in the same Kubernetes cluster. */
  enterpriseSearchRef?: Input<ElasticsearchLogsElasticsearchRef | undefined>;
  /** HTTP holds the HTTP layer configuration for Kibana. */
  http?: Input<KibanaHttp | undefined>;
  /** Image is the Kibana Docker image to deploy. */
  image?: Input<string | undefined>;
  /** Monitoring enables you to collect and ship log and monitoring data of this Kibana. */
  monitoring?: Input<ElasticsearchMonitoring | undefined>;
  /** PackageRegistryRef is a reference to an Elastic Package Registry running in the same Kubernetes cluster. */
  packageRegistryRef?: Input<ElasticsearchElasticsearchRef | undefined>;
  /** PodTemplate provides customization options (labels, annotations, affinity rules, resource requests, and so on) for the Kibana pods */
  podTemplate?: Input<core.v1.PodTemplateSpec | undefined>;
  /** Resources provides a shorthand to set CPU and Memory resources on the Kibana container. */
  resources?: Input<ElasticsearchResources | undefined>;
  /** RevisionHistoryLimit is the number of revisions to retain to allow rollback in the underlying Deployment. */
  revisionHistoryLimit?: Input<number | undefined>;
  /** SecureSettings is a list of references to Kubernetes secrets containing sensitive configuration options for Kibana. */
  secureSettings?: Input<Input<ElasticsearchSecureSetting>[] | undefined>;
  /** ServiceAccountName is used to check access from the current resource to a resource (for ex. */
  serviceAccountName?: Input<string | undefined>;
  /** Version of Kibana. */
  version: Input<string>;
}

export interface KibanaElasticsearchRef {
  /** ClientCertificateSecretName is the name of an existing Kubernetes secret containing a client certificate (tls.crt) and private key (tls.key) for client authentication to the referenced resource. */
  clientCertificateSecretName?: Input<string | undefined>;
  /** Name of an existing Kubernetes object corresponding to an Elastic resource managed by ECK. */
  name?: Input<string | undefined>;
  /** Namespace of the Kubernetes object. */
  namespace?: Input<string | undefined>;
  /** SecretName is the name of an existing Kubernetes secret that contains connection information for associating an Elastic resource not managed by the operator. */
  secretName?: Input<string | undefined>;
  /** ServiceName is the name of an existing Kubernetes service which is used to make requests to the referenced object. */
  serviceName?: Input<string | undefined>;
}

export interface KibanaHttp {
  /** Service defines the template for the associated Kubernetes Service object. */
  service?: Input<ElasticsearchService | undefined>;
  /** TLS defines options for configuring TLS for HTTP. */
  tls?: Input<KibanaTls | undefined>;
}

export interface KibanaTls {
  /** Certificate is a reference to a Kubernetes secret that contains the certificate and private key for enabling TLS. */
  certificate?: Input<ElasticsearchFileRealm | undefined>;
  /** SelfSignedCertificate allows configuring the self-signed certificate generated by the operator. */
  selfSignedCertificate?: Input<ElasticsearchSelfSignedCertificate | undefined>;
}
