import assert from "node:assert/strict";
import { auroraParameters } from "../../../../components/postgres/aws-parameters.ts";
import { instanceClass } from "../../../../components/core/aws-instance-classes.ts";
import { auroraBackups, auroraVersions } from "../../../../components/postgres/aws-versions.ts";
import { type PostgresArgs, resolvePostgres } from "../../../../components/postgres/spec.ts";
import { backupTarget, leastArgs } from "./fixture.ts";

const spec = (change: Partial<PostgresArgs> = {}) => resolvePostgres("db", { ...leastArgs, ...change });
const asked = (parameters: Record<string, string>) => auroraParameters(spec({ parameters }));
const valueOf = (parameters: Record<string, string>, name: string) => {
  const { cluster, instance } = asked(parameters);
  return [...cluster, ...instance].find((each) => each.name === name)?.value;
};
const backups = (change: object) => auroraBackups(spec({ backup: { target: backupTarget(), ...change } }));

describe("Aurora's parameters", () => {
  it("require TLS and SCRAM of everybody, and follow the other arguments", () => {
    assert.deepEqual(auroraParameters(spec({ maxConnections: 500, slowStatementMs: 250 })), {
      cluster: [
        { name: "rds.force_ssl", value: "1", applyMethod: "pending-reboot" },
        { name: "rds.accepted_password_auth_method", value: "scram", applyMethod: "pending-reboot" },
        { name: "ssl_min_protocol_version", value: "TLSv1.2", applyMethod: "immediate" },
      ],
      instance: [
        { name: "pg_stat_statements.max", value: "10000", applyMethod: "pending-reboot" },
        { name: "pg_stat_statements.track", value: "all", applyMethod: "immediate" },
        { name: "log_lock_waits", value: "1", applyMethod: "immediate" },
        { name: "max_connections", value: "500", applyMethod: "pending-reboot" },
        { name: "log_min_duration_statement", value: "250", applyMethod: "immediate" },
      ],
    });
  });

  it("are bare numbers in the units that Aurora takes", () => {
    assert.equal(valueOf({ work_mem: "4MB" }, "work_mem"), "4096");
    assert.equal(valueOf({ temp_buffers: "8MB" }, "temp_buffers"), "1024");
    assert.equal(valueOf({ statement_timeout: "30s" }, "statement_timeout"), "30000");
    assert.equal(valueOf({ autovacuum_naptime: "2min" }, "autovacuum_naptime"), "120");
    assert.equal(valueOf({ jit: "off" }, "jit"), "0");
    assert.equal(valueOf({ synchronous_commit: "off" }, "synchronous_commit"), "off");
    assert.equal(valueOf({ default_statistics_target: "100" }, "default_statistics_target"), "100");
    assert.throws(() => asked({ geqo_threshold: "12MB" }), {
      message: "the value 12MB of the parameter geqo_threshold is not supported on aws: give a number without a unit",
    });
  });

  it("give the caches their share of the class, which is at least what is asked for (FTE-036, ONB-071)", () => {
    const share = "SUM({DBInstanceClassMemory/12038},-50003)";
    const parameters = { shared_buffers: "256MB", effective_cache_size: "1GB" };
    const { instance } = asked(parameters);
    assert.deepEqual(
      instance.filter(({ name }) => name in parameters),
      [
        { name: "shared_buffers", value: share, applyMethod: "pending-reboot" },
        { name: "effective_cache_size", value: share, applyMethod: "immediate" },
      ],
    );
    // 4 GiB, of which nine tenths are surely there: 271,102 pages of 8 kB.
    assert.equal(valueOf({ effective_cache_size: "2117MB" }, "effective_cache_size"), share);
    assert.throws(() => asked({ effective_cache_size: "2118MB" }), {
      message: "effective_cache_size of 2118MB on db.t4g.medium is not supported on aws: ask for more memory than 2Gi",
    });
  });

  it("are without effect where Aurora's storage replaces them (ONB-071)", () => {
    for (const name of ["checkpoint_completion_target", "wal_buffers", "max_wal_size"]) {
      assert.equal(valueOf({ [name]: "1" }, name), undefined);
    }
  });

  it("are of the family of the version", () => {
    assert.deepEqual(auroraVersions, {
      17: { release: "17.9", family: "aurora-postgresql17" },
      18: { release: "18.4", family: "aurora-postgresql18" },
    });
  });
});

describe("Aurora's sizes and backups", () => {
  it("is the smallest class with the memory, and one with cores of its own where it has to be steady", () => {
    assert.equal(instanceClass("db.r8g", 2048, false).name, "db.t4g.medium");
    assert.equal(instanceClass("db.r8g", 2048, true).name, "db.r8g.large");
    assert.equal(instanceClass("db.r8g", 16 * 1024 + 1, false).name, "db.r8g.xlarge");
    assert.throws(() => instanceClass("db.r8g", 129 * 1024, true), {
      message: "a database with 132096 Mi of memory is not supported on aws: ask for at most 128Gi",
    });
  });

  it("are made daily at the time that is asked for, and stay as long", () => {
    assert.deepEqual(auroraBackups(spec()), { window: "04:30-05:00", days: 7 });
    assert.deepEqual(backups({}), { window: "02:00-02:30", days: 30 });
    assert.deepEqual(backups({ retentionDays: 35, schedule: "0 45 23 * * *" }), { window: "23:45-00:15", days: 35 });
  });

  it("are refused where Aurora cannot make them", () => {
    assert.throws(() => backups({ retentionDays: 36 }), {
      message:
        "automated backups that stay 36 days is not supported on aws: ask for at most 35, and have AWS Backup keep copies for longer",
    });
    assert.throws(() => backups({ rpoSeconds: 299 }), {
      message: "a backup.rpoSeconds of 299 is not supported on aws: ask for 300 seconds or more",
    });
    assert.throws(() => backups({ schedule: "0 0 */6 * * *" }), {
      message:
        'the backup.schedule "0 0 */6 * * *" is not supported on aws: name one time of each day, as in "0 0 2 * * *"',
    });
  });
});
