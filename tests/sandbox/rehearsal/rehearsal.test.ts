import assert from "node:assert/strict";
import { at, list, record } from "../../lib/json.ts";
import { Rehearsal } from "./rehearsal.ts";

const cluster = "arn:aws:eks:us-east-1:444455556666:cluster/prod-platform";

/** The rehearsal of production that the sandbox's README describes, with the first region, one system, and its canary. */
describe("a rehearsal of production", function () {
  this.timeout(1_200_000);
  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await Rehearsal.create("prod", oneRegion);
  });
  after(() => rehearsal.stop());

  it("makes the region, its cluster and everything on it, until all workloads are Ready", async () => {
    const { exitCode, stdout } = await rehearsal.pulumi("up", "--yes", "--skip-preview");
    assert.equal(exitCode, 0, stdout.slice(-4000));
    const seen = await rehearsal.checkout.run("sandbox", ["workloads", "--json"]);
    assert.equal(seen.exitCode, 0, seen.stdout);
    const clusters = list(JSON.parse(seen.stdout)).map((each) => [
      at(each, "cluster"),
      list(at(each, "kinds")).map((kind) => at(kind, "kind")),
    ]);
    assert.deepEqual(clusters, [[cluster, ["Deployment", "StatefulSet", "Job", "Pod", "Rollout"]]]);
  });

  it("has the controller of Argo Rollouts beside the cluster, where the chart is installed", async () => {
    const { stdout } = await rehearsal.checkout.run("sandbox", ["status", "--json"]);
    const parts = list(at(JSON.parse(stdout), 0, "parts"));
    const controller = parts.find((part) => at(part, "name") === "argo-rollouts");
    assert.equal(typeof at(controller, "pid"), "number");
  });

  it("finds nothing to change the second time", async () => {
    const { exitCode, stdout } = await rehearsal.pulumi("up", "--yes", "--skip-preview", "--expect-no-changes");
    assert.equal(exitCode, 0, stdout.slice(-4000));
  });

  it("keeps secrets out of the state and of the simulated cloud", async () => {
    const { known, shown } = await rehearsal.secrets();
    assert.ok(known >= 3, `${known} secrets`);
    assert.deepEqual(shown, []);
  });

  it("refuses to destroy what is protected, in a list, and deletes nothing", async () => {
    const before = rehearsal.files("clouds");
    const { exitCode, stderr } = await rehearsal.pulumi("destroy", "--yes", "--skip-preview");
    assert.equal(exitCode, 1);
    const [first = "", ...lines] = stderr.trim().split("\n");
    assert.match(first, /^destroy is refused, nothing was deleted: \d+ of the \d+ resources of prod are protected/);
    assert.ok(lines.includes("  aws:rds/cluster:Cluster (1): firefly-postgres"), stderr);
    assert.deepEqual(rehearsal.files("clouds"), before);
    assert.equal((await rehearsal.checkout.run("sandbox", ["workloads"])).exitCode, 0);
  });
});

/** The stack with its first region and firefly alone, whose releases are canaries. */
function oneRegion(config: Readonly<Record<string, unknown>>): object {
  const firefly = record(config["plumbline:firefly"]);
  const [primary] = list(config["plumbline:regions"]);
  const release = { mode: "canary", image: at(firefly, "release", "blue") };
  return {
    ...config,
    "plumbline:regions": [primary],
    "plumbline:systems": ["firefly"],
    "plumbline:firefly": { ...firefly, release },
  };
}
