import { createHash, type Hash } from "node:crypto";
import { Transform, type TransformCallback } from "node:stream";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";

/*
 * Reads an RDB file as it passes, so far as to know each key, its type and its value's bytes. Parts of a table come in no order, so that
 * their hashes are summed; everything else is hashed as it is. A server that has loaded the file writes the same again.
 */

const opcode = {
  function2: 0xf5,
  slot: 0xf4,
  moduleAux: 0xf7,
  idle: 0xf8,
  frequency: 0xf9,
  aux: 0xfa,
  resize: 0xfb,
  expireMs: 0xfc,
  expire: 0xfd,
  select: 0xfe,
  end: 0xff,
};

/** How the value of each type is built. */
type Form =
  | "string"
  | "strings"
  | "table"
  | "pairs"
  | "scored"
  | "scored as text"
  | "quicklist"
  | "stream"
  | "fields with expiry"
  | "packed with expiry";
const forms: Readonly<Record<number, Form>> = {
  0: "string",
  1: "strings",
  2: "table",
  3: "scored as text",
  4: "pairs",
  5: "scored",
  9: "string",
  10: "string",
  11: "string",
  12: "string",
  13: "string",
  14: "strings",
  15: "stream",
  16: "string",
  17: "string",
  18: "quicklist",
  19: "stream",
  20: "string",
  21: "stream",
  24: "fields with expiry",
  25: "packed with expiry",
};

type Step<T> = Generator<undefined, T, undefined>;
type Sink = (bytes: Buffer) => void;
const nowhere: Sink = () => undefined;

interface Sum {
  count: number;
  hash: bigint;
}

/** Passes an RDB file on as it is. Fails when it is not whole, or of a form that is not known. */
export class RdbReader extends Transform {
  readonly #databases = new Map<number, Sum>();
  #buffer = Buffer.alloc(0);
  #offset = 0;
  #done = false;
  readonly #steps: Step<void>;

  constructor() {
    super({ highWaterMark: 1024 * 1024 });
    this.#steps = this.#file();
  }

  /** Keys that do not expire, by database; of those that do, a restore at another time may have fewer. After the end. */
  facts(): Facts {
    const facts = [...this.#databases].map(([number, { count, hash }]): [string, Facts[string]] => [
      `database ${number}`,
      { count, checksum: (hash & 0xffff_ffff_ffff_ffffn).toString(16) },
    ]);
    return Object.fromEntries(facts.filter(([, { count }]) => count > 0));
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#buffer = Buffer.concat([this.#buffer.subarray(this.#offset), chunk]);
      this.#offset = 0;
      this.#steps.next();
      done(null, chunk);
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  override _flush(done: TransformCallback): void {
    done(this.#done ? null : new BackupError("the snapshot of Redis is not whole"));
  }

  *#file(): Step<void> {
    const head = (yield* this.#take(9)).toString("latin1");
    if (!/^REDIS\d{4}$/.test(head)) throw new BackupError("that is no snapshot of Redis");
    let database = 0;
    let expires = false;
    for (;;) {
      const code = (yield* this.#take(1)).readUInt8();
      switch (code) {
        case opcode.end:
          if (Number(head.slice(5)) >= 5) yield* this.#take(8);
          this.#done = true;
          return;
        case opcode.select:
          database = yield* this.#length();
          break;
        case opcode.resize:
          yield* this.#lengths(2);
          break;
        case opcode.slot:
          yield* this.#lengths(3);
          break;
        case opcode.aux:
          yield* this.#string(nowhere);
          yield* this.#string(nowhere);
          break;
        case opcode.function2:
          yield* this.#string(nowhere);
          break;
        case opcode.idle:
          yield* this.#length();
          break;
        case opcode.frequency:
          yield* this.#take(1);
          break;
        case opcode.expire:
          yield* this.#take(4);
          expires = true;
          break;
        case opcode.expireMs:
          yield* this.#take(8);
          expires = true;
          break;
        default: {
          const hash = yield* this.#entry(code);
          if (!expires) this.#add(database, hash);
          expires = false;
        }
      }
    }
  }

  #add(database: number, hash: bigint): void {
    const sum = this.#databases.get(database) ?? { count: 0, hash: 0n };
    this.#databases.set(database, { count: sum.count + 1, hash: sum.hash + hash });
  }

  *#entry(type: number): Step<bigint> {
    const form = forms[type];
    if (form === undefined)
      throw new BackupError(`the snapshot of Redis has a value of type ${type}, which is not known`);
    const hash = createHash("sha256").update(form);
    const write: Sink = (bytes) => void hash.update(bytes);
    yield* this.#string(write);
    switch (form) {
      case "string":
        yield* this.#string(write);
        break;
      case "strings":
        for (let left = yield* this.#length(); left > 0; left -= 1) yield* this.#string(write);
        break;
      case "quicklist":
        for (let left = yield* this.#length(); left > 0; left -= 1) {
          yield* this.#length();
          yield* this.#string(write);
        }
        break;
      case "stream":
        yield* this.#stream(type, write);
        break;
      case "packed with expiry":
        yield* this.#take(8);
        yield* this.#string(write);
        break;
      default:
        yield* this.#table(form, hash);
    }
    return valueOf(hash);
  }

  *#table(form: "table" | "pairs" | "scored" | "scored as text" | "fields with expiry", hash: Hash): Step<void> {
    if (form === "fields with expiry") yield* this.#take(8);
    let sum = 0n;
    for (let left = yield* this.#length(); left > 0; left -= 1) {
      const part = createHash("sha256");
      const write: Sink = (bytes) => void part.update(bytes);
      if (form === "fields with expiry") yield* this.#length();
      yield* this.#string(write);
      if (form === "pairs" || form === "fields with expiry") yield* this.#string(write);
      if (form === "scored") write(yield* this.#take(8));
      if (form === "scored as text") {
        const length = (yield* this.#take(1)).readUInt8();
        if (length < 253) write(yield* this.#take(length));
      }
      sum += valueOf(part);
    }
    hash.update(sum.toString(16));
  }

  *#stream(type: number, write: Sink): Step<void> {
    for (let left = yield* this.#length(); left > 0; left -= 1) {
      yield* this.#string(write);
      yield* this.#string(write);
    }
    yield* this.#lengths(type >= 19 ? 8 : 3);
    for (let groups = yield* this.#length(); groups > 0; groups -= 1) {
      yield* this.#string(write);
      yield* this.#lengths(type >= 19 ? 3 : 2);
      for (let pending = yield* this.#length(); pending > 0; pending -= 1) {
        write(yield* this.#take(24));
        yield* this.#length();
      }
      for (let consumers = yield* this.#length(); consumers > 0; consumers -= 1) {
        yield* this.#string(write);
        yield* this.#take(type >= 21 ? 16 : 8);
        for (let pending = yield* this.#length(); pending > 0; pending -= 1) write(yield* this.#take(16));
      }
    }
  }

  *#lengths(count: number): Step<void> {
    for (let left = count; left > 0; left -= 1) yield* this.#length();
  }

  *#length(): Step<number> {
    const length = yield* this.#encoding();
    if (length < 0) throw new BackupError("the snapshot of Redis has a text where a number has to be");
    return length;
  }

  /** A length; below zero, the special form of what follows: -1 to -4. */
  *#encoding(): Step<number> {
    const first = (yield* this.#take(1)).readUInt8();
    const low = first & 0x3f;
    switch (first >> 6) {
      case 0:
        return low;
      case 1:
        return (low << 8) | (yield* this.#take(1)).readUInt8();
      case 2:
        return first === 0x81
          ? Number((yield* this.#take(8)).readBigUInt64BE())
          : (yield* this.#take(4)).readUInt32BE();
      default:
        if (low > 3) throw new BackupError(`the snapshot of Redis has a text of form ${low}, which is not known`);
        return -1 - low;
    }
  }

  *#string(sink: Sink): Step<void> {
    const length = yield* this.#encoding();
    // What is compressed is hashed so: the same text is always compressed in the same way.
    if (length === -4) {
      const compressed = yield* this.#length();
      yield* this.#length();
      yield* this.#bytes(compressed, sink);
    } else yield* this.#bytes(length < 0 ? 1 << (-1 - length) : length, sink);
  }

  /** As they come: a value may be larger than what is in memory. */
  *#bytes(count: number, sink: Sink): Step<void> {
    for (let left = count; left > 0;) {
      while (this.#offset === this.#buffer.length) yield undefined;
      const part = this.#buffer.subarray(this.#offset, this.#offset + left);
      this.#offset += part.length;
      left -= part.length;
      sink(part);
    }
  }

  *#take(count: number): Step<Buffer> {
    while (this.#buffer.length - this.#offset < count) yield undefined;
    this.#offset += count;
    return this.#buffer.subarray(this.#offset - count, this.#offset);
  }
}

const valueOf = (hash: Hash): bigint => hash.digest().readBigUInt64LE(0);
