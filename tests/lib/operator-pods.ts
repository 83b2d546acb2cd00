import type { Rendered } from "../../cli/lib/render.ts";
import { publicIssuerName } from "../../components/identity/cluster-issuers.ts";
import { type KubernetesObject, objectsOf } from "./graph.ts";
import { at, list, record } from "./json.ts";
import type { Pod } from "./network-policy.ts";

const text = (labels: unknown) =>
  Object.fromEntries(Object.entries(record(labels)).map(([key, value]) => [key, String(value)]));
const tcp = (ports: Record<string, number>): Pod["ports"] =>
  Object.entries(ports).map(([name, port]) => ({ name, port, protocol: "TCP" }));

type PodsOf = (object: KubernetesObject, graph: Rendered) => Omit<Pod, "kind" | "namespace">[];

/** Two of a kind, which is as many as it takes to see whether they reach each other. */
const two = (name: string, labels: Record<string, string>, ports: Pod["ports"]) =>
  ["1", "2"].map((number) => ({ name: `${name}-${number}`, labels, ports }));

/** The pods that the operators make of their custom resources, with the labels that they put on them besides the resource's own. */
const makers: Readonly<Record<string, PodsOf>> = {
  Cluster: ({ name, body }) =>
    two(
      name,
      {
        ...text(at(body, "spec", "inheritedMetadata", "labels")),
        "cnpg.io/cluster": name,
        "cnpg.io/podRole": "instance",
      },
      tcp({ postgresql: 5432, metrics: 9187, status: 8000 }),
    ),
  Pooler: ({ name, body }) => [
    {
      name,
      labels: {
        ...text(at(body, "spec", "template", "metadata", "labels")),
        "cnpg.io/cluster": String(at(body, "spec", "cluster", "name")),
        "cnpg.io/podRole": "pooler",
        "cnpg.io/poolerName": name,
      },
      ports: tcp({ pgbouncer: 5432, metrics: 9127 }),
    },
  ],
  RabbitmqCluster: ({ name, body }) =>
    two(
      name,
      {
        ...text(at(body, "spec", "override", "statefulSet", "spec", "template", "metadata", "labels")),
        "app.kubernetes.io/name": name,
        "app.kubernetes.io/component": "rabbitmq",
        "app.kubernetes.io/part-of": "rabbitmq",
      },
      tcp({ amqps: 5671, "management-tls": 15671, "prometheus-tls": 15691, epmd: 4369, clustering: 25672 }),
    ),
  MongoDBCommunity: ({ name, body }) =>
    two(
      name,
      {
        ...text(at(body, "spec", "statefulSet", "spec", "template", "metadata", "labels")),
        app: `${name}-svc`,
      },
      tcp({ mongodb: 27017, prometheus: 9216 }),
    ),
  KafkaNodePool: ({ name, body }) => {
    const cluster = String(at(body, "metadata", "labels", "strimzi.io/cluster"));
    return two(
      `${cluster}-${name}`,
      {
        ...text(at(body, "spec", "template", "pod", "metadata", "labels")),
        ...strimzi(cluster, "kafka"),
        "strimzi.io/pool-name": name,
      },
      tcp({ "tcp-ctrlplane": 9090, "tcp-replication": 9091, clients: 9093, agent: 8443, "tcp-prometheus": 9404 }),
    );
  },
  Kafka: ({ name, body }) => [
    ...one(at(body, "spec", "entityOperator"), `${name}-entity-operator`, {
      labels: {
        ...text(at(body, "spec", "entityOperator", "template", "pod", "metadata", "labels")),
        ...strimzi(name, "entity-operator"),
      },
      ports: tcp({ healthcheck: 8080, "user-healthcheck": 8081 }),
    }),
    ...one(at(body, "spec", "kafkaExporter"), `${name}-kafka-exporter`, {
      labels: {
        ...text(at(body, "spec", "kafkaExporter", "template", "pod", "metadata", "labels")),
        ...strimzi(name, "kafka-exporter"),
      },
      ports: tcp({ "tcp-prometheus": 9404 }),
    }),
  ],
  Certificate: ({ body }, graph) => (asksHosts(graph, at(body, "spec", "issuerRef", "name")) ? [solver] : []),
};

/** What answers the authority of a public certificate, while it asks. */
export const solver = {
  name: "acme-solver",
  labels: { "acme.cert-manager.io/http01-solver": "true" },
  ports: tcp({ http: 8089 }),
};

/** Whether an issuer's authority asks hosts over plain HTTP: the public one of another stack of the cluster does. */
function asksHosts(graph: Rendered, issuer: unknown): boolean {
  if (issuer !== publicIssuerName) return false;
  const found = objectsOf(graph).find(({ kind, name }) => kind === "ClusterIssuer" && name === issuer);
  return !found || list(at(found.body, "spec", "acme", "solvers")).some((solver) => at(solver, "http01") !== undefined);
}

const strimzi = (cluster: string, part: string) => ({
  "strimzi.io/cluster": cluster,
  "strimzi.io/name": `${cluster}-${part}`,
});

const one = (wanted: unknown, name: string, pod: Pick<Pod, "labels" | "ports">) =>
  wanted === undefined ? [] : [{ name, ...pod }];

/** Connections of what answers the authority of a stack's public certificates; a development stack has none. */
export const challengeConnections = (stack: string): string[] =>
  stack === "dev"
    ? []
    : [`gateway -> ${solver.name}:8089/TCP`, `${solver.name} -> dns:53/TCP`, `${solver.name} -> dns:53/UDP`];

/** The pods that operators make in a namespace. */
export function operatorPods(graph: Rendered, namespace: string): Pod[] {
  return objectsOf(graph)
    .filter((object) => object.namespace === namespace)
    .flatMap((object) =>
      (makers[object.kind]?.(object, graph) ?? []).map((pod) => ({ kind: "pod", namespace, ...pod })),
    );
}
