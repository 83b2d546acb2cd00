import type * as pulumi from "@pulumi/pulumi";
import { type Identity, objectLabels } from "../core/labels.ts";
import { ScrapeConfig } from "../crds/prometheus-operator.ts";
import { alertRules, type AlertSpec } from "../operations/alerts.ts";
import { label } from "../operations/promql.ts";
import { mskPorts } from "./aws-ports.ts";

/** Page of what to do about the brokers. */
const runbook = "kafka-brokers";

/** Name of the job that Prometheus knows the brokers by. */
const jobOf = ({ system, component }: Identity) => `${system}-${component}`;

/** Has Prometheus ask each broker's exporters, of which no object of the cluster tells it, and people hear of what they say. */
export function mskMetrics(
  parent: pulumi.Resource,
  name: string,
  id: Identity,
  namespace: pulumi.Input<string>,
  targets: pulumi.Output<string[]>,
): void {
  new ScrapeConfig(
    `${name}-metrics`,
    {
      metadata: { name: id.component, namespace, labels: objectLabels(id) },
      spec: {
        jobName: jobOf(id),
        metricsPath: "/metrics",
        // MSK's exporters speak nothing else; the security group lets the cluster's pods in alone.
        scheme: "HTTP",
        scrapeInterval: "30s",
        scrapeTimeout: "10s",
        staticConfigs: [{ targets, labels: { system: id.system, component: id.component } }],
      },
    },
    { parent },
  );
  const { system, component } = id;
  alertRules(parent, `${name}-alerts`, { system, namespace, name: component, groups: { [component]: mskAlerts(id) } });
}

/** Bootstrap addresses name three brokers at the most, and MSK numbers them all. @returns `host:port` of each broker's exporters */
export function exportersOf(bootstrapServers: string, brokers: number): string[] {
  const domain = bootstrapServers.replace(/^b-[0-9]+\./, "").replace(/:.*$/s, "");
  return Array.from({ length: brokers }, (_, index) => `b-${index + 1}.${domain}`).flatMap((host) =>
    [mskPorts.jmxExporter, mskPorts.nodeExporter].map((port) => `${host}:${port}`),
  );
}

/**
 * What the brokers say of their replicas, under the names of MSK's exporter, which are not those of Strimzi's. Of the controllers, which are
 * MSK's own, there are no metrics.
 */
export function mskAlerts(id: Identity): AlertSpec[] {
  const job = jobOf(id);
  const replicas = (name: string) => `max by (instance) (kafka_server_ReplicaManager_Value${label({ job, name })}) > 0`;
  return [
    {
      alert: "KafkaUnderMinIsr",
      expr: replicas("UnderMinIsrPartitionCount"),
      forSeconds: 60,
      severity: "critical",
      summary: `${job}: partitions of {{ $labels.instance }} take no records`,
      description:
        "{{ $value }} partitions have fewer replicas in sync than min.insync.replicas, so that acks=all is refused. Look at which brokers are away, in MSK's console.",
      runbook,
    },
    {
      alert: "KafkaUnderReplicated",
      expr: replicas("UnderReplicatedPartitions"),
      forSeconds: 900,
      severity: "warning",
      summary: `${job}: partitions of {{ $labels.instance }} lack a replica`,
      description:
        "{{ $value }} partitions have had a replica that lags or is away for a quarter of an hour. An update of the brokers does that for minutes; else look at their CPU and disks.",
      runbook,
    },
    {
      alert: "KafkaMetricsMissing",
      expr: `up${label({ job })} == 0 or absent(up${label({ job })})`,
      forSeconds: 900,
      severity: "warning",
      summary: `${job}: an exporter of the brokers does not answer`,
      description:
        "Prometheus has no numbers of {{ $labels.instance }}: the broker is away, or a security group or a NetworkPolicy keeps Prometheus out.",
      runbook,
    },
  ];
}
