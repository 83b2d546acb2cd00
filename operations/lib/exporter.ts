import { createServer } from "node:http";
import { once } from "node:events";
import { readManifest } from "./catalogue.ts";
import { messageOf } from "./errors.ts";
import type { KeyRing } from "./keys.ts";
import { type Manifest, timeOfId } from "./manifest.ts";
import { openedReceipt, type Receipt, receiptsFolder } from "./receipt.ts";
import type { Store } from "./store/store.ts";
import { type Tier, tiers } from "./tiers.ts";

export interface ExporterArgs {
  readonly system: string;
  readonly store: Store;
  readonly keys: KeyRing;
  readonly host: string;
  /** 0 is any free one. */
  readonly port: number;
  readonly signal: AbortSignal;
  readonly log: (line: string) => void;
}

/** What the store says of one subject. */
interface Status {
  readonly kind: string;
  readonly instance: string;
  count: number;
  newest?: Manifest;
  lastReceipt?: Receipt;
  lastPassed?: Receipt;
}

/**
 * Serves metrics until the signal comes. They are read from the store at each scrape, so that they tell of what can be restored, and not
 * of what a job once said of itself; a manifest or receipt that is not as it was written counts as none.
 */
export async function serveMetrics({ host, port, signal, log, ...source }: ExporterArgs): Promise<void> {
  const server = createServer((request, response) => {
    if (request.url !== "/metrics") {
      response.writeHead(request.url === "/health" ? 200 : 404).end();
      return;
    }
    metrics(source, signal).then(
      (text) => response.writeHead(200, { "content-type": "text/plain; version=0.0.4; charset=utf-8" }).end(text),
      (error: unknown) => {
        log(`the store cannot be read: ${messageOf(error)}`);
        response.writeHead(503).end();
      },
    );
  });
  server.listen(port, host);
  await once(server, "listening");
  const address = server.address();
  log(`Metrics at ${typeof address === "object" && address ? `http://${host}:${address.port}` : host}/metrics`);
  await once(signal, "abort");
  server.close();
  server.closeAllConnections();
}

/** Text for Prometheus. */
export async function metrics(
  { system, store, keys }: Pick<ExporterArgs, "system" | "store" | "keys">,
  signal: AbortSignal,
): Promise<string> {
  const found = new Map<string, Status>();
  const statusOf = (kind: string, instance: string): Status => {
    const name = `${kind}/${instance}`;
    const status = found.get(name) ?? { kind, instance, count: 0 };
    found.set(name, status);
    return status;
  };
  let unreadable = 0;
  const read = async <T>(work: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await work();
    } catch {
      unreadable += 1;
      return undefined;
    }
  };
  const newest = new Map<Status, { id: string; tier: Tier }>();
  for (const tier of tiers) {
    for (const { key } of await store.list(`${tier}/`, signal)) {
      const [, kind, instance, id, file] = key.split("/");
      if (kind === undefined || instance === undefined || id === undefined || file !== "manifest.json") continue;
      if (!timeOfId(id)) continue;
      const status = statusOf(kind, instance);
      status.count += 1;
      if (id > (newest.get(status)?.id ?? "")) newest.set(status, { id, tier });
    }
  }
  for (const [status, listed] of newest) {
    const { kind, instance } = status;
    status.newest = await read(() => readManifest(store, keys, { system, kind, instance }, listed, signal));
  }
  const receipts = new Map<Status, string[]>();
  for (const { key } of await store.list(receiptsFolder, signal)) {
    const [, kind, instance] = key.split("/");
    if (kind === undefined || instance === undefined) continue;
    const status = statusOf(kind, instance);
    receipts.set(status, [...(receipts.get(status) ?? []), key]);
  }
  for (const [status, names] of receipts) {
    const open = (key: string | undefined) =>
      key === undefined
        ? Promise.resolve(undefined)
        : read(async () => openedReceipt(keys, { system, ...status }, (await store.get(key, signal)) ?? "", key));
    const sorted = names.sort();
    const last = sorted.at(-1);
    status.lastReceipt = await open(last);
    const passed = sorted.findLast((key) => key.endsWith("-passed.json"));
    status.lastPassed = passed === last ? status.lastReceipt : await open(passed);
  }
  return format(system, [...found.values()], unreadable);
}

const seconds = (time: string) => new Date(time).getTime() / 1000;

interface Family {
  readonly name: string;
  readonly help: string;
  readonly value: (status: Status) => number | undefined;
}

const families: readonly Family[] = [
  {
    name: "backup_last_success_timestamp_seconds",
    help: "When the content of the newest backup was taken.",
    value: ({ newest }) => newest && seconds(newest.taken),
  },
  {
    name: "backup_size_bytes",
    help: "Size of the newest backup, as stored.",
    value: ({ newest }) => newest?.data.bytes,
  },
  { name: "backup_content_bytes", help: "Size of what it holds.", value: ({ newest }) => newest?.data.plainBytes },
  { name: "backup_duration_seconds", help: "How long the newest backup took.", value: ({ newest }) => newest?.seconds },
  { name: "backup_count", help: "Backups that are there.", value: ({ count }) => count },
  {
    name: "restore_drill_last_success_timestamp_seconds",
    help: "When the last drill that passed began.",
    value: ({ lastPassed }) => lastPassed && seconds(lastPassed.started),
  },
  {
    name: "restore_drill_last_timestamp_seconds",
    help: "When the last drill began.",
    value: ({ lastReceipt }) => lastReceipt && seconds(lastReceipt.started),
  },
  {
    name: "restore_drill_passed",
    help: "Whether the last drill passed.",
    value: ({ lastReceipt }) => lastReceipt && (lastReceipt.verdict === "passed" ? 1 : 0),
  },
  {
    name: "restore_drill_rto_seconds",
    help: "From the start of the last drill's restore to its first answer.",
    value: ({ lastReceipt }) => lastReceipt?.rtoSeconds,
  },
  {
    name: "restore_drill_rpo_seconds",
    help: "Writes that the last drill's restore would have lost, as a time.",
    value: ({ lastReceipt }) => lastReceipt?.rpoSeconds,
  },
];

/** Names of all metrics, for those who write rules and dashboards. */
export const metricNames: readonly string[] = [...families.map(({ name }) => name), "backup_unreadable_documents"];

function format(system: string, statuses: readonly Status[], unreadable: number): string {
  const lines = families.flatMap(({ name, help, value }) => {
    const samples = statuses.flatMap((status) => {
      const known = value(status);
      const labels = `system="${system}",kind="${status.kind}",instance_name="${status.instance}"`;
      return known === undefined ? [] : [`${name}{${labels}} ${known}`];
    });
    return samples.length === 0 ? [] : [`# HELP ${name} ${help}`, `# TYPE ${name} gauge`, ...samples];
  });
  return `${[
    ...lines,
    "# HELP backup_unreadable_documents Manifests and receipts that are not as they were written.",
    "# TYPE backup_unreadable_documents gauge",
    `backup_unreadable_documents{system="${system}"} ${unreadable}`,
  ].join("\n")}\n`;
}
