import { z } from "zod";
import type { Facts } from "../../lib/facts.ts";
import { quoted, type Session } from "./session.ts";

const relation = z.object({ schema: z.string(), name: z.string(), kind: z.enum(["r", "m", "S"]) });

/** What is neither the server's own nor an extension's. */
const relations = `
SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind
FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'm', 'S') AND c.relpersistence <> 't'
  AND n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
  AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2`;

const own = (classId: string, oid: string, namespace: string) => `
  JOIN pg_namespace n ON n.oid = ${namespace}
  WHERE n.nspname <> 'information_schema' AND n.nspname !~ '^pg_'
    AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${classId}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

/** A line for each part of the schema that a restore has to bring back. */
const definitions = `
SELECT count(*)::int AS count, coalesce(md5(string_agg(line, E'\\n' ORDER BY line COLLATE "C")), '') AS checksum FROM (
  SELECT format('column %s.%s %s %s %s %s %s', n.nspname, c.relname, row_number() OVER (PARTITION BY c.oid ORDER BY a.attnum), a.attname,
    format_type(a.atttypid, a.atttypmod), a.attnotnull, pg_get_expr(e.adbin, e.adrelid)) AS line
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid AND c.relkind IN ('r', 'p', 'm', 'v') AND c.relpersistence <> 't'
  LEFT JOIN pg_attrdef e ON e.adrelid = c.oid AND e.adnum = a.attnum
  ${own("pg_class", "c.oid", "c.relnamespace")} AND a.attnum > 0 AND NOT a.attisdropped
  UNION ALL
  SELECT format('index %s', pg_get_indexdef(c.oid)) FROM pg_class c
  ${own("pg_class", "c.oid", "c.relnamespace")} AND c.relkind IN ('i', 'I')
  UNION ALL
  SELECT format('constraint %s.%s %s', c.conrelid::regclass, c.conname, pg_get_constraintdef(c.oid)) FROM pg_constraint c
  ${own("pg_constraint", "c.oid", "c.connamespace")} AND c.conrelid <> 0
  UNION ALL
  SELECT format('trigger %s', pg_get_triggerdef(t.oid)) FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
  ${own("pg_class", "c.oid", "c.relnamespace")} AND NOT t.tgisinternal
  UNION ALL
  SELECT format('function %s %s', p.oid::regprocedure, md5(p.prosrc)) FROM pg_proc p
  ${own("pg_proc", "p.oid", "p.pronamespace")}
) AS lines(line)`;

const fact = z.object({ count: z.coerce.number().int(), checksum: z.string() });

/**
 * Sums do not depend on the order of rows, so that nothing has to be sorted. The hash is the one that partitions are chosen by, which no version
 * of the server may change; it takes half the time of md5, and whoever changes a backup is found out by its seal.
 */
const contentOf = (table: string) => `
SELECT count(*)::text AS count, coalesce(sum(hashtextextended(t::text, 0)), 0)::text AS checksum FROM ${table} AS t`;

const positionOf = (sequence: string) =>
  `SELECT 1 AS count, concat_ws(' ', last_value, is_called) AS checksum FROM ${sequence}`;

/** Rows and checksum of every table, the position of every sequence, and the schema. */
export async function factsOf(session: Session): Promise<Facts> {
  const facts: Facts = { schema: await session.row(fact, definitions) };
  for (const { schema, name, kind } of await session.rows(relation, relations)) {
    const full = `${quoted(schema)}.${quoted(name)}`;
    const label = kind === "S" ? "sequence" : "table";
    facts[`${label} ${schema}.${name}`] = await session.row(fact, kind === "S" ? positionOf(full) : contentOf(full));
  }
  const objects = await session.row(
    fact,
    "SELECT count(*)::text AS count, '' AS checksum FROM pg_largeobject_metadata",
  );
  return objects.count === 0 ? facts : { ...facts, "large objects": objects };
}
