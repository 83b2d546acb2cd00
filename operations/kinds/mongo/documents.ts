import { BackupError } from "../../lib/errors.ts";

/** Largest document of the protocol, and room for what the server adds. Unit: bytes. */
const mostBytes = 17 * 1024 * 1024;

/** Cuts a stream into BSON documents, and the marks between them. */
export class Documents {
  #held: Buffer[] = [];
  #bytes = 0;
  /** Least that has to be there before it is worth a look. */
  #wanted = 4;

  /** Takes `chunk`, and yields what is whole: a document, or `undefined` for a mark. */
  *take(chunk: Buffer): Generator<Buffer | undefined> {
    this.#held.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes < this.#wanted) return;
    const all = this.#held.length === 1 ? chunk : Buffer.concat(this.#held);
    let start = 0;
    this.#wanted = 4;
    while (all.length - start >= 4) {
      const length = all.readInt32LE(start);
      if (length === -1) {
        start += 4;
        yield undefined;
        continue;
      }
      if (length < 5 || length > mostBytes) throw new BackupError(`no BSON: a document of ${length} bytes`);
      this.#wanted = length;
      if (all.length - start < length) break;
      yield all.subarray(start, start + length);
      start += length;
      this.#wanted = 4;
    }
    this.#held = [all.subarray(start)];
    this.#bytes = all.length - start;
  }

  /** @throws BackupError when a document has begun that did not end. */
  end(): void {
    if (this.#bytes > 0) throw new BackupError(`the dump ends in the middle of a document`);
  }
}
