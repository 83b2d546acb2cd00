import { once } from "node:events";
import { createServer } from "node:http";
import type { IncomingMessage, Server } from "node:http";
import { loopback } from "../../../sandbox/lib/ports.ts";

/** A query as it came, with the address that it was meant for. */
export interface Asked {
  readonly address: string;
  readonly query: string;
}

/**
 * Answers Prometheus' queries with a number that the test chooses, whatever host they are for: an HTTP proxy on this machine
 * that leads nowhere else.
 */
export class Prometheus {
  /** Share of failed requests that it reports. */
  failureRatio = 0;
  readonly asked: Asked[] = [];
  readonly #server: Server;

  private constructor() {
    this.#server = createServer((request, response) => {
      void this.#answer(request).then(
        (body) => response.writeHead(200, { "content-type": "application/json" }).end(body),
        (error: unknown) => response.writeHead(400).end(String(error)),
      );
    });
  }

  static async start(): Promise<Prometheus> {
    const prometheus = new Prometheus();
    prometheus.#server.listen(0, loopback);
    await once(prometheus.#server, "listening");
    return prometheus;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("a server without a port");
    return `http://${loopback}:${address.port}`;
  }

  /** Different queries, in the order in which they came first. */
  get questions(): Asked[] {
    return [...new Map(this.asked.map((each) => [JSON.stringify(each), each])).values()];
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }

  async #answer(request: IncomingMessage): Promise<string> {
    const url = new URL(request.url ?? "", this.url);
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const given = request.method === "POST" ? new URLSearchParams(body) : url.searchParams;
    this.asked.push({ address: url.origin, query: given.get("query") ?? "" });
    const value = [Date.now() / 1000, String(this.failureRatio)];
    return JSON.stringify({ status: "success", data: { resultType: "vector", result: [{ metric: {}, value }] } });
  }
}
