import { readFileSync } from "node:fs";
import { connect as connectPlain, type Socket } from "node:net";
import { once } from "node:events";
import { connect as connectTls } from "node:tls";
import { BackupError, messageOf } from "../../lib/errors.ts";

export interface RedisLogin {
  readonly host: string;
  readonly port: number;
  readonly password: string | undefined;
  /** Certificate of the authority that signed the server's. @default - no TLS */
  readonly authorityFile: string | undefined;
}

/** What a server answers: its own forms, and nothing else. */
export type Reply = string | number | null | readonly Reply[];

/** A connection that speaks Redis' protocol; small, since a replication stream is no request of any client library. */
export class RedisConnection {
  readonly #socket: Socket;
  #buffer: Buffer = Buffer.alloc(0);
  #failure: Error | undefined;
  #wake: () => void = () => undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on("data", (chunk: Buffer) => {
      this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
      // More than anybody asked for waits in the network.
      if (this.#buffer.length > 4 * 1024 * 1024) socket.pause();
      this.#wake();
    });
    const fail = (error: Error) => {
      this.#failure ??= error;
      this.#wake();
    };
    socket.on("error", fail);
    socket.on("close", () => fail(new BackupError("Redis ended the connection")));
  }

  /** @throws BackupError when the server does not let in, within 10 seconds. */
  static async open(
    { host, port, password, authorityFile }: RedisLogin,
    signal: AbortSignal,
  ): Promise<RedisConnection> {
    const socket =
      authorityFile === undefined
        ? connectPlain({ host, port })
        : connectTls({ host, port, servername: host, ca: readFileSync(authorityFile, "utf8") });
    try {
      const within = AbortSignal.any([signal, AbortSignal.timeout(10_000)]);
      await once(socket, authorityFile === undefined ? "connect" : "secureConnect", { signal: within });
      const connection = new RedisConnection(socket);
      if (password !== undefined) await connection.ask("AUTH", password);
      return connection;
    } catch (error) {
      socket.destroy();
      throw new BackupError(`cannot sign in at Redis ${host}:${port}: ${messageOf(error)}`);
    }
  }

  /** @throws BackupError with what the server answers, when that is an error. */
  async ask(...words: readonly string[]): Promise<Reply> {
    this.send(...words);
    return this.#reply();
  }

  async text(...words: readonly string[]): Promise<string> {
    const reply = await this.ask(...words);
    if (typeof reply !== "string") throw new BackupError(`Redis answers ${words[0] ?? ""} with no text`);
    return reply;
  }

  send(...words: readonly string[]): void {
    const parts = words.map((word) => `$${Buffer.byteLength(word)}\r\n${word}\r\n`);
    this.#socket.write(`*${words.length}\r\n${parts.join("")}`);
  }

  /** A line, without its end. */
  async line(): Promise<string> {
    for (;;) {
      const end = this.#buffer.indexOf("\r\n");
      if (end >= 0) {
        const line = this.#buffer.subarray(0, end).toString("utf8");
        this.#drop(end + 2);
        return line;
      }
      await this.#more();
    }
  }

  /** The next bytes, as many as are there, but not more than asked for. */
  async bytes(most: number): Promise<Buffer> {
    while (this.#buffer.length === 0) await this.#more();
    const taken = this.#buffer.subarray(0, most);
    this.#drop(taken.length);
    return taken;
  }

  close(): void {
    this.#socket.destroy();
  }

  #drop(count: number): void {
    this.#buffer = this.#buffer.subarray(count);
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  async #more(): Promise<void> {
    if (this.#failure) throw this.#failure;
    await new Promise<void>((resolve) => (this.#wake = resolve));
  }

  async #reply(): Promise<Reply> {
    const line = await this.line();
    const rest = line.slice(1);
    switch (line[0]) {
      case "+":
        return rest;
      case "-":
        throw new BackupError(`Redis says: ${rest}`);
      case ":":
        return Number(rest);
      case "$":
        return rest === "-1" ? null : await this.#bulk(Number(rest));
      case "*": {
        const replies: Reply[] = [];
        for (let left = Number(rest); left > 0; left -= 1) replies.push(await this.#reply());
        return replies;
      }
      default:
        throw new BackupError(`Redis answers in a form that is not known: ${line.slice(0, 40)}`);
    }
  }

  async #bulk(length: number): Promise<string> {
    const parts: Buffer[] = [];
    let left = length + 2;
    while (left > 0) {
      const part = await this.bytes(left);
      parts.push(part);
      left -= part.length;
    }
    // Keys and values are bytes: one character each.
    return Buffer.concat(parts).subarray(0, length).toString("latin1");
  }
}
