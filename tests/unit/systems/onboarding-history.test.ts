import { PGlite } from "@electric-sql/pglite";
import assert from "node:assert/strict";
import { historyAlerts, partitionScript } from "../../../systems/onboarding-history.ts";

/** The table as a migration declares it. */
const history = "CREATE TABLE onboarding_history (id bigint, at timestamptz NOT NULL) PARTITION BY RANGE (at)";

describe("partitions of the history of onboarding", () => {
  let server: PGlite;
  before(async () => {
    server = await PGlite.create();
  });
  beforeEach(() => server.exec(`DROP TABLE IF EXISTS onboarding_history; ${history}`));
  after(() => server.close());

  const rows = async (sql: string) => (await server.query<Record<string, unknown>>(sql)).rows;
  const made = async () =>
    (
      await rows(`SELECT c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound
        FROM pg_inherits JOIN pg_class c ON c.oid = inhrelid
        WHERE inhparent = 'onboarding_history'::regclass ORDER BY c.relname`)
    ).map(({ name, bound }) => [name, bound]);

  /** The first day of a month so many months from now, as the server sees it in UTC. */
  const monthFromNow = (months: number) => {
    const now = new Date();
    return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + months, 1)).toISOString().slice(0, 10);
  };
  const expected = () => [
    ["onboarding_history_default", "DEFAULT"],
    ...[0, 1, 2, 3].map((months) => {
      const [from, to] = [monthFromNow(months), monthFromNow(months + 1)];
      const [year = "", month = ""] = from.split("-");
      const bound = `FOR VALUES FROM ('${from} 00:00:00+00') TO ('${to} 00:00:00+00')`;
      return [`onboarding_history_y${year}m${month}`, bound];
    }),
  ];

  it("are this month's, those of the next three, and one for everything else, in UTC", async () => {
    await server.exec("SET timezone = 'America/New_York'");
    await server.exec(partitionScript);
    assert.deepEqual(await made(), expected());
  });

  it("are made once: another run changes nothing, and adds what is missing", async () => {
    await server.exec(partitionScript);
    await server.exec(`INSERT INTO onboarding_history VALUES (1, '${monthFromNow(1)}T12:00:00Z')`);
    await server.exec(partitionScript);
    const [, , next] = expected();
    assert.deepEqual(await rows("SELECT tableoid::regclass::text AS partition FROM onboarding_history"), [
      { partition: next?.[0] },
    ]);
    await server.exec(`DROP TABLE ${String(expected().at(-1)?.[0])}`);
    await server.exec(partitionScript);
    assert.deepEqual(await made(), expected());
  });

  it("keep rows of any other month, and the alert's count of them says so", async () => {
    await server.exec(partitionScript);
    await server.exec("INSERT INTO onboarding_history VALUES (1, '2019-05-01T12:00:00Z')");
    assert.deepEqual(await rows("SELECT count(*)::int AS count FROM onboarding_history_default"), [{ count: 1 }]);
    const [, rowsWithoutMonth] = historyAlerts("onboarding");
    assert.equal(
      rowsWithoutMonth?.expr,
      'max by (relname) (cnpg_counted_tables_rows{namespace="onboarding",relname="onboarding_history_default"}) > 0',
    );
  });

  it("are not made of a month whose rows are in the default partition: nothing is moved or lost", async () => {
    await server.exec("CREATE TABLE onboarding_history_default PARTITION OF onboarding_history DEFAULT");
    await server.exec(`INSERT INTO onboarding_history VALUES (1, '${monthFromNow(2)}T12:00:00Z')`);
    await assert.rejects(server.exec(partitionScript), /default partition .* would be violated by some row/);
    assert.deepEqual(await made(), [["onboarding_history_default", "DEFAULT"]]);
  });

  for (const [what, sql] of [
    ["is missing", "SELECT 1"],
    ["is a plain table", "CREATE TABLE onboarding_history (id bigint)"],
    ["is partitioned by something else", "CREATE TABLE onboarding_history (id bigint) PARTITION BY HASH (id)"],
  ] as const) {
    it(`are refused in one line where the table ${what}`, async () => {
      await server.exec(`DROP TABLE onboarding_history; ${sql}`);
      const message = "onboarding_history is no table that is partitioned by range";
      await assert.rejects(server.exec(partitionScript), { message });
    });
  }
});

describe("the alert on late partitions", () => {
  it("comes when no run has succeeded for 40 days, or none ever has", () => {
    const [late] = historyAlerts("onboarding");
    const labels = '{namespace="onboarding",cronjob="history-partitions"}';
    assert.equal(
      late?.expr,
      `time() - max by (namespace, cronjob) (kube_cronjob_status_last_successful_time${labels} or kube_cronjob_created${labels}) > 3456000`,
    );
  });
});
