import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import type * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { type Identity, objectLabels } from "../core/labels.ts";
import type { KafkaMetricsConfig } from "../crds/generated/strimzi.ts";
import { PodMonitor } from "../crds/generated/prometheus-operator.ts";

const key = "jmx.yaml";

/** JMX beans to Prometheus metrics, under the names that Strimzi's dashboards and alerts use. */
const rules = `lowercaseOutputName: true
rules:
  - pattern: kafka.(\\w+)<type=(.+), name=(.+)Percent\\w*><>(MeanRate|Value)
    name: kafka_$1_$2_$3_percent
    type: GAUGE
  - pattern: kafka.(\\w+)<type=(.+), name=(.+)PerSec\\w*, (.+)=(.+), (.+)=(.+)><>Count
    name: kafka_$1_$2_$3_total
    type: COUNTER
    labels: { "$4": "$5", "$6": "$7" }
  - pattern: kafka.(\\w+)<type=(.+), name=(.+)PerSec\\w*, (.+)=(.+)><>Count
    name: kafka_$1_$2_$3_total
    type: COUNTER
    labels: { "$4": "$5" }
  - pattern: kafka.(\\w+)<type=(.+), name=(.+)PerSec\\w*><>Count
    name: kafka_$1_$2_$3_total
    type: COUNTER
  - pattern: kafka.(\\w+)<type=(.+), name=(.+), (.+)=(.+), (.+)=(.+)><>Value
    name: kafka_$1_$2_$3
    type: GAUGE
    labels: { "$4": "$5", "$6": "$7" }
  - pattern: kafka.(\\w+)<type=(.+), name=(.+), (.+)=(.+)><>Value
    name: kafka_$1_$2_$3
    type: GAUGE
    labels: { "$4": "$5" }
  - pattern: kafka.(\\w+)<type=(.+), name=(.+)><>Value
    name: kafka_$1_$2_$3
    type: GAUGE
  - pattern: "kafka.server<type=raft-metrics><>(.+-total|.+-max):"
    name: kafka_server_raftmetrics_$1
    type: COUNTER
  - pattern: "kafka.server<type=raft-metrics><>(.+):"
    name: kafka_server_raftmetrics_$1
    type: GAUGE
`;

/** Has Prometheus scrape the pods of the cluster. Returns what brokers and controllers publish. */
export function kafkaMetrics(
  parent: pulumi.Resource,
  name: string,
  id: Identity,
  namespace: pulumi.Input<string>,
): KafkaMetricsConfig {
  const labels = objectLabels(id);
  const config = new ConfigMap(
    `${name}-metrics`,
    { metadata: { name: `${id.component}-metrics`, namespace, labels }, data: { [key]: rules } },
    { parent },
  );
  const often = { path: "/metrics", interval: "30s", scrapeTimeout: "10s" };
  new PodMonitor(
    `${name}-monitor`,
    {
      metadata: { name: id.component, namespace, labels },
      spec: {
        selector: { matchLabels: { "strimzi.io/cluster": id.component, "strimzi.io/kind": "Kafka" } },
        // The second is what the operator of topics and users calls its port.
        podMetricsEndpoints: [
          { port: "tcp-prometheus", ...often },
          { port: "healthcheck", ...often },
        ],
      },
    },
    { parent },
  );
  return {
    type: "jmxPrometheusExporter",
    valueFrom: { configMapKeyRef: { name: onceMade(config, `${id.component}-metrics`), key, optional: false } },
  };
}
