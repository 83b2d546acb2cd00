import { Readable } from "node:stream";
import { defineKind } from "../../lib/kind.ts";
import { withAdmin } from "./client.ts";
import { dumpRecords } from "./read-records.ts";
import { RecordsScratch } from "./records-scratch.ts";
import { KafkaScratch } from "./scratch.ts";
import { kafkaSettings } from "./settings.ts";
import { factsOf, readSnapshot } from "./snapshot.ts";

/**
 * Topics with their configuration, positions of consumer groups, and access lists; or, by `records`, the records of topics with positions in
 * them. The records of brokers are kept by their replicas: at least two of three have one before its producer is told so.
 */
export const kafka = defineKind("kafka", kafkaSettings, (settings, run) => {
  const { records } = settings;
  return {
    tools: () => Promise.resolve({}),
    dump: async () => {
      if (records) return dumpRecords({ ...settings, records }, run);
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
    scratch: () => Promise.resolve(records ? new RecordsScratch(settings, run) : new KafkaScratch(settings, run)),
  };
});
