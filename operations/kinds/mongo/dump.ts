import { pipeline, type Readable, type Transform } from "node:stream";
import { source } from "../../lib/child.ts";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import type { Dump, Run } from "../../lib/kind.ts";
import { ArchiveReader } from "./archive.ts";
import { changesPrefix, positionOf, positionText } from "./changes.ts";
import { endOfOplog, withServer } from "./server.ts";
import { addressOf, type MongoSettings } from "./settings.ts";
import { SliceReader } from "./slice.ts";
import type { Tools } from "./tools.ts";

/** Note of a backup: where the oplog had come to. */
export const positionNote = "oplogEnd";

type Parts = { readonly settings: MongoSettings; readonly run: Run; readonly tools: Tools };

/**
 * All of the server, since only then mongodump takes the oplog along, by which the dump is one of a single moment. It reads a secondary
 * where there is one.
 */
export function fullDump({ settings, run, tools }: Parts): Dump {
  const taken = run.clock.now();
  const reader = new ArchiveReader(settings.database);
  const what = settings.oplog ? "--oplog" : `--db=${settings.database}`;
  const args = [what, "--readPreference=secondaryPreferred", "--archive"];
  const content = through(source(tools.command("mongodump", addressOf(settings), args)), reader);
  return {
    taken,
    content,
    extension: ".archive",
    finish: () => {
      const { last } = reader.changes;
      if (settings.oplog && !last) throw new BackupError("the dump has no oplog: it is not one of a single moment");
      const notes = last && { [positionNote]: positionText(last) };
      return Promise.resolve({ facts: { ...reader.facts(), ...reader.changes.facts() }, notes });
    },
    close: () => closed(tools),
  };
}

/**
 * What was written since the backup before: the oplog from its last entry on, which has updates and deletions as well as what is new. The
 * first of all is a full dump.
 *
 * @throws BackupError when the backup before has no place in the oplog.
 */
export async function increment({ settings, run, tools }: Parts): Promise<Dump> {
  const before = await run.newest();
  if (!before) {
    run.log("There is no backup yet that this one could add to: it is a full one");
    return fullDump({ settings, run, tools });
  }
  const position = before.notes[positionNote];
  if (position === undefined) {
    throw new BackupError(`backup ${before.id} has no place in the oplog to go on from: make a full one`);
  }
  const from = positionOf(position);
  const taken = run.clock.now();
  // What a majority has: nothing that an election takes back.
  const address = addressOf(settings, { readConcernLevel: "majority" });
  const to = await withServer(address, run.signal, endOfOplog);
  const timestamp = ({ t, i }: { t: number; i: number }) => ({ $timestamp: { t, i } });
  const query = JSON.stringify({ ts: { $gte: timestamp(from), $lte: timestamp(to) } });
  const args = [
    "--db=local",
    "--collection=oplog.rs",
    `--query=${query}`,
    "--readPreference=primaryPreferred",
    "--out=-",
  ];
  const reader = new SliceReader(settings.database, from, to);
  return {
    taken,
    content: through(source(tools.command("mongodump", address, args)), reader),
    extension: ".oplog.bson",
    follows: before.id,
    finish: () => {
      const facts = { ...withoutChanges(before.facts), ...reader.changes.facts() };
      return Promise.resolve({ facts, notes: { [positionNote]: positionText(to) } });
    },
    close: () => closed(tools),
  };
}

/** What the full backup had: a restore begins with it, and the first comparison is with it. */
const withoutChanges = (facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([name]) => !name.startsWith(changesPrefix)));

/** The failure of either is one of what comes out. */
function through<Reader extends Transform>(content: Readable, reader: Reader): Reader {
  pipeline(content, reader, () => undefined);
  return reader;
}

function closed(tools: Tools): Promise<void> {
  tools.close();
  return Promise.resolve();
}
