import assert from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parse, stringify } from "yaml";
import { at, list, record } from "../../lib/json.ts";
import { Checkout } from "../lifecycle/checkout.ts";

const stack = "prod";
const cluster = "arn:aws:eks:us-east-1:444455556666:cluster/prod-platform";

/** The rehearsal of production that the sandbox's README describes, with the first region, one system, and its canary. */
describe("a rehearsal of production", function () {
  this.timeout(1_200_000);
  let checkout: Checkout;

  before(async () => {
    checkout = await Checkout.create();
    const file = join(checkout.dir, `Pulumi.${stack}.yaml`);
    writeFileSync(file, stringify(oneRegion(record(parse(readFileSync(file, "utf8"))))));
  });
  after(async () => {
    await checkout.run("sandbox", ["stop"]);
  });

  const pulumi = (command: string, ...args: string[]) =>
    checkout.run("pulumi", [command, "--stack", stack, "--non-interactive", ...args], {
      PULUMI_SKIP_CHECKPOINTS: "true",
    });
  const sandboxFiles = (folder: string): string[] =>
    readdirSync(join(checkout.dir, ".sandbox", folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .sort();

  it("makes the region, its cluster and everything on it, until all workloads are Ready", async () => {
    const { exitCode, stdout } = await pulumi("up", "--yes", "--skip-preview");
    assert.equal(exitCode, 0, stdout.slice(-4000));
    const seen = await checkout.run("sandbox", ["workloads", "--json"]);
    assert.equal(seen.exitCode, 0, seen.stdout);
    const clusters = list(JSON.parse(seen.stdout)).map((each) => [
      at(each, "cluster"),
      list(at(each, "kinds")).map((kind) => at(kind, "kind")),
    ]);
    assert.deepEqual(clusters, [[cluster, ["Deployment", "StatefulSet", "Job", "Pod", "Rollout"]]]);
  });

  it("has the controller of Argo Rollouts beside the cluster, where the chart is installed", async () => {
    const { stdout } = await checkout.run("sandbox", ["status", "--json"]);
    const parts = list(at(JSON.parse(stdout), 0, "parts"));
    const controller = parts.find((part) => at(part, "name") === "argo-rollouts");
    assert.equal(typeof at(controller, "pid"), "number");
  });

  it("finds nothing to change the second time", async () => {
    const { exitCode, stdout } = await pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    assert.equal(exitCode, 0, stdout.slice(-4000));
  });

  it("keeps secrets out of the state and of the simulated cloud", async () => {
    const { stdout } = await checkout.run("pulumi", ["stack", "export", "--stack", stack, "--show-secrets"]);
    const made = list(at(JSON.parse(stdout), "deployment", "resources")).filter((each) =>
      String(at(each, "type")).startsWith("random:"),
    );
    const secrets = made.flatMap(plaintexts);
    assert.ok(secrets.length >= 3, `${secrets.length} secrets`);
    const files = [...sandboxFiles("backend"), ...sandboxFiles("clouds")].map((file) => readFileSync(file, "utf8"));
    assert.deepEqual(
      secrets.filter((text) => files.some((content) => content.includes(text))),
      [],
    );
  });

  it("refuses to destroy what is protected, in a list, and deletes nothing", async () => {
    const before = sandboxFiles("clouds");
    const { exitCode, stderr } = await pulumi("destroy", "--yes", "--skip-preview");
    assert.equal(exitCode, 1);
    const [first = "", ...lines] = stderr.trim().split("\n");
    assert.match(first, /^destroy is refused, nothing was deleted: \d+ of the \d+ resources of prod are protected/);
    assert.ok(lines.includes("  aws:rds/cluster:Cluster (1): firefly-postgres"), stderr);
    assert.deepEqual(sandboxFiles("clouds"), before);
    assert.equal((await checkout.run("sandbox", ["workloads"])).exitCode, 0);
  });
});

/** The stack with its first region and firefly alone, whose releases are canaries. */
function oneRegion(file: Readonly<Record<string, unknown>>): object {
  const config = record(file["config"]);
  const firefly = record(config["plumbline:firefly"]);
  const [primary] = list(config["plumbline:regions"]);
  const release = { mode: "canary", image: at(firefly, "release", "blue") };
  return {
    ...file,
    config: {
      ...config,
      "plumbline:regions": [primary],
      "plumbline:systems": ["firefly"],
      "plumbline:firefly": { ...firefly, release },
    },
  };
}

/** The texts of all secrets of an exported state. */
function plaintexts(value: unknown): string[] {
  if (Array.isArray(value)) return list(value).flatMap(plaintexts);
  const fields = record(value);
  const { plaintext } = fields;
  if (typeof plaintext === "string") return texts(JSON.parse(plaintext));
  return Object.values(fields).flatMap(plaintexts);
}

const texts = (value: unknown): string[] =>
  typeof value === "string" ? [value] : Object.values(record(value)).flatMap(texts);
