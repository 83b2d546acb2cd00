import { Transform, type TransformCallback } from "node:stream";
import type { Timestamp } from "bson";
import { BackupError } from "../../lib/errors.ts";
import { Changes, positionText } from "./changes.ts";
import { Documents } from "./documents.ts";

/** Passes a slice of the oplog on as it is, and fails unless it is whole: from where the backup before ended to where this one shall. */
export class SliceReader extends Transform {
  readonly changes: Changes;
  readonly #documents = new Documents();
  readonly #from: Timestamp;
  readonly #to: Timestamp;
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
      for (const entry of this.#documents.take(chunk)) if (entry && this.changes.add(entry)) this.#kept(entry);
      done(null, chunk);
    } catch (error) {
      done(error instanceof BackupError ? error : new BackupError(`no oplog: ${String(error)}`));
    }
  }

  override _flush(done: TransformCallback): void {
    const { first, last } = this.changes;
    try {
      this.#documents.end();
      if (!first || !last) throw new BackupError(gap(this.#from));
      if (!first.equals(this.#from)) throw new BackupError(gap(this.#from));
      if (!last.equals(this.#to)) {
        throw new BackupError(
          `the slice ends at ${positionText(last)} instead of ${positionText(this.#to)}: run it again`,
        );
      }
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }
}

const gap = (from: Timestamp) =>
  `the oplog does not begin at ${positionText(from)} any more, where the backup before ended: make a full backup, and enlarge the oplog`;
