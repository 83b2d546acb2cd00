import { createServer } from "node:net";
import type { Server } from "node:net";

/** Loopback only: nothing of the sandbox can be reached from another machine. */
export const loopback = "127.0.0.1";

/** As many different ports as asked for, free at this moment; `preferred` ones come first where they are free. */
export async function freePorts(count: number, preferred: readonly number[] = []): Promise<number[]> {
  const servers: Server[] = [];
  try {
    for (let index = 0; index < count; index++) {
      const wanted = preferred[index];
      const server = wanted === undefined ? undefined : await listen(wanted);
      servers.push(server ?? (await listenAnywhere()));
    }
    return servers.map(portOf);
  } finally {
    await Promise.all(servers.map(close));
  }
}

async function listenAnywhere(): Promise<Server> {
  const server = await listen(0);
  if (!server) throw new Error(`no free port on ${loopback}`);
  return server;
}

/** A server on that port, or undefined if the port is busy. */
function listen(port: number): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE" || error.code === "EACCES") resolve(undefined);
      else reject(error);
    });
    server.listen(port, loopback, () => resolve(server));
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("a server without a port");
  return address.port;
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => server.close(() => resolve()));
}
