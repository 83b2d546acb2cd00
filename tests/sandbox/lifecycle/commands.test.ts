import assert from "node:assert/strict";
import { chmodSync, copyFileSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { parse } from "yaml";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import versions from "../../../sandbox/versions.json" with { type: "json" };
import { Checkout } from "./checkout.ts";
import { temporaryFolder } from "./temporary.ts";

const stackNames = ["dev", "prod", "prod-azure", "staging"];

describe("the commands", () => {
  let checkout: Checkout;

  before(async () => {
    checkout = await Checkout.create();
  });

  describe("with bad input", () => {
    const cases: {
      name: string;
      script: string;
      args: string[];
      env?: NodeJS.ProcessEnv;
      line: string;
      exitCode?: number;
    }[] = [
      {
        name: "an unknown stack",
        script: "preview",
        args: ["nowhere"],
        line: `no stack nowhere: there is no Pulumi.nowhere.yaml; the stacks are ${stackNames.join(", ")}`,
      },
      { name: "no stack", script: "preview", args: [], line: "error: missing required argument 'stack'" },
      {
        name: "an unknown stack for pulumi itself",
        script: "pulumi",
        args: ["preview", "-s", "nowhere"],
        line: "error: no stack named 'nowhere' found",
        exitCode: 6, // pulumi's own
      },
      {
        name: "a sandbox that does not run",
        script: "kubectl",
        args: ["get", "pods"],
        line: "the sandbox of dev does not run: start it with make up",
      },
      {
        name: "an engine that does not exist",
        script: "sandbox",
        args: ["setup"],
        env: { PLUMBLINE_ENGINE: "oficial" },
        line: `PLUMBLINE_ENGINE is "oficial": it can be auto, official, built`,
      },
      {
        name: "a backend of the user's own",
        script: "sandbox",
        args: ["up"],
        env: { PULUMI_BACKEND_URL: "file:///nowhere" },
        line: "make up is for the sandbox's own backend: unset PULUMI_BACKEND_URL, or run npm run -s pulumi -- up",
      },
    ];
    for (const { name, script, args, env, line, exitCode = 1 } of cases) {
      it(`say in one line what is wrong: ${name}`, async () => {
        assert.deepEqual(await checkout.run(script, args, env), {
          exitCode,
          stdout: "",
          stderr: line,
        });
      });
    }

    it("tell which npm is too old before anything is installed", async () => {
      const machine = machineWith({ npm: "echo 9.8.1" });
      const { stderr, exitCode } = await machine.make("install");
      assert.match(stderr, /^npm 9\.8\.1 is too old: install npm 10\.9 or newer \(npm install -g npm\)$/m);
      assert.equal(exitCode, 2);
    });

    it("tell that npm is missing", async () => {
      const { stderr, exitCode } = await machineWith({}).make("up");
      assert.match(stderr, /^npm is not installed: install Node\.js 22\.18 or newer, which brings it$/m);
      assert.equal(exitCode, 2);
    });
  });

  it("install packages once per package-lock.json", async () => {
    const machine = machineWith({
      npm: `if [ "$1" = --version ]; then echo 10.9.0; else mkdir -p node_modules; echo "$*" >> installs; fi`,
    });
    assert.equal((await machine.make("install")).exitCode, 0);
    assert.equal((await machine.make("install")).exitCode, 0);
    const installs = () => readFileSync(join(machine.dir, "installs"), "utf8");
    assert.equal(installs(), "ci --loglevel=error\n");
    writeFileSync(join(machine.dir, "package-lock.json"), "{}");
    assert.equal((await machine.make("install")).exitCode, 0);
    assert.equal(installs(), "ci --loglevel=error\nci --loglevel=error\n");
  });

  it("keep state, passphrase and keys where git does not look, for their owner only", async () => {
    assert.equal((await checkout.run("pulumi", ["config", "get", "plumbline:stage", "-s", "dev"])).stdout, "dev");
    assert.equal(statSync(join(checkout.dir, ".sandbox/passphrase")).mode & 0o777, 0o600);
    assert.equal(await checkout.changes(), "");
  });

  it("know every stack of the repository without having been told", async () => {
    for (const stack of stackNames) {
      const { stdout, exitCode } = await checkout.run("pulumi", ["stack", "export", "-s", stack]);
      assert.equal(exitCode, 0);
      assert.equal((JSON.parse(stdout) as { version: number }).version, 3);
    }
    assert.equal(await checkout.changes(), "");
  });

  it("write configuration into the stack file, and nothing but what was asked for", async () => {
    const file = join(checkout.dir, "Pulumi.staging.yaml");
    const before = readFileSync(file, "utf8");
    assert.equal(
      (await checkout.run("pulumi", ["config", "set", "plumbline:domain", "s.example.com", "-s", "staging"])).exitCode,
      0,
    );
    assert.equal(
      await checkout.git("diff", "--unified=0", "--", "Pulumi.staging.yaml").then(changedLines),
      ["-  plumbline:domain: staging.example.com", "+  plumbline:domain: s.example.com"].join("\n"),
    );
    writeFileSync(file, before);
    assert.equal(
      (await checkout.run("pulumi", ["config", "get", "plumbline:domain", "-s", "staging"])).stdout,
      "staging.example.com",
    );
  });

  it("keep the salt in the stack file once there are secrets in it, and can read them", async () => {
    const file = join(checkout.dir, "Pulumi.dev.yaml");
    const before = readFileSync(file, "utf8");
    const set = ["config", "set", "--secret", "plumbline:token", "hush", "-s", "dev"];
    assert.equal((await checkout.run("pulumi", set)).exitCode, 0);
    const after = parse(readFileSync(file, "utf8")) as { encryptionsalt?: string; config: Record<string, unknown> };
    assert.match(String(after.encryptionsalt), /^v1:/);
    assert.deepEqual(Object.keys(after.config["plumbline:token"] as object), ["secure"]);
    assert.equal((await checkout.run("pulumi", ["config", "get", "plumbline:token", "-s", "dev"])).stdout, "hush");
    writeFileSync(file, before);
  });

  it("leave a team's key alone, and encrypt nothing that only the team could decrypt", async () => {
    const file = join(checkout.dir, "Pulumi.staging.yaml");
    const before = readFileSync(file, "utf8");
    assert.match(before, /^secretsprovider: awskms:\/\/alias\/staging-state\?region=us-east-1$/m);
    const secret = await checkout.run("pulumi", [
      "config",
      "set",
      "--secret",
      "plumbline:token",
      "hush",
      "-s",
      "staging",
    ]);
    assert.equal(secret.exitCode, 1);
    assert.match(secret.stderr, /^a secret of staging is encrypted by the team's key, and not by the sandbox: set /m);
    assert.equal(readFileSync(file, "utf8"), before);
    const set = ["config", "set", "plumbline:domain", "s.example.com", "-s", "staging"];
    assert.equal((await checkout.run("pulumi", set)).exitCode, 0);
    const changed = before.replace(/^( {2}plumbline:domain: ).*$/m, "$1s.example.com");
    assert.equal(readFileSync(file, "utf8"), changed);
    writeFileSync(file, before);
  });

  it("do not remove a stack's file with the stack", async () => {
    assert.equal((await checkout.run("pulumi", ["stack", "rm", "--yes", "staging"])).exitCode, 0);
    assert.equal(await checkout.changes(), "");
  });

  it("pass pulumi's own help, output and exit code through", async () => {
    const help = await checkout.run("pulumi", ["up", "--help"]);
    assert.equal(help.exitCode, 0);
    assert.match(help.stdout, /Create or update the resources in a stack/);
    assert.equal((await checkout.run("pulumi", ["version"])).stdout, `v${versions.pulumi}`);
    assert.notEqual((await checkout.run("pulumi", ["no-such-command"])).exitCode, 0);
  });

  it("explain themselves", async () => {
    for (const script of ["preview", "sandbox"]) {
      const { stdout, exitCode } = await checkout.run(script, ["--help"]);
      assert.equal(exitCode, 0);
      assert.match(stdout, new RegExp(`^Usage: npm run -s ${script} --`));
    }
    assert.match((await checkout.run("sandbox", ["status"])).stdout, /^nothing has been started here yet: make up$/);
    assert.equal((await checkout.run("sandbox", ["status", "--json"])).stdout, "[]");
  });

  it("leave an official engine and official plugins as they are", async () => {
    const home = join(temporaryFolder("home"), "pulumi");
    const engine = join(home, "versions", versions.pulumi, "bin/pulumi");
    const plugin = join(home, `plugins/resource-random-v${packageVersion("@pulumi/random")}`, "pulumi-resource-random");
    for (const file of [engine, plugin]) {
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, "#!/bin/sh\nexit 7\n");
      chmodSync(file, 0o755);
    }
    assert.equal((await checkout.run("pulumi", ["version"], { PULUMI_HOME: home })).exitCode, 7);
    for (const file of [engine, plugin]) assert.equal(readFileSync(file, "utf8"), "#!/bin/sh\nexit 7\n");
    assert.equal(existsSync(join(dirname(engine), "pulumi-language-nodejs")), false);
  });
});

function changedLines(diff: string): string {
  return diff
    .split("\n")
    .filter((line) => /^[-+](?![-+])/.test(line))
    .join("\n");
}

function packageVersion(name: string): string {
  const file = join(projectRoot, "node_modules", name, "package.json");
  return (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version;
}

/** A folder with the Makefile, on a machine that has only the given programs besides the system's smallest ones. */
function machineWith(programs: Record<string, string>) {
  const dir = temporaryFolder("make");
  const bin = join(dir, "bin");
  mkdirSync(bin);
  copyFileSync(join(projectRoot, "Makefile"), join(dir, "Makefile"));
  copyFileSync(join(projectRoot, "package-lock.json"), join(dir, "package-lock.json"));
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(bin, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(bin, name), 0o755);
  }
  for (const name of ["sh", "awk", "cksum", "tr", "touch", "mkdir", "make"]) {
    writeFileSync(join(bin, name), `#!/bin/sh\nPATH=/usr/bin:/bin exec ${name} "$@"\n`);
    chmodSync(join(bin, name), 0o755);
  }
  const make = (target: string) =>
    execa("/usr/bin/make", [target], { cwd: dir, env: { PATH: bin }, extendEnv: false, reject: false });
  return { dir, make };
}
