import assert from "node:assert/strict";
import { Int32, type Timestamp } from "mongodb";
import { shop } from "../../cli/lib/drill/mongo/shop.ts";
import { measure } from "../../operations/kinds/mongo/server.ts";
import { backup } from "../../operations/lib/backup.ts";
import { systemClock } from "../../operations/lib/clock.ts";
import { drill } from "../../operations/lib/drill.ts";
import { differences } from "../../operations/lib/facts.ts";
import { restore } from "../../operations/lib/restore.ts";
import { scratchFolder } from "./core-fixture.ts";
import { MongoFixture } from "./mongo-fixture.ts";

const documents = 300;

describe("backups of MongoDB (ECO-037, ECO-038)", () => {
  const mongodb = new MongoFixture();
  before(async () => {
    await mongodb.start(documents);
  });
  after(() => mongodb.stop());

  const measured = () => mongodb.source.with((client) => measure(client.db(shop)));

  it("come back with every document, index and option, with 0 differences and a receipt", async () => {
    const context = mongodb.context();
    const { facts, notes } = await backup(context);
    assert.equal(facts.users?.count, documents);
    assert.equal(facts.orders?.count, documents);
    assert.deepEqual({ coupons: facts.coupons, users: facts.users, orders: facts.orders }, await measured());
    assert.match(notes.oplogEnd ?? "", /^\d+:\d+$/);

    const receipt = await drill(context);
    assert.deepEqual(receipt.differences, []);
    assert.equal(receipt.verdict, "passed");
    assert.equal(receipt.compared.items >= 2 * documents, true);
    assert.equal(receipt.tools.mongorestore, "100.6.1");
  });

  it("are of one moment where the server has an oplog, and otherwise say nothing of one", async () => {
    const { facts, notes } = await backup(mongodb.context({ oplog: false }));
    assert.deepEqual(facts, await measured());
    assert.deepEqual(notes, {});
  });

  it("tell a missing document, another value and a missing index apart", async () => {
    const saved = await measured();
    const changed = async (change: Parameters<typeof mongodb.source.with>[0], undo: typeof change) => {
      await mongodb.source.with(change);
      const found = differences(saved, await measured());
      await mongodb.source.with(undo);
      return found;
    };
    const users = { _id: new Int32(7) };
    const missing = await changed(
      (client) =>
        client
          .db(shop)
          .collection("orders")
          .deleteOne({ receipt: { $exists: true }, userId: new Int32(96) }),
      () => Promise.resolve(),
    );
    assert.deepEqual(missing, [`orders has ${documents - 1} instead of ${documents}`]);
    const value = await changed(
      (client) =>
        client
          .db(shop)
          .collection("users")
          .updateOne(users, { $set: { "visits.2023": 8 } }),
      (client) =>
        client
          .db(shop)
          .collection("users")
          .updateOne(users, { $set: { "visits.2023": 7 } }),
    );
    assert.deepEqual(value.slice(-1), ["users has another content"]);
    const index = await changed(
      (client) => client.db(shop).collection("users").dropIndex("email"),
      (client) => client.db(shop).collection("users").createIndex({ email: 1 }, { unique: true, name: "email" }, {}),
    );
    assert.deepEqual(index.slice(-1), ["users has another content"]);
  });

  it("of six hours and less add what was inserted, updated and deleted since, and all of it is there after a disaster", async () => {
    const folder = scratchFolder();
    // Minutes apart, as they are made.
    const at = (minutes: number) => ({ ...systemClock, now: () => new Date(Date.now() + minutes * 60_000) });
    const full = mongodb.context({}, { folder });
    const added = (minutes: number) => mongodb.context({ mode: "increment" }, { folder, clock: at(minutes) });
    const first = await backup(full);
    await mongodb.source.with(async (client) => {
      const users = client.db(shop).collection<{ _id: Int32 }>("users");
      await users.insertOne({ _id: new Int32(1_000_001), email: "late@shop.example" } as { _id: Int32 });
      await users.updateOne({ _id: new Int32(1) }, { $set: { points: 1 } });
      await users.deleteOne({ _id: new Int32(2) });
    });
    const second = await backup(added(10));
    assert.equal(second.follows, first.id);
    assert.equal(second.facts["changes of users"]?.count, 3);
    await mongodb.source.with((client) =>
      client
        .db(shop)
        .collection("orders")
        .deleteMany({ userId: new Int32(5) }),
    );
    const third = await backup(added(20));
    assert.equal(third.follows, second.id);

    const later = mongodb.context({}, { folder, clock: at(21) });
    const receipt = await drill(later);
    assert.deepEqual([receipt.reason, receipt.backup?.id], [undefined, third.id]);
    // The full backup, and the last addition to it.
    assert.deepEqual(Object.keys(third.facts).sort(), ["changes of orders", "coupons", "orders", "users"]);
    assert.equal(receipt.compared.parts, 4);

    const before = await measured();
    await mongodb.source.with((client) => client.db(shop).collection("users").drop());
    const said = await restore(later, { at: later.run.clock.now(), dryRun: false, switchOver: true });
    assert.match(
      said,
      /equal to what was saved; ecommerce has what was restored, in 3 collections; what was there before is kept as before_/,
    );
    assert.deepEqual(await measured(), before);
  });

  it("that add to others begin with a full one, and are refused where the oplog has lost what comes between", async () => {
    const begun = await backup(mongodb.context({ mode: "increment" }));
    assert.equal(begun.follows, undefined);
    assert.match(begun.data.key, /\.archive\.zst\.enc$/);

    const folder = scratchFolder();
    const full = mongodb.context({}, { folder });
    await backup(full);
    await mongodb.source.with(async (client) => {
      const oplog = client.db("local").collection<{ ts: Timestamp }>("oplog.rs");
      const [last] = await oplog.find().sort({ $natural: -1 }).limit(1).toArray();
      await client
        .db(shop)
        .collection("users")
        .updateOne({ _id: new Int32(1) }, { $set: { points: 2 } });
      await oplog.deleteMany({ ts: last?.ts });
    });
    await assert.rejects(
      backup(mongodb.context({ mode: "increment" }, { folder })),
      /the oplog does not begin at \d+:\d+ any more, where the backup before ended: make a full backup/,
    );
    const keys = (await full.store.list("", full.run.signal)).map(({ key }) => key);
    assert.deepEqual(
      keys.map((key) => key.split("/")[0]),
      ["yearly", "yearly"],
    );
  });
});
