import { defineKind } from "../../lib/kind.ts";
import { fullDump, increment } from "./dump.ts";
import { MongoScratch } from "./scratch.ts";
import { mongoSettings } from "./settings.ts";
import { Tools } from "./tools.ts";

/**
 * A MongoDB database by mongodump: all of it with the oplog of the while that the dump took, or, as an addition to the backup before,
 * the oplog since then.
 */
export const mongo = defineKind("mongo", mongoSettings, (settings, run) => {
  const withTools = async <T>(work: (tools: Tools) => Promise<T>): Promise<T> => {
    const tools = new Tools(settings, run.signal);
    try {
      return await work(tools);
    } catch (error) {
      tools.close();
      throw error;
    }
  };
  return {
    tools: () =>
      withTools(async (tools) => {
        const versions = await tools.versions();
        tools.close();
        return versions;
      }),
    dump: () =>
      withTools(async (tools) => {
        const parts = { settings, run, tools };
        return settings.mode === "full" ? fullDump(parts) : await increment(parts);
      }),
    scratch: () => withTools((tools) => MongoScratch.open(settings, run, tools)),
  };
});
