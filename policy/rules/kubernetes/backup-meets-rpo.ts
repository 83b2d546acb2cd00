import { seconds } from "../../lib/kubernetes/quantity.ts";
import { rule, threshold } from "../../lib/rule.ts";
import { guides } from "../../lib/standards.ts";
import { show } from "../../lib/violation.ts";

interface Cluster {
  readonly spec?: { readonly postgresql?: { readonly parameters?: Readonly<Record<string, string>> } };
}

/** CloudNativePG archives a segment of the WAL that is not full after five minutes, unless it is told another time. */
const operatorsDefault = "5min";

export default rule({
  name: "backup-meets-rpo",
  severity: "high",
  level: "Mp",
  description: "A PostgreSQL cluster must archive its WAL as often as the recovery point objective asks.",
  remediationSteps:
    "Set spec.postgresql.parameters.archive_timeout below the objective; the time of the upload adds to it.",
  framework: guides("FTE-049"),
  tags: ["nist-800-53:CP-9"],
  requirements: ["FTE-049", "CAP-068", "ECO-043"],
  on: ["kubernetes:postgresql.cnpg.io/v1:Cluster"],
  thresholds: {
    seconds: threshold<number>({
      description:
        "Longest time between archived segments, in seconds: the strictest objective less a minute for the upload.",
      type: "integer",
      values: { dev: 300, staging: 300, prod: 240, "prod-azure": 240 },
    }),
  },
  check: ({ spec }: Cluster, { config }) => {
    const set = spec?.postgresql?.parameters?.["archive_timeout"];
    const found = postgresSeconds(set ?? operatorsDefault) ?? 0;
    if (found > 0 && found <= config.seconds) return [];
    const path = "spec.postgresql.parameters.archive_timeout";
    return [{ path, expected: `${config.seconds}s or less`, found: show(set), fix: `${config.seconds}s` }];
  },
});

/** PostgreSQL's times: a plain number is in seconds, and a minute is `min`. */
function postgresSeconds(value: string): number | undefined {
  return /^\d+$/.test(value) ? Number(value) : seconds(value.replace("min", "m"));
}
