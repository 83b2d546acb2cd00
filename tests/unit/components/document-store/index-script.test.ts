import assert from "node:assert/strict";
import { createContext, Script } from "node:vm";
import { indexScript } from "../../../../components/document-store/index-script.ts";
import { type IndexDeclaration, resolveIndexes } from "../../../../components/document-store/indexes.ts";

/** An index as the server lists it. */
interface Listed {
  readonly name: string;
  readonly key: Readonly<Record<string, unknown>>;
  readonly unique?: boolean;
  readonly weights?: Readonly<Record<string, number>>;
}

const declared: readonly IndexDeclaration[] = [
  { collection: "users", keys: { email: 1 }, unique: true },
  { collection: "users", keys: { createdAt: 1 } },
  { collection: "orders", keys: { userEmail: 1, orderDate: -1 } },
  { collection: "orders", keys: { userEmail: 1, orderDate: 1 } },
  { collection: "products", keys: { name: "text", description: "text" } },
];

/** A store that lists and creates indexes as MongoDB does, of which it is all that the script sees. */
class FakeStore {
  readonly collections = new Map<string, Listed[]>();
  readonly created: string[] = [];
  /** Databases that were asked for. */
  readonly databases: string[] = [];
  /** Creates nothing, as a server that loses the command. */
  deaf = false;

  getSiblingDB(name: string): this {
    this.databases.push(name);
    return this;
  }
  hello(): object {
    return { isWritablePrimary: true };
  }
  getCollectionNames(): string[] {
    return [...this.collections.keys()];
  }
  getCollection(collection: string): object {
    return {
      getIndexes: () => {
        const found = this.collections.get(collection);
        if (!found) throw new Error(`ns does not exist: ${collection}`);
        return structuredClone(found);
      },
      createIndex: (keys: Record<string, unknown>, options: { name: string; unique: boolean }) => {
        if (this.deaf) return;
        this.created.push(`${collection}.${options.name}${options.unique ? " unique" : ""}`);
        const existing = this.collections.get(collection) ?? [{ name: "_id_", key: { _id: 1 } }];
        this.collections.set(collection, [...existing, listed(keys, options)]);
      },
    };
  }
}

/** The server keeps a text index by the weights of its fields, in alphabetical order, and lists `unique` only where it holds. */
function listed(keys: Record<string, unknown>, { name, unique }: { name: string; unique: boolean }): Listed {
  const words = Object.keys(keys).filter((field) => keys[field] === "text");
  const others = Object.fromEntries(Object.entries(keys).filter(([, order]) => order !== "text"));
  return {
    name,
    key: words.length > 0 ? { _fts: "text", _ftsx: 1, ...others } : others,
    ...(words.length > 0 && { weights: Object.fromEntries(words.sort().map((field) => [field, 1])) }),
    ...(unique && { unique }),
  };
}

interface Run {
  readonly lines: string[];
  readonly addresses: string[];
  readonly sleeps: number[];
}

const secret = "mongodb://indexes:0a1b@m-0:27017/ecommerce?replicaSet=m&tls=true";

/** Runs the script with the globals that mongosh offers. */
function run(store: FakeStore, connect: () => unknown = () => store, indexes = declared): Run {
  const result: Run = { lines: [], addresses: [], sleeps: [] };
  const script = new Script(indexScript("ecommerce", resolveIndexes("store", indexes)));
  script.runInContext(
    createContext({
      require: (name: string) => {
        assert.equal(name, "fs");
        return {
          readFileSync: (path: string) => {
            assert.equal(path, "/secrets/user/connection-string");
            return `${secret}\n`;
          },
        };
      },
      connect: (address: string) => {
        result.addresses.push(address);
        return connect();
      },
      print: (line: string) => result.lines.push(line),
      sleep: (milliseconds: number) => result.sleeps.push(milliseconds),
    }),
  );
  return result;
}

describe("the script that creates indexes", () => {
  it("creates what is missing in a new store, in the declared order and in the right database", () => {
    const store = new FakeStore();
    const { lines, addresses } = run(store);
    assert.deepEqual(store.databases, ["ecommerce"]);
    assert.deepEqual(store.created, [
      "users.email_1 unique",
      "users.createdAt_1",
      "orders.userEmail_1_orderDate_-1",
      "orders.userEmail_1_orderDate_1",
      "products.name_text_description_text",
    ]);
    assert.deepEqual(
      lines,
      store.created.map((index) => `${index.replace(" unique", "")}: created`),
    );
    assert.deepEqual(addresses, [`${secret}&tlsCAFile=%2Fsecrets%2Fauthority%2Fca.crt&serverSelectionTimeoutMS=5000`]);
  });

  it("changes nothing when it is run again", () => {
    const store = new FakeStore();
    run(store);
    const before = structuredClone(store.collections);
    const { lines } = run(store);
    assert.equal(store.created.length, declared.length);
    assert.deepEqual(store.collections, before);
    assert.deepEqual(
      lines.filter((line) => !line.endsWith(": present")),
      [],
    );
    assert.equal(lines.length, declared.length);
  });

  it("accepts an equal index by another name, and leaves those alone that nobody declared", () => {
    const store = new FakeStore();
    const own: Listed[] = [
      { name: "_id_", key: { _id: 1 } },
      { name: "by_mail", key: { email: 1 }, unique: true },
      { name: "other", key: { other: 1 } },
    ];
    store.collections.set("users", own);
    assert.deepEqual(run(store, () => store, declared.slice(0, 1)).lines, ["users.email_1: present"]);
    assert.deepEqual(store.collections.get("users"), own);
  });

  it("fails, and changes nothing, where the store has the index with other options or other keys", () => {
    for (const rival of [
      { name: "email_1", key: { email: 1 } },
      { name: "email_1", key: { mail: 1 }, unique: true },
      { name: "by_mail", key: { email: 1 } },
    ]) {
      const store = new FakeStore();
      store.collections.set("users", [rival]);
      assert.throws(() => run(store), {
        message:
          `users.email_1: declared as {"keys":{"email":1},"unique":true}, but the store has ${JSON.stringify(rival)}: ` +
          "drop or change that one by hand, and run this again",
      });
      assert.deepEqual(store.created, []);
    }
  });

  it("tells the directions of keys apart", () => {
    const store = new FakeStore();
    store.collections.set("orders", [{ name: "userEmail_1_orderDate_1", key: { userEmail: 1, orderDate: 1 } }]);
    run(store, () => store, declared.slice(2, 4));
    assert.deepEqual(store.created, ["orders.userEmail_1_orderDate_-1"]);
  });

  it("fails when the store does not list what it was told to create", () => {
    const store = new FakeStore();
    store.deaf = true;
    assert.throws(() => run(store), { message: "users.email_1: created, but the store does not list it" });
  });

  it("waits for a primary, without a word of the password", () => {
    const store = new FakeStore();
    let attempts = 0;
    const { lines, sleeps } = run(store, () => {
      attempts += 1;
      if (attempts === 1) throw new Error(`cannot reach ${secret}`);
      return attempts === 2 ? { hello: () => ({ isWritablePrimary: false }) } : store;
    });
    assert.deepEqual(lines.slice(0, 2), [
      "waiting for the store (1/60): cannot reach ...",
      "waiting for the store (2/60): no primary yet",
    ]);
    assert.deepEqual(sleeps, [5000, 5000]);
    assert.equal(store.created.length, declared.length);
  });

  it("gives up after 60 tries", () => {
    let attempts = 0;
    const refuse = () => {
      attempts += 1;
      throw new Error("refused");
    };
    assert.throws(() => run(new FakeStore(), refuse), { message: "refused" });
    assert.equal(attempts, 60);
  });
});
