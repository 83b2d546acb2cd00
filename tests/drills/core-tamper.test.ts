import { strict as assert } from "node:assert";
import { randomBytes, randomInt } from "node:crypto";
import { readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { backup } from "../../operations/lib/backup.ts";
import { restore } from "../../operations/lib/restore.ts";
import { contextFor, type Lines, linesKind, scratchFolder } from "./core-fixture.ts";

describe("a backup that was changed", () => {
  const now = { at: new Date("2100-01-01T00:00:00Z"), dryRun: false, switchOver: true };

  /** A backup of two pieces and a half, in a folder of its own. */
  async function made() {
    const folder = scratchFolder();
    const lines = [randomBytes(480 * 1024).toString("base64")];
    const state: Lines = { lines, restored: [], switched: undefined };
    const context = contextFor({ folder, kind: linesKind(state) });
    await backup(context);
    const files = readdirSync(join(folder, "store"), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const [manifest, data] = ["/manifest.json", ".txt.zst.enc"].map((end) => files.find((file) => file.endsWith(end)));
    assert.equal(files.length, 2);
    assert.ok(manifest !== undefined && data !== undefined);
    return { context, state, manifest, data };
  }

  it("is refused for each of 1,000 bytes that were flipped at random, in the data and in the manifest", async () => {
    const { context, state, manifest, data } = await made();
    const originals = new Map([manifest, data].map((file) => [file, readFileSync(file)]));
    let refused = 0;
    for (let flip = 0; flip < 1000; flip += 1) {
      const file = flip % 4 === 0 ? manifest : data;
      const original = originals.get(file) ?? Buffer.alloc(0);
      const changed = Buffer.from(original);
      const position = randomInt(changed.length);
      changed.writeUInt8(changed.readUInt8(position) ^ randomInt(1, 256), position);
      writeFileSync(file, changed);
      await restore(context, now).then(
        (said) => assert.fail(`byte ${position} of ${file} was changed, and yet: ${said}`),
        () => (refused += 1),
      );
      writeFileSync(file, original);
    }
    assert.equal(refused, 1000);
    assert.deepEqual([state.restored, state.switched], [[], undefined]);
    await restore(context, now);
    assert.deepEqual(state.switched, state.lines);
  });

  for (const [what, cut] of [
    ["the last byte", 1],
    ["the last piece", 120 * 1024],
    ["everything but the beginning", 490 * 1024],
  ] as const) {
    it(`is refused when ${what} is missing, before anything is touched`, async () => {
      const { context, state, data } = await made();
      truncateSync(data, readFileSync(data).length - cut);
      await assert.rejects(restore(context, now), {
        message: "the backup was changed after it was made, is not whole, or is another's: it is not restored",
      });
      assert.deepEqual([state.restored, state.switched], [[], undefined]);
    });
  }

  it("is refused when it has the data of another backup of the same store", async () => {
    const { context, state, data } = await made();
    const former = readFileSync(data);
    // Backups are told apart by the second: the newest is the one that is asked for.
    await sleep(1000);
    await backup(context);
    const second = readdirSync(join(data, "../../../../.."), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith(".enc"))
      .map((file) => join(data, "../../../../..", file))
      .find((file) => file !== data);
    assert.ok(second);
    writeFileSync(second, former);
    await assert.rejects(restore(context, now), { message: /it is not restored$/ });
    assert.equal(state.switched, undefined);
  });
});
