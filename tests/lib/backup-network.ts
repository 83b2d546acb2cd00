/** A store whose jobs connect to it, by the names of its pods. */
export interface SavedPods {
  /** Base of the jobs' names. */
  readonly component: string;
  readonly pods: readonly string[];
  readonly port: number;
  /** Whether additions are made in between. @default false */
  readonly increments?: boolean;
  /** Whether a drill goes to the store itself. @default false */
  readonly drilledInPlace?: boolean;
  /** Port on which the store fetches what was restored. @default - it does not */
  readonly handOver?: number;
}

/** Every connection of the jobs that save the stores of a system in the cluster, and of what tells Prometheus of the backups. */
export function backupConnections(stores: readonly SavedPods[]): string[] {
  const jobs = stores.flatMap(({ component, increments }) => [
    component,
    ...(increments ? [`${component}-increment`] : []),
    `${component}-drill`,
    `${component}-restore`,
  ]);
  return [
    ...stores.flatMap(({ component, pods, port, increments, drilledInPlace, handOver }) => {
      const callers = [
        component,
        ...(increments ? [`${component}-increment`] : []),
        ...(drilledInPlace ? [`${component}-drill`] : []),
        `${component}-restore`,
      ];
      return pods.flatMap((pod) => [
        ...callers.map((caller) => `${caller} -> ${pod}:${port}/TCP`),
        ...(handOver === undefined ? [] : [`${pod} -> ${component}-restore:${handOver}/TCP`]),
      ]);
    }),
    "prometheus -> backup-exporter:9187/TCP",
    ...[...jobs, "backup-exporter"].flatMap((pod) => [
      `${pod} -> object-store:9000/TCP`,
      `${pod} -> dns:53/TCP`,
      `${pod} -> dns:53/UDP`,
    ]),
  ];
}

/** Names of their policies, in the order in which a system declares them. */
export const backupPolicies = (...components: readonly string[]): string[] => [
  ...components.flatMap((component) => ["", "-drill", "-restore"].map((job) => `allow-${component}${job}`)),
  "allow-backup-exporter",
];
