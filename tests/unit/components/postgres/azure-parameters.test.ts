import assert from "node:assert/strict";
import { azureBackupDays } from "../../../../components/postgres/azure-backups.ts";
import { azureParameters } from "../../../../components/postgres/azure-parameters.ts";
import { serverDisk, serverSize } from "../../../../components/postgres/azure-sizes.ts";
import { type PostgresArgs, resolvePostgres } from "../../../../components/postgres/spec.ts";
import { backupTarget, leastArgs } from "./fixture.ts";

const asked = (change: Partial<PostgresArgs> = {}) =>
  azureParameters(resolvePostgres("db", { ...leastArgs, ...change }));
const valueOf = (parameters: Record<string, string>, name: string) => asked({ parameters })[name];
const days = (change: object, protect = false) =>
  azureBackupDays(resolvePostgres("db", { ...leastArgs, backup: { target: backupTarget(), ...change } }), { protect });

describe("a server's parameters on Azure", () => {
  it("require TLS and SCRAM of everybody, allow the asked extensions alone, and follow the other arguments", () => {
    assert.deepEqual(asked({ maxConnections: 500, slowStatementMs: 250, extensions: ["uuid-ossp", "postgis"] }), {
      "azure.extensions": "pg_stat_statements,postgis,uuid-ossp",
      "azure.accepted_password_auth_method": "scram-sha-256",
      require_secure_transport: "on",
      ssl_min_protocol_version: "TLSv1.2",
      log_checkpoints: "on",
      log_connections: "on",
      log_lock_waits: "on",
      "pg_stat_statements.max": "10000",
      "pg_stat_statements.track": "all",
      shared_buffers: "262144",
      effective_cache_size: "786432",
      max_connections: "500",
      log_min_duration_statement: "250",
    });
  });

  it("slow down who guesses passwords, up to the version that can", () => {
    assert.equal(asked({ version: 17 })["connection_throttle.enable"], "on");
    assert.equal(asked({ version: 18 })["connection_throttle.enable"], undefined);
  });

  it("give the pooler beside the server what all pods of one have together", () => {
    const pooler = { poolSize: 40, instances: 2, maxClientConnections: 2500 };
    const parameters = asked({ pooler, maxConnections: 200 });
    assert.deepEqual(
      Object.entries(parameters).filter(([name]) => name.startsWith("pgbouncer.")),
      [
        ["pgbouncer.enabled", "true"],
        ["pgbouncer.pool_mode", "transaction"],
        ["pgbouncer.default_pool_size", "80"],
        ["pgbouncer.max_client_conn", "5000"],
        ["pgbouncer.max_prepared_statements", "200"],
        ["pgbouncer.ignore_startup_parameters", "extra_float_digits"],
      ],
    );
    const most = asked({ pooler: { poolSize: 1, instances: 5, maxClientConnections: 20_000 } });
    assert.equal(most["pgbouncer.max_client_conn"], "50000");
  });

  it("are bare numbers in PostgreSQL's own units (ONB-071)", () => {
    assert.equal(valueOf({ work_mem: "4MB" }, "work_mem"), "4096");
    assert.equal(valueOf({ maintenance_work_mem: "64MB" }, "maintenance_work_mem"), "65536");
    assert.equal(valueOf({ wal_buffers: "16MB" }, "wal_buffers"), "2048");
    assert.equal(valueOf({ max_wal_size: "2GB" }, "max_wal_size"), "2048");
    assert.equal(valueOf({ checkpoint_timeout: "15min" }, "checkpoint_timeout"), "900");
    assert.equal(valueOf({ checkpoint_completion_target: "0.9" }, "checkpoint_completion_target"), "0.9");
    assert.equal(valueOf({ jit: "off" }, "jit"), "off");
    assert.throws(() => asked({ parameters: { geqo_threshold: "12MB" } }), {
      message: "the value 12MB of the parameter geqo_threshold is not supported on azure: give a number without a unit",
    });
  });

  it("give the caches what Azure would, which is at least what is asked for (FTE-036, ONB-071)", () => {
    const parameters = { shared_buffers: "256MB", effective_cache_size: "1GB" };
    assert.deepEqual(
      Object.keys(parameters).map((name) => valueOf(parameters, name)),
      ["262144", "786432"],
    );
    const large = { requests: leastArgs.resources.requests, limits: { cpu: "2", memory: "9Gi" } };
    assert.equal(asked({ resources: large })["shared_buffers"], "524288");
    assert.equal(valueOf({ effective_cache_size: "6GB" }, "effective_cache_size"), "786432");
    assert.throws(() => asked({ parameters: { effective_cache_size: "6145MB" } }), {
      message:
        "effective_cache_size of 6145MB on Standard_D2ds_v5 is not supported on azure: ask for more memory than 2Gi",
    });
  });

  it("are refused where Azure decides them", () => {
    for (const name of ["synchronous_commit", "wal_recycle", "superuser_reserved_connections", "log_timezone"]) {
      assert.throws(() => asked({ parameters: { [name]: "on" } }), {
        message: `the parameter ${name} is not supported on azure: leave it out: Azure decides it`,
      });
    }
  });
});

describe("a server's size and backups on Azure", () => {
  it("is the smallest size with the memory, and the smallest disk with the room", () => {
    assert.equal(serverSize("2Gi").name, "Standard_D2ds_v5");
    assert.equal(serverSize("8193Mi").name, "Standard_D4ds_v5");
    assert.throws(() => serverSize("257Gi"), {
      message: "a database with 263168 Mi of memory is not supported on azure: ask for at most 256Gi",
    });
    assert.deepEqual(serverDisk("50Gi", false), { storageSizeGB: 64, tier: "P6" });
    assert.deepEqual(serverDisk("50Gi", true), { storageSizeGB: 64, tier: "P20" });
    assert.deepEqual(serverDisk("600Gi", true), { storageSizeGB: 1024, tier: "P30" });
    assert.throws(() => serverDisk("20000Gi", true), {
      message: "a database with 20000Gi of storage is not supported on azure: ask for at most 16384Gi",
    });
  });

  it("are kept as long as is asked for, and as long as Azure does where data is protected", () => {
    assert.equal(days({ retentionDays: 30 }), 30);
    assert.equal(days({ retentionDays: 3 }), 7);
    assert.equal(days({ retentionDays: 30 }, true), 35);
    assert.equal(azureBackupDays(resolvePostgres("db", leastArgs), { protect: false }), 7);
  });

  it("are refused where Azure cannot make them", () => {
    assert.throws(() => days({ retentionDays: 36 }), {
      message:
        "automated backups that stay 36 days is not supported on azure: ask for at most 35, and have Azure Backup keep copies for longer",
    });
    assert.throws(() => days({ rpoSeconds: 299 }), {
      message: "a backup.rpoSeconds of 299 is not supported on azure: ask for 300 seconds or more",
    });
    assert.throws(() => days({ schedule: "0 0 */6 * * *" }), {
      message:
        'the backup.schedule "0 0 */6 * * *" is not supported on azure: name one time of each day, as in "0 0 2 * * *"',
    });
  });
});
