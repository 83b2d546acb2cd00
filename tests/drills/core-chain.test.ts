import assert from "node:assert/strict";
import { backup } from "../../operations/lib/backup.ts";
import { chooseBackups } from "../../operations/lib/catalogue.ts";
import type { Kind } from "../../operations/lib/kind.ts";
import type { Manifest } from "../../operations/lib/manifest.ts";
import { contextFor, linesKind, memoryStore, scratchFolder } from "./core-fixture.ts";

const state = { lines: ["one"], restored: [], switched: undefined };

/** A kind whose backups stand for themselves, or add to what there is. */
function kindOf(adds: boolean): Kind {
  const kind = linesKind(state);
  return {
    ...kind,
    open: (run) => ({
      ...kind.open(run),
      dump: async () => {
        const before = adds ? await run.newest() : undefined;
        return { ...(await kind.open(run).dump()), ...(before && { follows: before.id }) };
      },
    }),
  };
}

describe("additions to a backup", () => {
  const scratch = scratchFolder();
  const store = memoryStore();
  const contextAt = (minute: number, adds: boolean) =>
    contextFor({
      folder: scratch,
      kind: kindOf(adds),
      store,
      clock: { now: () => new Date(Date.UTC(2026, 0, 1, 2, minute)), seconds: () => 0 },
    });
  const made = (minute: number, adds: boolean): Promise<Manifest> => backup(contextAt(minute, adds));
  const chainAt = async (minute: number) => {
    const { job, keys, run } = contextAt(minute, true);
    const chain = await chooseBackups(store, keys, job, new Date(Date.UTC(2026, 0, 1, 2, minute)), run.signal);
    return chain.map(({ id }) => id);
  };

  it("begin anew with each whole one, also where that is not there yet while the next additions are made", async () => {
    const first = await made(0, false);
    const added = await made(10, true);
    assert.equal(added.follows, first.id);
    // It begins at 15, and is there only after the addition of 20.
    const late = await made(20, true);
    const second = await made(15, false);
    assert.equal(late.follows, added.id);

    const next = await made(30, true);
    assert.equal(next.follows, second.id);
    const last = await made(40, true);
    assert.equal(last.follows, next.id);
    // Of each time, what was the newest then.
    assert.deepEqual(await chainAt(25), [first.id, added.id, late.id]);
    assert.deepEqual(await chainAt(45), [second.id, next.id, last.id]);
  });

  it("are in their order where all of them are of the same second, and so are whole ones", async () => {
    const chain = [await made(50, false)];
    for (let count = 0; count < 9; count++) chain.push(await made(50, true));
    const ids = chain.map(({ id }) => id);
    assert.equal(new Set(ids.map((id) => id.slice(0, 15))).size, 1);
    assert.deepEqual(ids.toSorted(), ids);
    assert.deepEqual(await chainAt(55), ids);
    const whole = await made(50, false);
    assert.deepEqual(await chainAt(55), [whole.id]);
  });

  it("find nothing to add to where there is nothing", async () => {
    const { run } = contextFor({ folder: scratch, kind: kindOf(true), store: memoryStore() });
    assert.equal(await run.newest(), undefined);
  });
});
