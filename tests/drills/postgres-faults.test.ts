import { ListMultipartUploadsCommand, ListObjectsV2Command, S3Client } from "@aws-sdk/client-s3";
import { strict as assert } from "node:assert";
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { setTimeout as sleep } from "node:timers/promises";
import { databaseName } from "../../cli/lib/drill/postgres/server.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { pinnedNode, projectRoot } from "../../sandbox/lib/paths.ts";
import { type Fault, FaultProxy } from "./fault-proxy.ts";
import { PostgresFixture } from "./postgres-fixture.ts";

describe("faults of a backup, on a real server and a real S3 endpoint", () => {
  let fixture: PostgresFixture;
  let proxy: FaultProxy;
  let client: S3Client;

  before(async () => {
    fixture = await PostgresFixture.start("aws", 16);
    const { endpoint } = fixture.target.store;
    proxy = await FaultProxy.start(String(endpoint));
    const { AWS_ACCESS_KEY_ID = "", AWS_SECRET_ACCESS_KEY = "" } = fixture.target.env;
    const credentials = { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY };
    client = new S3Client({ endpoint: String(endpoint), region: "us-east-1", forcePathStyle: true, credentials });
  });

  after(async () => {
    client.destroy();
    await proxy.stop();
    await fixture.stop();
  });

  /** A job whose uploads go by the proxy, in parts of 5 MiB, of which there are three. */
  const jobFor = (name: string, fault: Fault, others: object = {}) => {
    proxy.fault = fault;
    proxy.uploads = 0;
    const store = { ...fixture.target.store, folder: name, endpoint: proxy.url, partMebibytes: 5 };
    return fixture.job(name, {}, { store, compression: "none", ...others });
  };

  /** Everything that anybody can see of it in the bucket, uploads that are not finished among it. */
  async function seen(name: string): Promise<string[]> {
    const Bucket = String(fixture.target.store["bucket"]);
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket, Prefix: `${name}/` }));
    const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket }));
    return [...Contents, ...Uploads].map(({ Key = "" }) => Key).filter((key) => key.startsWith(`${name}/`));
  }

  it("without a fault, the same job makes a backup of several parts", async () => {
    const { exitCode, stderr } = await fixture.run("backup", jobFor("none", "none"));
    assert.equal(exitCode, 0, stderr);
    assert.ok(proxy.uploads >= 3, `${proxy.uploads} uploads`);
    assert.equal((await seen("none")).length, 2);
  });

  for (const [fault, what, line, least] of [
    ["full", "a full disk of the store", /disk full|StorageFull|UnknownError/, 1],
    ["cut", "uploads that are cut off", /socket hang up|ECONNRESET|EPIPE/i, 5],
  ] as const) {
    it(`${what}: at least ${least} tries, one line, exit code 1, and nothing to be seen`, async () => {
      const { exitCode, stderr } = await fixture.run("backup", jobFor(fault, fault));
      assert.equal(exitCode, 1);
      assert.match(stderr.split("\n").at(-1) ?? "", line);
      assert.ok(proxy.uploads >= least && proxy.uploads <= 20, `${proxy.uploads} tries`);
      assert.deepEqual(await seen(fault), []);
    });
  }

  it("a slow store, which takes a second for each part: a whole backup, however long it takes", async () => {
    const { exitCode, stderr } = await fixture.run("backup", jobFor("slow", "slow", { stallSeconds: 10 }));
    assert.equal(exitCode, 0, stderr);
    assert.equal((await seen("slow")).length, 2);
  });

  it("a store that takes nothing more: the run ends by itself, and nothing is to be seen", async () => {
    const { exitCode, stderr } = await fixture.run("backup", jobFor("stuck", "stuck", { stallSeconds: 3 }));
    assert.equal(exitCode, 1);
    assert.match(stderr, /nothing moved for 3 s: the (taker|source) is too slow$/);
    assert.deepEqual(await seen("stuck"), []);
  });

  it("SIGTERM in the middle of an upload: exit code 143, and nothing is to be seen", async () => {
    const run = fixture.start("backup", jobFor("term", "stuck", { stallSeconds: 30 }));
    while (proxy.uploads === 0) await sleep(20);
    assert.ok(run.kill("SIGTERM"));
    const { exitCode, stderr } = await run;
    assert.equal(exitCode, 143);
    assert.match(stderr, /ended by SIGTERM$/);
    assert.deepEqual(await seen("term"), []);
    const sessions = () =>
      fixture.server.query(databaseName, "SELECT FROM pg_stat_activity WHERE usename = 'shop_owner'");
    // The server hears of it when it next looks at the connection.
    for (let left = 100; left > 0 && (await sessions()).length > 0; left -= 1) await sleep(100);
    assert.deepEqual(await sessions(), []);
  });

  it("the server dies in the middle: exit code 1, and nothing is to be seen", async () => {
    // More than an upload holds back, so that the dump is in its middle for as long as the store takes nothing.
    const filler = "SELECT repeat(md5(random()::text), 32) FROM generate_series(1, 65536)";
    await fixture.server.query(databaseName, `CREATE TABLE filler AS ${filler}`);
    await fixture.server.query(databaseName, "GRANT SELECT ON filler TO shop_owner");
    const run = fixture.start("backup", jobFor("dies", "stuck", { stallSeconds: 30 }));
    while (proxy.uploads === 0) await sleep(20);
    await fixture.server.kill();
    proxy.release();
    const { exitCode, stderr } = await run;
    await fixture.server.run();
    await fixture.server.query(databaseName, "DROP TABLE filler");
    assert.equal(exitCode, 1, stderr);
    assert.deepEqual(await seen("dies"), []);
  });

  /** A program with a limit of its process, in blocks of 512 bytes; without its signal the write fails as on a full disk. */
  const onSmallDisk = (command: string, job: string) => {
    const program = [pinnedNode, join(projectRoot, "operations/main.ts"), command, "--job", job];
    const limited = ["-c", "trap '' XFSZ; ulimit -f 128; exec \"$@\"", "sh", ...program];
    return execa("sh", limited, { reject: false, env: { ...fixture.target.env } });
  };

  it("a disk that takes no more than 64 KiB of a file: exit code 1, and no file is left", async () => {
    const path = join(fixture.folder, "small-disk");
    mkdirSync(path);
    const job = fixture.job("disk", {}, { store: { type: "folder", path }, compression: "none" });
    const { exitCode, stderr } = await onSmallDisk("backup", job);
    assert.equal(exitCode, 1);
    assert.match(stderr, /EFBIG: file too large, write$/);
    const left = readdirSync(path, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    assert.deepEqual(left, []);
  });

  it("a drill whose disk is full: exit code 1, a receipt that says so, and nothing is left of the new server", async () => {
    const job = jobFor("small", "none");
    assert.equal((await fixture.run("backup", job)).exitCode, 0);
    const { exitCode, stdout, stderr } = await onSmallDisk("drill", job);
    assert.equal(exitCode, 1);
    assert.match(stderr, /^the drill failed: .*File too large/m);
    const { verdict, reason } = receiptSchema.parse(JSON.parse(stdout));
    assert.equal(verdict, "failed");
    assert.match(reason ?? "", /File too large/);
    assert.equal((await seen("small")).filter((key) => key.endsWith("-failed.json")).length, 1);
    assert.deepEqual(readdirSync(join(fixture.folder, "scratch")), []);
  });

  for (const [what, env, line] of [
    [
      "an hour ahead",
      { CLOCK_JUMP_SECONDS: "3600" },
      /the clock is 36\d\d s ahead of the store's, of which 120 s are allowed: set it$/,
    ],
    [
      "an hour behind",
      { CLOCK_JUMP_SECONDS: "-3600" },
      /the clock is 3[56]\d\d s behind the store's, of which 120 s are allowed: set it$/,
    ],
    [
      "set back by a minute meanwhile",
      { CLOCK_JUMP_SECONDS: "-60", CLOCK_JUMP_LATER: "yes" },
      /the clock was changed by -60 s during the run: nothing is published; run it again$/,
    ],
  ] as const) {
    it(`a clock that is ${what}: exit code 1, and no backup`, async () => {
      const job = jobFor("clock", "none");
      const preload = ["--import", join(import.meta.dirname, "clock-jump.mjs")];
      const { exitCode, stderr } = await fixture.start("backup", job, [], preload, env);
      assert.equal(exitCode, 1);
      assert.match(stderr, line);
      assert.equal((await fixture.run("list", job)).stdout, "[]");
    });
  }
});
