import assert from "node:assert/strict";
import { type PostgresArgs, resolvePostgres } from "../../../../components/postgres/spec.ts";
import { backupTarget, leastArgs } from "./fixture.ts";

const refusals: [string, Partial<PostgresArgs>, string][] = [
  [
    "a component that is no DNS label",
    { component: "Db" },
    'component: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "Db"',
  ],
  [
    "a component that leaves instances no room",
    { component: "d".repeat(51) },
    `component: expected at most 50 characters, since instances add to it, got "${"d".repeat(51)}"`,
  ],
  [
    "a database in capitals",
    { database: "Shop" },
    'database: expected a PostgreSQL name of a-z, 0-9 and _, got "Shop"',
  ],
  ["an owner with a hyphen", { owner: "a-b" }, 'owner: expected a PostgreSQL name of a-z, 0-9 and _, got "a-b"'],
  ["the superuser", { owner: "postgres" }, 'owner: expected a role of its own, not the superuser, got "postgres"'],
  ["no instance", { instances: 0 }, "instances: expected a whole number from 1 to 9, got 0"],
  [
    "as many synchronous standbys as instances",
    { instances: 3, synchronousReplicas: 3 },
    "synchronousReplicas: expected a whole number from 0 to 2, got 3",
  ],
  ["too few connections", { maxConnections: 29 }, "maxConnections: expected a whole number from 30 to 5000, got 29"],
  [
    "too many connections",
    { maxConnections: 5001 },
    "maxConnections: expected a whole number from 30 to 5000, got 5001",
  ],
  ["a negative time", { slowStatementMs: -1 }, "slowStatementMs: expected a whole number from 0 to 3600000, got -1"],
  [
    "a counted table that is no name",
    { countedTables: ["orders'; --"] },
    `countedTables: expected PostgreSQL names of a-z, 0-9 and _, got "orders'; --"`,
  ],
  [
    "PostGIS of a version without an image",
    { version: 17, extensions: ["postgis"] },
    "version: expected 18, which there is a PostGIS image of, got 17",
  ],
  [
    "a parameter that another argument decides",
    { parameters: { max_connections: "500" } },
    'parameters.max_connections: expected nothing, since maxConnections decides it, got "500"',
  ],
  [
    "TLS turned off",
    { parameters: { ssl: "off" } },
    'parameters.ssl: expected a parameter that the operator leaves to its users, got "off"',
  ],
  [
    "a parameter that would lose data",
    { parameters: { fsync: "off" } },
    'parameters.fsync: expected a parameter that the operator leaves to its users, got "off"',
  ],
  [
    "buffers without a unit",
    { parameters: { shared_buffers: "32768" } },
    'parameters.shared_buffers: expected whole MB or GB, got "32768"',
  ],
  [
    "buffers above the memory",
    { parameters: { shared_buffers: "2GB" } },
    'parameters.shared_buffers: expected at most the memory that the pod asks for (1024 Mi), got "2GB"',
  ],
  [
    "a pooler with more server connections than there are",
    { pooler: { poolSize: 41 } },
    "pooler.poolSize: expected a whole number from 1 to 40, so that 2 pooler pods fit into 80 connections " +
      "(max_connections 100, 20 kept free), got 41",
  ],
  [
    "a pooler of readers where there is none",
    { pooler: { poolSize: 10, readers: true } },
    "pooler.readers: expected false with a single instance, got true",
  ],
  [
    "an alias that is no DNS label",
    { aliases: ["my_db"] },
    'aliases: expected at most 63 of a-z, 0-9 and "-", as DNS-1123 asks, got "my_db"',
  ],
];

describe("the arguments of a PostgreSQL database", () => {
  it("have defaults", () => {
    assert.deepEqual(resolvePostgres("shop-db", leastArgs), {
      ...leastArgs,
      readAlone: true,
      version: 18,
      synchronousReplicas: 0,
      maxConnections: 100,
      parameters: {},
      slowStatementMs: 1000,
      extensions: ["pg_stat_statements"],
      countedTables: [],
      aliases: [],
      pooler: undefined,
      backup: undefined,
      secretName: "db-owner",
    });
  });

  it("have defaults of the pooler and of the backup", () => {
    const target = backupTarget();
    const { pooler, backup } = resolvePostgres("shop-db", {
      ...leastArgs,
      pooler: { poolSize: 40 },
      backup: { target },
    });
    assert.deepEqual(pooler, {
      instances: 2,
      poolMode: "transaction",
      maxClientConnections: 1000,
      poolSize: 40,
      readers: false,
      resources: { requests: { cpu: "100m", memory: "128Mi" }, limits: { cpu: "500m", memory: "256Mi" } },
    });
    assert.equal(backup?.retentionDays, 30);
    assert.equal(backup.schedule, "0 0 2 * * *");
    assert.equal(backup.rpoSeconds, 300);
  });

  for (const [what, changes, message] of refusals) {
    it(`refuse ${what}`, () => {
      assert.throws(() => resolvePostgres("shop-db", { ...leastArgs, ...changes }), {
        message: `postgres shop-db: ${message}`,
      });
    });
  }

  const backups: [string, object, string][] = [
    ["five fields", { schedule: "0 2 * * *" }, 'schedule: expected six fields, seconds first, got "0 2 * * *"'],
    ["no retention", { retentionDays: 0 }, "retentionDays: expected a whole number from 1 to 3660, got 0"],
    ["too short a span", { rpoSeconds: 60 }, "rpoSeconds: expected a whole number from 120 to 86400, got 60"],
  ];
  for (const [what, changes, message] of backups) {
    it(`refuse a backup with ${what}`, () => {
      const args = { ...leastArgs, backup: { target: backupTarget(), ...changes } };
      assert.throws(() => resolvePostgres("shop-db", args), { message: `postgres shop-db: backup.${message}` });
    });
  }
});
