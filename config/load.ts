import * as pulumi from "@pulumi/pulumi";
import { configPrefix, parseConfig } from "./parse.ts";
import type { PlatformConfig } from "./schema.ts";

/**
 * Reads the configuration of the running stack; the only place that touches Pulumi's configuration.
 *
 * @throws pulumi.RunError when a key is unknown, missing or out of range.
 */
export function loadConfig(): PlatformConfig {
  const raw: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(pulumi.runtime.allConfig())) {
    if (key.startsWith(configPrefix)) raw[key.slice(configPrefix.length)] = decode(value);
  }
  return parseConfig(pulumi.getStack(), raw);
}

/** Pulumi hands objects and lists over as JSON and everything else as plain text; no text of the configuration is a number. */
function decode(value: string): unknown {
  if (/^-?\d+(\.\d+)?$/.test(value)) return Number(value);
  if (!/^\s*[[{]/.test(value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return parsed;
  } catch {
    return value;
  }
}
