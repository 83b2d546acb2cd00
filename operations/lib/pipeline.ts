import type { Duplex, Readable } from "node:stream";
import { PassThrough } from "node:stream";
import { pipeline } from "node:stream/promises";
import { constants, createZstdCompress, createZstdDecompress } from "node:zlib";
import { decryption, encryption } from "./cipher.ts";
import { BackupError } from "./errors.ts";
import type { Key } from "./keys.ts";
import { Digest, Meter } from "./meter.ts";
import { Gatherer } from "./gatherer.ts";
import { stallGuard } from "./stall.ts";

const mebibyte = 1024 * 1024;

export type Compression = "zstd" | "none";

/** Settings of a stream on its way to or from a store. */
export interface Passage {
  readonly key: Key;
  readonly purpose: string;
  readonly compression: Compression;
  readonly stallSeconds: number;
  readonly signal: AbortSignal;
}

/** What went through. */
export interface Passed {
  readonly bytes: number;
  readonly plainBytes: number;
  readonly sha256: string;
}

/** Compresses, encrypts and hands over; nothing is on disk, and a failure of any part is one of all. */
export async function outward(
  content: Readable,
  passage: Passage,
  take: (stream: Readable, signal: AbortSignal) => Promise<void>,
): Promise<Passed> {
  const plain = new Meter();
  const stored = new Digest();
  const end = new PassThrough();
  const parts: Duplex[] = [plain, ...compressor(passage.compression), encryption(passage.key, passage.purpose), stored];
  await together(
    passage,
    { moved: () => stored.bytes + plain.bytes, waiting: () => plain.readableLength > 0 },
    (signal) => [pipeline([content, ...parts, end], { signal }), take(end, signal)],
  );
  return { bytes: stored.bytes, plainBytes: plain.bytes, sha256: stored.sha256() };
}

/** Decrypts, decompresses and hands over; every byte is authenticated before it is passed on. */
export async function inward(
  stored: Readable,
  passage: Passage,
  take: (stream: Readable, signal: AbortSignal) => Promise<void>,
): Promise<Passed> {
  const digest = new Digest();
  const plain = new Meter();
  const end = new PassThrough();
  const parts: Duplex[] = [
    digest,
    decryption(passage.key, passage.purpose),
    ...decompressor(passage.compression),
    plain,
  ];
  await together(
    passage,
    { moved: () => digest.bytes + plain.bytes, waiting: () => end.readableLength > 0 },
    (signal) => [pipeline([stored, ...parts, end], { signal }), take(end, signal)],
  );
  return { bytes: digest.bytes, plainBytes: plain.bytes, sha256: digest.sha256() };
}

interface Progress {
  readonly moved: () => number;
  /** Whether what is sent waits for who takes it. */
  readonly waiting: () => boolean;
}

/** Runs them until all are done; the first failure ends the others, is waited for, and is the one that is told. */
async function together(
  { signal, stallSeconds }: Passage,
  { moved, waiting }: Progress,
  start: (signal: AbortSignal) => Promise<void>[],
): Promise<void> {
  const abort = new AbortController();
  const whole = AbortSignal.any([signal, abort.signal]);
  const stopGuard = stallGuard(stallSeconds, moved, () =>
    abort.abort(
      new BackupError(`nothing moved for ${stallSeconds} s: ${waiting() ? "the taker" : "the source"} is too slow`),
    ),
  );
  const failures: unknown[] = [];
  const fail = (error: unknown) => {
    failures.push(whole.aborted && failures.length === 0 ? whole.reason : error);
    // Who ended because another part did only says so: that other one is waited for, and tells why.
    if (!isConsequence(error)) abort.abort(error);
  };
  try {
    await Promise.all(start(whole).map((part) => part.catch(fail)));
  } finally {
    stopGuard();
  }
  signal.throwIfAborted();
  if (failures.length > 0) throw failures.find((error) => !isConsequence(error)) ?? failures[0];
}

const isConsequence = (error: unknown) =>
  error instanceof Error &&
  (error.name === "AbortError" || ("code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE"));

function compressor(compression: Compression): Duplex[] {
  if (compression === "none") return [];
  const params = { [constants.ZSTD_c_compressionLevel]: 3, [constants.ZSTD_c_checksumFlag]: 1 };
  return [new Gatherer(mebibyte), createZstdCompress({ params, chunkSize: mebibyte })];
}

function decompressor(compression: Compression): Duplex[] {
  return compression === "none" ? [] : [createZstdDecompress({ chunkSize: mebibyte })];
}
