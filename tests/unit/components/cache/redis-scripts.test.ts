import assert from "node:assert/strict";
import { execa } from "execa";
import { chmod, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { redisScripts } from "../../../../components/cache/redis-pod.ts";
import { redisPaths } from "../../../../components/cache/redis-config.ts";

describe("scripts of a Redis node", () => {
  let dir: string;
  before(async () => {
    dir = await mkdtemp(join(tmpdir(), "redis-scripts-"));
    await program(
      "redis-cli",
      'printf "%s\\n" "$REDISCLI_AUTH" "$@" > "$DIR/called"\nprintf "%s\\n" "$REPLY"\nexit "$CODE"',
    );
    await program("redis-server", 'printf "%s\\n" "$@" > "$DIR/served"\nulimit -n > "$DIR/limit"');
    await writeFile(join(dir, "password"), "s3cret value");
  });
  after(() => rm(dir, { recursive: true }));

  async function program(name: string, body: string): Promise<void> {
    await writeFile(join(dir, name), `#!/bin/sh\n${body}\n`);
    await chmod(join(dir, name), 0o755);
  }

  /** The scripts, with the folder of the password in reach of the test. */
  const scripts = () =>
    Object.entries(redisScripts(6379, 100)).map(([name, text]): [string, string] => [
      name,
      text.replaceAll(redisPaths.auth, dir),
    ]);

  async function run(name: string, env: Record<string, string> = {}) {
    const text = scripts().find(([each]) => each === name)?.[1];
    assert.ok(text);
    const path = join(dir, name);
    await writeFile(path, text);
    return execa("sh", [path], {
      env: { PATH: `${dir}:${process.env.PATH ?? ""}`, DIR: dir, REPLY: "", CODE: "0", ...env },
      reject: false,
    });
  }

  it("are these, and every one is a shell program", async () => {
    assert.deepEqual(
      scripts().map(([name]) => name),
      ["start.sh", "live.sh", "ready.sh", "reload.sh"],
    );
    for (const [, text] of scripts()) {
      assert.match(text, /^#!\/bin\/sh\n/);
      const { exitCode, stderr } = await execa("sh", ["-n"], { input: text, reject: false });
      assert.deepEqual({ exitCode, stderr }, { exitCode: 0, stderr: "" });
    }
  });

  const answers = [
    ["PONG", 0, { live: 0, ready: 0 }],
    ["LOADING Redis is loading the dataset in memory", 0, { live: 0, ready: 1 }],
    ["NOAUTH Authentication required.", 0, { live: 1, ready: 1 }],
    ["MASTERDOWN Link with MASTER is down", 0, { live: 1, ready: 1 }],
    ["Could not connect to Redis at localhost:6379: Connection refused", 1, { live: 1, ready: 1 }],
    ["", 0, { live: 1, ready: 1 }],
  ] as const;
  for (const [REPLY, code, expected] of answers) {
    it(`the probes judge ${JSON.stringify(REPLY)}: ${JSON.stringify(expected)}`, async () => {
      const env = { REPLY, CODE: String(code) };
      const [live, ready] = [await run("live.sh", env), await run("ready.sh", env)];
      assert.deepEqual({ live: live.exitCode, ready: ready.exitCode }, expected);
      for (const { exitCode, stdout } of [live, ready]) assert.equal(stdout, exitCode === 0 ? "" : REPLY);
    });
  }

  it("the probes speak TLS, and give the password where no process list shows it", async () => {
    await run("ready.sh", { REPLY: "PONG" });
    assert.deepEqual((await readFile(join(dir, "called"), "utf8")).trimEnd().split("\n"), [
      "s3cret value",
      ...["--no-auth-warning", "--tls", "--cacert", "/etc/redis/tls/ca.crt", "-h", "localhost", "-p", "6379", "ping"],
    ]);
  });

  it("the server starts with its configuration and descriptors for every client", async () => {
    assert.equal((await run("start.sh")).exitCode, 0);
    assert.equal(await readFile(join(dir, "served"), "utf8"), "/etc/redis/config/redis.conf\n");
    assert.equal(await readFile(join(dir, "limit"), "utf8"), "132\n");
  });

  it("the server does not start where the node allows too few descriptors", async () => {
    await rm(join(dir, "served"), { force: true });
    const text = (redisScripts(6379, 10_000_000)["start.sh"] ?? "").replace("set -eu", "set -eu\nulimit -Hn 64");
    const { exitCode, stderr } = await execa("sh", { input: text, env: { DIR: dir }, reject: false });
    assert.notEqual(exitCode, 0);
    assert.match(stderr, /limit/);
    await assert.rejects(readFile(join(dir, "served")), { code: "ENOENT" });
  });

  it("the reload ends at once when it is told to", async () => {
    const text = scripts().find(([name]) => name === "reload.sh")?.[1] ?? "";
    const path = join(dir, "reload.sh");
    // The sleep stands for twelve hours; the signal comes while it runs.
    await program("sleep", 'touch "$DIR/sleeping"\nexec tail -f /dev/null');
    await writeFile(path, text);
    const child = execa("sh", [path], {
      env: { PATH: `${dir}:${process.env.PATH ?? ""}`, DIR: dir },
      reject: false,
      detached: true,
      // The sleep would keep a pipe open.
      stdio: "ignore",
    });
    try {
      while (!(await exists(join(dir, "sleeping")))) await new Promise((resolve) => setTimeout(resolve, 10));
      child.kill("SIGTERM");
      const { exitCode } = await child;
      assert.equal(exitCode, 0);
    } finally {
      if (child.pid !== undefined) killGroup(child.pid);
      await rm(join(dir, "sleep"));
    }
  });
});

function killGroup(pid: number): void {
  try {
    process.kill(-pid, "SIGKILL");
  } catch {
    // It is gone already.
  }
}

async function exists(path: string): Promise<boolean> {
  return readFile(path).then(
    () => true,
    () => false,
  );
}
