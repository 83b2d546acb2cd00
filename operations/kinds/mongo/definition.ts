import type { Document } from "bson";
import { z } from "zod";

/** What a collection is besides its documents. */
export interface Definition {
  readonly type: string;
  readonly options: Document;
  readonly indexes: readonly Document[];
}

/** Of an index, what no client asked for: the format, and where it is. */
const incidental = ["v", "ns", "background"];

/** The same text for the same definition, whoever tells it. */
export function definitionText({ type, options, indexes }: Definition): string {
  const known = indexes.map((index) => {
    const entries = Object.entries(index).filter(([name]) => !incidental.includes(name) && name !== "key");
    // The order of an index's keys matters, that of its options does not.
    return {
      key: Object.entries(z.record(z.string(), z.unknown()).parse(index.key)),
      options: sorted(Object.fromEntries(entries)),
    };
  });
  const inOrder = known.map((index) => JSON.stringify(index)).sort();
  return JSON.stringify({ type, options: sorted(options), indexes: inOrder });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== "object" || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([one], [other]) => (one < other ? -1 : 1)).map(([k, v]) => [k, sorted(v)]));
}

/** Begins the names of collections that a restore puts beside those in use: not ready yet, and no longer in use. */
export const stagedPrefix = (id: string) => `restored_${id.slice(0, 15)}_`;
export const formerPrefix = (id: string) => `before_${id.slice(0, 15)}_`;

/** Whether a collection is part of what is backed up: neither the server's own nor one that a restore has put aside. */
export const isContent = (collection: string): boolean =>
  !collection.startsWith("system.") && !/^(restored|before)_\d{8}_\d{6}_/.test(collection);
