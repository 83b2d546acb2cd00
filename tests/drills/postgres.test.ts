import { strict as assert } from "node:assert";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { execa } from "execa";
import { databaseName, ownerName } from "../../cli/lib/drill/postgres/server.ts";
import { bundledProgram } from "../../components/operations/backup/program.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { pinnedNode } from "../../sandbox/lib/paths.ts";
import { PostgresFixture } from "./postgres-fixture.ts";

describe("PostgreSQL, from dump to restore, on a real server", () => {
  let fixture: PostgresFixture;
  const passwordFile = () => `${fixture.folder}/password`;
  const beside = () => ({
    scratch: { type: "database", user: ownerName, passwordFile: passwordFile(), owner: ownerName },
  });

  before(async () => {
    fixture = await PostgresFixture.start("aws", 4);
  });
  after(() => fixture.stop());

  it("brings back every row of every table after they were destroyed, and keeps what was in use (FTE-045, ONB-062, REC-058)", async () => {
    const job = fixture.job("switch", beside());
    const before = await fixture.content();
    assert.equal(before.length, 7);
    const made = await fixture.run("backup", job);
    assert.equal(made.exitCode, 0, made.stderr);
    await fixture.server.query(
      databaseName,
      "DROP TABLE orders CASCADE; DELETE FROM acknowledged; UPDATE customers SET name = id::text",
    );
    const damaged = await fixture.content();
    assert.notDeepEqual(damaged, before);
    const restored = await fixture.run("restore", job, "--switch");
    assert.equal(restored.exitCode, 0, restored.stderr);
    assert.match(
      restored.stdout,
      /^restored \S+, equal to what was saved; shop is now what was restored, and what was in use is shop_before_\d{8}_\d{6}$/,
    );
    assert.deepEqual(await fixture.content(), before);
    const kept = /shop_before_\w+/.exec(restored.stdout)?.[0] ?? "";
    assert.deepEqual(await fixture.content(kept), damaged);
    const owners = await fixture.server.query(
      databaseName,
      "SELECT DISTINCT pg_get_userbyid(relowner) AS owner FROM pg_class WHERE relname = 'customers'",
    );
    assert.deepEqual(owners, [{ owner: ownerName }]);
  });

  it("a drill restores into a server of its own, and leaves a receipt and nothing else", async () => {
    const job = fixture.job("drill");
    await fixture.run("backup", job);
    const ran = await fixture.run("drill", job);
    assert.equal(ran.exitCode, 0, ran.stderr);
    const receipt = receiptSchema.parse(JSON.parse(ran.stdout));
    assert.deepEqual([receipt.verdict, receipt.differences], ["passed", []]);
    assert.deepEqual(Object.keys(receipt.steps), ["choose", "verify", "prepare", "restore", "compare"]);
    const databases = await fixture.server.query(
      "postgres",
      "SELECT datname FROM pg_database WHERE datname LIKE '%restored%'",
    );
    assert.deepEqual(databases, []);
  });

  it("a backup that a row was taken from since differs, is not switched to, and is removed again", async () => {
    const job = fixture.job("differs", beside());
    // The facts are of another moment than the dump: what a program without a snapshot would make.
    await fixture.server.query(
      databaseName,
      "CREATE FUNCTION fickle() RETURNS double precision LANGUAGE sql VOLATILE AS 'SELECT random()'",
    );
    await fixture.server.query(databaseName, "CREATE MATERIALIZED VIEW dice AS SELECT fickle() AS value");
    await fixture.server.query(
      databaseName,
      `ALTER FUNCTION fickle OWNER TO ${ownerName}; ALTER MATERIALIZED VIEW dice OWNER TO ${ownerName}`,
    );
    try {
      assert.equal((await fixture.run("backup", job)).exitCode, 0);
      const before = await fixture.content();
      const restored = await fixture.run("restore", job, "--switch");
      assert.equal(restored.exitCode, 1);
      assert.match(
        restored.stderr,
        /what was restored differs from what was saved, so nothing is switched: table public\.dice has another content$/,
      );
      assert.deepEqual(await fixture.content(), before);
      const left = await fixture.server.query(
        "postgres",
        "SELECT datname FROM pg_database WHERE datname LIKE '%restored%'",
      );
      assert.deepEqual(left, []);
    } finally {
      await fixture.server.query(databaseName, "DROP MATERIALIZED VIEW dice; DROP FUNCTION fickle");
    }
  });

  it("the one file that the pods run makes the same backup, and restores it", async () => {
    const program = join(fixture.folder, "program.mjs");
    writeFileSync(program, brotliDecompressSync(Buffer.from(bundledProgram("postgres", "s3"), "base64")));
    const job = fixture.job("bundle");
    const run = (command: string) =>
      execa(pinnedNode, [program, command, "--job", job], { env: { ...fixture.target.env }, reject: false });
    const made = await run("backup");
    assert.equal(made.exitCode, 0, made.stderr);
    const drilled = await run("drill");
    assert.equal(drilled.exitCode, 0, drilled.stderr);
    assert.equal(receiptSchema.parse(JSON.parse(drilled.stdout)).verdict, "passed");
  });

  it("a wrong password is one line and exit code 1, and leaves nothing", async () => {
    const job = fixture.job("password", { passwordFile: `${fixture.folder}/keys` });
    const { exitCode, stderr } = await fixture.run("backup", job);
    assert.equal(exitCode, 1);
    assert.match(
      stderr,
      /^shop_owner cannot sign in at 127\.0\.0\.1:\d+\/shop: password authentication failed for user "shop_owner"$/,
    );
    assert.equal((await fixture.run("list", job)).stdout, "[]");
  });

  it("a missing database, a missing program and a missing key are one line and exit code 1", async () => {
    for (const [name, settings, others, line] of [
      ["database", { database: "nothing" }, {}, /^shop_owner cannot sign in at .*: database "nothing" does not exist$/],
      ["program", { programs: "/nowhere" }, {}, /^\/nowhere\/pg_dump cannot be run: spawn \/nowhere\/pg_dump ENOENT$/],
      ["key", {}, { keyFile: "/nowhere" }, /^the key file \/nowhere cannot be read$/],
      ["setting", { prot: 1 }, {}, /^settings of postgres is not right: all of it: Unrecognized key: "prot"$/],
    ] as const) {
      const ran = await fixture.run("backup", fixture.job(name, settings, others));
      assert.equal(ran.exitCode, 1, name);
      assert.match(ran.stderr, line);
    }
  });
});
