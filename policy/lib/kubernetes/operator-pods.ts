import type { Resource, Stack } from "../stack.ts";
import type { Labels } from "./selectors.ts";
import { inNamespace, type KubernetesObject, nameOf } from "./places.ts";

/** What the operators' objects say about the labels of the pods that are made of them. */
interface Owner extends KubernetesObject {
  readonly spec?: {
    readonly cluster?: { readonly name?: string };
    readonly inheritedMetadata?: { readonly labels?: Labels };
    readonly template?: { readonly metadata?: { readonly labels?: Labels }; readonly pod?: Templated };
    readonly override?: { readonly statefulSet?: { readonly spec?: { readonly template?: Templated } } };
    readonly statefulSet?: { readonly spec?: { readonly template?: Templated } };
    readonly entityOperator?: { readonly template?: { readonly pod?: Templated } };
    readonly kafkaExporter?: { readonly template?: { readonly pod?: Templated } };
  };
}
interface Templated {
  readonly metadata?: { readonly labels?: Labels };
}

/** Labels of the pods that an operator makes of an object of a type: a set for each kind of pod. */
const makers: Readonly<Record<string, (owner: Owner, name: string) => readonly Labels[]>> = {
  "kubernetes:postgresql.cnpg.io/v1:Cluster": ({ spec }, name) => [
    { ...spec?.inheritedMetadata?.labels, "cnpg.io/cluster": name, "cnpg.io/podRole": "instance" },
  ],
  "kubernetes:postgresql.cnpg.io/v1:Pooler": ({ spec }, name) => [
    {
      ...spec?.template?.metadata?.labels,
      "cnpg.io/cluster": spec?.cluster?.name ?? "",
      "cnpg.io/podRole": "pooler",
      "cnpg.io/poolerName": name,
    },
  ],
  "kubernetes:rabbitmq.com/v1beta1:RabbitmqCluster": ({ spec }, name) => [
    {
      ...spec?.override?.statefulSet?.spec?.template?.metadata?.labels,
      "app.kubernetes.io/name": name,
      "app.kubernetes.io/component": "rabbitmq",
      "app.kubernetes.io/part-of": "rabbitmq",
    },
  ],
  "kubernetes:mongodbcommunity.mongodb.com/v1:MongoDBCommunity": ({ spec }, name) => [
    { ...spec?.statefulSet?.spec?.template?.metadata?.labels, app: `${name}-svc` },
  ],
  "kubernetes:kafka.strimzi.io/v1beta2:KafkaNodePool": ({ metadata, spec }, name) => {
    const cluster = metadata?.labels?.["strimzi.io/cluster"] ?? "";
    return [{ ...spec?.template?.pod?.metadata?.labels, ...strimzi(cluster, "kafka"), "strimzi.io/pool-name": name }];
  },
  "kubernetes:kafka.strimzi.io/v1beta2:Kafka": ({ spec }, name) => [
    { ...spec?.entityOperator?.template?.pod?.metadata?.labels, ...strimzi(name, "entity-operator") },
    { ...spec?.kafkaExporter?.template?.pod?.metadata?.labels, ...strimzi(name, "kafka-exporter") },
  ],
  "kubernetes:elasticsearch.k8s.elastic.co/v1:Elasticsearch": (_owner, name) => [
    { "common.k8s.elastic.co/type": "elasticsearch", "elasticsearch.k8s.elastic.co/cluster-name": name },
  ],
  "kubernetes:kibana.k8s.elastic.co/v1:Kibana": (_owner, name) => [
    { "common.k8s.elastic.co/type": "kibana", "kibana.k8s.elastic.co/name": name },
  ],
  "kubernetes:gateway.envoyproxy.io/v1alpha1:EnvoyProxy": () => [
    { "app.kubernetes.io/component": "proxy", "app.kubernetes.io/name": "envoy" },
  ],
};

function strimzi(cluster: string, part: string): Labels {
  return { "strimzi.io/cluster": cluster, "strimzi.io/kind": "Kafka", "strimzi.io/name": `${cluster}-${part}` };
}

/** The types of objects that operators make pods of. */
export const operatorTypes = Object.keys(makers);

/** The labels of the pods that an operator makes of an object, a set for each kind of pod. */
export function podsMadeOf(owner: Resource<KubernetesObject>): readonly Labels[] {
  return makers[owner.type]?.(owner.props, nameOf(owner)) ?? [];
}

/** The labels of the pods that operators make in a namespace of a cluster. */
export function operatorPods(stack: Stack, cluster: string, namespace: string): readonly Labels[] {
  return inNamespace<KubernetesObject>(stack, cluster, namespace, ...operatorTypes).flatMap(podsMadeOf);
}
