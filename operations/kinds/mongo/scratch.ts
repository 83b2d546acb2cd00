import { closeSync, mkdirSync, openSync, writeSync } from "node:fs";
import { join } from "node:path";
import { pipeline, type Readable } from "node:stream";
import { pipeline as finished } from "node:stream/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { output, type Server, server, sink } from "../../lib/child.ts";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import type { Run, Scratch } from "../../lib/kind.ts";
import type { Manifest } from "../../lib/manifest.ts";
import { ArchiveReader } from "./archive.ts";
import { Changes, positionOf } from "./changes.ts";
import { positionNote } from "./dump.ts";
import { collectionNames, measure, measureChanges, withServer } from "./server.ts";
import type { MongoSettings } from "./settings.ts";
import { SliceReader } from "./slice.ts";
import { switchOver } from "./switch.ts";
import type { Tools } from "./tools.ts";

/** How long a server that is started may take until it answers. Unit: milliseconds. */
const startWithin = 60_000;

/** A server of its own, beside the one in use, which a restore goes to first. */
export class MongoScratch implements Scratch {
  readonly #settings: MongoSettings;
  readonly #run: Run;
  readonly #tools: Tools;
  readonly #address: string;
  readonly #server: Server | undefined;
  /** Of the full backup, before the oplog changed anything. */
  #base: Facts = {};
  #changes: Changes;
  /** Where the oplog of the backup before ended. */
  #position: string | undefined;
  #files = 0;

  private constructor(settings: MongoSettings, run: Run, tools: Tools, address: string, started: Server | undefined) {
    this.#settings = settings;
    this.#run = run;
    this.#tools = tools;
    this.#address = address;
    this.#server = started;
    this.#changes = new Changes(settings.database);
  }

  /** @throws BackupError when there is none, or it is not empty: it may be somebody's. */
  static async open(settings: MongoSettings, run: Run, tools: Tools): Promise<MongoScratch> {
    const { scratch, database } = settings;
    if (!scratch) throw new BackupError("settings of mongo have no scratch server, where a restore goes to first");
    const [command, ...args] = scratch.start ?? [];
    const started = command === undefined ? undefined : server({ command, args, signal: run.signal });
    const opened = new MongoScratch(settings, run, tools, scratch.address, started);
    try {
      await opened.#ready();
      const [found] = await withServer(scratch.address, run.signal, (client) =>
        collectionNames(client.db(database), () => true),
      );
      if (found !== undefined) throw new BackupError(`the scratch server has ${database}.${found}: it must be empty`);
    } catch (error) {
      await started?.stop();
      throw error;
    }
    return opened;
  }

  async restore(content: Readable, manifest: Manifest): Promise<void> {
    const oplog = join(this.#tools.folder, `oplog-${this.#files++}.bson`);
    const file = openSync(oplog, "wx", 0o600);
    let kept = 0;
    const keep = (entry: Buffer) => {
      writeSync(file, entry);
      kept++;
    };
    try {
      if (manifest.follows === undefined) await this.#archive(content, keep);
      else await this.#slice(content, manifest, keep);
    } finally {
      closeSync(file);
    }
    this.#position = manifest.notes[positionNote];
    if (kept > 0) await this.#replay(oplog);
  }

  async facts(): Promise<Facts> {
    const changes = await this.#with((client) => measureChanges(client.db(this.#settings.database), this.#changes));
    return { ...this.#base, ...changes };
  }

  switchOver(): Promise<string> {
    return switchOver({ settings: this.#settings, run: this.#run, tools: this.#tools, scratch: this.#address });
  }

  async close(): Promise<void> {
    try {
      // A server that was started for this has its data in a folder that goes with the pod.
      if (!this.#server) await this.#with((client) => client.db(this.#settings.database).dropDatabase());
    } finally {
      await this.#server?.stop();
      this.#tools.close();
    }
  }

  async #archive(content: Readable, keep: (entry: Buffer) => void): Promise<void> {
    const { database } = this.#settings;
    const reader = pipeline(content, new ArchiveReader(database, keep), () => undefined);
    const args = ["--archive", `--nsInclude=${database}.*`, `--nsExclude=${database}.before_*`, "--stopOnError"];
    await sink(reader, this.#tools.command("mongorestore", this.#address, args));
    this.#changes = reader.changes;
    this.#base = await this.#with((client) => measure(client.db(database)));
  }

  async #slice(content: Readable, manifest: Manifest, keep: (entry: Buffer) => void): Promise<void> {
    const to = manifest.notes[positionNote];
    if (this.#position === undefined || to === undefined)
      throw new BackupError(`${manifest.id} has no place in the oplog`);
    const reader = new SliceReader(this.#settings.database, positionOf(this.#position), positionOf(to), keep);
    await finished(content, reader.resume());
    this.#changes = reader.changes;
  }

  async #replay(oplog: string): Promise<void> {
    const nothing = join(this.#tools.folder, "nothing");
    mkdirSync(nothing, { recursive: true });
    const args = ["--oplogReplay", `--oplogFile=${oplog}`, nothing];
    await output(this.#tools.command("mongorestore", this.#address, args));
  }

  #with<T>(work: Parameters<typeof withServer<T>>[2]): Promise<T> {
    return withServer(this.#address, this.#run.signal, work);
  }

  async #ready(): Promise<void> {
    const deadline = Date.now() + startWithin;
    const ended = this.#server?.ended.then((why) => Promise.reject(new BackupError(`the scratch server: ${why}`)));
    ended?.catch(() => undefined);
    for (;;) {
      try {
        const asked = this.#with((client) => client.db("admin").command({ ping: 1 }));
        await Promise.race([asked, ...(ended ? [ended] : [])]);
        return;
      } catch (error) {
        this.#run.signal.throwIfAborted();
        if (!this.#server || Date.now() > deadline) throw error;
        await Promise.race([sleep(200), ...(ended ? [ended] : [])]);
      }
    }
  }
}
