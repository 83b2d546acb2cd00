import { Transform, type TransformCallback } from "node:stream";

/** Makes large chunks of the small ones that a pipe gives: each takes a turn of the compressor's thread, whatever its size. */
export class Gatherer extends Transform {
  #held: Buffer[] = [];
  #bytes = 0;
  readonly #least: number;

  /** @param least bytes of a chunk, but for the last */
  constructor(least: number) {
    super({ highWaterMark: least });
    this.#least = least;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    this.#held.push(chunk);
    this.#bytes += chunk.length;
    if (this.#bytes >= this.#least) this.#pass();
    done();
  }

  override _flush(done: TransformCallback): void {
    if (this.#bytes > 0) this.#pass();
    done();
  }

  #pass(): void {
    this.push(this.#held.length === 1 ? this.#held[0] : Buffer.concat(this.#held, this.#bytes));
    this.#held = [];
    this.#bytes = 0;
  }
}
