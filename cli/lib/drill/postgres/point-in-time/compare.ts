import { z } from "zod";
import { differences, type Facts, total } from "../../../../../operations/lib/facts.ts";
import { databaseName, type PostgresServer } from "../server.ts";
import { contents, type Lost } from "./disaster.ts";

/** The table that the load writes to. */
const written = "table public.acknowledged";

const rowsForm = z.tuple([z.object({ rows: z.coerce.number(), last: z.coerce.number(), at: z.date() })]);

/** What a recovered instance has of what was lost. */
export interface Recovered {
  readonly differences: readonly string[];
  readonly parts: number;
  readonly items: number;
  /** The newest write that is there. */
  readonly last: { readonly id: number; readonly at: Date };
}

/** With everything that was archived: the mistake is in it, and no write between the first and the last is missing. */
export async function compareNewest(server: PostgresServer, lost: Lost): Promise<Recovered> {
  const found = await contents(server);
  const text = `SELECT count(*) AS rows, max(id) AS last, max(at) AS at FROM acknowledged`;
  const [{ rows, last, at }] = rowsForm.parse(await server.query(databaseName, text));
  const gaps = rows === last ? [] : [`${last - rows} of the first ${last} writes are missing`];
  const changed = differences(without(written, lost.factsAfter), without(written, found));
  return {
    differences: [...gaps, ...changed].map((line) => `at the newest point: ${line}`),
    parts: Object.keys(found).length,
    items: total(found),
    last: { id: last, at },
  };
}

/** To the moment before the mistake: everything is as it was then, and nothing is there of what was written later. */
export async function compareChosen(
  server: PostgresServer,
  lost: Lost,
): Promise<Pick<Recovered, "differences" | "parts" | "items">> {
  const found = await contents(server);
  return {
    differences: differences(lost.factsBefore, found).map((line) => `at ${lost.before}: ${line}`),
    parts: Object.keys(found).length,
    items: total(found),
  };
}

const without = (name: string, facts: Facts): Facts =>
  Object.fromEntries(Object.entries(facts).filter(([each]) => each !== name));
