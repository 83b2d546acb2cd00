import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { withLock } from "../../../sandbox/lib/lock.ts";
import { pinnedNode } from "../../../sandbox/lib/paths.ts";
import {
  isRunning,
  launch,
  processOf,
  recordedProcess,
  stopGroup,
  stopProcess,
} from "../../../sandbox/lib/processes.ts";
import { temporaryFolder } from "./temporary.ts";

const folder = temporaryFolder("processes");
const unexpected = (pid: number) => assert.fail(`waits for ${pid}`);

async function sleeper(): Promise<ChildProcess> {
  const child = spawn("sleep", ["60"]);
  await once(child, "spawn");
  return child;
}

async function launchScript(name: string, script: string): Promise<{ pidFile: string; logFile: string }> {
  const files = { pidFile: join(folder, `${name}.pid`), logFile: join(folder, `${name}.log`) };
  void launch({ command: "/bin/sh", args: ["-c", script], env: {}, cwd: folder, ...files });
  while (!recordedProcess(files.pidFile)) await sleep(10);
  return files;
}

describe("processes in the background", () => {
  it("are known by pid and start time, so that another process with the same pid is never touched", async () => {
    const child = await sleeper();
    const id = processOf(child.pid ?? 0);
    assert.ok(id);
    const recycled = { pid: id.pid, started: `${id.started}0` };
    const pidFile = join(folder, "recycled.pid");
    writeFileSync(pidFile, `${recycled.pid} ${recycled.started}\n`);
    assert.equal(recordedProcess(pidFile), undefined);
    await stopProcess(recycled, 0);
    assert.equal(isRunning(id), true);
    writeFileSync(pidFile, `${id.pid} ${id.started}\n`);
    assert.deepEqual(recordedProcess(pidFile), id);
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(recordedProcess(pidFile), undefined);
  });

  it("record themselves before they become the command, and outlive the signal to the launcher's group", async () => {
    const { pidFile } = await launchScript("recorded", "exec sleep 60");
    const id = recordedProcess(pidFile);
    assert.ok(id);
    const session = readFileSync(`/proc/${id.pid}/stat`, "utf8").split(" ")[5];
    assert.equal(Number(session), id.pid);
    await stopProcess(id, 5_000);
    assert.equal(isRunning(id), false);
  });

  it("take along what they started and left behind, but not another process that has their number", async () => {
    const { pidFile, logFile } = await launchScript("parent", "sleep 60 & echo $!; exec sleep 60");
    while (!readFileSync(logFile, "utf8").endsWith("\n")) await sleep(10);
    const child = processOf(Number(readFileSync(logFile, "utf8")));
    const parent = recordedProcess(pidFile);
    assert.ok(child && parent);
    process.kill(parent.pid, "SIGKILL");
    while (isRunning(parent)) await sleep(10);
    const other = await sleeper();
    const otherFile = join(folder, "other.pid");
    writeFileSync(otherFile, `${other.pid} 0\n`);
    await stopGroup(otherFile, 0);
    assert.equal(other.exitCode ?? other.signalCode, null);
    other.kill("SIGKILL");
    assert.equal(isRunning(child), true);
    await stopGroup(pidFile, 0);
    while (isRunning(child)) await sleep(10);
  });

  it("are killed when they do not end by themselves", async () => {
    const { pidFile, logFile } = await launchScript("stubborn", "trap '' TERM; echo ready; while :; do sleep 1; done");
    while (readFileSync(logFile, "utf8") !== "ready\n") await sleep(10);
    const id = recordedProcess(pidFile);
    assert.ok(id);
    await stopProcess(id, 100);
    assert.equal(isRunning(id), false);
  });

  it("keep the log of the run before", async () => {
    for (const word of ["first", "second"]) {
      const { pidFile, logFile } = await launchScript("logged", `echo ${word}; exec sleep 60`);
      while (readFileSync(logFile, "utf8") !== `${word}\n`) await sleep(10);
      const id = recordedProcess(pidFile);
      if (id) await stopProcess(id, 5_000);
    }
    assert.equal(readFileSync(join(folder, "logged.log.previous"), "utf8"), "first\n");
  });
});

describe("the lock", () => {
  const path = join(folder, "lock");
  const holder = `import { withLock } from ${JSON.stringify(join(import.meta.dirname, "../../../sandbox/lib/lock.ts"))};
    await withLock(${JSON.stringify(path)}, () => undefined, () => { console.log("held"); return new Promise(() => setInterval(() => 0, 1000)); });`;

  async function startHolder(): Promise<ChildProcess> {
    const child = spawn(pinnedNode, ["--input-type=module", "-e", holder], { stdio: ["ignore", "pipe", "inherit"] });
    await once(child.stdout, "data");
    return child;
  }

  it("is held by one at a time, and the other is told whom it waits for", async () => {
    const child = await startHolder();
    const waited: number[] = [];
    const work = withLock(
      path,
      (pid) => void waited.push(pid),
      () => Promise.resolve("mine"),
    );
    while (waited.length === 0) await sleep(10);
    assert.deepEqual(waited, [child.pid]);
    assert.equal(existsSync(path), true);
    child.kill("SIGKILL");
    assert.equal(await work, "mine");
  });

  it("is taken over from a process that was killed", async () => {
    const child = await startHolder();
    child.kill("SIGKILL");
    await once(child, "exit");
    assert.equal(existsSync(path), true);
    assert.equal(await withLock(path, unexpected, () => Promise.resolve("mine")), "mine");
  });

  it("is taken over when it was only half written", async () => {
    writeFileSync(path, `{"pid":`);
    assert.equal(await withLock(path, unexpected, () => Promise.resolve("mine")), "mine");
  });

  it("is given back after an error, without a trace", async () => {
    await assert.rejects(
      withLock(path, unexpected, () => Promise.reject(new Error("no"))),
      /^Error: no$/,
    );
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith("lock")),
      [],
    );
  });
});
