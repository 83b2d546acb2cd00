import { strict as assert } from "node:assert";
import { randomBytes } from "node:crypto";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { ChildServer } from "../../cli/lib/drill/child-server.ts";
import { fillRedis } from "../../cli/lib/drill/redis/content.ts";
import { redisConf, redisPaths } from "../../components/cache/redis-config.ts";
import { RedisConnection } from "../../operations/kinds/redis/connection.ts";
import { infoOf } from "../../operations/kinds/redis/snapshot.ts";
import { Authority } from "../../sandbox/lib/certificates.ts";
import { ensureDebianTool } from "../../sandbox/lib/debian-tools.ts";
import { silent } from "../../sandbox/lib/failure.ts";
import { compileCache, pinnedNode, projectRoot } from "../../sandbox/lib/paths.ts";
import { freePorts, loopback } from "../../sandbox/lib/ports.ts";
import { scratchFolder } from "./core-fixture.ts";

const password = "secret-of-the-node";

describe("a node of Redis as it is in the cluster, by TLS and password alone", () => {
  const folder = scratchFolder();
  const job = join(folder, "job.json");
  let server: ChildServer | undefined;
  let port = 0;
  let scratchPort = 0;

  before(async () => {
    const tool = await ensureDebianTool("redis-server", silent);
    [port = 0, scratchPort = 0] = await freePorts(2);
    const own = join(folder, "node");
    for (const path of Object.values(redisPaths)) mkdirSync(join(own, path), { recursive: true });
    const authority = await Authority.create("authority of redis");
    const write = (file: string, text: string) => writeFileSync(join(own, file), text);
    write(`${redisPaths.auth}/auth.conf`, `requirepass ${password}\n`);
    const { cert, key } = await authority.server("redis", ["localhost"], [loopback]);
    for (const [file, text] of Object.entries({ "ca.crt": authority.cert, "tls.crt": cert, "tls.key": key })) {
      write(`${redisPaths.tls}/${file}`, text);
    }
    const config = { maxClients: 100, maxMemoryMi: 64, eviction: "noeviction" as const, slowLogMicroseconds: 10_000 };
    const moved = (text: string, path: string) => text.replaceAll(` ${path}`, ` ${own}${path}`);
    const text = Object.values(redisPaths).reduce(moved, redisConf(port, config));
    write("redis.conf", text.replace("bind * -::*", `bind ${loopback}`));
    const restored = await authority.server("db-g1-backup-restore", ["db-g1-backup-restore"], []);
    for (const [file, pem] of Object.entries({ "tls.crt": restored.cert, "tls.key": restored.key })) {
      writeFileSync(join(folder, file), pem);
    }
    writeFileSync(join(folder, "password"), password);
    writeFileSync(join(folder, "keys"), `${randomBytes(32).toString("hex")}\n`);
    // The program starts it by a name alone: its libraries come with it.
    const program = join(folder, "redis-server");
    const variables = Object.entries(tool.env).map(([name, value]) => `${name}='${value}'`);
    writeFileSync(program, `#!/bin/sh\nexec env ${variables.join(" ")} '${tool.path}' "$@"\n`, { mode: 0o755 });
    const settings = {
      host: "localhost",
      port,
      passwordFile: join(folder, "password"),
      authorityFile: join(own, redisPaths.tls, "ca.crt"),
      scratch: {
        folder,
        program,
        port: scratchPort,
        tls: { certificateFile: join(folder, "tls.crt"), keyFile: join(folder, "tls.key") },
      },
    };
    const store = { type: "folder", path: join(folder, "store") };
    const whole = { system: "cap", kind: "redis", instance: "db-g1", store, keyFile: join(folder, "keys"), settings };
    writeFileSync(job, JSON.stringify(whole));
    server = await ChildServer.start({
      name: "redis",
      command: tool.path,
      args: [join(own, "redis.conf")],
      env: tool.env,
      folder: own,
      answers: () => use((connection) => connection.ask("PING")).then(() => true),
    });
    await use((connection) => fillRedis(connection, 1));
  });
  after(() => server?.stop());

  async function use<T>(work: (connection: RedisConnection) => Promise<T>): Promise<T> {
    const authorityFile = join(folder, "node", redisPaths.tls, "ca.crt");
    const login = { host: "localhost", port, password, authorityFile };
    const connection = await RedisConnection.open(login, AbortSignal.timeout(60_000));
    try {
      return await work(connection);
    } finally {
      connection.close();
    }
  }

  const run = (command: string, ...options: string[]) =>
    execa(pinnedNode, [join(projectRoot, "operations/main.ts"), command, "--job", job, ...options], {
      env: { NODE_COMPILE_CACHE: compileCache, POD_IP: loopback },
      reject: false,
      stdin: "ignore",
    });

  it("fetches what was restored by TLS and by its own password, which it forgets again (CAP-050, CAP-054)", async () => {
    const before = await use((connection) => connection.ask("DBSIZE"));
    const made = await run("backup");
    assert.equal(made.exitCode, 0, made.stderr);
    await use((connection) => connection.ask("FLUSHALL"));
    const restored = await run("restore", "--switch");
    assert.equal(restored.exitCode, 0, restored.stderr);
    const found = await use(async (connection) => ({
      keys: await connection.ask("DBSIZE"),
      role: (await infoOf(connection, "replication"))["role"],
      masterauth: await connection.ask("CONFIG", "GET", "masterauth"),
    }));
    assert.deepEqual(found, { keys: before, role: "master", masterauth: ["masterauth", ""] });
  });

  it("is not given anything while it replicates from another, which would take it away again", async () => {
    await use((connection) => connection.ask("REPLICAOF", loopback, "1"));
    try {
      const refused = await run("restore", "--switch");
      assert.equal(refused.exitCode, 1);
      assert.equal(
        refused.stderr.split("\n").at(-1),
        `localhost replicates from ${loopback}, and would have its content again: restore that`,
      );
    } finally {
      await use((connection) => connection.ask("REPLICAOF", "NO", "ONE"));
      await sleep(100);
    }
  });
});
