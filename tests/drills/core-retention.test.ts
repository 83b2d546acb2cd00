import { strict as assert } from "node:assert";
import { backup } from "../../operations/lib/backup.ts";
import { expiredKeys, listBackups } from "../../operations/lib/catalogue.ts";
import { expiry, type Tier, tierDays, tierOf } from "../../operations/lib/tiers.ts";
import { contextFor, linesKind, memoryStore, scratchFolder } from "./core-fixture.ts";

const day = 24 * 3600 * 1000;
const first = Date.parse("2026-01-01T02:00:00Z");

describe("how long backups stay (ECO-040)", () => {
  it("tiers are 30 days, 12 weeks, 12 months and 7 years", () => {
    assert.deepEqual(tierDays, { daily: 30, weekly: 84, monthly: 365, yearly: 2557 });
  });

  it("over 400 days of a backup a day, exactly what the policy says is there on each day", async () => {
    const state = { lines: ["content"], restored: [], switched: undefined };
    let now = first;
    const clock = { now: () => new Date(now), seconds: () => now / 1000 };
    const context = contextFor({ folder: scratchFolder(), kind: linesKind(state), clock, store: memoryStore() });
    for (let index = 0; index < 400; index += 1) {
      now = first + index * day;
      await backup(context);
      const signal = context.run.signal;
      const gone = await expiredKeys(context.store, context.job, clock.now(), signal);
      if (gone.length > 0) await context.store.remove(gone, signal);
      const kept = (await listBackups(context.store, context.job, signal)).map(({ tier, taken }) =>
        [tier, taken.toISOString()].join(" "),
      );
      assert.deepEqual(kept, expected(index), `after day ${index}`);
    }
    assert.deepEqual(await counts(context), { daily: 26, weekly: 11, monthly: 11, yearly: 2 });
    assert.deepEqual(await context.store.list("", context.run.signal).then((all) => all.length), 2 * 50);
  });

  async function counts({ store, job, run }: ReturnType<typeof contextFor>): Promise<Record<string, number>> {
    const count: Record<string, number> = { daily: 0, weekly: 0, monthly: 0, yearly: 0 };
    for (const { tier } of await listBackups(store, job, run.signal)) count[tier] = (count[tier] ?? 0) + 1;
    return count;
  }

  /** Said the other way round, by the calendar: what of the days until this one is still there. */
  function expected(today: number): string[] {
    const kept: string[] = [];
    for (let index = 0; index <= today; index += 1) {
      const date = new Date(first + index * day);
      const age = today - index;
      const isFirst = index === 0;
      const [tier, days]: [Tier, number] =
        date.getUTCMonth() === 0 && date.getUTCDate() === 1
          ? ["yearly", 2557]
          : date.getUTCDate() === 1
            ? ["monthly", 365]
            : date.getUTCDay() === 1 && !isFirst
              ? ["weekly", 84]
              : ["daily", 30];
      // A week, month or year that began with a longer kept backup has its first one already.
      if (age < days) kept.push(`${tier} ${date.toISOString()}`);
    }
    return kept;
  }

  it("a missed first day of a month does not cost the month its backup", () => {
    const others = [{ tier: "yearly" as Tier, taken: new Date("2026-01-01T02:00:00Z") }];
    assert.equal(tierOf(new Date("2026-02-03T02:00:00Z"), others), "monthly");
    assert.equal(tierOf(new Date("2026-01-03T02:00:00Z"), others), "daily");
    assert.equal(tierOf(new Date("2026-01-06T02:00:00Z"), others), "weekly");
    assert.equal(tierOf(new Date("2027-03-09T02:00:00Z"), others), "yearly");
  });

  it("a backup is there to the end of its last day, and not longer", () => {
    const taken = new Date("2026-03-04T02:00:00Z");
    assert.equal(expiry({ tier: "daily", taken }).toISOString(), "2026-04-03T02:00:00.000Z");
  });

  it("data that never became a backup goes after a day; what is not ours stays", async () => {
    const folder = scratchFolder();
    const context = contextFor({ folder, kind: linesKind({ lines: ["x"], restored: [], switched: undefined }) });
    const { store, job, run } = context;
    await store.put("daily/lines/main/20260105_020000-0123abcd/main_20260105_020000.txt.enc", "half", run.signal);
    await store.put("daily/lines/main/notes.txt", "somebody's", run.signal);
    const at = (text: string) => expiredKeys(store, job, new Date(text), run.signal);
    assert.deepEqual(await at("2026-01-06T01:59:59Z"), []);
    assert.deepEqual(await at("2026-01-06T02:00:00Z"), [
      "daily/lines/main/20260105_020000-0123abcd/main_20260105_020000.txt.enc",
    ]);
    assert.deepEqual(await listBackups(store, job, run.signal), []);
  });
});
