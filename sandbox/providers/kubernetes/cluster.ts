import https from "node:https";
import http from "node:http";
import type { KubeConfig } from "@kubernetes/client-node";
import { ApiError, Unreachable } from "./api-error.ts";
import { isObject } from "../lib/values.ts";
import type { Json, JsonObject } from "../lib/values.ts";

export interface ApiRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  /** @default application/json */
  readonly contentType?: string;
  /** Form of the answer. @default application/json */
  readonly accept?: string;
}
export interface ApiResponse {
  readonly body: JsonObject;
  /** What the API server remarks: deprecated versions, pods that would be refused. */
  readonly warnings: readonly string[];
}

/** Connections at a time: as many as the engine has operations in flight, and some for waits. */
const connections = 24;
/** How often something is asked of an API server that is too busy to do it in time, which it says itself. */
const attempts = 3;
/** Milliseconds without an answer after which a connection counts as dead. */
const silence = 60_000;

/** One API server: requests with its kubeconfig's credentials over connections that are kept. */
export class Cluster {
  readonly server: string;
  readonly #kubeConfig: KubeConfig;
  readonly #signal: AbortSignal;
  #agent: https.Agent | http.Agent | undefined;

  constructor(kubeConfig: KubeConfig, signal: AbortSignal) {
    this.#kubeConfig = kubeConfig;
    this.#signal = signal;
    this.server = (kubeConfig.getCurrentCluster()?.server ?? "").replace(/\/$/, "");
  }

  async get(path: string, query?: Readonly<Record<string, string>>): Promise<JsonObject> {
    return (await this.request({ method: "GET", path, query })).body;
  }

  /**
   * @throws ApiError with the API server's own words, Unreachable when there is no answer
   */
  async request(request: ApiRequest): Promise<ApiResponse> {
    const url = new URL(this.server + request.path);
    for (const [key, value] of Object.entries(request.query ?? {})) {
      url.searchParams.set(key, value);
    }
    for (let attempt = 1; ; attempt++) {
      const { status, warnings, text } = await this.#send(url, request);
      const body = parse(text);
      if (status < 300) return { body, warnings };
      // It may have been done all the same: what makes a second one must not be repeated.
      const isTooLate = status === 504 && request.method !== "POST";
      if (!isTooLate || attempt === attempts) throw new ApiError(status, body);
    }
  }

  async #send(url: URL, request: ApiRequest): Promise<{ status: number; warnings: string[]; text: string }> {
    const payload = request.body && JSON.stringify(request.body);
    const options: https.RequestOptions = { method: request.method, signal: this.#signal, timeout: silence };
    try {
      await this.#kubeConfig.applyToHTTPSOptions(options);
    } catch (error) {
      throw this.#unreachable(error);
    }
    options.agent = this.#keepAlive(options, url);
    options.headers = {
      ...(options.headers as http.OutgoingHttpHeaders | undefined),
      accept: request.accept ?? "application/json",
      ...(payload && {
        "content-type": request.contentType ?? "application/json",
        "content-length": Buffer.byteLength(payload),
      }),
    };
    return new Promise((resolve, reject) => {
      const sent = (url.protocol === "http:" ? http : https).request(url, options, (response) => {
        const chunks: Buffer[] = [];
        response.on("data", (chunk: Buffer) => chunks.push(chunk));
        response.on("error", (error) => reject(this.#unreachable(error)));
        response.on("end", () =>
          resolve({
            status: response.statusCode ?? 0,
            warnings: parseWarnings(response.headers["warning"]),
            text: Buffer.concat(chunks).toString("utf8"),
          }),
        );
      });
      sent.on("timeout", () => sent.destroy(new Error(`no answer for ${String(silence / 1000)} s`)));
      sent.on("error", (error) => reject(this.#signal.aborted ? new Error("cancelled") : this.#unreachable(error)));
      sent.end(payload);
    });
  }

  /** The client library makes an agent that opens a connection per request, except where there is a proxy. */
  #keepAlive(options: https.RequestOptions, url: URL): https.RequestOptions["agent"] {
    if (this.#kubeConfig.getCurrentCluster()?.proxyUrl) {
      return options.agent;
    }
    this.#agent ??=
      url.protocol === "http:"
        ? new http.Agent({ keepAlive: true, maxSockets: connections })
        : new https.Agent({ keepAlive: true, maxSockets: connections });
    return this.#agent;
  }

  #unreachable(error: unknown): Unreachable {
    const reason =
      error instanceof AggregateError ? error.errors.map((each: unknown) => message(each)).join(", ") : message(error);
    return new Unreachable(`the Kubernetes cluster ${this.server} cannot be reached: ${reason}`, { cause: error });
  }
}

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error));

function parse(text: string): JsonObject {
  try {
    const value = JSON.parse(text) as Json;
    return isObject(value) ? value : {};
  } catch {
    return { message: text.trim().slice(0, 500) }; // a proxy's page, or the API server's plain text
  }
}

function parseWarnings(header: string | undefined): string[] {
  return [...(header ?? "").matchAll(/299 \S+ "((?:[^"\\]|\\.)*)"/g)].map(([, warning = ""]) =>
    warning.replaceAll(/\\(.)/g, "$1"),
  );
}
