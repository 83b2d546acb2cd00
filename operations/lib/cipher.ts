import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { Transform, type TransformCallback } from "node:stream";
import { BackupError } from "./errors.ts";
import { derive, type Key } from "./keys.ts";

/*
 * AES-256-GCM in pieces: each is authenticated before a byte of it is passed on, and a stream that lacks its last piece is refused.
 *
 *   "PLB1" | salt, 16 bytes | pieces of 256 KiB, the last one shorter or of that size, each followed by its tag of 16 bytes
 *
 * Every stream has a key of its own, derived from the salt and from what the stream is: a stream in another's place does not open.
 * The nonce is the piece's number, and a byte that says whether it is the last.
 */

const magic = Buffer.from("PLB1", "ascii");
const saltBytes = 16;
const headerBytes = magic.length + saltBytes;
const pieceBytes = 256 * 1024;
const tagBytes = 16;
const algorithm = "aes-256-gcm";

function nonce(piece: number, last: boolean): Buffer {
  const bytes = Buffer.alloc(12);
  bytes.writeUIntBE(piece, 5, 6);
  bytes.writeUInt8(last ? 1 : 0, 11);
  return bytes;
}

/** Cuts what it is given into pieces of one size, and knows which is the last only at the end. */
abstract class Pieces extends Transform {
  #held: Buffer[] = [];
  #bytes = 0;
  #count = 0;
  readonly #size: number;

  constructor(size: number) {
    super({ readableHighWaterMark: 4 * size, writableHighWaterMark: size });
    this.#size = size;
  }

  protected abstract piece(content: Buffer, number: number, last: boolean): Buffer;

  /** Bytes before the first piece. @returns undefined as long as they are not complete */
  protected head(_content: Buffer): Buffer | undefined {
    return _content;
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      const content = this.head(chunk);
      if (content && content.length > 0) {
        this.#held.push(content);
        this.#bytes += content.length;
      }
      // One byte more than a piece: then this one is not the last.
      if (this.#bytes > this.#size) this.#cut();
      done();
    } catch (error) {
      done(asError(error));
    }
  }

  #cut(): void {
    const all = this.#held.length === 1 ? this.#held[0] : undefined;
    const joined = all ?? Buffer.concat(this.#held);
    let start = 0;
    while (joined.length - start > this.#size) {
      this.push(this.piece(joined.subarray(start, start + this.#size), this.#count++, false));
      start += this.#size;
    }
    this.#held = [joined.subarray(start)];
    this.#bytes = joined.length - start;
  }

  override _flush(done: TransformCallback): void {
    try {
      const last = this.piece(Buffer.concat(this.#held), this.#count, true);
      done(null, last.length > 0 ? last : undefined);
    } catch (error) {
      done(asError(error));
    }
  }
}

const asError = (error: unknown) => (error instanceof Error ? error : new Error(String(error)));

class Encryption extends Pieces {
  readonly #key: Buffer;
  readonly #header: Buffer;

  constructor(key: Key, purpose: string) {
    super(pieceBytes);
    const salt = randomBytes(saltBytes);
    this.#key = derive(key, salt, `data ${purpose}`);
    this.#header = Buffer.concat([magic, salt]);
    this.push(this.#header);
  }

  protected override piece(content: Buffer, number: number, last: boolean): Buffer {
    const cipher = createCipheriv(algorithm, this.#key, nonce(number, last), { authTagLength: tagBytes });
    cipher.setAAD(this.#header);
    return Buffer.concat([cipher.update(content), cipher.final(), cipher.getAuthTag()]);
  }
}

const refusal = "the backup was changed after it was made, is not whole, or is another's: it is not restored";

class Decryption extends Pieces {
  #header = Buffer.alloc(0);
  #own: Buffer | undefined;
  readonly #key: Key;
  readonly #purpose: string;

  constructor(key: Key, purpose: string) {
    super(pieceBytes + tagBytes);
    this.#key = key;
    this.#purpose = purpose;
  }

  protected override head(content: Buffer): Buffer | undefined {
    if (this.#own) return content;
    const all = Buffer.concat([this.#header, content]);
    this.#header = all.subarray(0, headerBytes);
    if (all.length < headerBytes) return undefined;
    if (!this.#header.subarray(0, magic.length).equals(magic)) throw new BackupError(refusal);
    this.#own = derive(this.#key, this.#header.subarray(magic.length), `data ${this.#purpose}`);
    return all.subarray(headerBytes);
  }

  protected override piece(content: Buffer, number: number, last: boolean): Buffer {
    if (!this.#own || content.length < tagBytes) throw new BackupError(refusal);
    const decipher = createDecipheriv(algorithm, this.#own, nonce(number, last), { authTagLength: tagBytes });
    decipher.setAAD(this.#header);
    decipher.setAuthTag(content.subarray(content.length - tagBytes));
    try {
      return Buffer.concat([decipher.update(content.subarray(0, -tagBytes)), decipher.final()]);
    } catch {
      throw new BackupError(refusal);
    }
  }
}

/** @param purpose what the stream is; it opens for the same purpose alone */
export const encryption = (key: Key, purpose: string): Transform => new Encryption(key, purpose);

/** Fails by a BackupError on the first piece that is not as it was written. */
export const decryption = (key: Key, purpose: string): Transform => new Decryption(key, purpose);
