import { elsewhere, object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const policy = (name: string, matchLabels: Record<string, string>) =>
  object("networking.k8s.io/v1:NetworkPolicy", name, { podSelector: { matchLabels } });
const at = stack([
  workload("apps/v1:Deployment", "web"),
  object("postgresql.cnpg.io/v1:Cluster", "pg", { instances: 3, inheritedMetadata: { labels: { team: "a" } } }),
  object("postgresql.cnpg.io/v1:Pooler", "pool", {
    cluster: { name: "pg" },
    template: { metadata: { labels: { role: "pooler" } } },
  }),
  object("rabbitmq.com/v1beta1:RabbitmqCluster", "broker", {}),
  object("mongodbcommunity.mongodb.com/v1:MongoDBCommunity", "mongo", {}),
  object("kafka.strimzi.io/v1beta2:Kafka", "kafka", {}),
  object("kafka.strimzi.io/v1beta2:KafkaNodePool", "brokers", {}, { "strimzi.io/cluster": "kafka" }),
  object("elasticsearch.k8s.elastic.co/v1:Elasticsearch", "logs", {}),
  object("kibana.k8s.elastic.co/v1:Kibana", "views", {}),
  object("gateway.envoyproxy.io/v1alpha1:EnvoyProxy", "envoy", {}),
  object("cert-manager.io/v1:ClusterIssuer", "public", { acme: { solvers: [{ http01: {} }] } }),
  object("cert-manager.io/v1:Certificate", "tls", { issuerRef: { kind: "ClusterIssuer", name: "public" } }),
  { type: "kubernetes:helm.sh/v3:Release", name: "charts", props: { namespace: "other" } },
  policy("all", {}),
  policy("of-web", { app: "web" }),
  policy("of-pg", { "cnpg.io/cluster": "pg", "cnpg.io/podRole": "instance", team: "a" }),
  policy("of-pool", { "cnpg.io/poolerName": "pool", role: "pooler" }),
  policy("of-broker", { "app.kubernetes.io/name": "broker", "app.kubernetes.io/component": "rabbitmq" }),
  policy("of-mongo", { app: "mongo-svc" }),
  policy("of-operator", { "strimzi.io/name": "kafka-entity-operator" }),
  policy("of-exporter", { "strimzi.io/name": "kafka-kafka-exporter" }),
  policy("of-brokers", { "strimzi.io/pool-name": "brokers", "strimzi.io/cluster": "kafka" }),
  policy("of-logs", { "elasticsearch.k8s.elastic.co/cluster-name": "logs" }),
  policy("of-views", { "kibana.k8s.elastic.co/name": "views" }),
  policy("of-solver", { "acme.cert-manager.io/http01-solver": "true" }),
  policy("of-envoy", { "app.kubernetes.io/component": "proxy" }),
]);
const wrong = (name: string) => [
  `${name}: spec.podSelector: expected labels of pods in the namespace, found those of none`,
];

export default [
  at("pods of workloads and of operators", {}),
  at(
    "pods that were renamed",
    { "of-web": { props: { "/spec/podSelector/matchLabels/app": "website" } } },
    wrong("of-web"),
  ),
  at("the workload is gone", { web: "removed" }, wrong("of-web")),
  at("the operator's object is gone", { pool: "removed" }, wrong("of-pool")),
  at("pods of a chart", { web: "removed", charts: { props: { "/namespace": "app" } } }),
  at(
    "a chart in another cluster",
    { web: "removed", charts: { ...elsewhere, props: { "/namespace": "app" } } },
    wrong("of-web"),
  ),
  at(
    "an authority that is answered in the hosts' zone",
    { public: { props: { "/spec/acme/solvers": [{ dns01: {} }] } } },
    wrong("of-solver"),
  ),
  at("an issuer of another stack", { public: "removed" }),
  at("pods of another namespace", { mongo: { props: { "/metadata/namespace": "other" } } }, wrong("of-mongo")),
];
