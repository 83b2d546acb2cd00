import { strict as assert } from "node:assert";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { backup } from "../../operations/lib/backup.ts";
import { listBackups } from "../../operations/lib/catalogue.ts";
import { drill } from "../../operations/lib/drill.ts";
import { metrics } from "../../operations/lib/exporter.ts";
import { restore } from "../../operations/lib/restore.ts";
import { contextFor, firstKey, type Lines, linesKind, scratchFolder } from "./core-fixture.ts";

const now = { at: new Date("2100-01-01T00:00:00Z"), dryRun: false, switchOver: true };
const fresh = (): Lines => ({ lines: ["one", "two", "three"], restored: [], switched: undefined });
const files = (folder: string) =>
  readdirSync(join(folder, "store"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

describe("backups and restores, whatever the store", () => {
  it("what is restored is what was saved, and is switched to after it was compared", async () => {
    const state = fresh();
    const context = contextFor({ folder: scratchFolder(), kind: linesKind(state) });
    const manifest = await backup(context);
    state.lines = ["lost"];
    const said = await restore(context, now);
    assert.equal(said, `restored ${manifest.id}, equal to what was saved; switched`);
    assert.deepEqual(state.switched, ["one", "two", "three"]);
    assert.equal(manifest.data.plainBytes, 13);
    assert.equal(manifest.tier, "yearly");
  });

  it("nothing of the content can be read in the store", async () => {
    const folder = scratchFolder();
    const state = { ...fresh(), lines: ["a secret that is to be found nowhere"] };
    await backup(contextFor({ folder, kind: linesKind(state), job: { compression: "none" } }));
    const [data = ""] = files(folder).filter((file) => file.endsWith(".txt.enc"));
    assert.equal(readFileSync(data).includes("secret"), false);
  });

  it("a dry run reads all of the backup, and touches nothing", async () => {
    const state = fresh();
    const context = contextFor({ folder: scratchFolder(), kind: linesKind(state) });
    const { id } = await backup(context);
    const said = await restore(context, { ...now, dryRun: true });
    assert.equal(said, `would restore ${id}; it is whole and unchanged, and nothing was touched`);
    assert.deepEqual([state.restored, state.switched], [[], undefined]);
  });

  it("nothing is switched to when what was restored differs", async () => {
    const state = fresh();
    const context = contextFor({ folder: scratchFolder(), kind: linesKind(state) });
    await backup(context);
    const kind = linesKind(state);
    const losing = {
      ...kind,
      open: (run: typeof context.run) => {
        const instance = kind.open(run);
        const scratch = async () => ({
          ...(await instance.scratch()),
          facts: () => Promise.resolve({ lines: { count: 2, checksum: "" } }),
        });
        return { ...instance, scratch };
      },
    };
    await assert.rejects(restore({ ...context, kind: losing }, now), {
      message: "what was restored differs from what was saved, so nothing is switched: lines has 2 instead of 3",
    });
    assert.equal(state.switched, undefined);
  });

  it("the newest backup at or before the asked time is chosen", async () => {
    const state = fresh();
    const folder = scratchFolder();
    const at = (text: string) => ({ now: () => new Date(text), seconds: () => 0 });
    for (const day of ["2026-01-01", "2026-01-02", "2026-01-03"]) {
      state.lines = [day];
      await backup(contextFor({ folder, kind: linesKind(state), clock: at(`${day}T02:00:00Z`) }));
    }
    const context = contextFor({ folder, kind: linesKind(state) });
    await restore(context, { ...now, at: new Date("2026-01-03T01:59:59Z") });
    assert.deepEqual(state.switched, ["2026-01-02"]);
    await assert.rejects(restore(context, { ...now, at: new Date("2025-12-31T00:00:00Z") }), {
      message: new RegExp(
        "^no backup of lines main of shop at or before 2025-12-31T00:00:00.000Z in file:///.*/store: the oldest is of 2026-01-01T02:00:00.000Z$",
      ),
    });
  });

  it("a dump that fails leaves no backup", async () => {
    const folder = scratchFolder();
    const broken = linesKind(fresh(), (content) =>
      Readable.from(
        (function* () {
          yield content;
          throw new Error("the server went away");
        })(),
      ),
    );
    const context = contextFor({ folder, kind: broken });
    await assert.rejects(backup(context), { message: "the server went away" });
    assert.deepEqual(await listBackups(context.store, context.job, context.run.signal), []);
    assert.deepEqual(files(folder), []);
  });

  it("another system's or another instance's backup is refused, wherever it was put", async () => {
    const folder = scratchFolder();
    const state = fresh();
    await backup(contextFor({ folder, kind: linesKind(state) }));
    const other = contextFor({ folder, kind: linesKind(state), job: { system: "bank" } });
    await assert.rejects(restore(other, now), {
      message: /^the manifest of \S+ was changed after it was made, or is another's: it is not used$/,
    });
    assert.equal(state.switched, undefined);
  });

  it("a replaced key still opens what it encrypted, and a lost one does not", async () => {
    const folder = scratchFolder();
    const state = fresh();
    await backup(contextFor({ folder, kind: linesKind(state) }));
    const second = "b2".repeat(32);
    await restore(contextFor({ folder, kind: linesKind(state), keys: [second, firstKey] }), now);
    assert.deepEqual(state.switched, ["one", "two", "three"]);
    const lost = contextFor({ folder, kind: linesKind(state), keys: [second] });
    await assert.rejects(restore(lost, now), {
      message: /needs the key [0-9a-f]{16}; the key file has [0-9a-f]{16}: restore with the former key$/,
    });
  });

  it("a drill leaves a receipt, of a failure too, and the metrics tell of both", async () => {
    const folder = scratchFolder();
    const state = fresh();
    const context = contextFor({
      folder,
      kind: linesKind(state),
      job: { objectives: { rtoSeconds: 60, rpoSeconds: 60 } },
    });
    const manifest = await backup(context);
    const receipt = await drill(context);
    assert.equal(receipt.verdict, "passed");
    assert.deepEqual(receipt.compared, { parts: 1, items: 3 });
    assert.equal(receipt.backup?.sha256, manifest.data.sha256);
    const late = await drill(context, { disaster: new Date(Date.now() + 3_600_000) });
    assert.equal(late.verdict, "failed");
    assert.match(late.reason ?? "", /^36\d\d s of writes would be lost, of 60$/);
    const text = await metrics({ ...context, system: "shop" }, context.run.signal);
    const labels = 'system="shop",kind="lines",instance_name="main"';
    const line = (name: string) => text.split("\n").find((each) => each.startsWith(`${name}{`));
    assert.equal(
      line("backup_last_success_timestamp_seconds"),
      `backup_last_success_timestamp_seconds{${labels}} ${Date.parse(manifest.taken) / 1000}`,
    );
    assert.equal(
      line("restore_drill_last_success_timestamp_seconds"),
      `restore_drill_last_success_timestamp_seconds{${labels}} ${Date.parse(receipt.started) / 1000}`,
    );
    assert.equal(line("restore_drill_passed"), `restore_drill_passed{${labels}} 0`);
    assert.equal(line("backup_unreadable_documents"), 'backup_unreadable_documents{system="shop"} 0');
  });

  it("a changed manifest counts as none in the metrics", async () => {
    const folder = scratchFolder();
    const context = contextFor({ folder, kind: linesKind(fresh()) });
    await backup(context);
    const [file = ""] = files(folder).filter((each) => each.endsWith("manifest.json"));
    writeFileSync(file, readFileSync(file, "utf8").replace("lines", "lanes"));
    const text = await metrics({ ...context, system: "shop" }, context.run.signal);
    assert.equal(text.includes("backup_last_success_timestamp_seconds"), false);
    assert.equal(text.includes('backup_unreadable_documents{system="shop"} 1'), true);
  });
});
