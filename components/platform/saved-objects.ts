import { auditStream, logStreams } from "./log-streams.ts";

/** A view of data streams, as Kibana's index pattern. */
interface DataView {
  readonly id: string;
  readonly name: string;
  readonly streams: readonly string[];
}

/** A question that people ask often. */
interface SavedSearch {
  readonly id: string;
  readonly title: string;
  readonly view: string;
  /** Kibana's query language. */
  readonly query: string;
  readonly columns: readonly string[];
}

const applications = "applications";

const views: readonly DataView[] = [
  { id: applications, name: "Applications", streams: logStreams.map(({ stream }) => stream) },
  { id: "audit", name: "Audit events", streams: [auditStream.stream] },
];

/** Containers by their system, whose lines have a search of their own (REC-084). */
const services: readonly (readonly [namespace: string, container: string])[] = [
  ["reconciliation", "backend"],
  ["reconciliation", "frontend"],
];

const searches: readonly SavedSearch[] = [
  ...services.map(([namespace, container]) => ({
    id: `${namespace}-${container}`,
    title: `${namespace}: ${container}`,
    view: applications,
    query: `kubernetes.namespace_name : "${namespace}" and kubernetes.container_name : "${container}"`,
    columns: ["level", "log", "message", "kubernetes.pod_name"],
  })),
  {
    id: "errors",
    title: "Errors of all applications",
    view: applications,
    query: "level : (error or ERROR or fatal or FATAL) or log : (error or exception or panic)",
    columns: ["kubernetes.namespace_name", "kubernetes.container_name", "level", "log", "message"],
  },
];

/** Kibana's views and searches, as its import takes them: one JSON object a line. */
export function savedObjects(): string {
  const lines = [...views.map(indexPattern), ...searches.map(search)];
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

function indexPattern({ id, name, streams }: DataView) {
  return {
    type: "index-pattern",
    id,
    attributes: { title: streams.join(","), name, timeFieldName: "@timestamp" },
    references: [],
  };
}

const indexReference = "kibanaSavedObjectMeta.searchSourceJSON.index";

function search({ id, title, view, query, columns }: SavedSearch) {
  const source = { query: { language: "kuery", query }, filter: [], indexRefName: indexReference };
  return {
    type: "search",
    id,
    attributes: {
      title,
      columns,
      sort: [["@timestamp", "desc"]],
      kibanaSavedObjectMeta: { searchSourceJSON: JSON.stringify(source) },
    },
    references: [{ type: "index-pattern", id: view, name: indexReference }],
  };
}
