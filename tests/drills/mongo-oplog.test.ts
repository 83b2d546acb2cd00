import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { type Document, Int32, serialize, Timestamp } from "bson";
import { Changes, positionOf, positionText } from "../../operations/kinds/mongo/changes.ts";
import { Documents } from "../../operations/kinds/mongo/documents.ts";
import { addressOf, mongoSettings, withOptions } from "../../operations/kinds/mongo/settings.ts";

/** Entries as mongod 7 writes them. */
function applied(...entries: Document[]): { does: boolean[]; states: string[][] } {
  const changes = new Changes("shop");
  const does = entries.map((entry, number) =>
    changes.add(serialize({ ts: new Timestamp({ t: 100, i: number + 1 }), t: 1, v: 2, ...entry })),
  );
  const states = [...changes.expected()].flatMap(([name, documents]) =>
    [...documents].map(([id, { state }]) => [name, id, state]),
  );
  return { does, states };
}

const sha256 = (document: Document) => `sha256:${createHash("sha256").update(serialize(document)).digest("hex")}`;
const id = (number: number) => `{"id":{"$numberInt":"${number}"}}`;
const insert = (number: number, more: Document = {}) => ({
  op: "i",
  ns: "shop.users",
  o: { _id: new Int32(number), ...more },
});

describe("changes that an oplog says (ECO-038)", () => {
  it("are those of the last entry of each document: new, replaced, changed in part, gone", () => {
    const o2 = { _id: new Int32(1) };
    const whole = { _id: new Int32(1), name: "one", 2024: 1, 2023: 2 };
    assert.deepEqual(applied(insert(1), { op: "u", ns: "shop.users", o: whole, o2 }).states, [
      ["users", id(1), sha256(whole)],
    ]);
    assert.deepEqual(
      applied(insert(1), { op: "u", ns: "shop.users", o: { $v: 2, diff: { u: { name: "two" } } }, o2 }).states,
      [["users", id(1), "present"]],
    );
    assert.deepEqual(applied(insert(1), { op: "d", ns: "shop.users", o: o2 }).states, [["users", id(1), "absent"]]);
  });

  it("are in transactions, too, which are one entry", () => {
    const o = { applyOps: [insert(1), { op: "i", ns: "other.users", o: { _id: 2 } }] };
    assert.deepEqual(applied({ op: "c", ns: "admin.$cmd", o }), {
      does: [true],
      states: [["users", id(1), sha256({ _id: new Int32(1) })]],
    });
    assert.deepEqual(applied({ op: "c", ns: "admin.$cmd", o: { commitTransaction: 1 } }).does, [true]);
  });

  it("are none of what another database, the server itself or a restore did", () => {
    const other = { op: "i", o: { _id: 1 } };
    assert.deepEqual(
      applied(
        { ...other, ns: "shopping.users" },
        { ...other, ns: "shop.system.views" },
        { ...other, ns: "shop.before_20260101_020000_users" },
        { op: "n", ns: "", o: { msg: "periodic noop" } },
        { op: "c", ns: "other.$cmd", o: { drop: "users" } },
      ),
      { does: [false, false, false, false, false], states: [] },
    );
  });

  it("say nothing of documents of a collection that was dropped or renamed afterwards", () => {
    const drop = { op: "c", ns: "shop.$cmd", o: { drop: "users" } };
    assert.deepEqual(applied(insert(1), drop, insert(2)), {
      does: [true, true, true],
      states: [["users", id(2), sha256({ _id: new Int32(2) })]],
    });
    const rename = { op: "c", ns: "shop.$cmd", o: { renameCollection: "shop.users", to: "shop.people" } };
    assert.deepEqual(applied(insert(1), rename).states, []);
    assert.deepEqual(applied(insert(1), { op: "c", ns: "shop.$cmd", o: { dropDatabase: 1 } }).states, []);
  });

  it("keep their position as a text", () => {
    assert.equal(positionText(positionOf("1795291094:3004")), "1795291094:3004");
    assert.throws(() => positionOf("yesterday"), /yesterday is no position of an oplog/);
  });
});

describe("documents in a stream", () => {
  it("are the same wherever the stream is cut", () => {
    const parts = [serialize({ one: 1 }), Buffer.from([0xff, 0xff, 0xff, 0xff]), serialize({ two: "2".repeat(100) })];
    const whole = Buffer.concat(parts);
    for (let cut = 0; cut <= whole.length; cut++) {
      const documents = new Documents();
      const found = [...documents.take(whole.subarray(0, cut)), ...documents.take(whole.subarray(cut))];
      documents.end();
      assert.deepEqual(
        found.map((each) => each && Buffer.from(each).toString("hex")),
        [parts[0], undefined, parts[2]].map((each) => each && Buffer.from(each).toString("hex")),
      );
    }
  });

  it("that end early or are none are refused", () => {
    const documents = new Documents();
    assert.deepEqual([...documents.take(Buffer.from(serialize({ one: 1 })).subarray(0, 6))], []);
    assert.throws(() => documents.end(), /ends in the middle of a document/);
    assert.throws(() => [...new Documents().take(Buffer.from([1, 0, 0, 0]))], /no BSON: a document of 1 bytes/);
  });
});

describe("addresses of MongoDB", () => {
  it("keep hosts, database and options when others are added", () => {
    const options = { tlsCAFile: "/a b/ca.crt" };
    assert.equal(
      withOptions("mongodb://u:p@a:1,b:2/shop?tls=true", options),
      "mongodb://u:p@a:1,b:2/shop?tls=true&tlsCAFile=%2Fa%20b%2Fca.crt",
    );
    assert.equal(withOptions("mongodb://a:1", options), "mongodb://a:1/?tlsCAFile=%2Fa%20b%2Fca.crt");
  });

  it("that cannot be read are refused by the name of their file", () => {
    const settings = mongoSettings.parse({ connectionFile: "/nowhere/connection", database: "shop" });
    assert.throws(
      () => addressOf(settings),
      /the file \/nowhere\/connection with the address of the server cannot be read/,
    );
  });
});
