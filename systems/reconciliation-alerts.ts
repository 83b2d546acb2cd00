import type { AlertSpec } from "../components/operations/alerts.ts";

/** Share of its limit from which a container's use of memory is high, in the guide's words. */
const highMemory = 0.8;

/**
 * The alert on the memory of Redis where it is a pod (REC-080); what it may hold is half of the limit, so that this is a leak, a fork or a
 * backlog.
 */
export function reconciliationAlerts(namespace: string, container: string): AlertSpec[] {
  const redis = `namespace="${namespace}",container="${container}"`;
  const used = `sum by (pod) (container_memory_working_set_bytes{${redis}})`;
  const limit = `sum by (pod) (kube_pod_container_resource_limits{${redis},resource="memory"})`;
  return [
    {
      alert: "ReconciliationRedisMemoryHigh",
      expr: `${used} / ${limit} > ${highMemory}`,
      forSeconds: 300,
      severity: "warning",
      summary: "{{ $labels.pod }} uses {{ $value | humanizePercentage }} of its memory",
      description:
        `The node has used more than ${highMemory * 100} % of its memory limit for 5 minutes, and is killed at 100 %. ` +
        "Compare INFO memory with maxmemory; look at the backlog of clients, at CACHE_TTL and at rewrites of the append-only file.",
    },
  ];
}
