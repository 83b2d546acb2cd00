/** Kinds of one operator that the program writes, and so wants types for. */
export interface TypedKinds {
  readonly operator: string;
  readonly kinds: readonly [string, ...string[]];
  /**
   * Fields that the CRD leaves open ("any object") and whose type is known all the same, by `Kind.path`: a Kubernetes type, or one
   * of another kind.
   */
  readonly known?: Readonly<Record<string, string>>;
  /** Objects with very many alternatives of which only these are typed, by `Kind.path`: the others are clouds and tools not used here. */
  readonly only?: Readonly<Record<string, readonly string[]>>;
}

const secretProviders = ["aws", "azurekv", "fake", "kubernetes", "vault"];
const scrapeFields = ["jobName", "metricsPath", "scheme", "scrapeInterval", "scrapeTimeout", "staticConfigs"];
const dnsProviders = ["azureDNS", "cnameStrategy", "rfc2136", "route53", "webhook"];

/** What `components/crds/generated/` is made from. */
export const typedKinds: readonly TypedKinds[] = [
  { operator: "argo-rollouts", kinds: ["Rollout", "AnalysisTemplate"] },
  { operator: "barman-cloud", kinds: ["ObjectStore"] },
  {
    operator: "cert-manager",
    kinds: ["Certificate", "ClusterIssuer", "Issuer"],
    only: { "ClusterIssuer.acme.solvers.dns01": dnsProviders, "Issuer.acme.solvers.dns01": dnsProviders },
  },
  { operator: "cloudnative-pg", kinds: ["Cluster", "Database", "Pooler", "ScheduledBackup"] },
  {
    operator: "eck",
    kinds: ["Elasticsearch", "Kibana"],
    known: {
      "Elasticsearch.nodeSets.podTemplate": "core.v1.PodTemplateSpec",
      "Kibana.podTemplate": "core.v1.PodTemplateSpec",
    },
  },
  {
    operator: "envoy-gateway",
    kinds: [
      "Backend",
      "BackendTrafficPolicy",
      "ClientTrafficPolicy",
      "EnvoyProxy",
      "HTTPRouteFilter",
      "SecurityPolicy",
    ],
  },
  {
    operator: "external-secrets",
    kinds: ["ClusterSecretStore", "ExternalSecret", "Password", "PushSecret", "SecretStore"],
    only: { "ClusterSecretStore.provider": secretProviders, "SecretStore.provider": secretProviders },
  },
  {
    operator: "gateway-api",
    kinds: ["BackendTLSPolicy", "Gateway", "GatewayClass", "HTTPRoute", "ReferenceGrant"],
  },
  { operator: "istio", kinds: ["AuthorizationPolicy", "PeerAuthentication"] },
  { operator: "keda", kinds: ["ScaledObject", "TriggerAuthentication"] },
  {
    operator: "mongodb",
    kinds: ["MongoDBCommunity"],
    known: {
      // Metadata and an open spec: taken for a pod template otherwise.
      "MongoDBCommunity.statefulSet":
        "{ metadata?: Input<meta.v1.ObjectMeta>; spec: Input<Partial<apps.v1.StatefulSetSpec>> }",
    },
  },
  {
    operator: "prometheus-operator",
    kinds: ["AlertmanagerConfig", "PodMonitor", "Probe", "PrometheusRule", "ScrapeConfig", "ServiceMonitor"],
    // What is not in the cluster, and yet known by name: not the registries of services, one for each cloud.
    only: { ScrapeConfig: scrapeFields },
  },
  {
    operator: "rabbitmq-cluster",
    kinds: ["RabbitmqCluster"],
    known: { "RabbitmqCluster.override.statefulSet.spec": "Partial<apps.v1.StatefulSetSpec>" },
  },
  {
    operator: "rabbitmq-topology",
    kinds: ["Binding", "Exchange", "Permission", "Policy", "Queue", "User", "Vhost"],
  },
  { operator: "strimzi", kinds: ["Kafka", "KafkaNodePool", "KafkaTopic", "KafkaUser"] },
  { operator: "velero", kinds: ["BackupStorageLocation", "Schedule", "VolumeSnapshotLocation"] },
];
