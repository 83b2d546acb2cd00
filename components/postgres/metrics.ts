import { ConfigMap } from "@pulumi/kubernetes/core/v1/configMap.js";
import type * as pulumi from "@pulumi/pulumi";
import { onceMade } from "../core/known.ts";
import { type Identity, type Labels, objectLabels } from "../core/labels.ts";
import { PodMonitor } from "../crds/generated/prometheus-operator.ts";
import type { PostgresSpec } from "./spec.ts";

interface Metadata {
  readonly name: string;
  readonly namespace: pulumi.Input<string>;
  readonly labels: Labels;
}

/** Has Prometheus scrape pods; the operator's own switch for it is deprecated (FTE-037). */
export function podMonitor(parent: pulumi.Resource, name: string, metadata: Metadata, selector: Labels): void {
  new PodMonitor(
    name,
    {
      metadata,
      spec: {
        selector: { matchLabels: selector },
        podMetricsEndpoints: [{ port: "metrics", interval: "30s", scrapeTimeout: "10s" }],
      },
    },
    { parent },
  );
}

/** Queries of the exporter besides its own: which indexes are used, and which statements take the time (FTE-005, REC-077). */
function queries({ database, countedTables }: PostgresSpec): string {
  return `${usage(database)}${countedTables.length > 0 ? rows(database, countedTables) : ""}`;
}

/** Rows of some tables, as the statistics know them: counting would read the table. */
const rows = (database: string, tables: readonly string[]) => `counted_tables:
  target_databases: ["${database}"]
  primary: true
  query: |
    SELECT relname, n_live_tup AS rows FROM pg_stat_user_tables
    WHERE relname IN (${tables.map((table) => `'${table}'`).join(", ")})
  metrics:
    - relname: { usage: LABEL, description: Table }
    - rows: { usage: GAUGE, description: Rows of the table }
`;

function usage(database: string): string {
  return `pg_stat_user_indexes:
  target_databases: ["${database}"]
  query: |
    SELECT schemaname, relname, indexrelname, idx_scan, pg_relation_size(indexrelid) AS size_bytes
    FROM pg_stat_user_indexes
  metrics:
    - schemaname: { usage: LABEL, description: Schema of the table }
    - relname: { usage: LABEL, description: Table }
    - indexrelname: { usage: LABEL, description: Index }
    - idx_scan: { usage: COUNTER, description: Scans that used the index }
    - size_bytes: { usage: GAUGE, description: Size of the index }
pg_stat_statements:
  target_databases: ["${database}"]
  primary: true
  query: |
    SELECT queryid::text AS queryid, sum(calls) AS calls, sum(total_exec_time) / 1000 AS seconds, sum(rows) AS rows
    FROM pg_stat_statements WHERE queryid IS NOT NULL
    GROUP BY queryid ORDER BY 3 DESC LIMIT 50
  metrics:
    - queryid: { usage: LABEL, description: Hash of the statement without its values }
    - calls: { usage: COUNTER, description: Executions }
    - seconds: { usage: COUNTER, description: Time spent executing }
    - rows: { usage: COUNTER, description: Rows read or written }
`;
}

/** Has the instances scraped, with the further queries. Returns where those are. */
export function statementMetrics(
  parent: pulumi.Resource,
  name: string,
  id: Identity,
  spec: PostgresSpec,
): { name: pulumi.Output<string>; key: string } {
  const { component, namespace } = spec;
  const labels = objectLabels(id);
  const key = "queries.yaml";
  const config = new ConfigMap(
    `${name}-queries`,
    {
      // The label has the operator read a change without a restart.
      metadata: { name: `${component}-queries`, namespace, labels: { ...labels, "cnpg.io/reload": "true" } },
      data: { [key]: queries(spec) },
    },
    { parent },
  );
  const instances = { "cnpg.io/cluster": component, "cnpg.io/podRole": "instance" };
  podMonitor(parent, `${name}-monitor`, { name: component, namespace, labels }, instances);
  return { name: onceMade(config, `${component}-queries`), key };
}
