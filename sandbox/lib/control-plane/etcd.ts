import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { z } from "zod";
import { loopback } from "../ports.ts";
import type { Layout, Ports } from "./parts.ts";

/** A key of etcd and what it holds, in base64 as etcd's JSON has both. */
const entry = z.object({ key: z.string(), value: z.string() });
export type Entry = z.infer<typeof entry>;

// An empty list is left out of the answer.
const range = z.object({ kvs: z.array(entry).default([]) });

const base64 = (text: string): string => Buffer.from(text).toString("base64");

/** Whether etcd answers. */
export async function answers(at: Layout, ports: Ports): Promise<boolean> {
  try {
    await ask(at, ports, "/v3/maintenance/status", {});
    return true;
  } catch {
    return false;
  }
}

/** Every entry whose key starts with the prefix, which ends in a slash. */
export async function entriesBelow(at: Layout, ports: Ports, prefix: string): Promise<Entry[]> {
  const end = `${prefix.slice(0, -1)}0`; // "0" is what follows "/"
  return range.parse(await ask(at, ports, "/v3/kv/range", { key: base64(prefix), range_end: base64(end) })).kvs;
}

export async function put(at: Layout, ports: Ports, { key, value }: Entry): Promise<void> {
  await ask(at, ports, "/v3/kv/put", { key, value });
}

/** One call of etcd's JSON gateway, with the API server's own certificate. */
function ask(at: Layout, ports: Ports, path: string, body: object): Promise<unknown> {
  const pem = (file: string) => readFileSync(join(at.pki, file));
  const credentials = { ca: pem("etcd-ca.crt"), cert: pem("etcd-client.crt"), key: pem("etcd-client.key") };
  const address = { host: loopback, port: ports.etcd, path, method: "POST", agent: false, timeout: 20_000 };
  return new Promise((resolve, reject) => {
    const asked = request({ ...address, ...credentials }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        if (response.statusCode !== 200) reject(new Error(`etcd answers ${path} with ${response.statusCode}: ${text}`));
        else resolve(JSON.parse(text));
      });
    });
    asked.on("timeout", () => asked.destroy(new Error(`etcd does not answer ${path}`)));
    asked.on("error", reject);
    asked.end(JSON.stringify(body));
  });
}
