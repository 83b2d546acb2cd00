import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { setTimeout as sleep } from "node:timers/promises";
import { fillRedis } from "../../cli/lib/drill/redis/content.ts";
import { snapshotJob } from "../../cli/lib/drill/redis/drill.ts";
import { RedisServer } from "../../cli/lib/drill/redis/server.ts";
import { redisConf, redisPaths } from "../../components/cache/redis-config.ts";
import { RedisConnection, type Reply } from "../../operations/kinds/redis/connection.ts";
import { infoOf, saveAndWait } from "../../operations/kinds/redis/snapshot.ts";
import { receiptSchema } from "../../operations/lib/receipt.ts";
import { Authority } from "../../sandbox/lib/certificates.ts";
import { silent } from "../../sandbox/lib/failure.ts";
import { compileCache, pinnedNode, projectRoot } from "../../sandbox/lib/paths.ts";
import { freePorts, loopback } from "../../sandbox/lib/ports.ts";
import { scratchFolder } from "./core-fixture.ts";

describe("Redis, from snapshot to restore, on real servers", () => {
  let server: RedisServer;
  const folder = scratchFolder();
  let job: string;

  before(async () => {
    server = await RedisServer.start(join(folder, "node"), silent);
    writeFileSync(join(folder, "keys"), `${randomBytes(32).toString("hex")}\n`);
    const store = { type: "folder", path: join(folder, "store") };
    const whole = { system: "cap", store, keyFile: join(folder, "keys"), ...(await snapshotJob({ folder }, server)) };
    job = join(folder, "job.json");
    writeFileSync(job, JSON.stringify(whole));
    await server.use((connection) => fillRedis(connection, 1));
  });
  after(() => server.stop());

  const run = (command: string, ...options: string[]) =>
    execa(pinnedNode, [join(projectRoot, "operations/main.ts"), command, "--job", job, ...options], {
      env: { NODE_COMPILE_CACHE: compileCache },
      reject: false,
      stdin: "ignore",
    });

  const keys = (connection: RedisConnection): Promise<Reply> => connection.ask("DBSIZE");

  it("what was saved comes back into the node in use, whose append-only file is on, and is there after a restart (CAP-047 to CAP-049)", async () => {
    const before = await server.use(keys);
    const made = await run("backup");
    assert.equal(made.exitCode, 0, made.stderr);
    await server.use((connection) => connection.ask("FLUSHALL"));
    const restored = await run("restore", "--switch");
    assert.equal(restored.exitCode, 0, restored.stderr);
    assert.match(
      restored.stdout,
      /^restored \S+, equal to what was saved; 127\.0\.0\.1:\d+ has what was restored; its clients were served until it had$/,
    );
    assert.equal(await server.use(keys), before);
    const role = await server.use((connection) => infoOf(connection, "replication"));
    assert.equal(role["role"], "master");
    await sleep(1500); // the append-only file is synced every second
    await server.kill();
    await server.run();
    assert.equal(await server.use(keys), before);
    const { aof_enabled: enabled } = await server.use((connection) => infoOf(connection, "persistence"));
    assert.equal(enabled, "1");
  });

  it("a drill leaves the node in use as it is, and a receipt", async () => {
    const before = await server.use(keys);
    const ran = await run("drill");
    assert.equal(ran.exitCode, 0, ran.stderr);
    const receipt = receiptSchema.parse(JSON.parse(ran.stdout));
    assert.deepEqual([receipt.verdict, receipt.differences, receipt.compared.parts], ["passed", [], 2]);
    assert.equal(await server.use(keys), before);
    assert.deepEqual(readdirSync(join(folder, "scratch")), []);
  });

  it("BGSAVE is waited for: the snapshot on the volume has what was written just before", async () => {
    await server.use(async (connection) => {
      const before = Number(await connection.ask("LASTSAVE"));
      await connection.ask("SET", "written", "just before");
      await saveAndWait(connection, new AbortController().signal);
      const { rdb_changes_since_last_save: changes } = await infoOf(connection, "persistence");
      assert.equal(changes, "0");
      assert.ok(Number(await connection.ask("LASTSAVE")) >= before);
    });
  });

  it("kill -9 under load loses at most a second of acknowledged writes, with the append-only file (CAP-020)", async () => {
    const connection = await server.connect();
    const acknowledged: number[] = [];
    const load = (async () => {
      for (let index = 0; ; index += 1) {
        await connection.ask("SET", "last", String(index));
        acknowledged.push(Date.now());
      }
    })().catch(() => undefined);
    await sleep(2500);
    await server.kill();
    const killed = acknowledged.at(-1) ?? 0;
    await load;
    await server.run();
    const last = Number(await server.use((each) => each.ask("GET", "last")));
    const lost = killed - (acknowledged[last] ?? 0);
    assert.ok(lost <= 1000, `${lost} ms of acknowledged writes were lost`);
    assert.ok(acknowledged.length > 100);
  });

  it("a wrong password, and a node that is gone, are one line and exit code 1, and leave nothing", async () => {
    const before = readdirSync(join(folder, "store"), { recursive: true }).length;
    const password = join(folder, "password");
    writeFileSync(password, "wrong");
    const wrong = await run("backup");
    writeFileSync(password, server.password);
    assert.equal(wrong.exitCode, 1);
    assert.match(wrong.stderr, /^cannot sign in at Redis 127\.0\.0\.1:\d+: Redis says: WRONGPASS /);
    await server.stop();
    const gone = await run("backup");
    await server.run();
    assert.equal(gone.exitCode, 1);
    assert.match(gone.stderr, /^cannot sign in at Redis 127\.0\.0\.1:\d+: connect ECONNREFUSED/);
    assert.equal(readdirSync(join(folder, "store"), { recursive: true }).length, before);
  });
});

describe("the configuration of the cluster's Redis nodes", () => {
  const folder = scratchFolder();

  it("is accepted by a real server, which then takes its password and nothing else", async () => {
    const server = await RedisServer.start(join(folder, "other"), silent);
    await server.stop();
    const [port = 0] = await freePorts(1);
    const own = join(folder, "node");
    for (const path of Object.values(redisPaths)) mkdirSync(join(own, path), { recursive: true });
    writeFileSync(join(own, redisPaths.auth, "auth.conf"), "requirepass secret\n");
    const config = { maxClients: 100, maxMemoryMi: 64, eviction: "noeviction" as const, slowLogMicroseconds: 10_000 };
    const authority = await Authority.create("authority of redis");
    const { cert, key } = await authority.server("redis", ["localhost"], [loopback]);
    const authorityFile = join(own, redisPaths.tls, "ca.crt");
    writeFileSync(authorityFile, authority.cert);
    writeFileSync(join(own, redisPaths.tls, "tls.crt"), cert);
    writeFileSync(join(own, redisPaths.tls, "tls.key"), key);
    // The folders are here; everything else is as in the cluster.
    const moved = (text: string, path: string) => text.replaceAll(` ${path}`, ` ${own}${path}`);
    const text = Object.values(redisPaths).reduce(moved, redisConf(port, config));
    writeFileSync(join(own, "redis.conf"), text.replace("bind * -::*", `bind ${loopback}`));
    const child = execa(server.tool.path, [join(own, "redis.conf")], {
      env: server.tool.env,
      reject: false,
      forceKillAfterDelay: 5000,
    });
    try {
      const login = { host: "localhost", port, password: "secret", authorityFile };
      const { signal } = new AbortController();
      let connection: RedisConnection | undefined;
      for (let tries = 0; connection === undefined && tries < 200; tries += 1) {
        await sleep(50);
        connection = await RedisConnection.open(login, signal).catch(() => undefined);
      }
      assert.equal(await connection?.ask("PING"), "PONG");
      connection?.close();
      const other = await RedisConnection.open({ ...login, password: undefined }, signal);
      await assert.rejects(other.ask("PING"), { message: "Redis says: NOAUTH Authentication required." });
      other.close();
    } finally {
      child.kill("SIGTERM");
    }
    const { exitCode, stdout } = await child;
    assert.equal(exitCode, 0, stdout);
  });
});
