import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { createServer } from "node:tls";
import { loopback } from "../../sandbox/lib/ports.ts";

/** `ApiVersions`: what a server says first, and in clear of all else. */
const apiVersions = 18;

/**
 * The newest versions that Event Hubs has of each request, as clients of Kafka have written down what it told them; it has no others. Nobody
 * here can ask it.
 */
const newest: Readonly<Record<number, number>> = {
  0: 7, // Produce
  1: 6, // Fetch
  2: 7, // ListOffsets
  3: 5, // Metadata
  8: 8, // OffsetCommit
  9: 8, // OffsetFetch
  10: 1, // FindCoordinator
  11: 7, // JoinGroup
  12: 4, // Heartbeat
  13: 4, // LeaveGroup
  14: 5, // SyncGroup
  15: 5, // DescribeGroups
  16: 2, // ListGroups
  17: 1, // SaslHandshake
  18: 3, // ApiVersions
  22: 3, // InitProducerId
  36: 1, // SaslAuthenticate
};

export interface FrontArgs {
  /** Where it listens, and the port of the broker behind it. */
  readonly port: number;
  readonly broker: number;
  readonly key: string;
  readonly certificate: string;
}

export interface Front {
  close(): Promise<void>;
}

/** Stands before a broker and speaks as much of Kafka's protocol as Event Hubs does, by TLS. */
export async function eventHubsFront({ port, broker, key, certificate }: FrontArgs): Promise<Front> {
  const open = new Set<Socket>();
  const server = createServer({ key, cert: certificate }, (client) => {
    open.add(client);
    const behind = connect(broker, loopback);
    const asked = new Map<number, number>();
    const toBroker = new Frames((frame) => {
      if (frame.readInt16BE(4) === apiVersions) asked.set(frame.readInt32BE(8), frame.readInt16BE(6));
      behind.write(frame);
    });
    const toClient = new Frames((frame) => {
      const version = asked.get(frame.readInt32BE(4));
      if (version !== undefined && asked.delete(frame.readInt32BE(4))) limit(frame, version);
      client.write(frame);
    });
    client.on("data", (chunk: Buffer) => {
      toBroker.take(chunk);
    });
    behind.on("data", (chunk: Buffer) => {
      toClient.take(chunk);
    });
    for (const [one, other] of [
      [client, behind],
      [behind, client],
    ] as const) {
      one.on("close", () => other.destroy());
      one.on("error", () => other.destroy());
    }
  });
  server.listen(port, loopback);
  await once(server, "listening");
  return {
    close: async () => {
      for (const client of open) client.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

/** Requests and answers, each after its length. */
class Frames {
  #rest: Buffer = Buffer.alloc(0);
  readonly #pass: (frame: Buffer) => void;

  constructor(pass: (frame: Buffer) => void) {
    this.#pass = pass;
  }

  take(chunk: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, chunk]);
    while (this.#rest.length >= 4 && this.#rest.length >= 4 + this.#rest.readInt32BE(0)) {
      const end = 4 + this.#rest.readInt32BE(0);
      this.#pass(this.#rest.subarray(0, end));
      this.#rest = this.#rest.subarray(end);
    }
  }
}

/** Takes newer versions, and requests that Event Hubs does not know, out of an answer: none is between 1 and 0. */
function limit(frame: Buffer, version: number): void {
  // After the length, the number of the request and the error: entries of a key, the oldest and the newest version.
  const flexible = version >= 3;
  const [count, start] = flexible ? [frame.readUInt8(10) - 1, 11] : [frame.readInt32BE(10), 14];
  const size = flexible ? 7 : 6;
  for (let at = start; at < start + count * size; at += size) {
    const most = newest[frame.readInt16BE(at)];
    if (most === undefined) frame.writeInt16BE(1, at + 2);
    frame.writeInt16BE(most === undefined ? 0 : Math.min(most, frame.readInt16BE(at + 4)), at + 4);
  }
}
