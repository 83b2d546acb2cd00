import { type Collection, type Db, type Document, MongoClient, type Timestamp } from "mongodb";
import { BackupError, messageOf } from "../../lib/errors.ts";
import type { Facts } from "../../lib/facts.ts";
import { type Changes, factsOf, idOf, idText, stateOf } from "./changes.ts";
import { Contents } from "./contents.ts";
import { definitionText, isContent } from "./definition.ts";

/** How long a server may be away. Unit: milliseconds. */
const patience = 10_000;

/** Documents that are asked for at once. */
const batch = 1000;

/**
 * Runs with a connection, which is closed in any case.
 *
 * @throws BackupError when the server does not let it in or cannot be reached; never with the address.
 */
export async function withServer<T>(
  address: string,
  signal: AbortSignal,
  work: (client: MongoClient) => Promise<T>,
): Promise<T> {
  const client = new MongoClient(address, { serverSelectionTimeoutMS: patience, connectTimeoutMS: patience });
  const stop = () => void client.close();
  signal.addEventListener("abort", stop, { once: true });
  try {
    await client.connect();
    return await work(client);
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof BackupError ? error : new BackupError(`MongoDB: ${messageOf(error)}`);
  } finally {
    signal.removeEventListener("abort", stop);
    await client.close();
  }
}

/** Where the oplog ends now. */
export async function endOfOplog(client: MongoClient): Promise<Timestamp> {
  const oplog = client.db("local").collection<{ ts: Timestamp }>("oplog.rs");
  const [last] = await oplog.find({}, { readConcern: "majority" }).sort({ $natural: -1 }).limit(1).toArray();
  if (!last) throw new BackupError("the server has no oplog: only members of a replica set have one");
  return last.ts;
}

/** Names of the collections and views that are content, and of others whose names begin so. */
export async function collectionNames(db: Db, isOne: (name: string) => boolean = isContent): Promise<string[]> {
  const found = await db.listCollections({}, { nameOnly: true }).toArray();
  return found
    .map(({ name }) => name)
    .filter(isOne)
    .sort();
}

interface Listed {
  readonly name: string;
  readonly type?: string;
  readonly options?: Document;
}

/**
 * Measures a database as an archive of it is measured.
 *
 * @param prefix of the names that are measured, and left out of what is told. @default - all that is content
 */
export async function measure(db: Db, prefix = ""): Promise<Facts> {
  const facts: Record<string, Facts[string]> = {};
  for (const { name, type = "collection", options } of await db
    .listCollections<Listed>({}, { nameOnly: false })
    .toArray()) {
    if (prefix === "" ? !isContent(name) : !name.startsWith(prefix)) continue;
    const collection = db.collection(name);
    const isView = type === "view";
    const contents = new Contents();
    if (!isView) for await (const document of raw(collection, {})) contents.add(document);
    const indexes = isView ? [] : await collection.listIndexes().toArray();
    facts[name.slice(prefix.length)] = contents.fact(definitionText({ type, options: options ?? {}, indexes }));
  }
  return facts;
}

/** Looks for what the oplog named. */
export async function measureChanges(db: Db, changes: Changes): Promise<Facts> {
  const found = [];
  for (const [name, expected] of changes.expected()) {
    const documents = new Map<string, Uint8Array>();
    const ids = [...expected.values()].map(({ id }) => id);
    for (let start = 0; start < ids.length; start += batch) {
      const filter = { _id: { $in: ids.slice(start, start + batch) } };
      for await (const document of raw(db.collection(name), filter)) documents.set(idText(idOf(document)), document);
    }
    const states = [...expected].map(([id, { state }]) => {
      const actual = stateOf(documents.get(id));
      return [id, state === "present" && actual !== "absent" ? state : actual] as const;
    });
    found.push([name, states] as const);
  }
  return factsOf(found);
}

/** Documents as they are stored. */
async function* raw(collection: Collection, filter: object): AsyncGenerator<Uint8Array> {
  for await (const document of collection.find(filter, { raw: true })) {
    if (!(document instanceof Uint8Array)) throw new BackupError("the driver did not hand over a document as it is");
    yield document;
  }
}
