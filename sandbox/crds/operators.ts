/** A Kubernetes operator whose CRDs come out of its own Go module. */
export interface GoOperator {
  /** Name of its folder in the CRD store, and of its file of generated types. */
  readonly name: string;
  readonly module: string;
  readonly version: string;
  /** Checksum of the whole module, as in a go.sum: what was reviewed is what is used. */
  readonly sum: `h1:${string}`;
  /** Files, or folders of files, inside the module that hold its CRDs. */
  readonly crds: readonly [string, ...string[]];
  /**
   * Kinds that are taken. Every CRD costs the API server 0.2 s at its first start and 8 MB for good, so kinds that neither the program
   * nor a controller of the tests uses are left out. @default - all
   */
  readonly kinds?: readonly [string, ...string[]];
}

/** The operators of the platform and the release of each whose CRDs everything here is built from. */
export const goOperators: readonly GoOperator[] = [
  {
    name: "argo-rollouts",
    module: "github.com/argoproj/argo-rollouts",
    version: "v1.9.0",
    sum: "h1:bXgBpwCByXyAUcgBnyP0fxkSW2CEot78InTFjFlag5g=",
    crds: ["manifests/crds"],
  },
  {
    name: "cert-manager",
    module: "github.com/cert-manager/cert-manager",
    version: "v1.21.2",
    sum: "h1:UWgoYM+KLNtRlqmoWOKjKBOBUPVHeepQ6/ac3ERJW68=",
    crds: ["deploy/crds"],
    kinds: ["Certificate", "CertificateRequest", "ClusterIssuer", "Issuer"],
  },
  {
    name: "cloudnative-pg",
    module: "github.com/cloudnative-pg/cloudnative-pg",
    version: "v1.30.0",
    sum: "h1:fnhVq44xXx97MNiuvJsPrX1vSjYbgdyBK5MSGfdHdp0=",
    crds: ["config/crd/bases"],
    kinds: ["Backup", "Cluster", "Database", "Pooler", "ScheduledBackup"],
  },
  {
    name: "barman-cloud",
    module: "github.com/cloudnative-pg/plugin-barman-cloud",
    version: "v0.15.0",
    sum: "h1:gNVytrzzYUE08wxLDrjfJqy1FPPSFkMe1OEr4s4pVI0=",
    crds: ["config/crd/bases"],
  },
  {
    name: "eck",
    module: "github.com/elastic/cloud-on-k8s/v3",
    version: "v3.5.0",
    sum: "h1:sR4oj+gNnwI9hgsKhBwjUlx+5F2T/kND40hrzaogtek=",
    // Not `resources/`: those are the inputs of the release, with pod templates of 1.5 MB that the release takes out.
    crds: ["config/crds/v1/all-crds.yaml"],
    kinds: ["Elasticsearch", "Kibana"],
  },
  {
    name: "envoy-gateway",
    module: "github.com/envoyproxy/gateway",
    version: "v1.9.1",
    sum: "h1:vAVp6/AlBXJ1aOhp1mxL7fNEzVEfjADUguUhm2wzxQY=",
    crds: ["charts/gateway-helm/charts/crds/crds/generated"],
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
    name: "external-secrets",
    module: "github.com/external-secrets/external-secrets",
    version: "v1.3.2",
    sum: "h1:u2J8RjlHIeF0oZCqtl92adI/uZWUwOesJIDkfql6LqQ=",
    crds: ["config/crds/bases"],
    kinds: ["ClusterSecretStore", "ExternalSecret", "Password", "PushSecret", "SecretStore"],
  },
  {
    name: "gateway-api",
    module: "sigs.k8s.io/gateway-api",
    // The release that envoy-gateway v1.9.1 is built on, and the channel that its chart installs: the two move together.
    version: "v1.6.1",
    sum: "h1:mock6phZbI6rvZerwrVNk7hVNymQgHo+6sJ81Ia7ftY=",
    crds: ["config/crd/experimental"],
    kinds: ["BackendTLSPolicy", "Gateway", "GatewayClass", "HTTPRoute", "ReferenceGrant"],
  },
  {
    name: "istio",
    module: "istio.io/api",
    version: "v1.31.1",
    sum: "h1:5Yb5ihcz4YQsCkciusK7DnFpBMwRB6EFWeUKH1Atuyk=",
    crds: ["kubernetes/customresourcedefinitions.gen.yaml"],
    kinds: ["AuthorizationPolicy", "PeerAuthentication"],
  },
  {
    name: "keda",
    module: "github.com/kedacore/keda/v2",
    version: "v2.21.0",
    sum: "h1:R6z2HZvstK4RLUMxroNACzBj74xGxt3kG59b5Xc+Xps=",
    crds: ["config/crd/bases"],
    kinds: ["ScaledObject", "TriggerAuthentication"],
  },
  {
    name: "mongodb",
    module: "github.com/mongodb/mongodb-kubernetes-operator",
    version: "v0.9.0",
    sum: "h1:1SBmpQznWVbUgzi+ScNCNv6z5pLBwsSe4DUDKxHzFwc=",
    crds: ["config/crd/bases"],
  },
  {
    name: "prometheus-operator",
    module: "github.com/prometheus-operator/prometheus-operator",
    version: "v0.85.0",
    sum: "h1:M5xLCLEoaW2IJfnuCwFzzpL+jSVQu3KGT84Pye+fW8s=",
    crds: ["example/prometheus-operator-crd"],
    kinds: [
      "Alertmanager",
      "AlertmanagerConfig",
      "PodMonitor",
      "Probe",
      "Prometheus",
      "PrometheusRule",
      "ScrapeConfig",
      "ServiceMonitor",
    ],
  },
  {
    name: "rabbitmq-cluster",
    module: "github.com/rabbitmq/cluster-operator/v2",
    version: "v2.16.0",
    sum: "h1:oYJm+1tXIatGHtiUWyN9hGdO+0eWsXA/j1b81wh0IqI=",
    crds: ["config/crd/bases"],
  },
  {
    name: "rabbitmq-topology",
    module: "github.com/rabbitmq/messaging-topology-operator",
    version: "v1.17.4",
    sum: "h1:WCvf2BolzOwX8czc52EM/KMluKgjHRUIWs5DtubWUB8=",
    crds: ["config/crd/bases"],
    kinds: ["Binding", "Exchange", "Permission", "Policy", "Queue", "User", "Vhost"],
  },
  {
    name: "velero",
    module: "github.com/vmware-tanzu/velero",
    version: "v1.18.3",
    sum: "h1:9uwN5yxTWQl9PsF5ljX4xiG+7VIq3I9mxOQ0DyyZ31A=",
    crds: ["config/crd/v1/bases", "config/crd/v2alpha1/bases"],
  },
];

/**
 * Strimzi is Java and publishes no file with its CRDs, only the program that prints them (see strimzi.ts). Its output is kept in
 * the repository, because a machine that runs the sandbox has Go, and need not have Java.
 */
export const strimzi = {
  name: "strimzi",
  version: "0.45.0",
  /** Classes of `io.strimzi:api` whose CRDs are printed. */
  classes: {
    Kafka: "io.strimzi.api.kafka.model.kafka.Kafka",
    KafkaNodePool: "io.strimzi.api.kafka.model.nodepool.KafkaNodePool",
    KafkaTopic: "io.strimzi.api.kafka.model.topic.KafkaTopic",
    KafkaUser: "io.strimzi.api.kafka.model.user.KafkaUser",
  },
} as const;
