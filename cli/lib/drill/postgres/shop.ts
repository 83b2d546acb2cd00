import type pg from "pg";

/** Content of many forms: keys, indexes, partitions, sequences, functions, triggers, large values, nothing at all. */
const schema = `
CREATE TABLE customers (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name text NOT NULL,
  joined timestamptz NOT NULL DEFAULT now(),
  settings jsonb NOT NULL DEFAULT '{}',
  photo bytea,
  UNIQUE (name)
);
CREATE TABLE orders (
  id bigint NOT NULL,
  customer bigint NOT NULL REFERENCES customers,
  placed date NOT NULL,
  amount numeric(12, 2) NOT NULL CHECK (amount >= 0),
  note text,
  PRIMARY KEY (id, placed)
) PARTITION BY RANGE (placed);
CREATE TABLE orders_2025 PARTITION OF orders FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
CREATE TABLE orders_2026 PARTITION OF orders FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
CREATE INDEX orders_by_customer ON orders (customer, placed DESC) WHERE amount > 10;
CREATE SEQUENCE invoices START 1000 INCREMENT 7;
CREATE TABLE empty (id uuid PRIMARY KEY);
CREATE VIEW spent AS SELECT customer, sum(amount) AS amount FROM orders GROUP BY customer;
CREATE MATERIALIZED VIEW totals AS SELECT placed, count(*) AS orders FROM orders GROUP BY placed;
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.joined := now(); RETURN NEW; END $$;
CREATE TRIGGER touched BEFORE UPDATE ON customers FOR EACH ROW EXECUTE FUNCTION touch();
CREATE SCHEMA "Odd Name";
CREATE TABLE "Odd Name"."Weird ""Table""" ("A b" double precision, c interval, d real[]);
CREATE TABLE acknowledged (id bigint PRIMARY KEY, at timestamptz NOT NULL DEFAULT clock_timestamp());
`;

const rows = (customers: number) => `
INSERT INTO customers (name, joined, settings, photo)
  SELECT 'customer ' || i, '2025-01-01'::timestamptz + i * interval '7 minutes', jsonb_build_object('i', i, 'ü', md5(i::text)),
    CASE WHEN i % 3 > 0 THEN decode(repeat(md5(i::text), 4 + i % 20), 'hex') END
  FROM generate_series(1, ${customers}) AS i;
INSERT INTO orders (id, customer, placed, amount, note)
  SELECT i, 1 + i % ${customers}, '2025-01-01'::date + (i % 700)::int, (i % 10007) / 100.0,
    CASE WHEN i % 5 = 0 THEN NULL ELSE repeat(md5(i::text) || ' ', 1 + i % 9) END
  FROM generate_series(1, ${customers * 5}) AS i;
INSERT INTO "Odd Name"."Weird ""Table""" VALUES (0.1, '1 mon 2 days', '{1.5,NULL,NaN}'), ('Infinity', '-3 hours', '{}');
SELECT nextval('invoices') FROM generate_series(1, 42);
`;

/** What a customer and its orders take in a dump. Unit: bytes. */
const bytesOfCustomer = 1_100;

/** @param mebibytes about how much a dump of it has */
export async function fillShop(client: pg.Client, mebibytes: number): Promise<void> {
  await client.query(schema);
  await client.query(rows(Math.max(50, Math.round((mebibytes * 1024 * 1024) / bytesOfCustomer))));
  await client.query("REFRESH MATERIALIZED VIEW totals");
  await client.query("ANALYZE");
}
