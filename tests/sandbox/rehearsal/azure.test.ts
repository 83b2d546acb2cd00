import assert from "node:assert/strict";
import { azureRegionsOfStack } from "../../lib/azure-stack.ts";
import { at, list } from "../../lib/json.ts";
import { Rehearsal } from "./rehearsal.ts";

const cluster = "aks:11111111-1111-4111-8111-111111111111:prod-platform-eastus";

/** A region of Azure with the platform and one system, by the real engine. */
describe("a rehearsal of a region of Azure", function () {
  this.timeout(1_200_000);
  let rehearsal: Rehearsal;

  before(async () => {
    rehearsal = await Rehearsal.create("prod-azure", (config) => ({
      ...config,
      "plumbline:regions": azureRegionsOfStack.slice(0, 1),
      "plumbline:systems": ["firefly"],
    }));
  });
  after(() => rehearsal.stop());

  it("makes the region, its cluster and everything on it, until all workloads are Ready", async () => {
    const { exitCode, stdout, stderr } = await rehearsal.pulumi("up", "--yes", "--skip-preview");
    assert.equal(exitCode, 0, (stdout + stderr).slice(-4000));
    const seen = await rehearsal.checkout.run("sandbox", ["workloads", "--json"]);
    assert.equal(seen.exitCode, 0, seen.stdout);
    const clusters = list(JSON.parse(seen.stdout)).map((each) => [
      at(each, "cluster"),
      list(at(each, "kinds")).map((kind) => at(kind, "kind")),
    ]);
    assert.deepEqual(clusters, [[cluster, ["Deployment", "StatefulSet", "Job", "Pod"]]]);
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
    assert.match(
      first,
      /^destroy is refused, nothing was deleted: \d+ of the \d+ resources of prod-azure are protected/,
    );
    assert.ok(
      lines.includes("  azure-native:dbforpostgresql:Server (2): firefly-postgres, firefly-postgres-reader"),
      stderr,
    );
    assert.deepEqual(rehearsal.files("clouds"), before);
  });
});
