import type { ResolvedIndex } from "./indexes.ts";

/** Folders and files of the job's container. */
export const indexJobPaths = {
  script: "/scripts/ensure-indexes.js",
  connectionString: "/secrets/user/connection-string",
  authority: "/secrets/authority/ca.crt",
} as const;

/** How long the store may take until it has a primary: a first start makes volumes, certificates and the replica set. */
const patience = { tries: 60, pauseMilliseconds: 5000 };

/**
 * A script for mongosh that creates the indexes that are missing. It changes none that exists: one with the name or the keys of a declared
 * index but other options is an error, since only people know whether its documents fit. Run again, it does nothing.
 */
export function indexScript(database: string, indexes: readonly ResolvedIndex[]): string {
  return `const database = ${JSON.stringify(database)};
const indexes = ${JSON.stringify(indexes, null, 2)};
const patience = ${JSON.stringify(patience)};

${library}
ensureIndexes(connectPatiently().getSiblingDB(database), indexes, print);
`;
}

const library = `function connectPatiently() {
  const secret = require("fs").readFileSync("${indexJobPaths.connectionString}", "utf8").trim();
  const uri = secret + "&tlsCAFile=" + encodeURIComponent("${indexJobPaths.authority}") + "&serverSelectionTimeoutMS=5000";
  for (let attempt = 1; ; attempt++) {
    try {
      const connection = connect(uri);
      if (connection.hello().isWritablePrimary) return connection;
      throw new Error("no primary yet");
    } catch (error) {
      if (attempt >= patience.tries) throw error;
      // Never the address itself: it holds the password.
      print("waiting for the store (" + attempt + "/" + patience.tries + "): " + String(error.message).split(secret).join("..."));
      sleep(patience.pauseMilliseconds);
    }
  }
}

// A text index is kept as the weights of its fields, and not as the keys that it was made from.
function keysOf(index) {
  const text = Object.keys(index.weights || {}).sort().map((field) => [field, "text"]);
  const others = Object.entries(index.key).filter(([field]) => field !== "_fts" && field !== "_ftsx");
  return JSON.stringify([text, others.map(([field, order]) => [field, Number(order)])]);
}

function declaredKeys(index) {
  const entries = Object.entries(index.keys);
  const text = entries.filter(([, order]) => order === "text").map(([field]) => [field, "text"]);
  return JSON.stringify([text.sort(), entries.filter(([, order]) => order !== "text")]);
}

function existingIndexes(db, collection) {
  // Asking a collection that does not exist is an error.
  return db.getCollectionNames().includes(collection) ? db.getCollection(collection).getIndexes() : [];
}

function isSame(existing, index) {
  return keysOf(existing) === declaredKeys(index) && Boolean(existing.unique) === index.unique;
}

function ensureIndexes(db, indexes, report) {
  for (const index of indexes) {
    const label = index.collection + "." + index.name;
    const rivals = existingIndexes(db, index.collection).filter(
      (existing) => existing.name === index.name || keysOf(existing) === declaredKeys(index),
    );
    if (rivals.some((existing) => isSame(existing, index))) {
      report(label + ": present");
      continue;
    }
    if (rivals.length > 0) {
      throw new Error(
        label + ": declared as " + JSON.stringify({ keys: index.keys, unique: index.unique }) + ", but the store has " +
          JSON.stringify(rivals[0]) + ": drop or change that one by hand, and run this again",
      );
    }
    db.getCollection(index.collection).createIndex(index.keys, { name: index.name, unique: index.unique });
    if (!existingIndexes(db, index.collection).some((existing) => isSame(existing, index))) {
      throw new Error(label + ": created, but the store does not list it");
    }
    report(label + ": created");
  }
}
`;
