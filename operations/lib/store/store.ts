import type { Readable } from "node:stream";

export interface StoredObject {
  readonly key: string;
  readonly bytes: number;
  readonly modified: Date;
}

/**
 * Where backups are: a bucket, a container or a folder. Keys are paths with slashes. An object is there as a whole or not at all, and
 * every call fails by an exception.
 */
export interface Store {
  /** For people, such as `s3://bucket/folder`. */
  readonly name: string;
  /** Makes an object of everything that the stream has; none, if the stream fails or the signal comes. */
  upload(key: string, stream: Readable, signal: AbortSignal): Promise<void>;
  put(key: string, content: string, signal: AbortSignal): Promise<void>;
  /** A small object; undefined where there is none. */
  get(key: string, signal: AbortSignal): Promise<string | undefined>;
  open(key: string, signal: AbortSignal): Promise<Readable>;
  /** Everything whose key begins so. */
  list(prefix: string, signal: AbortSignal): Promise<StoredObject[]>;
  remove(keys: readonly string[], signal: AbortSignal): Promise<void>;
  /** The store's own clock; undefined if it has none. */
  now(signal: AbortSignal): Promise<Date | undefined>;
}

/** Objects that `get` reads are small: more is not one of ours. Unit: bytes. */
export const mostSmallBytes = 16 * 1024 * 1024;
