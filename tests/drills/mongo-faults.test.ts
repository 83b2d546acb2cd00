import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { FerretServer } from "../../cli/lib/drill/mongo/ferret.ts";
import { shop } from "../../cli/lib/drill/mongo/shop.ts";
import { ArchiveReader } from "../../operations/kinds/mongo/archive.ts";
import { mongo } from "../../operations/kinds/mongo/mongo.ts";
import { collectionNames } from "../../operations/kinds/mongo/server.ts";
import { backup } from "../../operations/lib/backup.ts";
import { systemClock } from "../../operations/lib/clock.ts";
import type { Context } from "../../operations/lib/context.ts";
import { drill } from "../../operations/lib/drill.ts";
import { BackupError } from "../../operations/lib/errors.ts";
import { stamp } from "../../operations/lib/manifest.ts";
import { restore } from "../../operations/lib/restore.ts";
import { reportToTerminal } from "../../sandbox/lib/failure.ts";
import { scratchFolder } from "./core-fixture.ts";
import { MongoFixture, password } from "./mongo-fixture.ts";

const documents = 50;

describe("faults of backups of MongoDB", () => {
  const mongodb = new MongoFixture();
  const folder = scratchFolder();
  before(async () => {
    await mongodb.start(documents);
  });
  after(() => mongodb.stop());

  const keys = async ({ store, run }: Context) => (await store.list("", run.signal)).map(({ key }) => key);

  it("a wrong password leaves nothing and is not told, neither the right one nor the wrong one", async () => {
    const connectionFile = join(folder, "wrong");
    writeFileSync(connectionFile, mongodb.source.address.replace(encodeURIComponent(password), "not-the-password"));
    const context = mongodb.context({ connectionFile });
    const refused = await backup(context).then(
      () => "",
      (error: unknown) => String(error),
    );
    assert.match(refused, /mongodump ended with 1: .*Authentication failed/);
    assert.equal(refused.includes("not-the-password") || refused.includes(encodeURIComponent(password)), false);
    assert.deepEqual(await keys(context), []);
  });

  it("an address that is none is refused in one line without what is in the file", async () => {
    const connectionFile = join(folder, "none");
    writeFileSync(connectionFile, "postgres://user:secret@host/db");
    const message = `BackupError: the file ${connectionFile} must have one address that begins with mongodb://`;
    await assert.rejects(backup(mongodb.context({ connectionFile })), (error) => String(error) === message);
  });

  it("a server that dies in the middle of the dump leaves nothing", async () => {
    const server = await FerretServer.start({ folder: join(folder, "dying"), password }, reportToTerminal);
    try {
      await server.with(async (client) => {
        const blobs = client.db(shop).collection("blobs");
        for (let each = 0; each < 40; each++) await blobs.insertOne({ content: "x".repeat(500_000) });
      });
      const connectionFile = join(folder, "dying-connection");
      writeFileSync(connectionFile, server.address);
      // mongodump goes on looking for a server for longer than that.
      const context = mongodb.context({ connectionFile, oplog: false }, { stallSeconds: 3 });
      const { store } = context;
      const upload: typeof store.upload = async (key, stream, signal) => {
        stream.once("data", () => server.kill());
        await store.upload(key, stream, signal);
      };
      await assert.rejects(
        backup({ ...context, store: { ...store, upload } }),
        /mongodump ended with 1|nothing moved for 3 s: the source is too slow/,
      );
      assert.deepEqual(await keys(context), []);
    } finally {
      await server.stop();
    }
  });

  it("a dump that ends early is noticed wherever it ends, though mongodump says that all went well", async () => {
    const dump = await mongo.open(mongodb.context().run).dump();
    const whole = await buffer(dump.content);
    await dump.close();
    const read = (bytes: Buffer) => pipeline([Readable.from([bytes]), new ArchiveReader(shop).resume()]);
    await read(whole);
    for (let length = 0; length < whole.length; length += length < whole.length - 200 ? 13 : 1) {
      await assert.rejects(read(whole.subarray(0, length)), BackupError, `${length} of ${whole.length} bytes`);
    }

    const programs = scratchFolder();
    writeFileSync(join(programs, "archive"), whole.subarray(0, whole.length - 4));
    for (const program of ["mongodump", "mongorestore"]) {
      writeFileSync(join(programs, program), `#!/bin/sh\ncat ${join(programs, "archive")}\n`, { mode: 0o755 });
    }
    const context = mongodb.context({ programs });
    await assert.rejects(backup(context), /BackupError: the archive is not whole/);
    assert.deepEqual(await keys(context), []);
  });

  it("a restore does not go to a server that has something, and leaves it there", async () => {
    const context = mongodb.context();
    await backup(context);
    await mongodb.scratch.with((client) => client.db(shop).collection("somebodys").insertOne({ kept: true }));
    const receipt = await drill(context);
    assert.equal(receipt.reason, "the scratch server has ecommerce.somebodys: it must be empty");
    assert.equal(receipt.verdict, "failed");
    const left = await mongodb.scratch.with(async (client) => {
      const found = await client.db(shop).collection("somebodys").countDocuments();
      await client.db(shop).dropDatabase();
      return found;
    });
    assert.equal(left, 1);
  });

  it("a switch that fails half way gives every collection its name back", async () => {
    const now = new Date();
    const clock = { ...systemClock, now: () => now };
    const context = mongodb.context({}, { clock });
    await backup(context);
    const taken = `before_${stamp(now)}_users`;
    await mongodb.source.with((client) => client.db(shop).createCollection(taken));
    await assert.rejects(restore(context, { at: now, dryRun: false, switchOver: true }), /MongoDB: .*exists/);
    const found = await mongodb.source.with(async (client) => {
      const names = await collectionNames(client.db(shop), () => true);
      await client.db(shop).dropCollection(taken);
      return names;
    });
    const staged = ["coupons", "orders", "users"].map((name) => `restored_${stamp(now)}_${name}`);
    assert.deepEqual(found, [taken, "coupons", "orders", ...staged, "users"]);
  });
});
