import { elsewhere, object, workload } from "../../lib/kubernetes-objects.ts";
import { stack } from "../../lib/stack-cases.ts";

const apartFrom = (app: string) => ({
  podAntiAffinity: {
    preferredDuringSchedulingIgnoredDuringExecution: [
      { weight: 100, podAffinityTerm: { topologyKey: "zone", labelSelector: { matchLabels: { app } } } },
    ],
  },
});
const node = (name: string, other: string) => {
  const good = workload("apps/v1:StatefulSet", name);
  return { ...good, props: { ...good.props, spec: spec(name, other) } };
};
const spec = (name: string, other: string) => ({
  replicas: 1,
  template: { metadata: { labels: { app: name } }, spec: { affinity: apartFrom(other), containers: [{ name }] } },
});
const budget = (name: string, selector: Parameters<typeof object>[2]) =>
  object("policy/v1:PodDisruptionBudget", name, { maxUnavailable: 1, selector });
const labels = { template: { metadata: { labels: { role: "pooler" } } } };
const at = stack([
  node("db-1", "db-2"),
  node("db-2", "db-1"),
  node("alone", "nobody"),
  object("postgresql.cnpg.io/v1:Pooler", "pool", { instances: 3, cluster: { name: "pg" }, ...labels }),
  object("rabbitmq.com/v1beta1:RabbitmqCluster", "broker", { replicas: 3 }),
  object("mongodbcommunity.mongodb.com/v1:MongoDBCommunity", "mongo", { members: 3 }),
  budget("of-db", { matchExpressions: [{ key: "app", operator: "In", values: ["db-1", "db-2"] }] }),
  budget("of-pool", { matchLabels: { "cnpg.io/poolerName": "pool" } }),
  budget("of-broker", { matchLabels: { "app.kubernetes.io/name": "broker" } }),
  budget("of-mongo", { matchLabels: { app: "mongo-svc" } }),
]);
const wrong = (name: string) =>
  `${name}: PodDisruptionBudget: expected one that selects the pods of all that stand in for each other, found nothing`;

export default [
  at("one for each kind", {}),
  at("none for the pair", { "of-db": "removed" }, [wrong("db-1"), wrong("db-2")]),
  at("one for one of the pair", { "of-db": { props: { "/spec/selector": { matchLabels: { app: "db-1" } } } } }, [
    wrong("db-1"),
    wrong("db-2"),
  ]),
  at("none for the pods of operators", { "of-pool": "removed", "of-broker": elsewhere, "of-mongo": "removed" }, [
    wrong("pool"),
    wrong("broker"),
    wrong("mongo"),
  ]),
  at("a single pod of an operator", { "of-broker": "removed", broker: { props: { "/spec/replicas": 1 } } }),
];
