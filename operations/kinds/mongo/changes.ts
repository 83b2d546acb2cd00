import { createHash } from "node:crypto";
import { deserialize, EJSON, Timestamp } from "bson";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import { Contents } from "./contents.ts";
import { isContent } from "./definition.ts";

/** Documents within are left as they are: what JavaScript makes of them may be written back in another order. */
const entryForm = z.object({
  ts: z.instanceof(Timestamp).optional(),
  op: z.string(),
  ns: z.string(),
  o: z.instanceof(Uint8Array),
  o2: z.instanceof(Uint8Array).optional(),
});
type Entry = z.infer<typeof entryForm>;

const nestedForm = z.array(z.instanceof(Uint8Array));

/** A position in the oplog, as notes keep it: seconds and the number within the second. */
export const positionText = ({ t, i }: Timestamp): string => `${t}:${i}`;

/** @throws BackupError when it is no position. */
export function positionOf(text: string): Timestamp {
  const parts = /^(\d+):(\d+)$/.exec(text);
  if (!parts) throw new BackupError(`${text} is no position of an oplog`);
  return new Timestamp({ t: Number(parts[1]), i: Number(parts[2]) });
}

/** What became of a document: it is gone, it is there, or it is there with this checksum. */
type State = "absent" | "present" | `sha256:${string}`;

export const stateOf = (document: Uint8Array | undefined): State =>
  document === undefined ? "absent" : `sha256:${createHash("sha256").update(document).digest("hex")}`;

/** A document that an oplog names, and what it has to be after the last entry. */
interface Change {
  readonly id: unknown;
  readonly state: State;
}

/** What oplog entries do to a database: what is to be found after they were applied. */
export class Changes {
  /** Where the last entry is. */
  last: Timestamp | undefined;
  readonly #database: string;
  readonly #byCollection = new Map<string, Map<string, Change>>();

  constructor(database: string) {
    this.#database = database;
  }

  /** @returns whether the entry does anything to the database */
  add(bytes: Uint8Array): boolean {
    const entry = entryForm.parse(deserialize(bytes, { raw: true }));
    this.last = entry.ts ?? this.last;
    if (entry.op === "c") return this.#command(entry);
    const prefix = `${this.#database}.`;
    if (!entry.ns.startsWith(prefix)) return false;
    const collection = entry.ns.slice(prefix.length);
    if (!isContent(collection)) return false;
    if (entry.op === "i") this.#note(collection, entry.o, stateOf(entry.o));
    else if (entry.op === "u") this.#note(collection, entry.o2, updated(entry.o));
    else if (entry.op === "d") this.#note(collection, entry.o, "absent");
    else return false;
    return true;
  }

  /** Transactions are entries in one; others change collections as a whole. */
  #command({ ns, o }: Entry): boolean {
    const [name = "", value] = Object.entries(deserialize(o, { raw: true }))[0] ?? [];
    if (name === "applyOps") return nestedForm.parse(value).filter((entry) => this.add(entry)).length > 0;
    if (["commitTransaction", "abortTransaction"].includes(name)) return true;
    if (ns !== `${this.#database}.$cmd`) return false;
    if (name === "dropDatabase") this.#byCollection.clear();
    // Of what is dropped or renamed, nothing is known any more.
    const bare = String(value).replace(`${this.#database}.`, "");
    if (["drop", "renameCollection"].includes(name)) this.#byCollection.delete(bare);
    return true;
  }

  /** @param holder a document with the `_id` */
  #note(collection: string, holder: Uint8Array | undefined, state: State): void {
    const id = idOf(holder ?? new Uint8Array());
    const known = this.#byCollection.get(collection) ?? new Map<string, Change>();
    this.#byCollection.set(collection, known);
    known.set(idText(id), { id, state });
  }

  /** The documents by collection. */
  expected(): ReadonlyMap<string, ReadonlyMap<string, Change>> {
    return this.#byCollection;
  }

  facts(): Facts {
    return factsOf(
      [...this.#byCollection].map(([name, changes]) => [name, [...changes].map(([id, { state }]) => [id, state])]),
    );
  }
}

/** An update says all of the document, or only what changed. */
function updated(o: Uint8Array): State {
  const names = Object.keys(deserialize(o, { raw: true }));
  const partial = names.some((name) => name.startsWith("$") || name === "diff");
  return partial ? "present" : stateOf(o);
}

/** Where an entry is in the oplog; those within a transaction have no place of their own. */
export const timestampOf = (entry: Uint8Array): Timestamp | undefined =>
  entryForm.parse(deserialize(entry, { raw: true })).ts;

/** The `_id` of a document, in the types of the store. */
export const idOf = (document: Uint8Array): unknown => deserialize(document, { promoteValues: false })._id;

export const idText = (id: unknown): string => EJSON.stringify({ id }, { relaxed: false });

/** Begins the names of facts that are of changes. */
export const changesPrefix = "changes of ";

/** Facts of changes, in the same form as measured after a restore. */
export function factsOf(collections: readonly (readonly [string, readonly (readonly [string, State])[]])[]): Facts {
  const facts = collections.map(([name, documents]): [string, Facts[string]] => {
    const contents = new Contents();
    for (const [id, state] of documents) contents.add(Buffer.from(`${id} ${state}`));
    return [changesPrefix + name, contents.fact()];
  });
  return Object.fromEntries(facts);
}
