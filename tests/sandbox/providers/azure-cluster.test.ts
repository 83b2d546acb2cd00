import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { execa } from "execa";
import { stopControlPlane } from "../../../sandbox/lib/controlplane.ts";
import { projectRoot } from "../../../sandbox/lib/paths.ts";
import { toolPath } from "../../../sandbox/lib/tools.ts";
import { Stack } from "../lib/provider-stack.ts";

/** The program's own region, and a workload on its cluster. */
const program = (replicas: number) => `
import { Deployment } from "@pulumi/kubernetes/apps/v1/deployment.js";
import { azureRegions } from ${JSON.stringify(join(projectRoot, "components/region/azure-regions.ts"))};

const guid = (digit) => "11111111-1111-4111-8111-111111111111".replaceAll("1", digit);
const [{ kubernetes }] = azureRegions({
  regions: [{ name: "eastus", role: "primary", cidr: "10.0.0.0/16" }],
  subscription: { id: guid("1"), tenant: guid("2"), costCentre: "shop", administrators: [guid("3")] },
  stage: "staging",
  protect: false,
});
const labels = { app: "web" };
new Deployment("web", {
  metadata: { name: "web", namespace: "default" },
  spec: { replicas: ${String(replicas)}, selector: { matchLabels: labels }, template: { metadata: { labels }, spec: {
    nodeSelector: { "plumbline.dev/pool": "general" },
    containers: [{ name: "app", image: "app:1", resources: { requests: { cpu: "3" } } }] } } },
}, { provider: kubernetes });`;

describe("azure-native provider: a region with its cluster", function () {
  this.timeout(600_000);
  let stack: Stack;
  let dir: string;

  before(async () => {
    dir = mkdtempSync(join(tmpdir(), "plumbline-azure-"));
    stack = await Stack.create({ PLUMBLINE_SANDBOX_DIR: dir });
    stack.source(program(3));
  });
  after(async () => {
    for (const plane of planes()) await stopControlPlane(plane);
    stack.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  const planes = () => {
    const folder = join(dir, "control-planes");
    return existsSync(folder) ? readdirSync(folder).map((name) => join(folder, name)) : [];
  };
  const kubectl = async (...args: string[]) => {
    const kubeconfig = join(planes()[0] ?? "", "kubeconfig.yaml");
    return (await execa(toolPath("kubectl"), ["--kubeconfig", kubeconfig, ...args])).stdout;
  };

  it("starts no control plane for a cluster that is only planned", async () => {
    assert.deepEqual([...new Set((await stack.preview()).map(({ op }) => op))], ["create"]);
    assert.deepEqual(planes(), []);
  });

  it("starts one for a cluster, with nodes of its pools in three zones, and lets the program in by its exec plugin", async () => {
    await stack.up();
    assert.equal(planes().length, 1);
    const zone = "jsonpath={range .items[*]}{.metadata.labels.topology\\.kubernetes\\.io/zone}\n{end}";
    const zones = (await kubectl("get", "nodes", "-o", zone)).trim().split("\n");
    assert.deepEqual([...new Set(zones)].sort(), ["eastus-1", "eastus-2", "eastus-3"]);
    assert.equal(await kubectl("get", "deploy", "web", "-o", "jsonpath={.status.readyReplicas}"), "3");
    assert.deepEqual(await stack.preview(), []);
  });

  it("starts one again that was stopped, when somebody asks it for a token", async () => {
    for (const plane of planes()) await stopControlPlane(plane);
    stack.source(program(2));
    await stack.up();
    assert.equal(await kubectl("get", "deploy", "web", "-o", "jsonpath={.status.readyReplicas}"), "2");
  });

  it("keeps no token in the state", () => {
    const state = readdirSync(join(stack.dir, "backend"), { recursive: true, encoding: "utf8" })
      .filter((file) => file.endsWith("test.json"))
      .map((file) => readFileSync(join(stack.dir, "backend", file), "utf8"))
      .join("");
    assert.match(state, /kubelogin/);
    assert.doesNotMatch(state, /eyJ[\w-]+\.eyJ/);
  });
});
