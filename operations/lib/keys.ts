import { createHash, createHmac, hkdfSync, timingSafeEqual } from "node:crypto";
import { readFileSync } from "node:fs";
import { BackupError } from "./errors.ts";

/** A key of 256 bits, from which each backup's own keys are derived. */
export interface Key {
  /** Tells keys apart, and nothing of the key. */
  readonly id: string;
  readonly bytes: Buffer;
}

const line = /^[0-9a-f]{64}$/;

/** Keys that backups are encrypted with: the first one is today's, the others open what was encrypted before they were replaced. */
export class KeyRing {
  readonly current: Key;
  readonly #byId: ReadonlyMap<string, Key>;

  constructor(keys: readonly [Key, ...Key[]]) {
    this.current = keys[0];
    this.#byId = new Map(keys.map((key) => [key.id, key]));
  }

  /** @throws BackupError when the key is not in the file. */
  find(id: string): Key {
    const key = this.#byId.get(id);
    if (key) return key;
    const known = [...this.#byId.keys()].join(", ");
    throw new BackupError(`the backup needs the key ${id}; the key file has ${known}: restore with the former key`);
  }
}

/**
 * Reads a key file: a key per line, of 64 hexadecimal digits, today's first.
 *
 * @throws BackupError when the file is missing or has anything else; never with a key in the message.
 */
export function readKeys(file: string): KeyRing {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch {
    throw new BackupError(`the key file ${file} cannot be read`);
  }
  const [first, ...others] = text.trim().split(/\s*\n\s*/);
  if (first === undefined || ![first, ...others].every((each) => line.test(each))) {
    throw new BackupError(`the key file ${file} must have a key of 64 hexadecimal digits on each line`);
  }
  return new KeyRing([keyOf(first), ...others.map(keyOf)]);
}

function keyOf(hex: string): Key {
  const bytes = Buffer.from(hex, "hex");
  const id = createHash("sha256").update("plumbline key id").update(bytes).digest("hex").slice(0, 16);
  return { id, bytes };
}

/** A key for one purpose, which tells nothing of the others. */
export function derive(key: Key, salt: Buffer, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", key.bytes, salt, purpose, 32));
}

/** Seal of a text: whoever lacks the key can make none. */
export function seal(key: Key, purpose: string, text: string): string {
  const own = derive(key, Buffer.alloc(0), `seal ${purpose}`);
  return createHmac("sha256", own).update(text).digest("hex");
}

/** Whether the seal is that of the text. */
export function isSealOf(key: Key, purpose: string, text: string, given: string): boolean {
  const expected = Buffer.from(seal(key, purpose, text), "utf8");
  const actual = Buffer.from(given, "utf8");
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
