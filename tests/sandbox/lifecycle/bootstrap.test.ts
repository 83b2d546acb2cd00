import assert from "node:assert/strict";
import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { execa } from "execa";
import { moveState, type Work } from "../../../cli/lib/bootstrap.ts";
import { enginePath, ensureEngine } from "../../../sandbox/lib/engine.ts";
import { pulumiEnvironment } from "../../../sandbox/lib/environment.ts";
import { silent } from "../../../sandbox/lib/failure.ts";
import { pinnedNode, projectRoot } from "../../../sandbox/lib/paths.ts";
import { temporaryFolder } from "./temporary.ts";

const state = temporaryFolder("bootstrap");
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) =>
  execa(pinnedNode, [join(projectRoot, "cli/bootstrap.ts"), ...args], {
    env: { PLUMBLINE_SANDBOX_DIR: state, PULUMI_BACKEND_URL: "", ...env },
    reject: false,
  });
const files = () =>
  ["Pulumi.yaml", "Pulumi.staging.yaml"].map((file) => readFileSync(join(projectRoot, "backends", file), "utf8"));

describe("where the state of a stack is kept", () => {
  it("is made by one command, and a second one changes nothing", async () => {
    const before = files();
    const first = await run(["staging"]);
    assert.equal(first.exitCode, 0, first.stderr);
    assert.match(
      first.stderr,
      /^A rehearsal in the sandbox: nothing is made in any cloud\. For real: PULUMI_BACKEND_URL='s3:/,
    );
    assert.match(first.stdout, /url +: "s3:\/\/staging-state-111122223333-us-east-1\?region=us-east-1"/);
    assert.match(first.stdout, /\+ 20 created/);
    assert.match((await run(["staging"])).stdout, /20 unchanged/);
    assert.deepEqual(files(), before);
  });

  it("is told to a shell", async () => {
    const { stdout } = await run(["prod", "--print"]);
    assert.deepEqual(stdout.split("\n"), [
      "export PULUMI_BACKEND_URL='s3://prod-state-444455556666-us-east-1?region=us-east-1'",
      "# once: npm run -s pulumi -- stack init prod --secrets-provider 'awskms://alias/prod-state?region=us-east-1'",
    ]);
  });

  it("is nothing for a stack without a cloud, nor in another backend than its own", async () => {
    const dev = await run(["dev"]);
    assert.deepEqual(
      [dev.exitCode, dev.stderr],
      [1, "the state of dev is in no cloud: there is no backends/Pulumi.dev.yaml"],
    );
    const other = await run(["staging"], { PULUMI_BACKEND_URL: "s3://other" });
    const own = "s3://staging-state-111122223333-us-east-1?region=us-east-1";
    const line = `PULUMI_BACKEND_URL is s3://other, and the state of staging is kept in ${own}: set it so, or unset it for a rehearsal`;
    assert.deepEqual([other.exitCode, other.stderr], [1, line]);
  });

  it("takes over the state that it was made from", async () => {
    await ensureEngine(silent);
    const work = (name: string): Work => {
      const folder = join(state, name);
      mkdirSync(join(folder, "backend"), { recursive: true });
      copyFileSync(join(projectRoot, "backends/Pulumi.yaml"), join(folder, "Pulumi.yaml"));
      const url = pathToFileURL(join(folder, "backend")).href;
      return { folder, env: { ...pulumiEnvironment(), PULUMI_BACKEND_URL: url, PULUMI_CONFIG_PASSPHRASE: name } };
    };
    const pulumi = async ({ folder, env }: Work, ...args: string[]) => {
      const { stdout } = await execa(enginePath, ["-C", folder, "--non-interactive", ...args], {
        env,
        extendEnv: false,
      });
      return stdout;
    };
    const [from, to] = [work("from"), work("to")];
    await pulumi(from, "stack", "init", "staging");
    const deployment = {
      manifest: {},
      resources: [
        {
          urn: "urn:pulumi:staging::plumbline-state::pulumi:pulumi:Stack::plumbline-state-staging",
          type: "pulumi:pulumi:Stack",
          custom: false,
        },
      ],
    };
    const file = join(from.folder, "made.json");
    await execa("sh", ["-c", 'cat > "$1"', "sh", file], { input: JSON.stringify({ version: 3, deployment }) });
    await pulumi(from, "stack", "import", "--stack", "staging", "--file", file);
    await moveState("staging", from, to, "passphrase");
    const moved: unknown = JSON.parse(await pulumi(to, "stack", "export", "--stack", "staging"));
    assert.match(JSON.stringify(moved), /pulumi:pulumi:Stack::plumbline-state-staging/);
    assert.equal(await pulumi(from, "stack", "ls", "--json"), "[]");
  });
});
