import { createHash } from "node:crypto";
import { Transform, type TransformCallback } from "node:stream";

/** Counts what passes. */
export class Meter extends Transform {
  bytes = 0;

  constructor() {
    super({ highWaterMark: 1024 * 1024 });
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.bytes += chunk.length;
    done(null, chunk);
  }
}

/** Counts what passes, and computes its checksum. */
export class Digest extends Meter {
  readonly #hash = createHash("sha256");

  override _transform(chunk: Buffer, encoding: BufferEncoding, done: TransformCallback): void {
    this.#hash.update(chunk);
    super._transform(chunk, encoding, done);
  }

  /** To be asked once, after the end. */
  sha256(): string {
    return this.#hash.digest("hex");
  }
}
