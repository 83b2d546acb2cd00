import assert from "node:assert/strict";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { stringify } from "yaml";
import type { Recorded } from "../../policy/lib/record.ts";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { sharedCluster } from "./lib/provider-cluster.ts";
import { Stack } from "./lib/provider-stack.ts";

const policy = "k8s-no-privileged";
const exemption = {
  policy,
  resource: "kubernetes:apps/v1:Deployment::web",
  stacks: ["dev"],
  reason: "The vendor's image needs the device until its release 4.2.",
  owner: "platform@example.com",
  expires: "2099-12-31",
};

describe("an exemption from a policy under the engine", () => {
  const pack = mkdtempSync(join(tmpdir(), "plumbline-pack-"));
  const record = join(pack, "record.jsonl");
  let stack: Stack;

  /** Previews the program with the pack and these exemptions; its one mandatory violation is the privileged container. */
  const preview = async (...exemptions: object[]) => {
    writeFileSync(join(pack, "exemptions.yaml"), stringify(exemptions));
    rmSync(record, { force: true });
    const config = join(projectRoot, "policy/config/dev.json");
    return stack.run("preview", "--policy-pack", pack, "--policy-pack-config", config, "--color=never");
  };
  const recorded = (): Recorded[] =>
    existsSync(record)
      ? readFileSync(record, "utf8")
          .trim()
          .split("\n")
          .map((line) => JSON.parse(line) as Recorded)
      : [];

  before(async () => {
    await execa("npm", ["run", "-s", "build", "-w", "plumbline-policy"], { cwd: projectRoot });
    for (const part of ["dist", "package.json", "PulumiPolicy.yaml"])
      cpSync(join(projectRoot, "policy", part), join(pack, part), { recursive: true });
    symlinkSync(join(projectRoot, "node_modules"), join(pack, "node_modules"));
    const { kubeconfig } = await sharedCluster();
    stack = await Stack.create({ PLUMBLINE_POLICY_RECORD: record }, "dev");
    copyFileSync(join(projectRoot, "tests/policy/fixtures/violating/index.ts"), join(stack.dir, "index.ts"));
    await stack.succeed("config", "set", "kubeconfig", kubeconfig);
  });
  after(() => {
    stack.remove();
    rmSync(pack, { recursive: true });
  });

  it("lets the violation through, and is in the record that evidence is made of", async () => {
    const { exitCode, text } = await preview(exemption);
    assert.equal(exitCode, 0, text);
    assert.doesNotMatch(text, /mandatory/);
    const excused = recorded().find((one) => one.policy === policy && one.urn.endsWith("::web"));
    assert.equal(excused?.violations, undefined);
    assert.match(JSON.stringify(excused?.exempt), /securityContext\.privileged.*release 4\.2.*platform@example\.com/);
  });

  it("excuses nothing any more when it has expired", async () => {
    const { exitCode, text } = await preview({ ...exemption, expires: "2020-01-31" });
    assert.notEqual(exitCode, 0);
    assert.match(text, /\[mandatory\].* k8s-no-privileged +\(kubernetes:apps\/v1:Deployment: web\)/);
    assert.match(text, /x-exemption-valid/);
    assert.match(text, /expected an exemption in force, found .*2020-01-31/);
  });

  it("stops the preview when it excuses nothing", async () => {
    await stack.succeed("config", "set", "privileged", "false");
    const { exitCode, text } = await preview(exemption);
    assert.notEqual(exitCode, 0);
    assert.match(text, /x-exemption-valid/);
    assert.match(text, /expected an exemption that excuses something/);
  });
});
