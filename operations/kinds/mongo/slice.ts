import { Transform, type TransformCallback } from "node:stream";
import type { Timestamp } from "bson";
import { BackupError } from "../../lib/errors.ts";
import { Changes, positionText, timestampOf } from "./changes.ts";
import { Documents } from "./documents.ts";

/** Passes a slice of the oplog on as it is, and fails unless it is whole: from where the backup before ended to where this one shall. */
export class SliceReader extends Transform {
  readonly changes: Changes;
  readonly #documents = new Documents();
  readonly #from: Timestamp;
  readonly #to: Timestamp;
  #last: Timestamp | undefined;
  readonly #kept: (entry: Buffer) => void;

  /** @param kept gets each entry that does something to the database */
  constructor(database: string, from: Timestamp, to: Timestamp, kept: (entry: Buffer) => void = () => undefined) {
    super({ highWaterMark: 1024 * 1024 });
    this.changes = new Changes(database);
    this.#from = from;
    this.#to = to;
    this.#kept = kept;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      for (const entry of this.#documents.take(chunk)) if (entry) this.#entry(entry);
      done(null, chunk);
    } catch (error) {
      done(error instanceof BackupError ? error : new BackupError(`no oplog: ${String(error)}`));
    }
  }

  /** The first one is the last one of the backup before: it only shows that nothing is missing in between. */
  #entry(entry: Buffer): void {
    if (this.#last === undefined && !timestampOf(entry)?.equals(this.#from)) throw new BackupError(gap(this.#from));
    if (this.#last !== undefined && this.changes.add(entry)) this.#kept(entry);
    this.#last = timestampOf(entry);
  }

  override _flush(done: TransformCallback): void {
    try {
      this.#documents.end();
      if (!this.#last) throw new BackupError(gap(this.#from));
      if (!this.#last.equals(this.#to)) {
        const [found, wanted] = [this.#last, this.#to].map(positionText);
        throw new BackupError(`the slice ends at ${found} instead of ${wanted}: run it again`);
      }
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

const gap = (from: Timestamp) =>
  `the oplog does not begin at ${positionText(from)} any more, where the backup before ended: make a full backup, and enlarge the oplog`;
