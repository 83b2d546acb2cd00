import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { BackupError } from "../../lib/errors.ts";
import { parse } from "../../lib/job.ts";
import { defineKind, type Dump, type Run, type Scratch } from "../../lib/kind.ts";
import { readExport } from "../state/deployment.ts";
import { Pulumi, stateSettings, type StateSettings } from "../state/pulumi.ts";
import { inventory, inventoryFacts, inventorySchema, type SecretMetadata } from "./inventory.ts";

/**
 * Which secrets a stack has, with their entries and versions and never a value: values are made anew, or are in the state, or in the cloud's
 * own store. After a loss it tells what has to be there again.
 */
export const secrets = defineKind("secrets", stateSettings, (settings, run) => ({
  tools: async () => ({ pulumi: await Pulumi.inUse(settings, run.signal).version() }),
  dump: () => dumpInventory(settings, run),
  scratch: () => Promise.resolve(scratchInventory(settings, run)),
}));

async function dumpInventory(settings: StateSettings, { signal, clock }: Run): Promise<Dump> {
  const taken = clock.now();
  const found = await current(settings, signal);
  if (found.length === 0)
    throw new BackupError(`the stack ${settings.stack} has no secrets: there is nothing to back up`);
  return {
    taken,
    content: Readable.from([Buffer.from(JSON.stringify({ format: 1, secrets: found }))]),
    extension: ".json",
    finish: () => Promise.resolve({ facts: inventoryFacts(found) }),
    close: () => Promise.resolve(),
  };
}

function scratchInventory(settings: StateSettings, { signal }: Run): Scratch {
  let restored: readonly SecretMetadata[] = [];
  return {
    restore: async (content) => {
      restored = parse(inventorySchema, JSON.parse(await text(content)), "the list of secrets").secrets;
    },
    facts: () => Promise.resolve(inventoryFacts(restored)),
    // A list replaces nothing: it is held against the stack as it is now.
    switchOver: async () => {
      const there = new Set(Object.keys(inventoryFacts(await current(settings, signal))));
      const missing = Object.keys(inventoryFacts(restored)).filter((each) => !there.has(each));
      if (missing.length === 0) return `the stack ${settings.stack} has all of its ${restored.length} secrets`;
      throw new BackupError(`the stack ${settings.stack} lacks ${missing.join(", ")}: pulumi up makes them anew`);
    },
    close: () => Promise.resolve(),
  };
}

async function current(settings: StateSettings, signal: AbortSignal): Promise<SecretMetadata[]> {
  return inventory(readExport(await Pulumi.inUse(settings, signal).export(), settings));
}
