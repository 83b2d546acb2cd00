import { deserialize, EJSON } from "bson";
import { Transform, type TransformCallback } from "node:stream";
import { z } from "zod";
import { BackupError } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import { Changes } from "./changes.ts";
import { Contents } from "./contents.ts";
import { definitionText, isContent } from "./definition.ts";
import { Documents } from "./documents.ts";

/*
 * mongodump's archive: a magic number, a document about the archive, one for each collection, a mark; then blocks, each of a document
 * that names the collection, documents of it, and a mark. The last block of a collection says so and has none.
 */
const magic = Buffer.from([0x6d, 0xe2, 0x99, 0x81]);

const announced = z.object({ db: z.string(), collection: z.string(), metadata: z.string(), type: z.string() });
const metadataForm = z.object({
  options: z.record(z.string(), z.unknown()).default({}),
  indexes: z.array(z.record(z.string(), z.unknown())).default([]),
});
const header = z.object({ db: z.string(), collection: z.string(), EOF: z.boolean() });

/** Passes an archive on as it is, and measures what it has of a database. Fails when the archive is not whole. */
export class ArchiveReader extends Transform {
  readonly #database: string;
  /** What was written while the dump was made. */
  readonly changes: Changes;
  readonly #kept: (entry: Buffer) => void;
  readonly #documents = new Documents();
  readonly #definitions = new Map<string, string>();
  readonly #contents = new Map<string, Contents>();
  readonly #open = new Set<string>();
  #head = Buffer.alloc(0);
  #part: "start" | "collections" | "blocks" | "block" = "start";
  #take: ((document: Buffer) => void) | undefined;

  /** @param kept gets each entry of the oplog that does something to the database */
  constructor(database: string, kept: (entry: Buffer) => void = () => undefined) {
    super({ highWaterMark: 1024 * 1024 });
    this.#database = database;
    this.#kept = kept;
    this.changes = new Changes(database);
  }

  /** Of each collection: its documents, indexes and options. To be asked after the end. */
  facts(): Facts {
    const facts = [...this.#definitions].map(([name, definition]): [string, Facts[string]] => [
      name,
      (this.#contents.get(name) ?? new Contents()).fact(definition),
    ]);
    return Object.fromEntries(facts);
  }

  override _transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback): void {
    try {
      this.#read(chunk);
      done(null, chunk);
    } catch (error) {
      done(error instanceof BackupError ? error : new BackupError(`no archive of mongodump: ${String(error)}`));
    }
  }

  override _flush(done: TransformCallback): void {
    const [unfinished] = this.#open;
    try {
      this.#documents.end();
      if (this.#part !== "blocks") throw new BackupError("the archive is not whole");
      if (unfinished !== undefined) throw new BackupError(`the archive has no end of ${unfinished}`);
      done();
    } catch (error) {
      done(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #read(chunk: Buffer): void {
    let rest = chunk;
    if (this.#head.length < magic.length) {
      const missing = magic.length - this.#head.length;
      this.#head = Buffer.concat([this.#head, chunk.subarray(0, missing)]);
      if (!magic.subarray(0, this.#head.length).equals(this.#head)) throw new BackupError("no archive of mongodump");
      rest = chunk.subarray(missing);
    }
    for (const document of this.#documents.take(rest)) {
      if (document) this.#document(document);
      else this.#mark();
    }
  }

  #mark(): void {
    if (this.#part === "start") throw new BackupError("no archive of mongodump: it begins with a mark");
    this.#part = "blocks";
  }

  #document(document: Buffer): void {
    switch (this.#part) {
      case "start":
        this.#part = "collections";
        return;
      case "collections":
        this.#announce(announced.parse(deserialize(document)));
        return;
      case "blocks":
        this.#part = "block";
        this.#block(header.parse(deserialize(document)));
        return;
      case "block":
        this.#take?.(document);
    }
  }

  #announce({ db, collection, metadata, type }: z.infer<typeof announced>): void {
    // Views are announced, and have nothing to begin or to end.
    if (type !== "view") this.#open.add(`${db}.${collection}`);
    if (db !== this.#database || !isContent(collection)) return;
    const { options, indexes } = metadataForm.parse(EJSON.parse(metadata || "{}", { relaxed: true }));
    this.#definitions.set(collection, definitionText({ type, options, indexes }));
  }

  #block({ db, collection, EOF }: z.infer<typeof header>): void {
    this.#take = undefined;
    if (EOF) this.#open.delete(`${db}.${collection}`);
    if (db === "" && collection === "oplog") {
      this.#take = (entry) => {
        if (this.changes.add(entry)) this.#kept(entry);
      };
      return;
    }
    if (EOF || db !== this.#database || !isContent(collection)) return;
    const contents = this.#contents.get(collection) ?? new Contents();
    this.#contents.set(collection, contents);
    this.#take = (document) => contents.add(document);
  }
}
