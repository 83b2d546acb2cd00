import type { Db } from "mongodb";
import { sink, source } from "../../lib/child.ts";
import { BackupError } from "../../lib/errors.ts";
import { differences } from "../../lib/facts.ts";
import type { Run } from "../../lib/kind.ts";
import { stamp } from "../../lib/manifest.ts";
import { formerPrefix, isContent, stagedPrefix } from "./definition.ts";
import { measure, withServer } from "./server.ts";
import { addressOf, type MongoSettings } from "./settings.ts";
import type { Tools } from "./tools.ts";

interface Parts {
  readonly settings: MongoSettings;
  readonly run: Run;
  readonly tools: Tools;
  /** Address of the server that has what was restored. */
  readonly scratch: string;
}

/**
 * Brings what was restored beside the collections in use, compares it once more, and then renames: theirs to names that tell when, the new
 * ones to theirs. A rename within a database moves no document. Views stay as they are, since they have no content.
 */
export async function switchOver({ settings, run, tools, scratch }: Parts): Promise<string> {
  const { database } = settings;
  const when = stamp(run.clock.now());
  const [staged, former] = [stagedPrefix(when), formerPrefix(when)];
  const address = addressOf(settings);
  const views = await withServer(scratch, run.signal, (client) => viewsOf(client.db(database)));
  const dump = source(tools.command("mongodump", scratch, [`--db=${database}`, "--archive"]));
  const names = [`--nsInclude=${database}.*`, `--nsFrom=${database}.*`, `--nsTo=${database}.${staged}*`];
  const without = views.map((view) => `--nsExclude=${database}.${view}`);
  await sink(dump, tools.command("mongorestore", address, ["--archive", ...names, ...without, "--stopOnError"]));
  const measured = await withServer(scratch, run.signal, (client) => measure(client.db(database)));
  const restored = Object.fromEntries(Object.entries(measured).filter(([name]) => !views.includes(name)));
  return withServer(address, run.signal, async (client) => {
    const db = client.db(database);
    const found = await measure(db, staged);
    const [first] = differences(restored, found);
    if (first !== undefined) {
      for (const name of Object.keys(found)) await db.dropCollection(staged + name);
      throw new BackupError(
        `what was copied beside the collections in use is not what was restored, and was removed: ${first}`,
      );
    }
    const present = (await collectionsOf(db)).filter(isContent);
    await renameAll(db, [
      ...present.map((name): Rename => [name, former + name]),
      ...Object.keys(found).map((name): Rename => [staged + name, name]),
    ]);
    const kept = present.length > 0 ? `; what was there before is kept as ${former}*` : "";
    return `${database} has what was restored, in ${Object.keys(found).length} collections${kept}`;
  });
}

type Rename = readonly [from: string, to: string];

/** All of them, or none: what was renamed gets its name back when a later one fails. */
async function renameAll(db: Db, renames: readonly Rename[]): Promise<void> {
  const done: Rename[] = [];
  try {
    for (const [from, to] of renames) {
      await db.renameCollection(from, to);
      done.unshift([to, from]);
    }
  } catch (error) {
    for (const [from, to] of done) await db.renameCollection(from, to);
    throw error;
  }
}

const byType = async (db: Db, isOne: (type: string) => boolean) =>
  (await db.listCollections({}, { nameOnly: true }).toArray())
    .filter(({ type = "collection" }) => isOne(type))
    .map(({ name }) => name);

const viewsOf = (db: Db) => byType(db, (type) => type === "view");
const collectionsOf = (db: Db) => byType(db, (type) => type !== "view");
