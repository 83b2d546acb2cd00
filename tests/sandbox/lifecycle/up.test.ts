import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { cacheDir, pinnedNode } from "../../../sandbox/lib/paths.ts";
import { Checkout } from "./checkout.ts";
import { processesMentioning } from "./temporary.ts";

interface Listed {
  readonly items: readonly {
    readonly metadata: { readonly name: string };
    readonly status?: { readonly conditions?: readonly { readonly type: string; readonly status: string }[] };
  }[];
}

/** The main job from beginning to end, in a checkout of its own. */
describe("make up and make down", function () {
  this.timeout(900_000);
  let checkout: Checkout;

  before(async () => {
    checkout = await Checkout.create();
  });
  after(async () => {
    await checkout.run("sandbox", ["stop"]);
  });

  async function readyPods(): Promise<Record<string, boolean>> {
    const { stdout } = await checkout.run("kubectl", ["get", "pods", "-n", "cap", "-o", "json"]);
    const { items } = JSON.parse(stdout) as Listed;
    return Object.fromEntries(
      items.map(({ metadata, status }) => [
        metadata.name.replace(/-[a-z0-9]+-[a-z0-9]{5}$/, ""),
        status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True") ?? false,
      ]),
    );
  }

  /** Kills `up` and its engine as soon as a file of the sandbox, or a process, shows that it got far enough. */
  async function killUpWhen(isFarEnough: () => boolean): Promise<void> {
    const child = spawn(pinnedNode, ["sandbox/cli.ts", "up"], {
      cwd: checkout.dir,
      stdio: "ignore",
      env: { ...process.env, PLUMBLINE_CACHE: cacheDir },
    });
    while (!isFarEnough()) {
      assert.equal(child.exitCode, null, "it ended before it could be killed");
      await sleep(20);
    }
    child.kill("SIGKILL");
    await once(child, "exit");
    for (const [pid] of engines()) process.kill(pid, "SIGKILL");
  }

  const engines = () => [...processesMentioning(checkout.dir)].filter(([, line]) => /bin\/pulumi up /.test(line));
  const running = (part: string) => [...processesMentioning(checkout.dir).values()].some((line) => line.includes(part));
  const recordedResources = () => {
    try {
      const state = readFileSync(join(checkout.dir, ".sandbox/backend/.pulumi/stacks/plumbline/dev.json"), "utf8");
      return state.split('"urn":').length - 1;
    } catch {
      return 0;
    }
  };

  it("succeeds after it was killed while the control plane started and while the stack was updated", async () => {
    await killUpWhen(() => running("bin/kube-apiserver"));
    await killUpWhen(() => recordedResources() > 10);
    const { exitCode, stdout, stderr } = await checkout.run("sandbox", ["up"]);
    assert.equal(exitCode, 0, stderr);
    assert.match(stderr, /An earlier update was killed: its lock is removed/);
    assert.equal((await checkout.run("pulumi", ["stack", "--show-name"])).stdout, "dev");
    assert.match(stdout, /│ systems\.cap\.namespace +│ cap +│/);
    assert.match(stdout, /plumbline@v\d/); // the policy pack took part
    const pods = ["app-ap", "app-cp", "backup-exporter", "db-g1-0", "db-g2-0"];
    assert.deepEqual(await readyPods(), Object.fromEntries(pods.map((name) => [name, true])));
  });

  it("changes nothing the second time but what a killed update left open, and shows no secret", async () => {
    const args = ["stack", "export", "--show-secrets", "-s", "dev"];
    const before = (await checkout.run("pulumi", args)).stdout;
    const { deployment } = JSON.parse(before) as { deployment: { resources: { type: string }[] } };
    const service = deployment.resources.find(({ type }) => type === "kubernetes:core/v1:Service");
    setPending(join(checkout.dir, ".sandbox/backend/.pulumi/stacks/plumbline/dev.json"), service);
    const { stdout, stderr, exitCode } = await checkout.run("sandbox", ["up"]);
    assert.equal(exitCode, 0);
    assert.match(stderr, /An earlier update was killed with 1 operations under way: refreshing the stack/);
    assert.match(stdout, /^dev: 0 changes, \d+ resources as they were$/m);
    const secrets = [...before.matchAll(/"plaintext": "\\"([^"\\]{8,})\\""/g)].map(([, value]) => value ?? "");
    assert.ok(secrets.length > 0);
    assert.deepEqual(
      secrets.filter((secret) => stdout.includes(secret) || stderr.includes(secret)),
      [],
    );
    assert.doesNotMatch((await checkout.run("pulumi", args)).stdout, /pending_operations": \[\s*\{/);
  });

  it("starts again what of the control plane died, and other commands say what that is", async () => {
    const { stdout: before } = await checkout.run("sandbox", ["status", "--json"]);
    const [{ parts }] = JSON.parse(before) as [{ parts: { name: string; pid: number; memoryMiB: number }[] }];
    const scheduler = parts.find(({ name }) => name === "kube-scheduler");
    assert.ok(scheduler && scheduler.memoryMiB > 0);
    process.kill(scheduler.pid, "SIGKILL");
    while (running("bin/kube-scheduler")) await sleep(20);
    assert.deepEqual(await checkout.run("kubectl", ["get", "pods"]), {
      exitCode: 1,
      stdout: "",
      stderr: "of the sandbox of dev, kube-scheduler died: start it again with make up",
    });
    const { exitCode, stderr } = await checkout.run("pulumi", ["preview", "-s", "dev", "--expect-no-changes"]);
    assert.equal(exitCode, 0, stderr);
    assert.match(stderr, /Of the control plane dev, kube-scheduler no longer runs: starting again/);
  });

  it("ends with every process and resource gone, and the tree as it was", async () => {
    const { exitCode, stderr } = await checkout.run("sandbox", ["down"]);
    assert.equal(exitCode, 0, stderr);
    assert.deepEqual(processesMentioning(checkout.dir), new Map());
    assert.equal(recordedResources(), 0);
    assert.equal(await checkout.changes(), "");
  });

  it("is not needed for a preview of another stack, which starts what it needs and stops it again", async () => {
    const { exitCode, stdout, stderr } = await checkout.run("preview", ["prod", "--json"]);
    assert.equal(exitCode, 0, stderr);
    const { changeSummary } = JSON.parse(stdout) as { changeSummary: Record<string, number> };
    assert.deepEqual(Object.keys(changeSummary), ["create"]);
    assert.deepEqual(processesMentioning(checkout.dir), new Map());
    assert.equal(await checkout.changes(), "");
  });
});

/** Leaves the state as a kill in the middle of an update of the resource does. */
function setPending(file: string, resource: object | undefined): void {
  const state = JSON.parse(readFileSync(file, "utf8")) as { checkpoint: { latest: Record<string, unknown> } };
  state.checkpoint.latest.pending_operations = [{ resource, type: "updating" }];
  writeFileSync(file, JSON.stringify(state));
}
