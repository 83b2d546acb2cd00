import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { EngineLog } from "./engine.ts";
import type { Provider } from "./provider.ts";
import { serve } from "./server.ts";

/** A sandbox provider stands in for the plugin of exactly the SDK version that is installed. */
export function sdkVersion(sdk: string): string {
  const manifest: unknown = JSON.parse(
    readFileSync(createRequire(import.meta.url).resolve(`${sdk}/package.json`), "utf8"),
  );
  if (
    typeof manifest === "object" &&
    manifest !== null &&
    "version" in manifest &&
    typeof manifest.version === "string"
  ) {
    return manifest.version;
  }
  throw new Error(`${sdk}: its package.json has no version`);
}

/**
 * The life of a plugin process: prints the port for the engine, serves until it is told to stop, and ends by itself when
 * the engine is gone (a killed engine does not tell).
 */
export async function runPlugin(build: (log: EngineLog) => Provider): Promise<void> {
  const log = new EngineLog(process.argv[2]);
  const provider = build(log);
  const server = await serve(provider, log);
  const parent = process.ppid;
  const end = () => {
    provider.cancel?.();
    server.stop();
    process.exit(0);
  };
  setInterval(() => {
    if (process.ppid !== parent) {
      end();
    }
  }, 1000).unref();
  process.on("SIGTERM", end);
  process.on("SIGINT", end); // from the engine when it is done; a person's Ctrl-C comes as a call of Cancel
  process.stdout.write(`${String(server.port)}\n`);
}
