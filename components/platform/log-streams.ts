import { InvalidInput } from "../core/errors.ts";

/** The store of the logs, where everybody looks for it (FTE-044). */
export const logStore = {
  namespace: "logging",
  name: "elasticsearch",
  host: "elasticsearch.logging.svc.cluster.local",
  /** Another guide's name for it (ECO-023), an alias in the monitoring's namespace. */
  aliasHost: "elasticsearch.monitoring.svc.cluster.local",
  port: 9200,
} as const;

/** Lines that are collected apart from others, into a data stream of their own. */
export interface LogStream {
  /** First part of the collector's tag. */
  readonly tag: string;
  /** Files of the container runtime: their names begin with the pod's and its namespace. */
  readonly files: string;
  /** Data stream in the store. */
  readonly stream: string;
  /** Name that the store is reached by. */
  readonly host: string;
  /** Class of the archive that its lines are of, where there is one. */
  readonly archive: "application" | "history" | "audit";
  /** Port on which the log archiver takes its lines, where there is one. */
  readonly archiverPort: number;
}

/** The log archiver, where the archive is one that the collector cannot write to. */
export const logArchiver = {
  namespace: logStore.namespace,
  name: "log-archiver",
  host: `log-archiver.${logStore.namespace}.svc.cluster.local`,
  metricsPort: 8888,
} as const;

/** What is collected. A line goes into the first stream whose files it is in. */
export const logStreams: readonly LogStream[] = [
  {
    // FTE-043
    tag: "transactional-engine",
    files: "/var/log/containers/transactional-engine*.log",
    stream: "transactional-engine",
    host: logStore.host,
    // Its guide removes them after 30 days, wherever they are (FTE-080).
    archive: "application",
    archiverPort: 4318,
  },
  {
    // ECO-023
    tag: "ecommerce-logs",
    files: "/var/log/containers/*_ecommerce_*.log",
    stream: "applications-ecommerce",
    host: logStore.aliasHost,
    archive: "history",
    archiverPort: 4319,
  },
  // Everything else that runs, data stores included (CAP-015).
  {
    tag: "cluster",
    files: "/var/log/containers/*.log",
    stream: "applications-cluster",
    host: logStore.host,
    archive: "history",
    archiverPort: 4320,
  },
];

/** Audit events of all applications, wherever they are from: kept longer, and apart (FTE-081). */
export const auditStream = {
  tag: "audit",
  stream: "audit",
  host: logStore.host,
  archive: "audit",
  archiverPort: 4321,
} as const;

/** Lines as they are sent on. */
export type SentStream = Omit<LogStream, "files">;

/** All that is sent on. */
export const sentStreams: readonly SentStream[] = [...logStreams, auditStream];

/** Every data stream, with how long its documents are kept; in days, as the store takes them (FTE-081). */
export const logRetention: Readonly<Record<string, string>> = {
  ...Object.fromEntries(logStreams.map(({ stream }) => [stream, "30d"])),
  // 7 years, two leap days among them.
  [auditStream.stream]: "2557d",
};

/** Fields whose value is masked wherever they are, in lower case and with `_` between words (CAP-066). */
export const maskedFields = [
  "password",
  "passwd",
  "secret",
  "client_secret",
  "token",
  "access_token",
  "refresh_token",
  "id_token",
  "api_key",
  "apikey",
  "authorization",
  "cookie",
  "set_cookie",
  "session",
  "session_id",
] as const;

/**
 * The fields above and those that the stack adds.
 *
 * @throws InvalidInput for a name that no field can have once it is in lower case with `_` between words.
 */
export function allMaskedFields(where: string, added: readonly string[]): string[] {
  const wrong = added.find((field) => !/^[a-z0-9][a-z0-9_.]{0,62}$/.test(field));
  if (wrong !== undefined) {
    throw new InvalidInput(where, "maskedFields", "lower-case letters, digits, _ and .", wrong);
  }
  return [...new Set([...maskedFields, ...added])];
}
