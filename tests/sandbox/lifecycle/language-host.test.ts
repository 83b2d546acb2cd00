import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import type { ChildProcess } from "node:child_process";
import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { execa } from "execa";
import { engineBin, enginePath } from "../../../sandbox/lib/engine.ts";
import { pulumiHome } from "../../../sandbox/lib/paths.ts";
import { Stack } from "../lib/provider-stack.ts";
import { processesMentioning, temporaryFolder } from "./temporary.ts";

describe("the language host", () => {
  let stack: Stack;
  const program = (text: string) => writeFileSync(join(stack.dir, "index.ts"), text);
  const project = (options: object) =>
    writeFileSync(
      join(stack.dir, "Pulumi.yaml"),
      JSON.stringify({
        name: "tiny",
        main: "index.ts",
        runtime: { name: "nodejs", options: { typescript: false, ...options } },
      }),
    );
  const outputs = async () =>
    JSON.parse(await stack.succeed("stack", "output", "--json", "--show-secrets")) as Record<string, unknown>;

  before(async () => {
    stack = await Stack.create();
  });
  after(() => stack.remove());

  it("runs a program in TypeScript with the pinned Node.js, its configuration, secrets and Node options", async () => {
    project({ nodeargs: "--stack-trace-limit=7  --no-warnings" });
    await stack.succeed("config", "set", "greeting", "hello = world");
    await stack.succeed("config", "set", "--secret", "hidden", "hush");
    program(`
      import * as pulumi from "@pulumi/pulumi";
      const config = new pulumi.Config();
      const limit: number = Error.stackTraceLimit;
      export const told = { limit, node: process.version, options: process.execArgv, stack: pulumi.getStack(), project: pulumi.getProject() };
      export const greeting = config.require("greeting");
      export const hidden = config.requireSecret("hidden");
      export const dry = pulumi.runtime.isDryRun();
      console.log("said by the program");
    `);
    const text = await stack.up();
    assert.match(text, /said by the program/);
    assert.match(text, /hidden *: \[secret\]/);
    assert.deepEqual(await outputs(), {
      told: {
        limit: 7,
        node: process.version,
        options: ["--stack-trace-limit=7", "--no-warnings"],
        stack: "test",
        project: "tiny",
      },
      greeting: "hello = world",
      hidden: "hush",
      dry: false,
    });
    assert.match(await stack.succeed("preview"), /dry +: false => true/);
  });

  it("leaves it at the program's own words when it fails with a RunError", async () => {
    program(`import * as pulumi from "@pulumi/pulumi"; throw new pulumi.RunError("replicas: expected 1 to 5, got 9");`);
    const { exitCode, text } = await stack.run("up", "--yes", "--skip-preview", "--color=never");
    assert.notEqual(exitCode, 0);
    assert.match(text, /error: replicas: expected 1 to 5, got 9/);
    assert.doesNotMatch(text, /ended with| at \S+:\d+/);
  });

  it("tells the exit code of a program that ends without a word", async () => {
    program(`process.exit(3);`);
    const { exitCode, text } = await stack.run("up", "--yes", "--skip-preview", "--color=never");
    assert.notEqual(exitCode, 0);
    assert.match(text, /the program ended with exit code 3/);
  });

  it("names the folder whose packages are not installed", async () => {
    const bare = temporaryFolder("bare");
    writeFileSync(join(bare, "Pulumi.yaml"), JSON.stringify({ name: "bare", runtime: "nodejs" }));
    const run = (...args: string[]) =>
      execa(enginePath, args, { cwd: bare, reject: false, all: true, env: environment() });
    await run("stack", "init", "test");
    const { all, exitCode } = await run("preview", "--non-interactive", "--color=never");
    assert.notEqual(exitCode, 0);
    assert.match(all, /@pulumi\/pulumi\/cmd\/run is not installed for \/\S*plumbline-bare-\w+: run npm ci there/);
  });

  it("ends, with the program, when the engine is killed", async () => {
    const engine = await endlessUpdate();
    engine.kill("SIGKILL");
    await once(engine, "exit");
    while (programs().length > 0) await sleep(50);
    await stack.succeed("cancel", "--yes");
  });

  it("ends the program when the update is interrupted", async () => {
    const engine = await endlessUpdate();
    engine.kill("SIGINT");
    const [code] = (await once(engine, "exit")) as [number | null];
    assert.notEqual(code, 0);
    while (programs().length > 0) await sleep(50);
  });

  /** Processes that run for this stack: the program names its folder. */
  function programs(): string[] {
    return [...processesMentioning(stack.dir).values()];
  }

  function environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      PATH: `${engineBin}:${process.env.PATH ?? ""}`,
      PULUMI_HOME: pulumiHome,
      PULUMI_BACKEND_URL: `file://${join(stack.dir, "backend")}`,
      PULUMI_CONFIG_PASSPHRASE: "test",
      PULUMI_SKIP_UPDATE_CHECK: "true",
      PULUMI_STACK: "test",
    };
  }

  /** An update whose program never ends, as soon as the program runs. */
  async function endlessUpdate(): Promise<ChildProcess> {
    project({});
    program(`setInterval(() => undefined, 1000); await new Promise(() => undefined);`);
    const args = ["up", "--yes", "--skip-preview", "--non-interactive"];
    const engine = spawn(enginePath, args, { cwd: stack.dir, stdio: "ignore", env: environment() });
    while (!programs().some((line) => line.includes("/cmd/run"))) await sleep(50);
    return engine;
  }
});
