import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { BlobServiceClient } from "@azure/storage-blob";
import { ownerName } from "../../cli/lib/drill/postgres/server.ts";
import { redisDrill } from "../../cli/lib/drill/redis/drill.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { silent } from "../../sandbox/lib/failure.ts";
import { type Fault, FaultProxy } from "./fault-proxy.ts";
import { PostgresFixture } from "./postgres-fixture.ts";

describe("backups in Blob storage, by the same programs", () => {
  let fixture: PostgresFixture;
  let proxy: FaultProxy;
  let connection: string;

  before(async () => {
    fixture = await PostgresFixture.start("azure", 4);
    connection = fixture.target.env["AZURE_STORAGE_CONNECTION_STRING"] ?? "";
    proxy = await FaultProxy.start(new URL(String(fixture.target.store["account"])).origin);
  });
  after(async () => {
    await proxy.stop();
    await fixture.stop();
  });

  /** Everything that anybody can see below a folder of the container. */
  async function seen(folder: string): Promise<string[]> {
    const service = BlobServiceClient.fromConnectionString(connection);
    const container = service.getContainerClient(String(fixture.target.store["container"]));
    const blobs = await Array.fromAsync(container.listBlobsFlat({ prefix: `${folder}/` }));
    return blobs.map(({ name }) => name);
  }

  it("bring back every row after they were destroyed, and a drill leaves its receipt there", async () => {
    const scratch = { type: "database", user: ownerName, passwordFile: `${fixture.folder}/password`, owner: ownerName };
    const before = await fixture.content();
    const made = await fixture.run("backup", fixture.job("restore"));
    assert.equal(made.exitCode, 0, made.stderr);
    await fixture.server.query("shop", "DROP TABLE orders CASCADE; DELETE FROM acknowledged");
    const restored = await fixture.run("restore", fixture.job("restore", { scratch }), "--switch");
    assert.equal(restored.exitCode, 0, restored.stderr);
    assert.deepEqual(await fixture.content(), before);
    const drilled = await fixture.run("drill", fixture.job("restore"));
    assert.equal(receiptSchema.parse(JSON.parse(drilled.stdout)).verdict, "passed");
    const folders = (await seen("restore")).map((name) => name.split("/").slice(1, 4).join("/"));
    assert.deepEqual(folders, ["receipts/postgres/shop", "yearly/postgres/shop", "yearly/postgres/shop"]);
  });

  it("of Redis are drilled there as well", async () => {
    const { verdict, differences, store } = await redisDrill.run({ to: "azure", report: silent, mebibytes: 1 });
    assert.deepEqual([verdict, differences], ["passed", []]);
    assert.match(store, /^http:\/\/127\.0\.0\.1:\d+\/drill\/drill-backups\/$/);
  });

  it("are removed when their tier is over, and no others", async () => {
    const job = fixture.job("prune");
    assert.equal((await fixture.run("backup", job)).exitCode, 0);
    // Backups are told apart by the second.
    await sleep(1_000);
    assert.equal((await fixture.run("backup", job)).exitCode, 0);
    const tiers = (names: readonly string[]) => names.map((name) => name.split("/")[1]);
    assert.deepEqual(tiers(await seen("prune")), ["daily", "daily", "yearly", "yearly"]);
    const preload = ["--import", join(import.meta.dirname, "clock-jump.mjs")];
    const later = { CLOCK_JUMP_SECONDS: String(31 * 24 * 3600) };
    const { exitCode, stderr } = await fixture.start("prune", job, [], preload, later);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(tiers(await seen("prune")), ["yearly", "yearly"]);
  });

  /** A run whose uploads go by the proxy, in blocks of 1 MiB, of which there are several. */
  const start = (name: string, fault: Fault, variables: Readonly<Record<string, string>> = {}) => {
    proxy.fault = fault;
    proxy.uploads = 0;
    const store = { ...fixture.target.store, folder: name, blockMebibytes: 1 };
    const job = fixture.job(name, {}, { store, compression: "none", stallSeconds: 60 });
    const through = connection.replace(/(?<=BlobEndpoint=)http:\/\/[^/]+/, proxy.url);
    return fixture.start("backup", job, [], [], { AZURE_STORAGE_CONNECTION_STRING: through, ...variables });
  };

  it("go by several blocks where nothing is wrong", async () => {
    const { exitCode, stderr } = await start("none", "none");
    assert.equal(exitCode, 0, stderr);
    assert.ok(proxy.uploads >= 4, `${proxy.uploads} uploads`);
    assert.equal((await seen("none")).length, 2);
  });

  it("fail where the store's disk is full: exit code 1, and nothing is to be seen", async () => {
    const { exitCode, stderr } = await start("full", "full");
    assert.equal(exitCode, 1, stderr);
    assert.notEqual(stderr, "");
    assert.deepEqual(await seen("full"), []);
  });

  it("end by SIGTERM in the middle of an upload: exit code 143, and nothing is to be seen", async () => {
    const run = start("term", "stuck");
    while (proxy.uploads === 0) await sleep(20);
    assert.ok(run.kill("SIGTERM"));
    const { exitCode, stderr } = await run;
    assert.equal(exitCode, 143);
    assert.match(stderr, /ended by SIGTERM$/);
    assert.deepEqual(await seen("term"), []);
  });

  it("are refused with a wrong key of the account", async () => {
    const key = randomBytes(64).toString("base64");
    const wrong = connection.replace(/(?<=AccountKey=)[^;]+/, key);
    const { exitCode, stderr } = await start("key", "none", { AZURE_STORAGE_CONNECTION_STRING: wrong });
    assert.equal(exitCode, 1);
    assert.match(stderr, /Server failed to authenticate the request/);
    assert.ok(!stderr.includes(key));
    assert.deepEqual(await seen("key"), []);
  });
});
