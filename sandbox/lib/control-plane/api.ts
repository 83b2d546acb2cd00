import { readFileSync } from "node:fs";
import { request } from "node:https";
import { join } from "node:path";
import { loopback } from "../ports.ts";
import type { Layout, Ports } from "./parts.ts";

/** What the API server answers to a GET with full rights; undefined if it does not answer. */
export function get(at: Layout, ports: Ports, path: string): Promise<{ status: number; body: string } | undefined> {
  return new Promise((resolve) => {
    const pem = (file: string) => readFileSync(join(at.pki, file));
    const credentials = { ca: pem("ca.crt"), cert: pem("admin.crt"), key: pem("admin.key") };
    const options = { host: loopback, port: ports.apiserver, path, agent: false, timeout: 5_000, ...credentials };
    const asked = request(options, (response) => {
      let body = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => (body += chunk));
      response.on("error", () => resolve(undefined));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on("timeout", () => asked.destroy());
    asked.on("error", () => resolve(undefined));
    asked.end();
  });
}
