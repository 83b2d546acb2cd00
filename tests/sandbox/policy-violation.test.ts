import assert from "node:assert/strict";
import { copyFileSync } from "node:fs";
import { join } from "node:path";
import { execa } from "execa";
import { projectRoot } from "../../sandbox/lib/paths.ts";
import { kubectl, sharedCluster } from "./lib/provider-cluster.ts";
import { Stack } from "./lib/provider-stack.ts";

const policy = join(projectRoot, "policy");
const withPack = ["--policy-pack", policy, "--policy-pack-config", join(policy, "config/dev.json"), "--color=never"];
const namespaces = () => kubectl("get", "namespaces", "-o", "name");

describe("the policy pack under the engine", () => {
  let stack: Stack;

  before(async () => {
    const build = execa("npm", ["run", "-s", "build", "-w", "plumbline-policy"], { cwd: projectRoot });
    const [{ kubeconfig }, created] = await Promise.all([sharedCluster(), Stack.create({}, "dev"), build]);
    stack = created;
    copyFileSync(join(projectRoot, "tests/policy/fixtures/violating/index.ts"), join(stack.dir, "index.ts"));
    await stack.succeed("config", "set", "kubeconfig", kubeconfig);
  });
  after(async () => {
    await stack.succeed("destroy", "--yes", "--skip-preview");
    stack.remove();
  });

  it("stops an update with a violation before anything is changed, and says what to write instead", async () => {
    const { exitCode, text } = await stack.run("up", "--yes", ...withPack);
    assert.notEqual(exitCode, 0);
    assert.match(text, /\[mandatory\].* k8s-no-privileged +\(kubernetes:apps\/v1:Deployment: web\)/);
    assert.match(text, /A container must not be privileged\./);
    assert.match(
      text,
      /spec\.template\.spec\.containers\[0\]\.securityContext\.privileged: expected false, found true/,
    );
    assert.deepEqual(Object.keys(await stack.state()), []);
    assert.doesNotMatch(await namespaces(), /violating/);
  });

  it("only tells of what is advisory in the stack's environment, and of what a preview cannot know", async () => {
    await stack.succeed("config", "set", "privileged", "false");
    const { exitCode, text } = await stack.run("preview", ...withPack);
    assert.equal(exitCode, 0, text);
    assert.match(text, /\[advisory\].* k8s-resources +\(kubernetes:apps\/v1:Deployment: web\)/);
    assert.match(text, /\[remediate\] +k8s-run-as-non-root +\(1 resource\)/);
    assert.match(text, /can't run policy 'k8s-no-default-credentials'.* at \.stringData can't be known/);
    assert.doesNotMatch(text, /mandatory/);
  });

  it("lets the mended program through", async () => {
    const { exitCode, text } = await stack.run("up", "--yes", "--skip-preview", ...withPack);
    assert.equal(exitCode, 0, text);
    assert.doesNotMatch(text, /can't run policy/);
    assert.match(await namespaces(), /namespace\/violating/);
  });

  it("refuses the same program with another stack's config", async () => {
    const prod = ["--policy-pack", policy, "--policy-pack-config", join(policy, "config/prod.json"), "--color=never"];
    const { exitCode, text } = await stack.run("preview", ...prod);
    assert.notEqual(exitCode, 0);
    assert.match(text, /\[mandatory\].* k8s-image-pinned +\(kubernetes:apps\/v1:Deployment: web\)/);
    assert.match(text, /containers\[0\]\.image: expected an image with a digest/);
  });
});
