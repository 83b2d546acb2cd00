import { once } from "node:events";
import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from "node:http";
import { loopback } from "../../sandbox/lib/ports.ts";

/** What happens to each request that uploads data; others always pass. */
export type Fault =
  | "none"
  /** The disk of the store is full. */
  | "full"
  /** The connection ends in the middle. */
  | "cut"
  /** A second passes before each is read. */
  | "slow"
  /** Nothing more is read. */
  | "stuck";

/** Stands before a store, and does to uploads what networks and disks do. */
export class FaultProxy {
  fault: Fault = "none";
  /** Uploads that were met. */
  uploads = 0;
  readonly url: string;
  readonly #held: (() => void)[] = [];
  readonly #server: ReturnType<typeof createServer>;

  private constructor(server: ReturnType<typeof createServer>, url: string) {
    this.#server = server;
    this.url = url;
  }

  static async start(target: string): Promise<FaultProxy> {
    const state: { proxy?: FaultProxy } = {};
    const server = createServer((request, response) => state.proxy?.handle(new URL(target), request, response));
    server.listen(0, loopback);
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return (state.proxy = new FaultProxy(server, `http://${loopback}:${port}`));
  }

  handle(target: URL, request: IncomingMessage, response: ServerResponse): void {
    const isData = request.method === "PUT" && !/manifest\.json|receipts/.test(request.url ?? "");
    if (isData) this.uploads += 1;
    if (isData && this.fault === "full") {
      request.resume();
      request.on("end", () =>
        response.writeHead(507).end("<Error><Code>StorageFull</Code><Message>disk full</Message></Error>"),
      );
      return;
    }
    if (isData && this.fault === "stuck") {
      request.pause();
      this.#held.push(() => this.#pass(target, request, response));
      return;
    }
    if (isData && this.fault === "slow") {
      setTimeout(() => this.#pass(target, request, response), 1_000);
      return;
    }
    if (isData && this.fault === "cut") {
      request.once("data", () => request.socket.destroy());
      return;
    }
    this.#pass(target, request, response);
  }

  /** What was stuck goes on. */
  release(): void {
    this.fault = "none";
    for (const go of this.#held.splice(0)) go();
  }

  #pass({ hostname, port }: URL, request: IncomingMessage, response: ServerResponse): void {
    const options = { hostname, port, path: request.url, method: request.method, headers: request.headers };
    const onward = httpRequest(options, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, "close");
  }
}
