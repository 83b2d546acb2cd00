import { Readable } from "node:stream";
import { defineKind } from "../../lib/kind.ts";
import { withAdmin } from "./client.ts";
import { KafkaScratch } from "./scratch.ts";
import { kafkaSettings } from "./settings.ts";
import { factsOf, readSnapshot } from "./snapshot.ts";

/**
 * Topics with their configuration, positions of consumer groups, and access lists. Records are kept by their replicas: at least two of
 * three brokers have one before its producer is told so.
 */
export const kafka = defineKind("kafka", kafkaSettings, (settings, run) => ({
  tools: () => Promise.resolve({}),
  dump: async () => {
    const taken = run.clock.now();
    const snapshot = await withAdmin(settings, run.signal, (admin) => readSnapshot(admin, settings));
    return {
      taken,
      content: Readable.from([Buffer.from(JSON.stringify(snapshot))]),
      extension: ".json",
      finish: () => Promise.resolve({ facts: factsOf(snapshot) }),
      close: () => Promise.resolve(),
    };
  },
  scratch: () => Promise.resolve(new KafkaScratch(settings, run)),
}));
