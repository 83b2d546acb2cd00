import assert from "node:assert/strict";
import { parse } from "yaml";
import { Postgres } from "../../../../components/postgres/postgres.ts";
import { at, record } from "../../../lib/json.ts";
import { renderObjects } from "../objects.ts";
import { leastArgs } from "./fixture.ts";

const queries = async (countedTables?: readonly string[]) => {
  const objects = await renderObjects(() => new Postgres("shop-db", { ...leastArgs, countedTables }));
  const text: unknown = parse(String(at(objects.body("ConfigMap/db-queries"), "data", "queries.yaml")));
  return record(text);
};

describe("counted tables of a PostgreSQL database", () => {
  it("are one more query of the exporter, by the statistics", async () => {
    const { counted_tables: counted, ...others } = await queries(["orders", "orders_default"]);
    assert.deepEqual(Object.keys(others), ["pg_stat_user_indexes", "pg_stat_statements"]);
    assert.deepEqual(counted, {
      target_databases: [leastArgs.database],
      primary: true,
      query:
        "SELECT relname, n_live_tup AS rows FROM pg_stat_user_tables\n" +
        "WHERE relname IN ('orders', 'orders_default')\n",
      metrics: [
        { relname: { usage: "LABEL", description: "Table" } },
        { rows: { usage: "GAUGE", description: "Rows of the table" } },
      ],
    });
  });

  it("are none where nobody names any", async () => {
    assert.deepEqual(Object.keys(await queries()), ["pg_stat_user_indexes", "pg_stat_statements"]);
  });
});
