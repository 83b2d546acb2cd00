import { type Document, deserialize, serialize } from "bson";
import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { MongoClient } from "mongodb";
import { z } from "zod";
import { loopback } from "../../../../sandbox/lib/ports.ts";

/** Number of the one kind of message that clients send commands by. */
const messageKind = 2013;
const headerBytes = 16;

const operation = z.object({
  op: z.string(),
  ns: z.string(),
  o: z.record(z.string(), z.unknown()),
  o2: z.record(z.string(), z.unknown()).optional(),
});

/**
 * Stands before a FerretDB and passes everything on but the two things in which mongorestore expects more than FerretDB has: the command
 * `applyOps`, which it does by the commands for single documents, and the field `ns` of new indexes, which mongod ignores.
 */
export class MongodStandIn {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #upstream: number;
  readonly #client: MongoClient;

  private constructor(upstream: number, address: string) {
    this.#upstream = upstream;
    this.#client = new MongoClient(address);
    this.#server = createServer((socket) => void this.#serve(socket));
  }

  /** @param address of the server behind, with a user that may write */
  static async start(upstream: number, address: string): Promise<MongodStandIn> {
    const standIn = new MongodStandIn(upstream, address);
    standIn.#server.listen(0, loopback);
    await once(standIn.#server, "listening");
    return standIn;
  }

  get port(): number {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("a server without a port");
    return address.port;
  }

  async stop(): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await this.#client.close();
  }

  async #serve(client: Socket): Promise<void> {
    const server = connect(this.#upstream, loopback);
    for (const [one, other] of [
      [client, server],
      [server, client],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
    }
    server.pipe(client);
    try {
      let held = Buffer.alloc(0);
      for await (const chunk of client) {
        held = Buffer.concat([held, z.instanceof(Buffer).parse(chunk)]);
        while (held.length >= 4 && held.length >= held.readInt32LE(0)) {
          const length = held.readInt32LE(0);
          await this.#message(held.subarray(0, length), client, server);
          held = held.subarray(length);
        }
      }
    } catch {
      client.destroy();
    }
  }

  async #message(message: Buffer, client: Socket, server: Socket): Promise<void> {
    const bodyAt = headerBytes + 4 + 1;
    const isCommand = message.readInt32LE(12) === messageKind && message[headerBytes + 4] === 0;
    const body = isCommand ? message.subarray(bodyAt, bodyAt + message.readInt32LE(bodyAt)) : undefined;
    const [name] = body ? Object.keys(deserialize(body, { raw: true })) : [];
    if (body && name === "applyOps") {
      client.write(framed(await this.#apply(deserialize(body, { promoteValues: false })), message.readInt32LE(4)));
    } else if (body && name === "createIndexes") {
      const command = deserialize(body, { promoteValues: false });
      const indexes = z.array(z.record(z.string(), z.unknown())).parse(command.indexes);
      command.indexes = indexes.map((index) =>
        Object.fromEntries(Object.entries(index).filter(([field]) => field !== "ns")),
      );
      server.write(framed(command, 0, message));
    } else {
      server.write(message);
    }
  }

  async #apply(command: Document): Promise<Document> {
    const operations = z.array(operation).parse(command.applyOps);
    for (const { op, ns, o, o2 } of operations) {
      const dot = ns.indexOf(".");
      const collection = this.#client.db(ns.slice(0, dot)).collection(ns.slice(dot + 1));
      const { _id } = o2 ?? o;
      const filter: Document = { _id };
      if (op === "i") await collection.replaceOne(filter, o, { upsert: true });
      else if (op === "d") await collection.deleteOne(filter);
      else if (op === "u" && o.$set !== undefined)
        await collection.updateOne(filter, { $set: z.looseObject({}).parse(o.$set) });
      else return { ok: 0, errmsg: `the stand-in knows no operation ${op}`, code: 9 };
    }
    return { ok: 1, applied: operations.length, results: operations.map(() => true) };
  }
}

/** @param like the request in whose place it goes; without, it is an answer */
function framed(document: Document, responseTo: number, like?: Buffer): Buffer {
  const body = serialize(document);
  const head = Buffer.alloc(headerBytes + 5);
  if (like) like.copy(head, 0, 0, head.length);
  else {
    head.writeInt32LE(responseTo, 8);
    head.writeInt32LE(messageKind, 12);
  }
  head.writeInt32LE(head.length + body.length, 0);
  return Buffer.concat([head, body]);
}
