import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as sleep } from "node:timers/promises";
import { pinnedNode, projectRoot } from "../../../sandbox/lib/paths.ts";
import { Plugin } from "../lib/provider-plugin.ts";

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    const stat = `/proc/${pid}/stat`;
    return !existsSync(stat) || !readFileSync(stat, "utf8").includes(") Z "); // a zombie has ended
  } catch {
    return false;
  }
};

describe("a provider's process", () => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    it(`ends at ${signal}`, async () => {
      const plugin = await Plugin.start("random");
      assert.equal(isRunning(plugin.pid), true);
      process.kill(plugin.pid, signal);
      for (let tries = 0; tries < 100 && isRunning(plugin.pid); tries++) await sleep(100);
      assert.equal(isRunning(plugin.pid), false);
      plugin.close();
    });
  }

  it("ends when whoever started it was killed", async () => {
    const main = join(projectRoot, "sandbox/providers/random/main.ts");
    // the shell stays, because it has something to do afterwards
    const shell = spawn("sh", ["-c", `"${pinnedNode}" "${main}" & echo $!; wait; :`], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const lines = createInterface(shell.stdout)[Symbol.asyncIterator]();
    const pid = Number((await lines.next()).value);
    assert.match(String((await lines.next()).value), /^\d+$/); // it serves
    shell.kill("SIGKILL");
    await once(shell, "exit");
    assert.equal(isRunning(pid), true);
    for (let tries = 0; tries < 100 && isRunning(pid); tries++) await sleep(100);
    assert.equal(isRunning(pid), false);
  });

  it("tells the version of the SDK that it stands in for", async () => {
    const plugin = await Plugin.start("random");
    const manifest = JSON.parse(
      readFileSync(join(projectRoot, "node_modules/@pulumi/random/package.json"), "utf8"),
    ) as {
      version: string;
    };
    assert.equal(await plugin.version(), manifest.version);
    await plugin.stop();
  });
});
