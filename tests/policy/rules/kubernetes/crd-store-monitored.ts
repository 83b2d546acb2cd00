import { elsewhere, object } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const monitor = (name: string, matchLabels: Record<string, string>, type = "PodMonitor") =>
  object(`monitoring.coreos.com/v1:${type}`, name, { selector: { matchLabels } });
const at = stack([
  object("postgresql.cnpg.io/v1:Cluster", "pg", {}),
  object("postgresql.cnpg.io/v1:Pooler", "pool", { cluster: { name: "pg" } }),
  object("rabbitmq.com/v1beta1:RabbitmqCluster", "broker", {}),
  object("mongodbcommunity.mongodb.com/v1:MongoDBCommunity", "mongo", {}),
  object("kafka.strimzi.io/v1beta2:Kafka", "kafka", {}),
  object("kafka.strimzi.io/v1beta2:KafkaNodePool", "brokers", {}, { "strimzi.io/cluster": "kafka" }),
  monitor("m-pg", { "cnpg.io/cluster": "pg", "cnpg.io/podRole": "instance" }),
  monitor("m-pool", { "cnpg.io/poolerName": "pool" }),
  monitor("m-broker", { "app.kubernetes.io/name": "broker" }, "ServiceMonitor"),
  monitor("m-mongo", { app: "mongo-svc" }, "ServiceMonitor"),
  monitor("m-kafka", { "strimzi.io/cluster": "kafka" }),
]);
const wrong = (name: string) =>
  `${name}: PodMonitor: expected one that selects the pods which the operator makes, found nothing`;

export default [
  at("each measured", {}),
  at("none of the poolers", { "m-pool": "removed" }, [wrong("pool")]),
  at("one of another cluster", { "m-mongo": elsewhere }, [wrong("mongo")]),
  at("one in another namespace", { "m-broker": { props: { "/metadata/namespace": "other" } } }, [wrong("broker")]),
  at(
    "the brokers alone",
    { "m-kafka": { props: { "/spec/selector/matchLabels": { "strimzi.io/name": "kafka-kafka" } } } },
    [wrong("kafka"), wrong("kafka")],
  ),
  at("neither the database nor the brokers", { "m-pg": "removed", "m-kafka": "removed" }, [
    wrong("pg"),
    wrong("kafka"),
    wrong("kafka"),
    wrong("brokers"),
  ]),
];
