import { mkdirSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BlobServiceClient } from "@azure/storage-blob";
import { stringify } from "yaml";
import { ChildServer } from "../../cli/lib/drill/child-server.ts";
import { startTarget, type Target } from "../../cli/lib/drill/targets/target.ts";
import { type ArchiverConfig, archiverConfig } from "../../components/platform/log-archiver-config.ts";
import { logArchiver, sentStreams } from "../../components/platform/log-streams.ts";
import { Authority } from "../../sandbox/lib/certificates.ts";
import { silent } from "../../sandbox/lib/failure.ts";
import { freePorts, loopback } from "../../sandbox/lib/ports.ts";
import { ensureTestTool } from "../../sandbox/lib/test-tools.ts";

/** What AKS and the API server tell the pod. */
export const podVariables = {
  AZURE_TENANT_ID: "11111111-1111-4111-8111-111111111111",
  AZURE_CLIENT_ID: "22222222-2222-4222-8222-222222222222",
  AZURE_FEDERATED_TOKEN_FILE: "/var/run/secrets/azure/tokens/azure-identity-token",
  POD_NAME: "log-archiver-1",
};

/** The real Collector with the platform's configuration, before a store that speaks as Blob storage does. */
export class ArchiverFixture {
  readonly #folder: string;
  readonly #command: string;
  readonly #store: Target;
  readonly #authority: Authority;
  /** Of each stream by its tag, of metrics and of health. */
  readonly #ports: ReadonlyMap<string, number>;
  #server: ChildServer | undefined;

  private constructor(
    folder: string,
    command: string,
    store: Target,
    authority: Authority,
    ports: ReadonlyMap<string, number>,
  ) {
    this.#folder = folder;
    this.#command = command;
    this.#store = store;
    this.#authority = authority;
    this.#ports = ports;
  }

  static async make(folder: string): Promise<ArchiverFixture> {
    const command = await ensureTestTool("otelcol", silent);
    const store = await startTarget("azure", join(folder, "store"), silent);
    const authority = await Authority.create("logs");
    const { cert, key } = await authority.server("log-archiver", [logArchiver.host], [loopback]);
    mkdirSync(join(folder, "queue"));
    writeFileSync(join(folder, "tls.crt"), cert);
    writeFileSync(join(folder, "tls.key"), key, { mode: 0o600 });
    const names = [...sentStreams.map(({ tag }) => tag), "metrics", "health"];
    const free = await freePorts(names.length);
    const ports = new Map(names.map((name, index) => [name, free[index] ?? 0]));
    return new ArchiverFixture(folder, command, store, authority, ports);
  }

  get command(): string {
    return this.#command;
  }

  get container() {
    const service = BlobServiceClient.fromConnectionString(this.#store.env["AZURE_STORAGE_CONNECTION_STRING"] ?? "");
    return (name: string) => service.getContainerClient(name);
  }

  port(name: string): number {
    return this.#ports.get(name) ?? 0;
  }

  async start(): Promise<void> {
    const file = join(this.#folder, "config.yaml");
    writeFileSync(file, stringify(this.#local(archiverConfig(accounts))), { mode: 0o600 });
    const answers = async () => (await fetch(`http://${loopback}:${this.port("health")}/`)).ok;
    this.#server = await ChildServer.start({
      name: "otelcol",
      command: this.#command,
      args: [`--config=${file}`],
      env: podVariables,
      folder: this.#folder,
      answers,
    });
  }

  /** The hard way. */
  async kill(): Promise<void> {
    await this.#server?.kill();
  }

  async stop(): Promise<void> {
    await this.#server?.stop();
    await this.#store.stop();
  }

  /** Hands a line over as the log collector does; returns the status of the answer. */
  send(tag: string, text: string): Promise<number | undefined> {
    const resourceLogs = [{ scopeLogs: [{ logRecords: [{ timeUnixNano: "1", body: { stringValue: text } }] }] }];
    return new Promise((resolve, reject) => {
      const sent = request(
        `https://${loopback}:${this.port(tag)}/v1/logs`,
        { method: "POST", ca: this.#authority.cert, headers: { "content-type": "application/json" } },
        (answer) => {
          answer.resume().on("end", () => resolve(answer.statusCode));
        },
      );
      sent.on("error", reject).end(JSON.stringify({ resourceLogs }));
    });
  }

  /** Objects of a container by name, once there is one. */
  async objects(container: string): Promise<Map<string, string>> {
    const client = this.container(container);
    for (;;) {
      const blobs = await Array.fromAsync(client.listBlobsFlat());
      const texts = blobs.map(async ({ name }): Promise<[string, string]> => [
        name,
        (await client.getBlobClient(name).downloadToBuffer()).toString("utf8"),
      ]);
      if (texts.length > 0) return new Map(await Promise.all(texts));
      await sleep(100);
    }
  }

  async metrics(): Promise<string> {
    return (await fetch(`http://${loopback}:${this.port("metrics")}/metrics`)).text();
  }

  /** The same on this machine: its addresses and folders, a key instead of an identity, and no minutes to wait. */
  #local(config: ArchiverConfig) {
    const at = (name: string) => `${loopback}:${this.port(name)}`;
    const queue = join(this.#folder, "queue");
    const tls = { cert_file: join(this.#folder, "tls.crt"), key_file: join(this.#folder, "tls.key") };
    const { receivers, exporters, service } = config;
    return {
      ...config,
      extensions: {
        health_check: { endpoint: at("health") },
        ...queueIn(config, queue),
      },
      receivers: mapValues(receivers, ({ protocols: { http } }, name) => ({
        protocols: { http: { ...http, endpoint: at(name.replace("otlp/", "")), tls: { ...http.tls, ...tls } } },
      })),
      exporters: mapValues(exporters, (exporter) => ({
        ...exporter,
        auth: {
          type: "connection_string",
          connection_string: this.#store.env["AZURE_STORAGE_CONNECTION_STRING"] ?? "",
        },
        retry_on_failure: { ...exporter.retry_on_failure, initial_interval: "200ms", max_interval: "200ms" },
        sending_queue: {
          ...exporter.sending_queue,
          batch: { ...exporter.sending_queue.batch, flush_timeout: "200ms" },
        },
      })),
      service: {
        ...service,
        telemetry: {
          ...service.telemetry,
          metrics: {
            readers: [{ pull: { exporter: { prometheus: { host: loopback, port: this.port("metrics") } } } }],
          },
        },
      },
    };
  }
}

/** Accounts of a stack. */
export const accounts = {
  service: "blob",
  archive: "https://prodlogs.blob.core.windows.net",
  audit: "https://prodaudit.blob.core.windows.net",
  networks: ["10.10.192.0/20"],
} as const;

/** The part that keeps the queues, with another folder for them. */
export function queueIn({ extensions }: ArchiverConfig, directory: string) {
  const storage = extensions["file_storage/queue"];
  return { "file_storage/queue": { ...storage, directory, compaction: { ...storage.compaction, directory } } };
}

const mapValues = <From, To>(all: Readonly<Record<string, From>>, change: (one: From, name: string) => To) =>
  Object.fromEntries(Object.entries(all).map(([name, one]) => [name, change(one, name)]));
